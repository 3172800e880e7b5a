"""Storing rows that waited, once an editor has said which title they mean."""

from __future__ import annotations

from django.db import transaction

from daybill.apps.catalogue.projecting import source_records
from daybill.apps.sources.models import HeldRow, Question
from daybill.domain.records import from_json

from .entries import Entry
from .ledger import Ledger

_BATCH = 1_000


def store_waiting(question: Question) -> int:
    """Store the rows that waited for a question's answer, inside the caller's transaction; how many.

    A row that has another open question waits on.
    """
    if question.answer == Question.Answer.NONE:
        return HeldRow.objects.filter(question=question).delete()[0]
    stored = 0
    # What the answer says is made; nothing else is, as every other title of a row is a question of its own.
    ledger = Ledger(source_records()[question.source_id], makes_titles=False)
    with transaction.atomic():
        rows = list(HeldRow.objects.filter(question=question).order_by("id"))
        for start in range(0, len(rows), _BATCH):
            part = rows[start : start + _BATCH]
            entries = [Entry(from_json(row.context["records"])) for row in part]
            ledger.store(entries)
            ledger.keep()
            done = [row.pk for row, e in zip(part, entries, strict=True) if not e.matches and not e.refusal]
            stored += HeldRow.objects.filter(pk__in=done).delete()[0]
    question.refresh_from_db(fields=["title"])
    return stored
