"""Merging two titles: choose both, look at them side by side, confirm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from daybill.apps.catalogue.models import Title, TitleWord
from daybill.apps.catalogue.moving import merge_titles, rehearse
from daybill.apps.catalogue.queries import same_name_ids
from daybill.domain.errors import DaybillError

from .facts import columns
from .finding import LONGEST, find_titles, title_numbered
from .moves import MOVES
from .paging import Crumbs
from .permissions import MOVE, Permitted, editor


class MergeView(Permitted, Crumbs, TemplateView):
    """``?keep=ID&gone=ID``; while one is missing, ``?q=`` looks for it."""

    permission = MOVE
    template_name = "sources/merge.html"
    page_title = gettext_lazy("Merge titles")
    header_icon = "resubmit"
    parents = (MOVES,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        keep, gone = title_numbered(asked.get("keep")), title_numbered(asked.get("gone"))
        query = asked.get("q", "")[:LONGEST]
        chosen = {"keep": keep, "gone": gone}
        if keep and gone:
            return super().get_context_data(**chosen, **self._preview(keep, gone), **kwargs)
        wanted = "gone" if keep else "keep"
        found = find_titles(query)
        if keep and not query:
            found = same_name_ids(keep)
        choices = [
            (column, f"?{urlencode({**{k: t.pk for k, t in chosen.items() if t}, wanted: column.title.pk})}")
            for column in columns(pk for pk in found if pk not in {t.pk for t in (keep, gone) if t})
        ]
        return super().get_context_data(
            **chosen,
            chosen=chosen,
            wanted=wanted,
            query=query,
            choices=choices,
            columns=self._columns(keep, gone),
            **kwargs,
        )

    def _columns(self, *titles: Title | None) -> list[Any]:
        return columns([title.pk for title in titles if title])

    def _preview(self, keep: Title, gone: Title) -> dict[str, Any]:
        user = editor(self.request)
        return {
            "columns": self._columns(keep, gone),
            "plan": rehearse(lambda: merge_titles(keep, gone, user)),
            "warnings": list(_warnings(keep, gone)),
            "swapped": f"?{urlencode({'keep': gone.pk, 'gone': keep.pk})}",
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        keep, gone = title_numbered(request.POST.get("keep")), title_numbered(request.POST.get("gone"))
        if keep is None or gone is None:
            messages.error(request, _("Choose two titles that are there."))
            return redirect("imports:merge")
        try:
            move = merge_titles(keep, gone, editor(request))
        except DaybillError as error:
            messages.error(request, str(error))
            return redirect(f"{reverse('imports:merge')}?{urlencode({'keep': keep.pk, 'gone': gone.pk})}")
        messages.success(request, f"{move.summary}.")
        return redirect("imports:move", move.pk)


def _warnings(keep: Title, gone: Title) -> Iterator[str]:
    """What speaks for two titles rather than one."""
    if keep.imdb_id and gone.imdb_id:
        yield _("IMDb tells them apart: %(keep)s and %(gone)s.") % {
            "keep": keep.imdb_id,
            "gone": gone.imdb_id,
        }
    told = TitleWord.objects.filter(title=keep).values("source")
    both = TitleWord.objects.filter(title=gone, source__in=told).order_by("source__name")
    if names := list(both.values_list("source__name", flat=True)):
        yield _("A source that speaks of both may mean two: %(names)s.") % {"names": ", ".join(names)}
    if keep.year and gone.year and abs(keep.year - gone.year) > 1:
        yield _("Their years lie apart: %(keep)d and %(gone)d.") % {"keep": keep.year, "gone": gone.year}
    if keep.type == "series" and keep.parts.exists() and gone.parts.exists():
        yield _("Both have seasons: merge those of one number afterwards.")
