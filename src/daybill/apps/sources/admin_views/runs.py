"""Every import with its report, and each of its refused and held rows with the reason."""

from __future__ import annotations

import json
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from ..models import ImportProblem, ImportRun
from .paging import Listing
from .permissions import SEE_RUNS, Permitted

COUNTS: tuple[tuple[str, Any], ...] = (
    ("read", _("Read")),
    ("stored", _("Stored")),
    ("changed", _("Changed")),
    ("unchanged", _("Unchanged")),
    ("held", _("Held")),
    ("refused", _("Refused")),
    ("ended", _("Ended")),
)
# A spreadsheet takes what begins with one of these for a formula; rows are written by strangers.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows_a_second(run: ImportRun) -> str:
    """Rounded; empty for a run of no length."""
    return f"{run.read / run.seconds:,.0f}" if run.seconds else ""


class RunFilters(WagtailFilterSet):
    started_at = django_filters.DateFromToRangeFilter(label=_("Begun"), widget=DateRangePickerWidget)
    source = django_filters.CharFilter(label=_("Source"), lookup_expr="icontains")
    command = django_filters.AllValuesFilter(label=_("Command"))

    class Meta:
        model = ImportRun
        fields = ("state", "command", "source", "started_at")


class RunsView(Permitted, Listing):
    """Runs, the newest first."""

    permission = SEE_RUNS
    model = ImportRun
    page_title = _("Import runs")
    header_icon = "history"
    filterset_class = RunFilters
    index_url_name = "imports:runs"
    index_results_url_name = "imports:runs_results"
    default_ordering = "-started_at"
    none_yet = _("Nothing was imported yet. “daybill --help” lists the commands that do.")
    columns = (
        TitleColumn("command", label=_("Command"), url_name="imports:run"),
        Column("source", label=_("Source")),
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor="get_state_display",
            primary=lambda run: run.state == "finished",
        ),
        DateColumn("started_at", label=_("Begun"), sort_key="started_at"),
        *(NumberColumn(name, label=label, sort_key=name) for name, label in COUNTS),
        Column("seconds", label=_("Seconds"), accessor=lambda run: f"{run.seconds:,.1f}", sort_key="seconds"),
        Column("rate", label=_("Rows a second"), accessor=rows_a_second),
    )


class ProblemFilters(WagtailFilterSet):
    file = django_filters.ChoiceFilter(label=_("File"), choices=())
    reason = django_filters.CharFilter(label=_("Reason"), lookup_expr="icontains")

    class Meta:
        model = ImportProblem
        fields = ("kind", "file", "reason")

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The files of this run, not of every run there ever was.
        names = run.problems.order_by("file").values_list("file", flat=True).distinct()
        self.filters["file"].extra["choices"] = [(name, name) for name in names]


def raw(problem: ImportProblem) -> str:
    """The row as it came in, on one line."""
    return json.dumps(problem.row, ensure_ascii=False) if problem.row is not None else ""


class RunView(Permitted, SpreadsheetExportMixin, Listing):
    """One run: what became of its rows, and each row that was refused, held or remarked on."""

    permission = SEE_RUNS
    model = ImportProblem
    template_name = "sources/run.html"
    header_icon = "history"
    filterset_class = ProblemFilters
    parents = (("imports:runs", _("Import runs")),)
    none_yet = _("Every row was taken as it came.")
    columns = (
        StatusTagColumn(
            "kind", label=_("What"), accessor="get_kind_display", primary=lambda p: p.kind == "refused"
        ),
        Column("file", label=_("File")),
        NumberColumn("line", label=_("Line")),
        Column("reason", label=_("Why"), classname="imports-reason"),
        Column("row", label=_("The row"), accessor=raw, classname="imports-raw"),
    )
    list_export = ("kind", "file", "line", "reason", "row")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.run = get_object_or_404(ImportRun, pk=kwargs["pk"])
        self.page_title = str(self.run.command)
        self.page_subtitle = self.run.source

    def get_index_url(self) -> str:
        return reverse("imports:run", args=[self.run.pk])

    def get_index_results_url(self) -> str:
        return reverse("imports:run_results", args=[self.run.pk])

    def get_base_queryset(self) -> QuerySet[ImportProblem]:
        return self.run.problems.order_by("id")

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "run": self.run}

    def get_filename(self) -> str:
        return f"import-{self.run.pk}-problems"

    def to_row_dict(self, item: ImportProblem) -> dict[str, Any]:
        told = {
            "kind": item.kind,
            "file": item.file,
            "line": item.line,
            "reason": item.reason,
            "row": raw(item),
        }
        return {k: f"'{v}" if isinstance(v, str) and v.startswith(_FORMULA) else v for k, v in told.items()}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if self.is_export:
            return self.as_spreadsheet(context["object_list"], self.request.GET["export"])
        return super().render_to_response(context, **kwargs)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        kept = self.run.problems.exclude(kind=ImportProblem.Kind.REMARK).count()
        counts = [(label, getattr(self.run, name)) for name, label in COUNTS]
        return super().get_context_data(
            *args,
            run=self.run,
            counts=counts,
            rate=rows_a_second(self.run),
            files=[
                (file["name"], file["sha256"]) if isinstance(file, dict) else (file, "")
                for file in self.run.files
            ],
            options={name: value for name, value in self.run.options.items() if value},
            left_out=max(0, self.run.held + self.run.refused - kept),
            **kwargs,
        )
