"""Matching rows without ids to titles by name, year and type, with people as witnesses; never by a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from daybill.domain.identity import normalise_name
from demo.drafts import Draft

AMBIGUOUS = "several titles of this name and year"
UNKNOWN = "no title of this name and year"
CONTRADICTED = "the people contradict the only title of this name and year"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row says of its title.

    Attributes:
        years: years it may be from; empty where the row names none.
        directors, actors: normalised names, as witnesses.
        is_sole: whether no other row of its table bears this name, so that a year off by one is no other film.
    """

    name: str
    years: frozenset[int]
    type: str = "movie"
    directors: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    is_sole: bool = False

    @property
    def people(self) -> frozenset[str]:
        return self.directors | self.actors


@dataclass(frozen=True, slots=True)
class Found:
    """The title a row is about, or why none was chosen."""

    draft: Draft | None
    reason: str = ""


class TitleIndex:
    """Titles by normalised name; build it anew when titles or names were added."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._by_name: dict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            for name in sorted({normalise_name(entry.name) for entry in draft.names}):
                self._by_name[name].append(draft)

    def named(self, name: str, type_: str) -> list[Draft]:
        """Titles of that name; a type of "" takes films and series alike."""
        found = self._by_name.get(normalise_name(name), [])
        return [
            draft
            for draft in found
            if type_ == draft.type or (not type_ and draft.type in {"movie", "series"})
        ]

    def beginning(self, start: str, type_: str) -> list[Draft]:
        """Titles with a name that goes on behind ``start`` with an apostrophe ("Ocean" -> "Ocean's Eleven")."""
        folded = normalise_name(start)
        found = {}
        for name, drafts in self._by_name.items():
            if name.startswith((folded + "s ", folded + "t ")):
                for draft in drafts:
                    if draft.type == type_ and any(_goes_on(entry.name, start) for entry in draft.names):
                        found[draft.key] = draft
        return list(found.values())

    def find(self, wanted: Wanted) -> Found:
        """The one title a row is about.

        The name must be equal. A year must be equal, or off by one where people agree or where the name is
        the only one on both sides. Between several, agreeing people decide; where they do not, none is taken.
        """
        same_name = self.named(wanted.name, wanted.type)
        exact = [d for d in same_name if not wanted.years or d.years() & wanted.years]
        if len(exact) == 1:
            return Found(None, CONTRADICTED) if contradict(exact[0], wanted) else Found(exact[0])
        if exact:
            return self._by_witness(exact, wanted.people, AMBIGUOUS)
        near = [d for d in same_name if _is_near(d.years(), wanted.years)]
        if len(near) == len(same_name) == 1 and wanted.is_sole and not contradict(near[0], wanted):
            return Found(near[0])
        return self._by_witness(near, wanted.people, UNKNOWN)

    def _by_witness(self, drafts: list[Draft], people: Collection[str], otherwise: str) -> Found:
        agreeing = [d for d in drafts if d.people() & set(people)]
        return Found(agreeing[0]) if len(agreeing) == 1 else Found(None, otherwise)


def contradict(draft: Draft, wanted: Wanted) -> bool:
    """Whether both sides name directors (else a cast) and no two of their names can be one person's.

    People known only from an award are no cast to compare with.
    """
    actors = {
        normalise_name(c.name) for c in draft.credits if c.role == "actor" and c.source != "academy-awards"
    }
    for known, said in ((draft.people("director"), wanted.directors), (actors, wanted.actors)):
        if known and said:
            return not any(_could_be_one(a, b) for a in known for b in said)
    return False


def _could_be_one(name: str, other: str) -> bool:
    """Whether the last word of one stands anywhere in the other.

    Sources order and spell names differently (Jae-young Kwak, Kwak Jae-yong); a shared first name is not enough.
    """
    words, others = name.split(), other.split()
    return words[-1] in others or others[-1] in words


def _is_near(years: set[int], wanted: frozenset[int]) -> bool:
    return any(abs(year - other) == 1 for year in years for other in wanted)


def _goes_on(name: str, start: str) -> bool:
    return name.casefold().startswith((start.casefold() + "'", start.casefold() + "’"))
