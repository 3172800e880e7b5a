"""Decisions of editors about what came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from daybill.apps.catalogue.models import Title
from daybill.domain.errors import DaybillError

from .importing import store_waiting
from .models import Question

if TYPE_CHECKING:
    from daybill.apps.accounts.models import User


class AnswerNeedsTitle(DaybillError):
    """Somebody said “it is this title” of none."""

    def __init__(self) -> None:
        super().__init__("Say which title it is: choose one of the candidates, or search for another.")


class AnswerNeedsType(DaybillError):
    """Somebody said “it is a title of its own” of rows that do not say what it is."""

    def __init__(self) -> None:
        super().__init__(
            "The rows do not say whether it is a film or a series, so no title can be made of them. "
            "Choose the title it is, or leave it out."
        )


class AnswerOfOtherType(DaybillError):
    """A film was chosen for rows about a series, or the other way round."""

    def __init__(self, told: str, title: Title) -> None:
        super().__init__(
            f"The rows are about a {told}, and {title} is a {title.get_type_display()}. Choose another title."
        )


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer came to: rows stored, and rows that wait on (for another question of theirs)."""

    stored: int
    waiting: int


@transaction.atomic
def answer_question(
    question: Question, answer: str, *, title: Title | None = None, by: User | None = None
) -> Answered:
    """Remember an editor's answer and store the rows that waited for it; later imports use it again.

    Args:
        answer: one of `Question.Answer`; "same" needs ``title``.

    Raises:
        AnswerNeedsTitle: "same" without a title.
        AnswerNeedsType: "new" of rows that tell no type.
        AnswerOfOtherType: a title of another type than the rows tell.
    """
    if answer == Question.Answer.SAME and title is None:
        raise AnswerNeedsTitle
    if title is not None and question.type and title.type != question.type:
        raise AnswerOfOtherType(question.get_type_display(), title)
    if answer == Question.Answer.NEW and not question.type and question.rows.exists():
        raise AnswerNeedsType
    question.answer = answer
    question.title = title if answer == Question.Answer.SAME else None
    question.answered_at = settings.DAYBILL.now()
    question.answered_by = by
    question.save()
    stored = store_waiting(question)
    return Answered(stored, question.rows.count())


@transaction.atomic
def ask_again(question: Question) -> None:
    """Forget an answer: rows of later imports wait for a new one. What was stored by it stays."""
    question.answer, question.title, question.answered_at, question.answered_by = "", None, None, None
    question.save()
