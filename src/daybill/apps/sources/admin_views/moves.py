"""Titles that were merged or split, and undoing either."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.widgets.button import HeaderButton

from daybill.apps.catalogue.models import TitleMove
from daybill.apps.catalogue.moving import told_of, undo_move
from daybill.domain.errors import DaybillError

from .facts import columns
from .paging import Crumbs, Listing
from .permissions import MOVE, SEE_MOVES, UNDO, Permitted, editor

MOVES = ("imports:moves", gettext_lazy("Merged and split titles"))


class MoveFilters(WagtailFilterSet):
    class Meta:
        model = TitleMove
        fields = ("kind",)


class MovesView(Permitted, Listing):
    """Merges and splits, the newest first."""

    permission = SEE_MOVES
    model = TitleMove
    page_title = gettext_lazy("Merged and split titles")
    header_icon = "resubmit"
    filterset_class = MoveFilters
    index_url_name = "imports:moves"
    index_results_url_name = "imports:moves_results"
    default_ordering = ("-made_at", "-pk")
    none_yet = gettext_lazy("No title was merged or split yet.")
    columns = (
        TitleColumn("summary", label=gettext_lazy("What"), url_name="imports:move"),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        UserColumn("made_by", label=gettext_lazy("By")),
        DateColumn("made_at", label=gettext_lazy("When")),
        StatusTagColumn(
            "undone_at",
            label=gettext_lazy("State"),
            accessor=lambda move: _("undone") if move.undone_at else _("holds"),
            primary=lambda move: move.undone_at is None,
        ),
    )

    def get_base_queryset(self) -> QuerySet[TitleMove]:
        # The journals are large, and the list shows none.
        return TitleMove.objects.select_related("made_by").defer("journal")

    def get_ordering(self) -> Any:
        return self.default_ordering

    def get_header_buttons(self) -> list[Any]:
        if not self.request.user.has_perm(MOVE):
            return []
        merge = HeaderButton(_("Merge titles"), reverse("imports:merge"), icon_name="resubmit", priority=10)
        split = HeaderButton(_("Split a title"), reverse("imports:split"), icon_name="cut", priority=20)
        return [merge, split]


class MoveView(Permitted, Crumbs, TemplateView):
    """What one move did; POST undoes it."""

    permission = SEE_MOVES
    template_name = "sources/move.html"
    header_icon = "resubmit"
    parents = (MOVES,)

    @cached_property
    def move(self) -> TitleMove:
        found: TitleMove = get_object_or_404(
            TitleMove.objects.select_related("made_by"), pk=self.kwargs["pk"]
        )
        return found

    def get_page_title(self) -> str:
        return str(self.move.get_kind_display()).capitalize()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            move=self.move,
            done=told_of(self.move),
            titles=columns(self.move.journal["titles"]),
            may_undo=self.request.user.has_perm(UNDO) and self.move.undone_at is None,
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(UNDO):
            messages.error(request, _("You may look at this, and not undo it."))
            return redirect("imports:move", pk)
        try:
            undo_move(self.move, editor(request))
        except DaybillError as error:
            messages.error(request, str(error))
            return redirect("imports:move", pk)
        messages.success(request, _("Undone: everything is back where it was."))
        return redirect("imports:moves")
