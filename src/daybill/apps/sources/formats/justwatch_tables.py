"""JustWatch's listings as they lie on Kaggle: a table of titles and one of credits for each service.

A table names neither its service nor its country nor its day: they are told (``--provider``, ``--country``,
``--as-of``), and without them the titles come in and no offers.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping

from daybill.apps.sources.reading import (
    Row,
    Table,
    is_damaged,
    python_list,
    refuse_damaged,
    whole_number,
)
from daybill.domain.errors import InvalidRecord
from daybill.domain.genres import read_genres
from daybill.domain.identity import Scheme, clean_name, is_imdb_title_id, parse_external_id
from daybill.domain.providers import usual_monetization
from daybill.domain.records import CreditWord, OfferRecord, Record, SourceRecord, TitleRecord, TitleRef
from daybill.domain.words import plausible_year, popularity, title_words

from .format import Context, Format, Remark, day_of
from .territories import known_countries

JUSTWATCH_TITLES = SourceRecord(
    slug="justwatch-titles",
    name="JustWatch's listings of services (tables on Kaggle)",
    url="https://www.justwatch.com/",
    licence="facts only",
    notice=(
        "Titles, years, ids, names, runtimes, genres, certifications, countries, credits; no descriptions, no scores."
    ),
    ranks={"": 40, "popularity": 10},
)
# The tables that go round were all made from its pages for this country.
_USUAL_COUNTRY = "US"
_TYPES = {"MOVIE": "movie", "SHOW": "series"}
_ROLES = {"ACTOR": "actor", "DIRECTOR": "director"}
_PREFIXES = {"tm": "movie", "ts": "series"}


def _justwatch_id(text: str) -> tuple[str, str]:
    """A title's id with the type that its prefix tells.

    Raises:
        InvalidRecord: it is not the id of a film or a series.
    """
    value = parse_external_id(Scheme.JUSTWATCH, text)
    if value[:2] not in _PREFIXES or not value[2:].isdigit():
        raise InvalidRecord(field="id", value=text, reason="The id of a film is tm…, of a series ts….")
    return value, _PREFIXES[value[:2]]


class JustWatchTitles(Format):
    """``id,title,type,release_year,…``: one film or series a row; the listing is an offer where its scope is told."""

    source = JUSTWATCH_TITLES
    reader = Table(
        frozenset(
            "id title type release_year runtime genres production_countries seasons imdb_id imdb_votes".split()
        )
    )
    makes_titles = True
    row_name = "titles"

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        values: Mapping[str, str] = row.values
        ref = _title_ref(values)
        genres = read_genres(self.source.slug, python_list(values["genres"]))
        known, unknown = known_countries(python_list(values["production_countries"]))
        record = TitleRecord(
            ref,
            title_words(
                name=ref.name,
                year=min(ref.years),
                runtime_minutes=whole_number(values["runtime"], field="runtime"),
                season_count=whole_number(values["seasons"], field="seasons"),
                genres=genres.genres,
                countries=known,
                certifications=_certifications(values, context),
                popularity=popularity(imdb_votes=whole_number(values["imdb_votes"], field="imdb_votes") or 0),
            ),
            as_of=context.observed,
        )
        offers = tuple(_offers(ref, context))
        yield record
        yield from offers
        yield from (
            Remark(f"The genre “{word}” is not on our list and was left out.") for word in genres.unknown
        )
        yield from (Remark(f"The country “{code}” is none of today and was left out.") for code in unknown)


def _title_ref(values: Mapping[str, str]) -> TitleRef:
    name = refuse_damaged(clean_name(values["title"]), field="title")
    if not name:
        raise InvalidRecord(field="title", value=values["title"], reason="It is missing.")
    own, type_ = _justwatch_id(values["id"])
    if _TYPES.get(values["type"].strip()) != type_:
        raise InvalidRecord(
            field="type",
            value=values["type"],
            reason="It is MOVIE for an id of tm… and SHOW for one of ts….",
        )
    imdb = values["imdb_id"].strip()
    if imdb and not is_imdb_title_id(imdb):
        raise InvalidRecord(
            field="imdb_id", value=imdb, reason="An IMDb title id is tt and seven to nine digits."
        )
    year = plausible_year(values["release_year"], field_name="release_year")
    ids = ((("imdb", imdb),) if imdb else ()) + (("justwatch", own),)
    return TitleRef(ids=ids, key=f"jw:{own}", name=name, years=frozenset({year}), type=type_)


def _certifications(values: Mapping[str, str], context: Context) -> list[dict[str, str]]:
    value = clean_name(values.get("age_certification", ""))
    return [{"country": context.country or _USUAL_COUNTRY, "value": value}] if value else []


def _offers(ref: TitleRef, context: Context) -> Iterator[OfferRecord]:
    """The offer that a title's place in a listing is, where the listing's provider and country are told."""
    if context.provider and context.country:
        day = day_of(context)
        kind = usual_monetization(context.provider)
        yield OfferRecord(ref, context.provider, context.country, kind, day, day)


class JustWatchCredits(Format):
    """``person_id,id,name,character,role``: one credit a row, in the order of the credits."""

    source = JUSTWATCH_TITLES
    reader = Table(frozenset(("person_id", "id", "name", "character", "role")))
    row_name = "credits"

    def survey(self, rows: Iterable[Row]) -> array[int]:
        """Line -> place among the credits of that title and role, from 1; 0 for lines that begin no row."""
        places: Counter[tuple[str, str]] = Counter()
        by_line = array("i", [0])
        for row in rows:
            key = (row.values.get("id", ""), row.values.get("role", ""))
            places[key] += 1
            by_line.extend([0] * (row.line + 1 - len(by_line)))
            by_line[row.line] = places[key]
        return by_line

    def group(self, row: Row) -> Hashable:
        """A title's credits stand together in these tables, and its word is all of them."""
        return row.values.get("id") or None

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        values: Mapping[str, str] = row.values
        own, type_ = _justwatch_id(values["id"])
        credit = _credit(values)
        position = _position(context.notes, row.line)
        if position:
            credit["position"] = position
        character = clean_name(values["character"])
        if character and not is_damaged(character):
            credit["character"] = character
        yield TitleRecord(
            TitleRef(ids=(("justwatch", own),), key=f"jw:{own}", type=type_),
            title_words(credits=[credit]),
            as_of=context.observed,
            is_witness=True,
        )
        if character and is_damaged(character):
            yield Remark(f"The character “{character}” lost letters before it came here and was left out.")


def _credit(values: Mapping[str, str]) -> CreditWord:
    role = _ROLES.get(values["role"].strip())
    if role is None:
        raise InvalidRecord(
            field="role", value=values["role"], reason=f"A role is one of {', '.join(_ROLES)}."
        )
    name = refuse_damaged(clean_name(values["name"]), field="name")
    if not name:
        raise InvalidRecord(field="name", value=values["name"], reason="It is missing.")
    person = values["person_id"].strip()
    if not (person.isascii() and person.isdigit() and len(person) <= 9):
        raise InvalidRecord(field="person_id", value=person, reason="A person's id is a number.")
    return {"name": name, "role": role, "ids": {"justwatch": person}}


def _position(notes: array[int] | None, line: int) -> int:
    return notes[line] if notes is not None and line < len(notes) else 0
