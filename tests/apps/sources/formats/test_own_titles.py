"""Titles and people in our own format."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from daybill.apps.sources.formats.format import Context
from daybill.apps.sources.formats.own import OwnPeople, OwnTitles
from daybill.domain.errors import InvalidRecord
from daybill.domain.records import PersonRecord, TitleRef
from tests.apps.sources.formats.dirt import TODAY, remarks, said
from tests.apps.sources.formats.own_rows import ROWS, TITLE, WORD

FLAT = {"name": "Heat", "year": 1995, "type": "movie", "imdb": "tt0113277"}
AS_STORED = {name: value for name, value in WORD.items() if name != "as_of"}


def titles(**fields: Any) -> list[Any]:
    row = {name: value for name, value in (FLAT | fields).items() if value is not ...}
    return said(OwnTitles(), row)


def told(**fields: Any) -> list[str]:
    return remarks(OwnTitles(), FLAT | fields)


def test_flat_line_is_the_word_of_the_publisher():
    (record,) = titles(
        names=["Hitze", {"name": "Fuego contra fuego", "country": "mx"}],
        directors=["Michael Mann"],
        cast=["Al Pacino", "Robert De Niro"],
        genres=["Crime", "Action & Adventure"],
        countries=["us"],
        languages=["eng"],
        slug="heat-1995",
        runtime_minutes=170,
    )
    assert record.title == TitleRef(
        ids=(("imdb", "tt0113277"),),
        name="Heat",
        years=frozenset({1995}),
        type="movie",
        directors=("Michael Mann",),
        actors=("Al Pacino", "Robert De Niro"),
    )
    assert record.words == {
        "name": "Heat",
        "names": [{"name": "Hitze"}, {"name": "Fuego contra fuego", "country": "MX"}],
        "year": 1995,
        "runtime_minutes": 170,
        "genres": ["crime", "action", "adventure"],
        "countries": ["US"],
        "languages": ["en"],
        "credits": [
            {"name": "Michael Mann", "role": "director", "position": 1},
            {"name": "Al Pacino", "role": "actor", "position": 1},
            {"name": "Robert De Niro", "role": "actor", "position": 2},
        ],
    }
    assert (record.source, record.slug, record.as_of) == ("", "heat-1995", None)


def test_credits_in_full_stand_for_the_names_of_their_role():
    (record,) = titles(
        credits=[{"name": "Al Pacino", "role": "actor", "character": "Hanna", "position": 1}],
        cast=["Al Pacino"],
        directors=["Michael Mann"],
    )
    assert record.words["credits"] == [
        {"name": "Al Pacino", "role": "actor", "character": "Hanna", "position": 1},
        {"name": "Michael Mann", "role": "director", "position": 1},
    ]


def test_each_source_has_its_word_and_its_day():
    first, second = said(OwnTitles(), TITLE)
    assert (first.source, first.as_of, first.words) == ("a-table", date(2026, 11, 1), AS_STORED)
    assert (second.source, second.as_of, second.words) == (
        "b-table",
        date(2026, 10, 1),
        {"runtime_minutes": 171},
    )
    assert first.title == second.title
    assert first.slug == second.slug == "heat-1995"


def test_title_of_an_export_is_known_by_its_key_and_never_by_its_name():
    (first, _) = said(OwnTitles(), TITLE)
    assert first.title == TitleRef(
        ids=(("imdb", "tt0113277"), ("tmdb", "949"), ("wikidata", "Q42198"), ("wikidata", "Q42199")),
        key="tt0113277",
        years=frozenset({1995}),
        type="movie",
    )


def test_title_that_no_source_names_keeps_its_name():
    (record,) = said(OwnTitles(), TITLE | {"said": {"a-table": {"runtime_minutes": 170}}})
    assert record.title.name == "Heat"


def test_word_with_a_name_comes_first():
    words = {"a": {"runtime_minutes": 170}, "b": {"name": "Heat"}}
    assert [record.source for record in said(OwnTitles(), TITLE | {"said": words})] == ["b", "a"]


def test_part_names_its_whole():
    row = {"type": "episode", "name": "Pilot", "number": 3, "parent": "tmdb:season:12"}
    (record,) = said(OwnTitles(), row)
    assert (record.title.parent, record.title.number) == (TitleRef(key="tmdb:season:12"), 3)


def test_day_of_a_word_may_come_from_the_import():
    context = Context(Path("t"), TODAY, observed=date(2026, 5, 1))
    assert said(OwnTitles(), FLAT, context)[0].as_of == date(2026, 5, 1)
    assert said(OwnTitles(), FLAT | {"as_of": "2026-04-01"}, context)[0].as_of == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"type": ...}, "type", "is one of movie, series, season, episode"),
        ({"type": "film"}, "type", "is one of movie, series"),
        ({"name": ...}, "name", "A title has a name"),
        ({"name": ..., "imdb": ...}, "title", "Nothing says which title"),
        ({"name": 5}, "name", "not text"),
        ({"name": "H" * 401}, "name", "longer than 400"),
        ({"name": "\ud800"}, "name", "not UTF-8"),
        ({"imdb": "nm0000199"}, "imdb", "looks like tt0113277"),
        ({"key": "heat 1995"}, "title", "A key is an IMDb id"),
        ({"key": "tt0113278"}, "imdb", "key of the same row is tt0113278"),
        ({"slug": "heat/1995"}, "slug", "letters, digits and hyphens"),
        ({"year": 2513}, "year", "from 1870 to 2100"),
        ({"year": 10**5000}, "year", "not a year"),
        ({"year": [1995]}, "year", "not a year"),
        ({"year": "1927/30"}, "year", "do not follow each other"),
        ({"end_year": "soon"}, "end_year", "not a year"),
        ({"runtime_minutes": "170"}, "runtime_minutes", "not a whole number"),
        ({"runtime_minutes": 170.5}, "runtime_minutes", "not a whole number"),
        ({"runtime_minutes": 10**9}, "runtime_minutes", "not a whole number from 1 to"),
        ({"popularity": "high"}, "popularity", "not a number"),
        ({"popularity": 10**400}, "popularity", "too large"),
        ({"popularity": 2000}, "popularity", "not a number from 0 to 1000"),
        ({"names": "Hitze"}, "names", "not a list"),
        ({"names": [5]}, "names.1", "not a JSON object"),
        ({"names": [{"name": "Hitze", "country": "Germany"}]}, "names.1.country", "no country of ISO 3166-1"),
        ({"names": [{"name": "Hitze", "language": "German!"}]}, "language", "ISO 639"),
        ({"genres": [5]}, "genres.1", "not text"),
        ({"countries": ["Narnia"]}, "country", "no country"),
        ({"languages": ["english"]}, "languages", "ISO 639"),
        (
            {"certifications": [{"country": "AU", "value": "M" * 21}]},
            "certifications.1.value",
            "longer than 20",
        ),
        ({"certifications": [{"country": "AU"}]}, "certifications.1.value", "missing"),
        ({"ratings": [{"value": "good"}]}, "ratings", "not a number"),
        ({"ratings": [{"value": 11}]}, "ratings", "not from 0 to 10"),
        ({"ratings": [{}]}, "ratings.1.value", "has a value"),
        ({"ratings": [{"value": "8", "votes": -1}]}, "ratings.1.votes", "not from 0"),
        ({"ratings": [{"value": "8", "as_of": "2026"}]}, "ratings.1.as_of", "YYYY-MM-DD"),
        ({"credits": [{"name": "Al Pacino", "role": "acter"}]}, "credits.1.role", "Did you mean actor"),
        ({"credits": [{"role": "actor"}]}, "credits.1.name", "missing"),
        (
            {"credits": [{"name": "A", "role": "actor", "position": "1"}]},
            "credits.1.position",
            "whole number",
        ),
        (
            {"credits": [{"name": "A", "role": "actor", "ids": {"imdb": "tt0113277"}}]},
            "credits.1.ids.imdb",
            "nm0000199",
        ),
        ({"credits": [{"name": "A", "role": "actor", "key": "Al Pacino"}]}, "credits.1.key", "tmdb:person"),
        ({"cast": [{"name": "Al Pacino"}]}, "cast.1", "not text"),
        ({"cast": ["A" * 201]}, "cast", "longer than 200"),
        ({"as_of": "2026-11-22"}, "as_of", "yet to come"),
        ({"said": []}, "said", "not a JSON object"),
        ({"said": {"a table": {"name": "Heat"}}}, "said", "letters, digits and hyphens"),
        ({"said": {"": {"name": "Heat"}}}, "said", "slug of its source"),
        ({"said": {"a": {"name": "Heat", "as_of": "soon"}}}, "as_of", "YYYY-MM-DD"),
        ({"parent": {"number": -1, "name": "x"}}, "parent.number", "not from 0"),
    ],
)
def test_refused_title_names_field_and_way_out(fields: dict[str, Any], field: str, words: str):
    with pytest.raises(InvalidRecord) as refused:
        titles(**fields)
    assert refused.value.field == field
    assert words in refused.value.reason


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"direktors": ["Michael Mann"]},
            "“direktors” is no field we know, and was left out. Is it “directors”?",
        ),
        ({"xyz": 1}, "“xyz” is no field we know, and was left out."),
        (
            {"genres": ["crime", "crme"]},
            "genres: “crme” is no genre of our list, and was left out. Is it “crime”?",
        ),
        (
            {"said": {"a": {"name": "Heat", "yaer": 1}}},
            "“said.a.yaer” is no field we know, and was left out. Is it “year”?",
        ),
        (
            {"credits": [{"name": "A", "role": "actor", "charcter": "x"}]},
            "“credits.1.charcter” is no field we know, and was left out. Is it “character”?",
        ),
        ({"name": "CafÃ© Noir"}, "Letters of “CafÃ© Noir” seem to have been lost before it came here."),
    ],
)
def test_what_is_left_out_is_told(fields: dict[str, Any], words: str):
    assert words in told(**fields)
    assert titles(**fields)


def test_words_are_read_as_they_are_stored_again():
    row = copy.deepcopy(TITLE)
    (first, second) = said(OwnTitles(), row)
    row["said"] = {one.source: {"as_of": one.as_of.isoformat(), **one.words} for one in (first, second)}
    assert said(OwnTitles(), row) == [first, second]
    assert remarks(OwnTitles(), row) == []


def test_person_has_a_key_and_ids():
    (record,) = said(OwnPeople(), ROWS[OwnPeople])
    assert record == PersonRecord(
        "Al Pacino",
        ids=(("imdb", "nm0000199"), ("tmdb", "1158"), ("wikidata", "Q41163")),
        key="nm0000199",
        slug="al-pacino",
    )


def test_key_of_a_person_that_is_an_id_is_one():
    (record,) = said(OwnPeople(), {"name": "Al Pacino", "key": "nm0000199"})
    assert record.ids == (("imdb", "nm0000199"),)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "A" * 201}, "name"),
        ({"key": "Al Pacino"}, "key"),
        ({"ids": {"imdb": "tt0113277"}}, "ids.imdb"),
        ({"ids": {"imbd": "nm0000199"}}, "ids.imbd"),
        ({"slug": "al pacino"}, "slug"),
    ],
)
def test_refused_person_names_the_field(fields: dict[str, Any], field: str):
    with pytest.raises(InvalidRecord) as refused:
        said(OwnPeople(), ROWS[OwnPeople] | fields)
    assert refused.value.field == field
