"""Rows whose title is not certain: the question is asked once, the rows wait, and the answer is remembered."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from daybill.apps.catalogue.chunks import chunks
from daybill.apps.sources.models import HeldRow, Question
from daybill.domain.identity import clean_name
from daybill.domain.matching import Match, Verdict, fingerprint
from daybill.domain.records import TitleRef

ANSWERED = "as an editor answered"
LEFT_OUT = "an editor left it out"


def answers_to(source: int, refs: Sequence[TitleRef]) -> Mapping[TitleRef, Match]:
    """What an editor has said of these refs of a source."""
    by_print: defaultdict[str, list[TitleRef]] = defaultdict(list)
    for ref in refs:
        by_print[fingerprint(ref)].append(ref)
    found: dict[TitleRef, Match] = {}
    for part in chunks(by_print):
        rows = Question.objects.filter(source=source, fingerprint__in=part).exclude(answer="")
        for print_, answer, title in rows.values_list("fingerprint", "answer", "title_id"):
            first = by_print[print_][0]
            for ref in by_print[print_]:
                if match := _answered(answer, title, like=first if ref != first else None):
                    found[ref] = match
    return found


def _answered(answer: str, title: int | None, *, like: TitleRef | None) -> Match | None:
    if answer == Question.Answer.NONE:
        return Match(Verdict.HELD, reason=LEFT_OUT)
    if title is not None:
        return Match(Verdict.FOUND, title, 100, ANSWERED)
    if answer == Question.Answer.NEW:
        return Match(Verdict.NEW, reason=ANSWERED, like=like)
    # The title that was meant has been deleted: the question is open again.
    return None


def remember_made(source: int, made: Mapping[TitleRef, int | None]) -> None:
    """The title that was made because an editor said so is what later rows mean by the same words."""
    by_print = {fingerprint(ref): title for ref, title in made.items()}
    for part in chunks(by_print):
        rows = Question.objects.filter(
            source=source, fingerprint__in=part, answer=Question.Answer.NEW, title=None
        )
        for question in rows:
            question.title_id = by_print[question.fingerprint]
            question.save(update_fields=["title"])


class Asked:
    """Questions and waiting rows of one batch, written together."""

    def __init__(self, source: int, at: datetime) -> None:
        self._source, self._at = source, at
        self._questions: dict[str, tuple[TitleRef, Match]] = {}
        self._rows: list[tuple[str, dict[str, Any]]] = []

    def ask(self, ref: TitleRef, match: Match, waiting: dict[str, Any]) -> None:
        """Let a row wait for the answer.

        Args:
            waiting: ``format``, ``file``, ``line``, ``row`` and ``records`` of it, and what it ``told`` before anything
                of this import was written on its records: by that the same row is known again.
        """
        print_ = fingerprint(ref)
        self._questions.setdefault(print_, (ref, match))
        self._rows.append((print_, waiting))

    def write(self) -> None:
        if not self._questions:
            return
        known: dict[str, Question] = {}
        for part in chunks(list(self._questions)):
            rows = Question.objects.filter(source=self._source, fingerprint__in=part)
            known |= {row.fingerprint: row for row in rows}
        new = [self._question(print_) for print_ in self._questions if print_ not in known]
        Question.objects.bulk_create(new, batch_size=500)
        known |= {row.fingerprint: row for row in new}
        for print_, row in known.items():
            fresh = self._question(print_)
            if row.answer == Question.Answer.SAME and row.title_id is None:
                row.answer, row.answered_at, row.answered_by = "", None, None
                row.save(update_fields=["answer", "answered_at", "answered_by"])
            if not row.answer and (row.reason, row.candidates) != (fresh.reason, fresh.candidates):
                row.reason, row.candidates = fresh.reason, fresh.candidates
                row.save(update_fields=["reason", "candidates"])
        HeldRow.objects.bulk_create(
            [
                self._held(known[print_], waiting)
                for print_, waiting in self._rows
                if not known[print_].answer
            ],
            batch_size=500,
            ignore_conflicts=True,
        )

    def _question(self, print_: str) -> Question:
        ref, match = self._questions[print_]
        return Question(
            source_id=self._source,
            fingerprint=print_,
            name=clean_name(ref.name)[:400],
            year=min(ref.years, default=None),
            type=ref.type,
            people=[*ref.directors, *ref.actors, *ref.others][:12],
            ids=dict(ref.ids),
            reason=match.reason[:400],
            candidates=[
                {"title": j.candidate, "score": j.score, "reason": j.reason} for j in match.judgements[:12]
            ],
            asked_at=self._at,
        )

    def _held(self, question: Question, waiting: dict[str, Any]) -> HeldRow:
        records = waiting["records"]
        digest = hashlib.sha1(json.dumps(waiting["told"], sort_keys=True).encode(), usedforsecurity=False)
        return HeldRow(
            question=question,
            format=waiting["format"],
            file=waiting["file"][:200],
            line=waiting["line"],
            row=waiting["row"],
            context={"records": records},
            digest=digest.hexdigest(),
            held_at=self._at,
        )
