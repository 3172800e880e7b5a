"""Who may do what with imports; what a site's group of editors is given stands here."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from daybill.apps.accounts.models import User

SEE_RUNS = "sources.view_importrun"
ANSWER = "sources.change_question"
SEE_MOVES = "catalogue.view_titlemove"
MOVE = "catalogue.add_titlemove"
UNDO = "catalogue.change_titlemove"
ALL = (SEE_RUNS, ANSWER, SEE_MOVES, MOVE, UNDO)


class Permitted:
    """A view for those who have one permission; others get the admin's own refusal."""

    permission = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


def editor(request: HttpRequest) -> User:
    """Who asks; the admin lets in nobody who has not signed in."""
    assert isinstance(request.user, User)
    return request.user
