"""The shapes of the answers, as OpenAPI shows them. What is not known is null or an empty list, never left out."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field, Schema

# What may be said of an offer; a status of domain.offers other than "unknown", which is not answered.
Shown = Literal["on", "last_known", "upcoming", "ended"]


class TitleRef(Schema):
    """Another title, as much of it as a link needs."""

    id: int
    imdb: str | None
    type: str
    name: str
    year: int | None


class Name(Schema):
    """Another name, with the country and language it belongs to ("" where not told)."""

    name: str
    country: str
    language: str


class CreditLine(Schema):
    """What a person did on a title."""

    name: str
    role: str
    character: str
    person: str = Field(description="The person's slug, as in /{country}/person/{slug}/.")


class CertificationLine(Schema):
    country: str
    value: str
    source: str


class RatingLine(Schema):
    source: str
    value: float
    scale: int
    votes: int | None
    as_of: date | None


class AwardLine(Schema):
    body: str
    body_name: str
    year: int | None = Field(description="Of the ceremony.")
    film_year: str = Field(description="As the source writes it.")
    category: str
    nominees: list[str]
    won: bool | None = Field(description="Null where the source does not say.")
    detail: str
    source: str


class ListLine(Schema):
    list: str
    publisher: str
    year: int | None
    rank: int | None
    url: str
    source: str


class RelationLine(Schema):
    kind: str = Field(
        description="remake_of, sequel_of, same_story; seen from the other title, remade_as and followed_by."
    )
    title: TitleRef
    source: str


class ClaimLine(Schema):
    """One source's word for one field; ``shown`` is the one Daybill shows."""

    field: str
    value: str
    source: str
    as_of: date | None
    shown: bool


class SourceLine(Schema):
    """Where facts of this answer come from, and what its terms ask to be shown."""

    slug: str
    name: str
    licence: str
    url: str
    notice: str


class PartLine(Schema):
    """A season of a series, or an episode of a season."""

    id: int
    imdb: str | None
    type: str
    number: int | None
    name: str
    year: int | None


class TitleAnswer(Schema):
    """Everything the catalogue holds of a title."""

    id: int
    imdb: str | None
    type: str
    name: str
    original_name: str
    slug: str
    year: int | None
    end_year: int | None
    runtime_minutes: int | None
    runtime_source: str | None
    season_count: int | None
    number: int | None = Field(description="Of a season in its series, or of an episode in its season.")
    genres: list[str]
    countries: list[str]
    languages: list[str]
    names: list[Name]
    directors: list[str]
    cast: list[str]
    credits: list[CreditLine]
    certifications: list[CertificationLine]
    ratings: list[RatingLine]
    awards: list[AwardLine]
    lists: list[ListLine]
    relations: list[RelationLine]
    parent: TitleRef | None
    parts: list[PartLine]
    ids: dict[str, str] = Field(description="Scheme -> id: tmdb, wikidata, eidr, justwatch.")
    claims: list[ClaimLine]
    sources: list[SourceLine]
    url: str | None = Field(
        description="Path of the page; put a country's code for {country}. Null for parts."
    )


class OfferLine(Schema):
    """One offer as one source tells it, and what may be said of it as of the day asked for."""

    provider: str
    provider_name: str
    monetization: str
    price_minor: int | None = Field(description="In the currency's smallest unit.")
    currency: str | None
    quality: str | None
    tier: str | None
    also_buy: bool = Field(description="The source says “rent or buy” in one word.")
    starts: str | None = Field(description="ISO 8601 at its precision: an instant, a day or a month.")
    starts_precision: str | None
    ends: str | None = Field(description="As starts; a day or month named is the last one included.")
    ends_precision: str | None
    began_after: date | None = Field(description="The last day a complete look did not show it.")
    first_seen: date
    last_seen: date
    ended_by: date | None = Field(description="The first day a complete look no longer showed it.")
    audio: list[str]
    subtitles: list[str]
    status: Shown
    source: str
    sources: list[str] = Field(description="All sources that told of this way to watch, the freshest first.")
    url: str | None


class OffersAnswer(Schema):
    """Every way to watch that was known of as of a day, those that are on first."""

    title: str = Field(description="IMDb id, else Daybill's own.")
    country: str
    as_of: date
    offers: list[OfferLine]


class Problem(Schema):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    nearest: list[str] = Field(description="Up to five valid values close to what was asked for, best first.")
