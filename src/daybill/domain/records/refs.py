"""Which title and which person a row means, in its source's own words; nothing here is looked up yet."""

from __future__ import annotations

from dataclasses import dataclass

Ids = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TitleRef:
    """What a row says of the title it is about.

    Attributes:
        ids: (scheme, value) pairs (see `daybill.domain.identity.Scheme`), the most trusted first.
        key: what the source's own files call the title (``tmdb:949``, ``jw:tm84618``); "" where they do not.
        name: "" where only ids are given. ``other_names``: further ones to look under.
        years: years it may be from; empty where none is named.
        type: ``movie``, ``series``, ``season``, ``episode``; "" for a film or a series.
        directors, actors: names as written; witnesses where several titles share a name. ``others``: people whose
            trade is not told, who can agree and contradict nothing.
        parent, number: for a season its series and number, for an episode its season and number.
        is_sole: no other row of the table bears this name, so that a year off by one is no other film.
        may_be_cut: the source cuts names at an apostrophe ("Ocean" for "Ocean's Eleven").
        is_name_only: nothing but the name is said: such a row is held, whatever is found.
    """

    ids: Ids = ()
    key: str = ""
    name: str = ""
    other_names: tuple[str, ...] = ()
    years: frozenset[int] = frozenset()
    type: str = ""
    directors: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    parent: TitleRef | None = None
    number: int | None = None
    is_sole: bool = False
    may_be_cut: bool = False
    is_name_only: bool = False

    def __hash__(self) -> int:
        """Of what tells most refs apart: a table of offers asks for it a million times."""
        return hash((self.ids, self.key, self.name, self.type, self.number))

    def __str__(self) -> str:
        if self.name:
            return f"{self.name} ({min(self.years)})" if self.years else self.name
        return (
            self.key
            or " ".join(f"{scheme}:{value}" for scheme, value in self.ids)
            or "a title without a name"
        )


@dataclass(frozen=True, slots=True)
class PersonRef:
    """What a row says of a person.

    Attributes:
        ids: (scheme, value) pairs; empty for a bare name.
        key: what the source's own files call the person; "" where they do not.
    """

    name: str
    ids: Ids = ()
    key: str = ""
