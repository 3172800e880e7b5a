"""What one source says of one title or person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

from .refs import Ids, TitleRef


class NameWord(TypedDict, total=False):
    """Another name, with the country (ISO 3166-1) or language (ISO 639) it is used in, where told."""

    name: str
    country: str
    language: str


class CreditWord(TypedDict, total=False):
    """One person's role.

    ``role`` is one of `ROLES`; ``position`` the place among the credits of that role, from 1, 0 where not told;
    ``ids`` maps schemes to values; ``key`` is what the source's own files call the person. ``proof`` marks a credit
    that shows only that the person did it (an award names them): it completes a list and never replaces one.
    """

    name: str
    role: str
    character: str
    position: int
    ids: dict[str, str]
    key: str
    proof: bool


class CertificationWord(TypedDict):
    """A country's age classification."""

    country: str
    value: str


class RatingWord(TypedDict, total=False):
    """What users of a service think: ``value`` a decimal as text, ``of`` the service's slug where it is another."""

    value: str
    scale: int
    votes: int
    as_of: str
    of: str


class TitleWords(TypedDict, total=False):
    """One source's word on a title; what it does not say is absent. Made by `daybill.domain.words.title_words`.

    ``year`` is an int, or the text "1927/28" for a season that spans two years, which is kept and never shown.
    ``popularity`` is on the scale of `daybill.domain.words.popularity`. ``genres`` are slugs of `domain.genres.GENRES`.
    """

    name: str
    original_name: str
    names: list[NameWord]
    year: int | str
    end_year: int
    runtime_minutes: int
    season_count: int
    popularity: float
    genres: list[str]
    countries: list[str]
    languages: list[str]
    certifications: list[CertificationWord]
    ratings: list[RatingWord]
    credits: list[CreditWord]


ROLES = (
    "director",
    "writer",
    "creator",
    "actor",
    "composer",
    "cinematographer",
    "editor",
    "producer",
)


@dataclass(frozen=True, slots=True)
class TitleRecord:
    """What one source says of one title.

    Attributes:
        as_of: the day it said so, where that is told.
        source: slug of the source where it is not the one that is being imported.
        slug: the address the title had on the site that exported it; "" otherwise.
        is_witness: only completes what is known of a title that is there; it makes none.
    """

    title: TitleRef
    words: TitleWords
    as_of: date | None = None
    source: str = ""
    slug: str = ""
    is_witness: bool = False


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person with their ids; ``key`` and ``slug`` as on `TitleRef` and `TitleRecord`."""

    name: str
    ids: Ids = ()
    key: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A table, service or page that facts are read from.

    Attributes:
        ranks: field of `TitleWords` -> place of this source among all that speak of it, lower first; the key "" is for
            fields not named. Of two with the same place the slug decides.
        last_known_after_days: days its word on an offer stands unrenewed; ``None``: the site's setting.
    """

    slug: str
    name: str
    url: str = ""
    licence: str = ""
    notice: str = ""
    last_known_after_days: int | None = None
    ranks: dict[str, int] = field(default_factory=dict)
