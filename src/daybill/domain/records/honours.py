"""Awards, published lists, and what ties titles together."""

from __future__ import annotations

from dataclasses import dataclass

from .refs import PersonRef, TitleRef


@dataclass(frozen=True, slots=True)
class AwardRecord:
    """One entry in one category of one ceremony.

    Attributes:
        body: slug of who gives it; ``body_name`` as it is shown.
        title: ``None`` for an award to a person's work at large. Where no title fits it, the award is stored all the
            same under ``film_name``, and the row is held for an editor to say which it is.
        film_name, film_year: as the source writes them ("1927/28").
        won: ``None`` where the source does not say.
        key: by what the next import of its source knows it again, told only by an export of our own.
    """

    body: str
    body_name: str
    category: str
    title: TitleRef | None = None
    film_name: str = ""
    year: int | None = None
    film_year: str = ""
    ceremony: int | None = None
    nominees: tuple[PersonRef, ...] = ()
    won: bool | None = None
    detail: str = ""
    source: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class PlacingRecord:
    """A title's place in a published list; ``list`` is the list's slug."""

    list: str
    list_name: str
    publisher: str
    title: TitleRef
    rank: int | None = None
    year: int | None = None
    url: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """``title`` is a ``remake_of``, a ``sequel_of`` or tells the ``same_story`` as ``other``."""

    title: TitleRef
    kind: str
    other: TitleRef
    source: str = ""
