"""From drafts to title records: which source is shown, and how the popularity of a title is reckoned."""

from __future__ import annotations

import math
from typing import Any

from daybill.domain.identity import normalise_name
from demo.drafts import Catalogue, Claimed, Credit, Draft
from demo.people import People
from demo.sources.justwatch_titles import ACTORS_KEPT

# Years: ids and hand-checked facts first. MovieTweetings repeats IMDb's year; JustWatch's is often that of the
# United States (Casablanca 1943), and an Oscar's is the year of eligibility.
YEAR_SOURCES = (
    "curated",
    "guide-page-2025-08",
    "wikidata",
    "tmdb-examples",
    "movietweetings",
    "justwatch-api",
    "tmdb-table",
    "justwatch-titles",
    "kaggle-netflix",
    "kaggle-disney-plus",
    "kaggle-hulu",
    "kaggle-prime-video",
    "academy-awards",
)
RUNTIME_SOURCES = (
    "curated",
    "tmdb-examples",
    "justwatch-api",
    "justwatch-titles",
    "kaggle-netflix",
    "kaggle-disney-plus",
    "kaggle-hulu",
    "kaggle-prime-video",
    "wikidata",
    "offers-first-last-seen",
)
# Names: the English one a reader knows; MovieTweetings has original names (Shichinin no samurai).
NAME_SOURCES = (
    "curated",
    "tmdb-examples",
    "justwatch-api",
    "justwatch-titles",
    "wikidata",
    "academy-awards",
    "tmdb-table",
    "movietweetings",
)
GENRE_SOURCES = (
    "curated",
    "movietweetings",
    "justwatch-api",
    "justwatch-titles",
    "tmdb-examples",
    "tmdb-table",
    "kaggle-netflix",
    "kaggle-disney-plus",
    "kaggle-hulu",
    "kaggle-prime-video",
)
CREDIT_SOURCES = (
    "curated",
    "tmdb-examples",
    "justwatch-titles",
    "kaggle-netflix",
    "kaggle-disney-plus",
    "kaggle-hulu",
    "kaggle-prime-video",
    "tmdb-table",
    "academy-awards",
)
PLACE_SOURCES = (
    "curated",
    "wikidata",
    "tmdb-examples",
    "justwatch-api",
    "justwatch-titles",
    "kaggle-netflix",
)

# How many IMDb votes one vote elsewhere stands for: medians over titles that have both (see demo/README.md).
IMDB_VOTES_PER_TMDB_VOTE = 200
IMDB_VOTES_PER_TWEET = 15_000

_SHOWN = {"year": YEAR_SOURCES, "runtime_minutes": RUNTIME_SOURCES, "season_count": RUNTIME_SOURCES}


def rank(source: str, preference: tuple[str, ...]) -> tuple[int, str]:
    """Place of a source; those not listed come last, by name."""
    return (preference.index(source) if source in preference else len(preference), source)


def chosen(draft: Draft, field: str) -> Claimed | None:
    """The claim that is shown; one that is no plain number ("1927/28") is kept but never shown."""
    usable = [c for c in draft.claims if c.field == field and c.value.isdigit()]
    return min(usable, key=lambda c: (*rank(c.source, _SHOWN[field]), int(c.value)), default=None)


def popularity(votes: dict[str, int]) -> float:
    """``10 * log10(1 + v)``, one decimal, where ``v`` is the number of IMDb votes.

    Where that is not known, ``v`` is the number of TMDB votes, else of MovieTweetings ratings, times what one
    of them stands for. 0 where nobody voted, about 60 for a million.
    """
    weights = {"imdb": 1, "tmdb": IMDB_VOTES_PER_TMDB_VOTE, "movietweetings": IMDB_VOTES_PER_TWEET}
    reckoned = next((votes[source] * weight for source, weight in weights.items() if votes.get(source)), 0)
    return round(10 * math.log10(1 + reckoned), 1)


def title_record(draft: Draft, people: People) -> dict[str, Any]:
    """One line of titles.ndjson; empty values are dropped when it is written."""
    shown = {field: claim for field in _SHOWN if (claim := chosen(draft, field))}
    # A name that is some country's or some language's is not the title's own, however well its source stands.
    name = min(draft.names, key=lambda n: (bool(n.country or n.language), *rank(n.source, NAME_SOURCES)))
    return {
        "key": draft.key,
        "ids": draft.ids,
        "type": draft.type,
        "parent": draft.parent,
        "number": draft.number,
        "name": name.name,
        "original_name": draft.original_name if draft.original_name != name.name else "",
        **{field: int(claim.value) for field, claim in shown.items()},
        "end_year": draft.end_year,
        "genres": _genres(draft),
        "countries": _first(draft.countries),
        "languages": _first(draft.languages),
        "names": _names(draft, name.name),
        "credits": [_credit_record(c, draft, people) for c in kept_credits(draft)],
        "certifications": _certifications(draft),
        "ratings": sorted(draft.ratings, key=lambda r: str(r["source"])),
        "claims": _claims(draft),
        "popularity": popularity(draft.votes),
        "shown": {field: claim.source for field, claim in shown.items()},
    }


def _genres(draft: Draft) -> list[str]:
    """The most preferred source's; the kinds an Oscar category proves (short, documentary) are added."""
    source = min(draft.genres, key=lambda s: rank(s, GENRE_SOURCES), default=None)
    chosen_genres = list(draft.genres[source]) if source else []
    return chosen_genres + [g for g in draft.genres.get("academy-awards", ()) if g not in chosen_genres]


def _first(values: dict[str, tuple[str, ...]]) -> list[str]:
    source = min(values, key=lambda s: rank(s, PLACE_SOURCES), default=None)
    return list(dict.fromkeys(values[source])) if source else []


def _names(draft: Draft, shown: str) -> list[dict[str, str]]:
    """Other names, each text once for a country and language, the most preferred source's word."""
    rows: dict[tuple[str, str, str], dict[str, str]] = {}
    for entry in sorted(
        draft.names, key=lambda n: (*rank(n.source, NAME_SOURCES), n.language, n.country, n.name)
    ):
        is_plain = not entry.country and not entry.language
        if entry.name == shown or (is_plain and any(entry.name == text for text, _, _ in rows)):
            continue
        row = {
            "name": entry.name,
            "country": entry.country,
            "language": entry.language,
            "source": entry.source,
        }
        rows.setdefault((entry.name, entry.country, entry.language), row)
    return list(rows.values())


def kept_credits(draft: Draft) -> list[Credit]:
    """For each role the most preferred source's list; who else an Oscar nomination proves is added behind it."""
    kept: list[Credit] = []
    for role in sorted({credit.role for credit in draft.credits}):
        in_role = [credit for credit in draft.credits if credit.role == role]
        best = min((c.source for c in in_role), key=lambda s: rank(s, CREDIT_SOURCES))
        seen: set[str] = set()
        for credit in sorted(in_role, key=lambda c: (c.source != best, c.position, c.name, c.character)):
            name = normalise_name(credit.name)
            if credit.source in {best, "academy-awards"} and name not in seen:
                seen.add(name)
                kept.append(credit)
        if role == "actor":
            kept = [c for c in kept if c.role != role] + [c for c in kept if c.role == role][:ACTORS_KEPT]
    return kept


def _credit_record(credit: Credit, draft: Draft, people: People) -> dict[str, Any]:
    return {
        "person": people.key(draft.key, credit.name, credit.person),
        "role": credit.role,
        "character": credit.character,
        "position": credit.position,
        "source": credit.source,
    }


def _certifications(draft: Draft) -> list[dict[str, str]]:
    """One row for a country and value, the most preferred source's."""
    rows: dict[tuple[str, str], str] = {}
    for country, value, source in sorted(
        draft.certifications, key=lambda c: (c[0], *rank(c[2], RUNTIME_SOURCES), c[1])
    ):
        rows.setdefault((country, value), source)
    return [{"country": c, "value": v, "source": s} for (c, v), s in rows.items()]


def _claims(draft: Draft) -> list[dict[str, str]]:
    rows = [
        {"field": c.field, "value": c.value, "source": c.source, "as_of": c.as_of or ""} for c in draft.claims
    ]
    return sorted(rows, key=lambda row: (row["field"], row["source"], row["value"], row["as_of"]))


def award_record(award: dict[str, Any], people: People) -> dict[str, Any]:
    """An award with its nominees as people; one without an id is joined only where one person has the name."""
    nominees = []
    for nominee in award["nominees"]:
        ref = nominee.get("ref")
        key = (
            people.key(award.get("title") or "", nominee["name"], ref)
            if ref
            else people.sole(nominee["name"])
        )
        nominees.append({"name": nominee["name"], "person": key})
    return award | {"nominees": nominees}


def report_unused(catalogue: Catalogue) -> None:
    """Titles that no source named (an award's id alone) cannot be shown; they are dropped and held."""
    for key in [key for key, draft in catalogue.titles.items() if not draft.names]:
        del catalogue.titles[key]
        catalogue.hold("compile", {"title": key}, "no source names it")
