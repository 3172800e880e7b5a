"""Rows on their way into the catalogue: their records, the titles these speak of, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from daybill.apps.catalogue.finding import Found
from daybill.apps.catalogue.storing import Outcome
from daybill.domain.identity import clean_name
from daybill.domain.matching import Match, Verdict
from daybill.domain.records import LookRecord, OfferRecord, Record, RelationRecord, TitleRef, TitleWords
from daybill.domain.words import title_words

from .questions import fingerprint


@dataclass(slots=True)
class Entry:
    """One row's records, and what became of them.

    Attributes:
        matches: (ref, what it was found to be) for every title of the row that could not be settled.
        listed: titles of which the row says that they are offered.
        wrong: titles that stand where the row says another stands.
        refusal: why the row cannot be right; "" where it can.
    """

    records: Sequence[Record]
    outcomes: list[Outcome] = field(default_factory=list)
    matches: list[tuple[TitleRef, Match]] = field(default_factory=list)
    listed: set[int] = field(default_factory=set)
    wrong: set[int] = field(default_factory=set)
    refusal: str = ""

    @property
    def refs(self) -> Iterator[tuple[Record, TitleRef]]:
        """Every record with each title it is about."""
        return ((record, ref) for record in self.records for ref in refs_of(record))


def refs_of(record: Record) -> tuple[TitleRef, ...]:
    """The titles a record is about."""
    if isinstance(record, RelationRecord):
        return (record.title, record.other)
    title = getattr(record, "title", None)
    return (title,) if title is not None else ()


def is_listing(record: Record) -> bool:
    """Whether it says that its title is offered somewhere."""
    return isinstance(record, OfferRecord | LookRecord)


def is_new(found: Found) -> bool:
    return isinstance(found, Match) and found.verdict is Verdict.NEW


def mark_of(ref: TitleRef, found: Found | None = None) -> str:
    """Equal for refs that mean the same new title."""
    first = found.like if isinstance(found, Match) and found.like else ref
    if first.ids:
        return f"{first.type}:{first.ids[0][0]}:{first.ids[0][1]}"
    return first.key or fingerprint(first)


def words_of(ref: TitleRef) -> TitleWords:
    """What a row that only points at its title says of it."""
    people = [{"name": name, "role": "director"} for name in ref.directors]
    people += [{"name": name, "role": "actor"} for name in ref.actors]
    year = min(ref.years) if len(ref.years) == 1 else None
    return title_words(name=clean_name(ref.name), year=year, credits=people)
