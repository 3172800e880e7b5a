"""One question: the row beside the titles it may mean, and the editor's answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages

from daybill.domain.errors import DaybillError
from daybill.domain.identity import normalise_name

from ..actions import Answered, answer_question, ask_again
from ..models import Question
from .facts import Known, TitleColumn, columns, rows_of, type_name
from .finding import LONGEST, find_titles, title_numbered
from .paging import Crumbs
from .permissions import ANSWER, Permitted, editor
from .questions import open_questions

# Keys 1 to 9 choose a candidate.
MOST_KEYS = 9


def _known(question: Question) -> Known:
    return Known(
        question.name,
        question.year,
        question.type,
        frozenset(normalise_name(str(name)) for name in question.people),
        frozenset((str(scheme), str(value)) for scheme, value in question.ids.items()),
    )


def candidates_of(question: Question) -> list[TitleColumn]:
    """The titles a row may mean, the likeliest first, with score and reason; those deleted meanwhile are left out."""
    told = {candidate["title"]: candidate for candidate in reversed(question.candidates)}
    found = columns([candidate["title"] for candidate in question.candidates], _known(question))
    # A candidate that was merged since stands under the number of the title it was merged into.
    return [
        replace(column, score=one["score"], reason=one["reason"])
        if (one := told.get(column.title.pk))
        else column
        for column in found
    ]


def next_after(question: Question) -> str:
    """Where an editor goes on: the question behind this one in the queue, else the first, else the empty queue."""
    pks = list(open_questions().values_list("pk", flat=True))
    place = pks.index(question.pk) + 1 if question.pk in pks else 0
    others = [pk for pk in (*pks[place:], *pks[:place]) if pk != question.pk]
    return reverse("imports:question", args=[others[0]]) if others else reverse("imports:questions")


class QuestionView(Permitted, Crumbs, TemplateView):
    permission = ANSWER
    template_name = "sources/question.html"
    header_icon = "help"
    parents = (("imports:questions", gettext_lazy("Questions of imports")),)

    @cached_property
    def question(self) -> Question:
        found: Question = get_object_or_404(
            Question.objects.select_related("source", "title", "answered_by"), pk=self.kwargs["pk"]
        )
        return found

    def get_page_title(self) -> str:
        return str(self.question)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = self.question
        query = self.request.GET.get("q", "")[:LONGEST]
        rows = question.rows.all()
        example = rows.first()
        found = columns(find_titles(query), _known(question)) if query else []
        return super().get_context_data(
            question=question,
            type_name=type_name(question.type),
            candidates=candidates_of(question),
            query=query,
            found=found,
            example=example,
            example_rows=rows_of(example.row) if example else [],
            waiting=rows.count(),
            next_url=next_after(question),
            keys=range(1, MOST_KEYS + 1),
            **kwargs,
        )


class AnswerView(Permitted, View):
    """POST: an answer, and on to the next question."""

    permission = ANSWER
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        question = get_object_or_404(Question, pk=pk)
        here = redirect("imports:question", pk)
        if question.answer:
            messages.warning(
                request, _("This was answered meanwhile. To answer it anew, ask it again first.")
            )
            return here
        answer = request.POST.get("answer", "")
        if answer not in Question.Answer.values:
            messages.error(request, _("Choose one of the answers."))
            return here
        goes_on = redirect(next_after(question))
        try:
            title = title_numbered(request.POST.get("title")) if answer == Question.Answer.SAME else None
            answered = answer_question(question, answer, title=title, by=editor(request))
        except DaybillError as error:
            messages.error(request, str(error))
            return here
        messages.success(request, _said(question, answered), buttons=[_look_again(question)])
        return goes_on


def _said(question: Question, answered: Answered) -> str:
    """What an answer came to."""
    rows = ngettext("%(n)d row was stored", "%(n)d rows were stored", answered.stored) % {
        "n": answered.stored
    }
    if question.answer == Question.Answer.NONE:
        rows = ngettext("%(n)d row was left out", "%(n)d rows were left out", answered.stored) % {
            "n": answered.stored
        }
    waiting = ""
    if answered.waiting:
        waiting = ngettext(
            "; %(n)d waits for another answer", "; %(n)d wait for another answer", answered.waiting
        ) % {"n": answered.waiting}
    said = question.title or question.get_answer_display()
    return f"{question}: {said}. {rows}{waiting}."


def _look_again(question: Question) -> Any:
    return messages.button(reverse("imports:question", args=[question.pk]), _("Look again"))


class AskAgainView(Permitted, View):
    """POST: forget an answer."""

    permission = ANSWER
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        question = get_object_or_404(Question, pk=pk)
        if not question.answer:
            messages.warning(request, _("This question is open already."))
            return redirect("imports:question", pk)
        ask_again(question)
        messages.success(
            request,
            _(
                "%(question)s is open again. What was stored by the old answer stays; to take it away, split the title."
            )
            % {"question": question},
        )
        return redirect("imports:question", pk)
