"""Which title a source means: the list of open questions, the best answer to many at once, and the answers given."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn, UserColumn
from wagtail.admin.widgets.button import HeaderButton

from daybill.apps.catalogue.models import Source, Title
from daybill.apps.catalogue.queries import titles_by_number
from daybill.domain.errors import DaybillError

from ..actions import answer_question
from ..models import Question
from .facts import type_name
from .finding import number_in
from .paging import Listing
from .permissions import ANSWER, Permitted, editor

# What a tick and a click accept, unless the editor says otherwise: same name and year.
USUAL_SCORE = 80


def open_questions() -> QuerySet[Question]:
    """Unanswered ones, those for which most rows wait first."""
    found = Question.objects.filter(answer="").select_related("source")
    return found.annotate(waiting=Count("rows")).order_by("-waiting", "pk")


def best_of(question: Question) -> dict[str, Any] | None:
    """The likeliest candidate; ``None`` where there is none, or two are equally likely."""
    candidates: list[dict[str, Any]] = sorted(question.candidates, key=lambda c: -c["score"])
    if not candidates or (len(candidates) > 1 and candidates[0]["score"] == candidates[1]["score"]):
        return None
    return candidates[0]


class _Tick(Column):
    """A box that belongs to the form beside the list."""

    cell_template_name = "sources/tick_cell.html"


def _sources(request: HttpRequest) -> QuerySet[Source]:
    return Source.objects.filter(pk__in=Question.objects.values("source")).order_by("name")


class QuestionFilters(WagtailFilterSet):
    name = django_filters.CharFilter(label=gettext_lazy("Name"), lookup_expr="icontains")
    source = django_filters.ModelChoiceFilter(label=gettext_lazy("Source"), queryset=_sources)

    class Meta:
        model = Question
        fields = ("name", "source", "type")


class QuestionsView(Permitted, Listing):
    """The review queue."""

    permission = ANSWER
    model = Question
    template_name = "sources/questions.html"
    page_title = gettext_lazy("Questions of imports")
    header_icon = "help"
    filterset_class = QuestionFilters
    index_url_name = "imports:questions"
    index_results_url_name = "imports:questions_results"
    none_yet = gettext_lazy("No question is open: every row found its title.")
    columns = (
        _Tick("tick", label=gettext_lazy("Tick")),
        TitleColumn("name", label=gettext_lazy("The row says"), accessor=str, url_name="imports:question"),
        Column("type", label=gettext_lazy("Type"), accessor=lambda q: type_name(q.type)),
        Column("source", label=gettext_lazy("Source"), accessor="source.name"),
        NumberColumn("waiting", label=gettext_lazy("Rows waiting")),
        Column("best", label=gettext_lazy("Likeliest title")),
        Column("score", label=gettext_lazy("Score")),
        Column("reason", label=gettext_lazy("Why it was asked")),
        DateColumn("asked_at", label=gettext_lazy("Asked")),
    )

    def get_base_queryset(self) -> QuerySet[Question]:
        return open_questions()

    def get_table(self, object_list: Any) -> Any:
        questions = list(object_list)
        best = {q.pk: candidate for q in questions if (candidate := best_of(q))}
        titles = titles_by_number(candidate["title"] for candidate in best.values())
        for question in questions:
            candidate = best.get(question.pk)
            title = titles.get(candidate["title"]) if candidate else None
            question.best = _likeliest(question, title)
            question.score = candidate["score"] if candidate and title else ""
        return super().get_table(questions)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, usual_score=USUAL_SCORE, **kwargs)

    def get_header_buttons(self) -> list[Any]:
        return [HeaderButton(_("Answers given"), reverse("imports:answered"), icon_name="success")]


def _likeliest(question: Question, title: Title | None) -> str:
    if title:
        return f"{title} · {title.imdb_id}" if title.imdb_id else str(title)
    return _("several alike") if len(question.candidates) > 1 else _("none")


class AcceptBestView(Permitted, View):
    """POST: take the likeliest title of each ticked question whose score is high enough."""

    permission = ANSWER
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        least = number_in(request.POST.get("least")) or 0
        ticked = [pk for text in request.POST.getlist("question") if (pk := number_in(text))]
        if not 0 < least <= 100:
            messages.error(request, _("The least score is a number from 1 to 100. Nothing was answered."))
        elif not ticked:
            messages.warning(request, _("Tick the questions to answer first."))
        else:
            self._accept(request, open_questions().filter(pk__in=ticked), least)
        return redirect("imports:questions")

    def _accept(self, request: HttpRequest, questions: QuerySet[Question], least: int) -> None:
        done = left = stored = 0
        for question in questions:
            candidate = best_of(question)
            title = titles_by_number([candidate["title"]]).get(candidate["title"]) if candidate else None
            if candidate is None or title is None or candidate["score"] < least:
                left += 1
                continue
            try:
                answered = answer_question(question, Question.Answer.SAME, title=title, by=editor(request))
            except DaybillError as error:
                messages.error(request, f"{question}: {error}")
                continue
            done, stored = done + 1, stored + answered.stored
        if done:
            told = ngettext("%(n)d question was answered", "%(n)d questions were answered", done) % {
                "n": done
            }
            rows = ngettext("%(n)d row was stored", "%(n)d rows were stored", stored) % {"n": stored}
            messages.success(request, f"{told}; {rows}.")
        if left:
            said = ngettext(
                "%(n)d was left open: no one title stands out with a score of %(least)d or more.",
                "%(n)d were left open: no one title stands out with a score of %(least)d or more.",
                left,
            )
            messages.warning(request, said % {"n": left, "least": least})


class AnsweredFilters(QuestionFilters):
    class Meta:
        model = Question
        fields = ("name", "source", "type", "answer")


class AnsweredView(Permitted, Listing):
    """Answers given, the newest first; each can be taken back."""

    permission = ANSWER
    model = Question
    page_title = gettext_lazy("Answers")
    header_icon = "success"
    filterset_class = AnsweredFilters
    index_url_name = "imports:answered"
    index_results_url_name = "imports:answered_results"
    parents = (("imports:questions", gettext_lazy("Questions of imports")),)
    none_yet = gettext_lazy("No question was answered yet.")
    columns = (
        TitleColumn("name", label=gettext_lazy("The row says"), accessor=str, url_name="imports:question"),
        Column("source", label=gettext_lazy("Source"), accessor="source.name"),
        Column("answer", label=gettext_lazy("Answer"), accessor="get_answer_display"),
        Column("title", label=gettext_lazy("Title"), accessor="title"),
        UserColumn("answered_by", label=gettext_lazy("By")),
        DateColumn("answered_at", label=gettext_lazy("When")),
    )

    def get_base_queryset(self) -> QuerySet[Question]:
        found = Question.objects.exclude(answer="").select_related("source", "title", "answered_by")
        return found.order_by("-answered_at", "-pk")
