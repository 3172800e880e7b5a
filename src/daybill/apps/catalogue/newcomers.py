"""Titles that the rows of one batch make: found by the rows behind them as if they were stored already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, replace

from daybill.domain.identity import Scheme, is_imdb_title_id, normalise_name
from daybill.domain.matching import Candidate, Match, Verdict, row_key
from daybill.domain.records import TitleRef

TWO_TITLES = "its ids belong to two titles"
BY_ID = "by its id"
PART_TYPES = frozenset({"season", "episode"})


@dataclass(frozen=True, slots=True)
class WrongType:
    """An id that stands for something else here: the row cannot be right, or the id has changed hands.

    Attributes:
        title: the catalogue's id; 0 where a row of the same batch makes it.
        type: of the title.
    """

    ref: TitleRef
    title: int
    type: str

    @property
    def reason(self) -> str:
        ids = ", ".join(f"{scheme} {value}" for scheme, value in self.ref.ids)
        return f"{ids or self.ref.key} is a {self.type} here, and a {self.ref.type} in this row."


def is_numbered_apart(scheme: str, value: str) -> bool:
    """Whether a scheme gives one number to a film and to a series: TMDB, and JustWatch without its letters."""
    return scheme == Scheme.TMDB or (scheme == Scheme.JUSTWATCH and value.isdigit())


def pairs_of(ref: TitleRef) -> list[tuple[str, str]]:
    """Ids to look under; a key that is an IMDb id is one."""
    pairs = [(str(scheme), value) for scheme, value in ref.ids]
    if ref.key:
        pairs.append((str(Scheme.IMDB), ref.key) if is_imdb_title_id(ref.key) else ("key", ref.key))
    if not pairs and ref.name:
        pairs.append(("key", row_key(ref)))
    return pairs


class Newcomers:
    """What the rows of one batch were found to be so far, where the database cannot say it yet."""

    def __init__(self) -> None:
        self.parents: dict[TitleRef, Match] = {}
        self._known: dict[Hashable, tuple[Match, str]] = {}
        self._new: list[TitleRef] = []
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        self._taught: defaultdict[int, dict[str, str]] = defaultdict(dict)

    def teach(self, title: int, ref: TitleRef) -> None:
        """A title that is here gains the ids of a row that is about it."""
        for scheme, value in ref.ids:
            self._taught[title].setdefault(scheme, value)

    def is_other(self, title: int, ref: TitleRef) -> bool:
        """Whether a title has gained an id of a scheme in which the row gives another."""
        taught = self._taught.get(title, {})
        return any(taught.get(scheme, value) != value for scheme, value in ref.ids)

    def find(self, ref: TitleRef) -> Match | WrongType | None:
        """The title of an earlier row with one of its ids, or in its place; ``None`` where there is none."""
        known = [self._known[place] for place in self._places(ref) if place in self._known]
        if not known:
            return None
        if len({(match.title, match.like) for match, _ in known}) > 1:
            return Match(Verdict.HELD, reason=TWO_TITLES)
        match, type_ = known[0]
        return WrongType(ref, match.title or 0, type_) if ref.type and type_ and type_ != ref.type else match

    def candidates(self, ref: TitleRef) -> list[Candidate]:
        """New titles that share a name with it, and no other id of a scheme of it; their ids are below 0."""
        names = {normalise_name(name) for name in (ref.name, *ref.other_names)}
        places = sorted({place for name in names for place in self._by_name.get(name, ())})
        return [_candidate(-1 - n, self._new[n]) for n in places if not _is_other(ref, self._new[n])]

    def add(self, ref: TitleRef, match: Match) -> Match:
        """Let later rows find what this one was found to be; the match as it is told to others."""
        if match.title is not None and match.title < 0:
            match = replace(match, verdict=Verdict.NEW, title=None, like=self._new[-1 - match.title])
        if match.verdict is Verdict.HELD:
            return replace(match, judgements=tuple(j for j in match.judgements if j.candidate > 0))
        if match.verdict is Verdict.NEW and match.like is None and ref.name and ref.type not in PART_TYPES:
            self._new.append(ref)
            for name in {normalise_name(name) for name in (ref.name, *ref.other_names)}:
                self._by_name[name].append(len(self._new) - 1)
        if match.title is not None:
            self.teach(match.title, ref)
        told = Match(Verdict.FOUND, match.title, 100, BY_ID)
        if match.verdict is Verdict.NEW:
            told = Match(Verdict.NEW, reason=match.reason, like=match.like or ref)
        for place in self._places(ref):
            self._known.setdefault(place, (told, ref.type))
        return match

    def _places(self, ref: TitleRef) -> list[Hashable]:
        places: list[Hashable] = [
            (scheme, value, ref.type if is_numbered_apart(scheme, value) else "")
            for scheme, value in pairs_of(ref)
        ]
        if ref.parent and ref.number is not None and (whole := self.parents.get(ref.parent)):
            places.append(("place", whole.title or whole.like or ref.parent, ref.type, ref.number))
        return places


def _is_other(ref: TitleRef, other: TitleRef) -> bool:
    told = dict(ref.ids)
    return any(told.get(scheme, value) != value for scheme, value in other.ids)


def _candidate(number: int, ref: TitleRef) -> Candidate:
    return Candidate(
        number,
        ref.type,
        frozenset(normalise_name(name) for name in (ref.name, *ref.other_names)),
        ref.years,
        frozenset(map(normalise_name, ref.directors)),
        frozenset(map(normalise_name, ref.actors)),
        frozenset(map(normalise_name, ref.others)),
    )
