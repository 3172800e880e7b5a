"""The services' own tables in the United States (2021): runtimes, people, countries, and the offers they are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from daybill.domain.identity import clean_name, normalise_name
from demo.drafts import Catalogue, Credit, Draft
from demo.matching import TitleIndex, Wanted, contradict
from demo.places import country_code
from demo.sources.justwatch_titles import ACTORS_KEPT
from demo.tables import comma_list, is_damaged, read_rows

_FILES = {
    "kaggle-netflix": ("netflix_titles.csv", "netflix"),
    "kaggle-disney-plus": ("disney_plus_titles.csv", "disney-plus"),
    "kaggle-hulu": ("hulu_titles.csv", "hulu"),
    "kaggle-prime-video": ("amazon_prime_titles.csv", "prime-video"),
}
_TYPES = {"Movie": "movie", "TV Show": "series"}
_MINUTES = re.compile(r"(\d+) min")
_SEASONS = re.compile(r"(\d+) Seasons?")
_CERTIFICATIONS = frozenset(
    ("G", "PG", "PG-13", "R", "NC-17", "TV-Y", "TV-Y7", "TV-Y7-FV", "TV-G", "TV-PG", "TV-14", "TV-MA")
)
# A spreadsheet read the film "15 August" as a day; what it was called cannot be known from "15-Aug".
_SPREADSHEET_DAY = re.compile(r"\d{1,2}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_TEST_ROW = re.compile(r"\btesting title\b|\bcuration testing\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row after its dirt: what is not known is empty or None."""

    name: str
    type: str
    year: int
    added: date | None
    minutes: int | None
    seasons: int | None
    certification: str
    directors: list[str] = field(default_factory=list)
    cast: list[str] = field(default_factory=list)
    countries: tuple[str, ...] = ()
    genres: list[str] = field(default_factory=list)


def parse(row: dict[str, str]) -> Row:
    """Read a row; a duration that slipped into the rating column is a duration."""
    cells = f"{row['duration']} {row['rating']}"
    minutes, seasons = _MINUTES.search(cells), _SEASONS.search(cells)
    return Row(
        name=clean_name(row["title"]),
        type=_TYPES[row["type"]],
        year=int(row["release_year"]),
        added=parse_day(row["date_added"]),
        minutes=int(minutes[1]) if minutes and row["type"] == "Movie" else None,
        seasons=int(seasons[1]) if seasons and row["type"] == "TV Show" else None,
        certification=row["rating"] if row["rating"] in _CERTIFICATIONS else "",
        directors=[name for name in comma_list(row["director"]) if not is_damaged(name)],
        cast=[name for name in comma_list(row["cast"]) if not is_damaged(name)],
        countries=tuple(code for name in comma_list(row["country"]) if (code := country_code(name))),
        genres=comma_list(row["listed_in"]),
    )


def parse_day(text: str) -> date | None:
    """``25-Sep-21`` and `` August 4, 2017`` stand in one column."""
    for form in ("%d-%b-%y", "%B %d, %Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


def why_unusable(name: str) -> str | None:
    """Why a row cannot be used at all, or None."""
    if _SPREADSHEET_DAY.fullmatch(name):
        return "a spreadsheet turned the name into a date"
    if _TEST_ROW.search(name):
        return "a test row of the service"
    return "damaged characters in the name" if is_damaged(name) else None


def read(catalogue: Catalogue, folder: Path) -> None:
    for source, (file, provider) in _FILES.items():
        _read_service(catalogue, folder / "kaggle_streaming" / file, source, provider)


def _read_service(catalogue: Catalogue, path: Path, source: str, provider: str) -> None:
    """One service's table: a complete listing on the day of its newest ``date_added``."""
    index = TitleIndex(catalogue.titles.values())
    listed = {o["title"] for o in catalogue.offers if o["provider"] == provider and o["country"] == "US"}
    rows: list[Row] = []
    for raw in read_rows(path):
        catalogue.count(source, "rows")
        if reason := why_unusable(clean_name(raw["title"])):
            catalogue.hold(source, {"name": raw["title"], "year": raw["release_year"]}, reason)
        else:
            rows.append(parse(raw))
    day = max(row.added for row in rows if row.added)
    names = Counter((normalise_name(row.name), row.type) for row in rows)
    claims: dict[str, list[Row]] = {}
    for row in rows:
        is_sole = names[normalise_name(row.name), row.type] == 1
        found, reason = _find(index, row, listed, is_sole=is_sole)
        if found:
            claims.setdefault(found.key, []).append(row)
        else:
            catalogue.hold(source, {"name": row.name, "year": row.year, "type": row.type}, reason)
    for key, claimants in claims.items():
        if len(claimants) > 1:
            catalogue.hold(source, {"title": key, "rows": len(claimants)}, "several rows claim one title")
            continue
        _enrich(catalogue, catalogue.titles[key], claimants[0], source)
        catalogue.offers.append(_offer(key, claimants[0], provider, source, day))
        catalogue.count(source, "matched")


def _find(index: TitleIndex, row: Row, listed: set[str], *, is_sole: bool) -> tuple[Draft | None, str]:
    """The title; a series may also be the only one of its name on both sides, begun before the row's year.

    The tables give a series the year of its newest season, so an equal year cannot be asked of it. Then
    people must agree, or the same service must list it in the other table too.
    """
    directors, cast = (frozenset(map(normalise_name, names)) for names in (row.directors, row.cast))
    wanted = Wanted(row.name, frozenset({row.year}), row.type, directors, cast, is_sole)
    found = index.find(wanted)
    if found.draft or row.type == "movie":
        return found.draft, found.reason
    candidates = index.named(row.name, "series")
    if len(candidates) == 1 and is_sole and min(candidates[0].years(), default=9999) <= row.year:
        draft = candidates[0]
        if wanted.people & draft.people() or (draft.key in listed and not contradict(draft, wanted)):
            return draft, ""
    return None, found.reason


def _enrich(catalogue: Catalogue, draft: Draft, row: Row, source: str) -> None:
    draft.call(row.name, source)
    if row.type == "movie":
        draft.say("year", row.year, source)
    draft.say("runtime_minutes", row.minutes, source)
    draft.say("season_count", row.seasons, source)
    catalogue.genres(draft, source, row.genres)
    if row.countries:
        draft.countries[source] = row.countries
    if row.certification:
        draft.certifications.add(("US", row.certification, source))
    for role, names in (("director", row.directors), ("actor", row.cast[:ACTORS_KEPT])):
        for position, name in enumerate(names, start=1):
            draft.credits.append(Credit(name, role, position, source))


def _offer(key: str, row: Row, provider: str, source: str, day: date) -> dict[str, object]:
    offer: dict[str, object] = {
        "title": key,
        "provider": provider,
        "country": "US",
        "monetization": "flatrate",
        "first_seen": day.isoformat(),
        "last_seen": day.isoformat(),
        "source": source,
    }
    if row.added and row.added <= day:
        offer |= {"starts": row.added.isoformat(), "starts_precision": "day"}
    return offer
