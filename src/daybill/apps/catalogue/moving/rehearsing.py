"""A move done and taken back at once, to show an editor what it would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from ..models import TitleMove
from .errors import CannotMove
from .journal import Journal
from .pointers import in_words, model_of


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a move would do.

    Attributes:
        moved, aside: (what in words, how many rows), most first.
        refusal: why it cannot be done; "" where it can.
    """

    moved: list[tuple[str, int]]
    aside: list[tuple[str, int]]
    refusal: str = ""


def told_of(move: TitleMove) -> Rehearsal:
    """What a move did."""
    journal = Journal.read(move.journal)
    moved = {label.rpartition(".")[0]: 0 for label in journal.moved}
    for label, pks in journal.moved.items():
        moved[label.rpartition(".")[0]] += len(pks)
    return Rehearsal(_counted(moved), _counted(Counter(row["model"] for row in journal.aside)))


def _counted(rows: dict[str, int]) -> list[tuple[str, int]]:
    named = [(in_words(model_of(label), label, count), count) for label, count in rows.items()]
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))


def rehearse(move: Callable[[], TitleMove]) -> Rehearsal:
    """Do a move, read its journal and take it back."""
    try:
        with transaction.atomic():
            done = told_of(move())
            transaction.set_rollback(True)
    except CannotMove as error:
        return Rehearsal([], [], str(error))
    return done
