"""What is shown of a title, read from every source's word by one rule that the order of imports does not change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from daybill.domain.identity import normalise_name
from daybill.domain.records import (
    ROLES,
    CertificationWord,
    CreditWord,
    NameWord,
    RatingWord,
    SourceRecord,
    TitleWords,
)
from daybill.domain.words import MOST_POSITION

DEFAULT_RANK = 100
# One word and a source's rank for it decide each of these; the others are lists and follow rules of their own.
SINGLE = (
    "name",
    "original_name",
    "year",
    "end_year",
    "runtime_minutes",
    "season_count",
    "popularity",
)
# Fields of which a page says who disagrees.
CLAIMED = ("year", "runtime_minutes", "season_count")


@dataclass(frozen=True, slots=True)
class Said:
    """One source's word and when it was said."""

    source: SourceRecord
    words: TitleWords
    as_of: date | None = None

    def rank(self, field_name: str) -> tuple[int, str]:
        """Place among all sources for a field; the lowest is shown."""
        ranks = self.source.ranks
        return (ranks.get(field_name, ranks.get("", DEFAULT_RANK)), self.source.slug)


@dataclass(frozen=True, slots=True)
class Sourced:
    """A value with the slug of the source that says so."""

    value: Any
    source: str
    as_of: date | None = None
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a title, and on whose word.

    Attributes:
        single: field of `SINGLE` -> value; what nobody says is absent.
        names, certifications, ratings, credits: each entry with its source.
        claims: (field, word) for every source's word on the fields of `CLAIMED`.
    """

    single: dict[str, Any]
    names: list[tuple[NameWord, str]]
    genres: list[str]
    countries: list[str]
    languages: list[str]
    certifications: list[tuple[CertificationWord, str]]
    ratings: list[tuple[RatingWord, str]]
    credits: list[tuple[CreditWord, str]]
    claims: list[tuple[str, Sourced]] = field(default_factory=list)


def shown(said: Sequence[Said]) -> Shown:
    """Read what is shown from every source's word; the order of ``said`` changes nothing."""
    single = {name: best for name in SINGLE if (best := _best(said, name)) is not None}
    if single.get("original_name") == single.get("name"):
        single.pop("original_name", None)
    return Shown(
        single=single,
        names=_names(said, single.get("name", "")),
        genres=_genres(said),
        countries=_first_list(said, "countries"),
        languages=_first_list(said, "languages"),
        certifications=_certifications(said),
        ratings=_ratings(said),
        credits=_credits(said),
        claims=_claims(said),
    )


def _usable(one: Said, name: str) -> bool:
    """Whether a word can be shown: "1927/28" is kept, and is no year."""
    value = one.words.get(name)
    return value is not None and not (name == "year" and isinstance(value, str))


def _speaker(said: Sequence[Said], name: str) -> Said | None:
    return min((one for one in said if _usable(one, name)), key=lambda one: one.rank(name), default=None)


def _best(said: Sequence[Said], name: str) -> Any:
    speaker = _speaker(said, name)
    return speaker.words.get(name) if speaker else None


def _names(said: Sequence[Said], shown_name: str) -> list[tuple[NameWord, str]]:
    """Other names, each text once for a country and language, on the word of the most preferred source."""
    rows: dict[tuple[str, str, str], tuple[NameWord, str]] = {}
    texts = {shown_name}
    for one in sorted(said, key=lambda one: one.rank("name")):
        own: list[NameWord] = [{"name": one.words["name"]}] if "name" in one.words else []
        for word in (*own, *one.words.get("names", ())):
            key = (word["name"], word.get("country", ""), word.get("language", ""))
            is_plain = not key[1] and not key[2]
            if word["name"] == shown_name or (is_plain and word["name"] in texts) or key in rows:
                continue
            texts.add(word["name"])
            rows[key] = (word, one.source.slug)
    return list(rows.values())


def _genres(said: Sequence[Said]) -> list[str]:
    """The most preferred source's; what an award's category proves (a short, a documentary) is added."""
    genres = list(_first_list(said, "genres"))
    for one in sorted(said, key=lambda one: one.rank("genres")):
        if one.source.ranks.get("proof"):
            genres += [genre for genre in one.words.get("genres", ()) if genre not in genres]
    return genres


def _first_list(said: Sequence[Said], name: str) -> list[str]:
    speaker = min((one for one in said if one.words.get(name)), key=lambda one: one.rank(name), default=None)
    return list(speaker.words.get(name, ())) if speaker else []  # type: ignore[call-overload]


def _certifications(said: Sequence[Said]) -> list[tuple[CertificationWord, str]]:
    rows: dict[tuple[str, str], tuple[CertificationWord, str]] = {}
    for one in sorted(said, key=lambda one: one.rank("certifications")):
        for word in one.words.get("certifications", ()):
            rows.setdefault((word["country"], word["value"]), (word, one.source.slug))
    return [rows[key] for key in sorted(rows)]


def _ratings(said: Sequence[Said]) -> list[tuple[RatingWord, str]]:
    """What the users of each service think, told by the most preferred source that speaks of the service."""
    tellers: dict[str, str] = {}
    rows = []
    for one in sorted(said, key=lambda one: one.rank("ratings")):
        for word in one.words.get("ratings", ()):
            service = word.get("of", one.source.slug)
            if tellers.setdefault(service, one.source.slug) == one.source.slug:
                rows.append((word, service))
    return rows


def _credits(said: Sequence[Said]) -> list[tuple[CreditWord, str]]:
    """For each role the most preferred source's list; who else an award proves stands behind it."""
    order = sorted(said, key=lambda one: one.rank("credits"))
    kept: list[tuple[CreditWord, str]] = []
    for role in ROLES:
        lists = [
            (one, [c for c in one.words.get("credits", ()) if c["role"] == role and not c.get("proof")])
            for one in order
        ]
        best = next(((one, rows) for one, rows in lists if rows), None)
        seen: set[str] = set()
        if best:
            for credit in sorted(best[1], key=lambda c: c.get("position", 0) or MOST_POSITION):
                kept.append((credit, best[0].source.slug))
                seen.add(normalise_name(credit["name"]))
        for one in order:
            for credit in one.words.get("credits", ()):
                folded = normalise_name(credit["name"])
                if credit["role"] == role and credit.get("proof") and folded not in seen:
                    seen.add(folded)
                    kept.append((credit, one.source.slug))
    return kept


def _claims(said: Sequence[Said]) -> list[tuple[str, Sourced]]:
    rows = []
    for name in CLAIMED:
        speaker = _speaker(said, name)
        rows += [
            (name, Sourced(str(one.words[name]), one.source.slug, one.as_of, one is speaker))  # type: ignore[literal-required]
            for one in sorted(said, key=lambda one: one.source.slug)
            if name in one.words
        ]
    return rows
