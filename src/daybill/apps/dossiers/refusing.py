"""Editing and approving where publishing may be refused: the editor is told why, and the draft stays."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import EditView, WorkflowActionView


def tell(request: HttpRequest, error: ValidationError) -> None:
    messages.error(request, _("Not published: %(reason)s") % {"reason": " ".join(error.messages)})


class Refusing:
    """For views that save a draft first and publish it then."""

    def run_action_method(self) -> HttpResponse | None:
        try:
            with transaction.atomic():
                return super().run_action_method()  # type: ignore[misc]
        except ValidationError as error:
            tell(self.request, error)  # type: ignore[attr-defined]
            return redirect(reverse(self.edit_url_name, args=[quote(self.object.pk)]))  # type: ignore[attr-defined]


class DossierEditView(Refusing, EditView):
    pass


class DossierWorkflowActionView(WorkflowActionView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except ValidationError as error:
            tell(request, error)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
        return redirect(self.redirect_url)
