"""Splitting a title: choose it, say which sources mean another, and which ids are the other's."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from daybill.apps.catalogue.models import Source
from daybill.apps.catalogue.moving import ids_of, split_title, told_by
from daybill.domain.errors import DaybillError

from .facts import columns
from .finding import LONGEST, find_titles, number_in, title_numbered
from .moves import MOVES
from .paging import Crumbs
from .permissions import MOVE, Permitted, editor


class SplitView(Permitted, Crumbs, TemplateView):
    """``?title=ID``; without it, ``?q=`` looks for one."""

    permission = MOVE
    template_name = "sources/split.html"
    page_title = gettext_lazy("Split a title")
    header_icon = "cut"
    parents = (MOVES,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = title_numbered(self.request.GET.get("title"))
        query = self.request.GET.get("q", "")[:LONGEST]
        if title is None:
            choices = [
                (column, f"?{urlencode({'title': column.title.pk})}")
                for column in columns(find_titles(query))
            ]
            return super().get_context_data(query=query, choices=choices, **kwargs)
        [column] = columns([title.pk])
        told = told_by(title)
        return super().get_context_data(
            title=title,
            column=column,
            told=told,
            can_split=sum(1 for one in told if one.name_said) > 1,
            ids=[f"{scheme}:{value}" for scheme, value in ids_of(title)],
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        title = title_numbered(request.POST.get("title"))
        if title is None:
            messages.error(request, _("Choose a title that is there."))
            return redirect("imports:split")
        try:
            move = split_title(title, _sources(request), editor(request), ids=_ids(request))
        except DaybillError as error:
            messages.error(request, str(error))
            return redirect(f"{reverse('imports:split')}?{urlencode({'title': title.pk})}")
        messages.success(request, f"{move.summary}.")
        return redirect("imports:move", move.pk)


def _sources(request: HttpRequest) -> list[Source]:
    chosen = [pk for text in request.POST.getlist("source") if (pk := number_in(text))]
    return list(Source.objects.filter(pk__in=chosen))


def _ids(request: HttpRequest) -> list[tuple[str, str]]:
    pairs = [text.partition(":") for text in request.POST.getlist("id")]
    return [(scheme, value) for scheme, _colon, value in pairs]
