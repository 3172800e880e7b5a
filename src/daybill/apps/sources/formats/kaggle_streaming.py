"""The services' own tables in the United States, as they lie on Kaggle: one shape, one file a service.

Each is a listing on the day of its newest ``date_added``. A series goes by the year of its newest season.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from daybill.apps.sources.reading import Row, Table, comma_list, day_in, is_damaged, refuse_damaged
from daybill.domain.countries import countries
from daybill.domain.errors import InvalidRecord
from daybill.domain.genres import read_genres
from daybill.domain.identity import clean_name, normalise_name
from daybill.domain.places import country_code, is_country
from daybill.domain.providers import ProviderWord, resolve
from daybill.domain.records import OfferRecord, Record, SourceRecord, TitleRecord, TitleRef, TitleWords
from daybill.domain.windows import Bound, Precision, midnight
from daybill.domain.words import LONGEST_PERSON, plausible_year, title_words

from .format import Context, Format, Held, Remark, day_of

COUNTRY = "US"
# A service's casts run to fifty names; those behind these are on screen for a line.
ACTORS_KEPT = 16
_SOURCES = {"netflix": 60, "disney-plus": 61, "hulu": 62, "prime-video": 63}
_OTHERS_RANK = 64
_TYPES = {"Movie": "movie", "TV Show": "series"}
_DAYS = ("%d-%b-%y", "%B %d, %Y")
_MINUTES = re.compile(r"(\d{1,5}) min")
_SEASONS = re.compile(r"(\d{1,4}) Seasons?")
_CERTIFICATIONS = frozenset(
    ("G", "PG", "PG-13", "R", "NC-17", "TV-Y", "TV-Y7", "TV-Y7-FV", "TV-G", "TV-PG", "TV-14", "TV-MA")
)
# A spreadsheet read the film "15 August" as a day; what it was called cannot be known from "15-Aug".
_SPREADSHEET_DAY = re.compile(r"\d{1,2}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_TEST_ROW = re.compile(r"\btesting title\b|\bcuration testing\b|\bvalidation check\b", re.IGNORECASE)
_FILE_WORDS = re.compile(r"(?P<word>.+?)_titles")

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a whole file says.

    Attributes:
        service: the word of its OTT column; "" where it has none.
        added: days on which titles were added.
        names: (name, type) -> in how many rows it stands.
        rows: (name, type, year) -> in how many rows it stands.
    """

    service: str = ""
    added: frozenset[date] = frozenset()
    names: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows: Counter[Key] = field(default_factory=Counter)

    def newest(self, today: date) -> date | None:
        """The newest day a title was added; one that is yet to come is a slip of the pen."""
        return max((day for day in self.added if day <= today), default=None)


def _source(provider: ProviderWord) -> SourceRecord:
    return SourceRecord(
        slug=f"kaggle-{provider.slug}",
        name=f"{provider.name} in the United States (table on Kaggle)",
        licence="facts only",
        notice="Names, years, runtimes, people, countries, the day a title was added; no descriptions.",
        ranks={"": _SOURCES.get(provider.slug, _OTHERS_RANK)},
    )


class KaggleStreaming(Format):
    """``show_id,type,title,director,cast,country,date_added,release_year,…,listed_in``, mostly with ``OTT``."""

    source = SourceRecord(
        slug="kaggle-streaming",
        name="A service in the United States (table on Kaggle)",
        licence="facts only",
        ranks={"": _OTHERS_RANK},
    )
    reader = Table(
        frozenset(
            "type title director cast country date_added release_year rating duration listed_in".split()
        )
    )
    row_name = "titles"

    def survey(self, rows: Iterable[Row]) -> Listing:
        """Which service's listing it is, of which day, and which names stand in it twice."""
        services: Counter[str] = Counter()
        names: Counter[tuple[str, str]] = Counter()
        keys: Counter[Key] = Counter()
        added: set[date | None] = set()
        for row in rows:
            if row.fault:
                continue
            cells = row.values
            services[clean_name(cells.get("OTT", ""))] += 1
            key = _key(cells)
            names[key[:2]] += 1
            keys[key] += 1
            added.add(_added_or_none(cells["date_added"]))
        del services[""]
        service = services.most_common(1)[0][0] if services else ""
        return Listing(service, frozenset(day for day in added if day), names, keys)

    def source_of(self, context: Context) -> SourceRecord:
        provider = _provider(context)
        return _source(provider) if provider else self.source

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        cells = row.values
        listing = context.notes if isinstance(context.notes, Listing) else Listing()
        name = usable_name(cells["title"])
        title = _title(name, cells, listing)
        provider = _provider(context)
        if provider is None:
            raise InvalidRecord(
                field="OTT", value="", reason="Nothing says whose listing this is. Give --provider."
            )
        day = day_of(context, context.observed or listing.newest(context.today))
        if listing.rows[_key(cells)] > 1:
            raise Held("several rows claim one title")
        words, remarks = _words(name, title.type, cells)
        offer = _offer(title, provider, day, day_in(cells["date_added"], *_DAYS, field="date_added"))
        yield from remarks
        yield TitleRecord(title, words, as_of=day)
        yield offer


def _key(cells: dict[str, str]) -> Key:
    return (normalise_name(cells["title"]), cells["type"].strip(), cells["release_year"].strip())


def _added_or_none(cell: str) -> date | None:
    try:
        return day_in(cell, *_DAYS, field="date_added")
    except InvalidRecord:
        return None


def _first_service(path: Path) -> str:
    """The OTT column of the first row, for a file that was not surveyed yet."""
    if not path.is_file():
        return ""
    first = next(KaggleStreaming.reader.rows(path), None)
    return clean_name(first.values.get("OTT", "")) if first else ""


def _provider(context: Context) -> ProviderWord | None:
    """Whose listing it is: as told, else by the OTT column, else by the file's name; ``None`` where none says."""
    listed = context.notes.service if isinstance(context.notes, Listing) else _first_service(context.path)
    named = _FILE_WORDS.match(context.path.name)
    word = (
        context.provider or listed or (named["word"].replace("amazon_prime", "amazon prime") if named else "")
    )
    try:
        return resolve(word.replace("_", " ")) if word else None
    except InvalidRecord:
        return None


def usable_name(cell: str) -> str:
    """The name of a row's title.

    Raises:
        Held: a spreadsheet turned it into a date.
        InvalidRecord: a test of the service, lost letters, or none.
    """
    name = clean_name(cell)
    if _SPREADSHEET_DAY.fullmatch(name):
        raise Held("a spreadsheet turned the name into a date")
    if not name:
        raise InvalidRecord(field="title", value=cell, reason="The title has no name.")
    if _TEST_ROW.search(name):
        raise InvalidRecord(field="title", value=name, reason="This is a test row of the service.")
    return refuse_damaged(name, field="title")


def _title(name: str, cells: dict[str, str], listing: Listing) -> TitleRef:
    kind = _TYPES.get(cells["type"].strip())
    if kind is None:
        raise InvalidRecord(field="type", value=cells["type"], reason="It is neither Movie nor TV Show.")
    return TitleRef(
        name=name,
        years=frozenset({plausible_year(cells["release_year"], field_name="release_year")}),
        type=kind,
        directors=tuple(_people(cells["director"])),
        actors=tuple(_people(cells["cast"])),
        is_sole=listing.names[normalise_name(name), cells["type"].strip()] <= 1,
    )


def _people(cell: str) -> list[str]:
    return [name for name in comma_list(cell) if not _is_no_person(name)]


def _is_no_person(name: str) -> bool:
    return len(name) > LONGEST_PERSON or is_damaged(name)


def _words(name: str, kind: str, cells: dict[str, str]) -> tuple[TitleWords, list[Remark]]:
    """A row's word on its title; a duration that slipped into the rating column is a duration."""
    lengths = f"{cells['duration']} {cells['rating']}"
    minutes, seasons = _MINUTES.search(lengths), _SEASONS.search(lengths)
    is_film = kind == "movie"
    rating = cells["rating"].strip()
    genres = read_genres("kaggle", comma_list(cells["listed_in"]))
    places = comma_list(cells["country"])
    words = title_words(
        name=name,
        year=plausible_year(cells["release_year"]) if is_film else None,
        runtime_minutes=int(minutes[1]) if minutes and is_film else None,
        season_count=int(seasons[1]) if seasons and not is_film else None,
        genres=genres.genres,
        countries=[code for place in places if (code := country_code(place))],
        certifications=[{"country": COUNTRY, "value": rating}] if rating in _CERTIFICATIONS else None,
        credits=[
            {"name": person, "role": role, "position": position}
            for role, people in (
                ("director", _people(cells["director"])),
                ("actor", _people(cells["cast"])[:ACTORS_KEPT]),
            )
            for position, person in enumerate(people, start=1)
        ],
    )
    people = (*comma_list(cells["director"]), *comma_list(cells["cast"]))
    remarks = [
        Remark(f"“{person[:60]}” is no person's name, or letters of it were lost; it was left out.")
        for person in people
        if _is_no_person(person)
    ]
    remarks += [Remark(f"“{word}” is no genre that is known here.") for word in genres.unknown]
    remarks += [Remark(f"“{p}” is no country that is known here.") for p in places if not is_country(p)]
    return words, remarks


def _offer(title: TitleRef, provider: ProviderWord, day: date, added: date | None) -> OfferRecord:
    zone: ZoneInfo = countries()[COUNTRY].zone
    return OfferRecord(
        title=title,
        provider=provider.slug,
        country=COUNTRY,
        monetization="flatrate",
        first_seen=day,
        last_seen=day,
        starts=Bound(midnight(added, zone), Precision.DAY) if added and added <= day else None,
        provider_name=provider.name,
        parent=provider.parent or "",
    )
