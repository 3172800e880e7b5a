"""What the sources have said so far: titles in the making, offers, awards, and the rows that were held."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from daybill.domain.genres import read_genres
from daybill.domain.identity import normalise_name
from daybill.domain.providers import ProviderWord, resolve


@dataclass(frozen=True, slots=True)
class Claimed:
    """One source's word for one field (``year``, ``runtime_minutes``, ``season_count``), as text."""

    field: str
    value: str
    source: str
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """One person's role on a title.

    Attributes:
        person: (scheme, id) where the source gives one (``("imdb", "nm0000520")``), else None.
        position: place among the source's credits of that role, from 1.
    """

    name: str
    role: str
    position: int
    source: str
    character: str = ""
    person: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a title with the country or language it is used in, where told."""

    name: str
    source: str
    country: str = ""
    language: str = ""


@dataclass(slots=True)
class Draft:
    """A title in the making: everything every source said of it."""

    key: str
    type: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    original_name: str = ""
    claims: list[Claimed] = field(default_factory=list)
    genres: dict[str, tuple[str, ...]] = field(default_factory=dict)
    countries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    languages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    certifications: set[tuple[str, str, str]] = field(default_factory=set)
    ratings: list[dict[str, Any]] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    votes: dict[str, int] = field(default_factory=dict)
    parent: str = ""
    number: int | None = None
    end_year: int | None = None

    def say(self, field_name: str, value: object, source: str, as_of: str | None = None) -> None:
        """Keep a source's word; nothing where the value is empty, zero or already said by it."""
        if value and (claim := Claimed(field_name, str(value), source, as_of)) not in self.claims:
            self.claims.append(claim)

    def call(self, name: str, source: str, country: str = "", language: str = "") -> None:
        """Keep a name."""
        entry = Name(name, source, country, language)
        if name and entry not in self.names:
            self.names.append(entry)

    def values(self, field_name: str) -> set[str]:
        return {claim.value for claim in self.claims if claim.field == field_name}

    def years(self) -> set[int]:
        """Years a source gives it; an Oscar year of two calendar years ("1927/28") stands for either."""
        years: set[int] = set()
        for value in self.values("year"):
            first, _, second = value.partition("/")
            years |= {int(first)} | ({int(first) + 1} if second else set())
        return years

    def people(self, *roles: str) -> set[str]:
        """Normalised names of those credited in the roles (of everybody where none is named)."""
        return {normalise_name(c.name) for c in self.credits if not roles or c.role in roles}


@dataclass(slots=True)
class Catalogue:
    """All drafts and records, and the account of what was left out and why."""

    titles: dict[str, Draft] = field(default_factory=dict)
    offers: list[dict[str, Any]] = field(default_factory=list)
    plans: list[dict[str, Any]] = field(default_factory=list)
    awards: list[dict[str, Any]] = field(default_factory=list)
    award_bodies: list[dict[str, Any]] = field(default_factory=list)
    lists: list[dict[str, Any]] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)
    person_names: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    person_ids: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    provider_words: dict[str, ProviderWord] = field(default_factory=dict)
    held: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    unknown_words: Counter[tuple[str, str]] = field(default_factory=Counter)

    def title(self, key: str) -> Draft:
        """The draft of that key, made where it is missing; an IMDb key is also its IMDb id."""
        if key not in self.titles:
            self.titles[key] = Draft(key, ids={"imdb": key} if key.startswith("tt") else {})
        return self.titles[key]

    def hold(self, source: str, row: object, reason: str) -> None:
        """Leave a row out and say so."""
        self.held.append({"source": source, "row": row, "reason": reason})

    def count(self, source: str, what: str, number: int = 1) -> None:
        self.counts[source, what] += number

    def genres(self, draft: Draft, source: str, words: list[str]) -> None:
        """Keep a source's genres; a word that is not known is counted and reported in the notice."""
        read = read_genres(source, words)
        for word in read.unknown:
            self.unknown_words[source, word] += 1
        if read.genres:
            draft.genres[source] = read.genres

    def provider(self, word: str) -> ProviderWord:
        """The provider a source's word names, remembered for the list of providers."""
        found = resolve(word)
        self.provider_words.setdefault(found.slug, found)
        return found

    def know_person(self, person: tuple[str, str], name: str) -> None:
        self.person_names.setdefault(person, Counter())[name] += 1
