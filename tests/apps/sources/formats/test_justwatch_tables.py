"""JustWatch's tables on Kaggle: titles with their listing as offers, and credits in their order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from daybill.apps.sources.formats.format import Context
from daybill.apps.sources.formats.justwatch_tables import JustWatchCredits, JustWatchTitles
from daybill.apps.sources.reading import Row, head_of
from daybill.domain.errors import InvalidRecord
from daybill.domain.records import OfferRecord, TitleRecord
from tests.apps.sources.formats.dirt import (
    TODAY,
    context_of,
    heard,
    read_file,
    remarks,
    said,
    soiled_cells,
    survives,
)

TITLES, CREDITS = JustWatchTitles(), JustWatchCredits()
DAY = date(2023, 3, 1)
CASABLANCA = {
    "id": "tm77588",
    "title": " Casablanca  ",
    "type": "MOVIE",
    "release_year": "1943",
    "age_certification": "PG",
    "runtime": "102",
    "genres": "['drama', 'romance', 'war']",
    "production_countries": "['US']",
    "seasons": "",
    "imdb_id": "tt0034583",
    "imdb_score": "8.5",
    "imdb_votes": "577842.0",
    "tmdb_popularity": "22.005",
    "tmdb_score": "8.167",
}
CREDIT = {
    "person_id": "3748",
    "id": "tm84618",
    "name": "Robert De Niro",
    "character": "Travis Bickle",
    "role": "ACTOR",
}


def title(**changed: str) -> TitleRecord:
    return said(TITLES, CASABLANCA | changed)[0]


def test_a_row_says_what_a_title_is():
    ref, words = title().title, title().words
    assert (ref.name, ref.years, ref.type, ref.key) == ("Casablanca", {1943}, "movie", "jw:tm77588")
    assert ref.ids == (("imdb", "tt0034583"), ("justwatch", "tm77588"))
    assert words == {
        "name": "Casablanca",
        "year": 1943,
        "runtime_minutes": 102,
        "genres": ["drama", "romance", "war"],
        "countries": ["US"],
        "certifications": [{"country": "US", "value": "PG"}],
        "popularity": 57.6,
    }


def test_a_row_without_an_imdb_id_is_known_by_its_own():
    assert title(imdb_id="").title.ids == (("justwatch", "tm77588"),)


def test_a_series_has_its_seasons_and_the_length_of_an_episode():
    words = title(id="ts225761", type="SHOW", seasons="16.0", runtime="8").words
    assert (words["season_count"], words["runtime_minutes"]) == (16, 8)


def test_a_length_of_nothing_is_no_length():
    assert "runtime_minutes" not in title(runtime="0").words


def test_no_score_is_taken():
    assert "ratings" not in title().words


def test_a_country_of_the_past_is_left_out_with_a_remark():
    soviet = CASABLANCA | {"production_countries": "['SU', 'FR']"}
    assert said(TITLES, soviet)[0].words["countries"] == ["FR"]
    assert remarks(TITLES, soviet) == ["The country “SU” is none of today and was left out."]


def test_a_genre_nobody_knows_is_left_out_with_a_remark():
    odd = CASABLANCA | {"genres": "['drama', 'lighthouse']"}
    assert said(TITLES, odd)[0].words["genres"] == ["drama"]
    assert remarks(TITLES, odd) == ["The genre “lighthouse” is not on our list and was left out."]


def test_a_listing_without_its_scope_makes_no_offer():
    assert [type(record) for record in said(TITLES, CASABLANCA, observed=DAY, provider="hbo-max")] == [
        TitleRecord
    ]


def test_a_listing_with_its_scope_is_an_offer_on_its_day():
    record, offer = said(TITLES, CASABLANCA, observed=DAY, provider="hbo-max", country="US")
    assert offer == OfferRecord(record.title, "hbo-max", "US", "flatrate", DAY, DAY)


def test_a_listing_of_a_service_with_advertising_is_no_subscription():
    assert said(TITLES, CASABLANCA, observed=DAY, provider="tubi", country="US")[1].monetization == "ads"


def test_the_certification_is_of_the_country_that_is_told():
    (word,) = said(TITLES, CASABLANCA, country="AU")[0].words["certifications"]
    assert word["country"] == "AU"


def test_a_listing_without_a_day_is_refused_before_anything_of_it_is_said():
    context = Context(Path("t"), TODAY, provider="hbo-max", country="US")
    stream = TITLES.records(Row(2, CASABLANCA), context)
    with pytest.raises(InvalidRecord, match="--as-of"):
        next(stream)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "Caf\ufffd"}, "title"),
        ({"type": "CLIP"}, "type"),
        ({"type": "SHOW"}, "type"),
        ({"id": "77588"}, "id"),
        ({"id": "tss77588"}, "id"),
        ({"id": "tm"}, "justwatch id"),
        ({"imdb_id": "nm0000001"}, "imdb_id"),
        ({"imdb_id": "tt12"}, "imdb_id"),
        ({"release_year": "2513"}, "release_year"),
        ({"release_year": ""}, "release_year"),
        ({"runtime": "-3"}, "runtime"),
        ({"imdb_votes": "many"}, "imdb_votes"),
        ({"genres": "drama"}, "list"),
        ({"seasons": "1.5"}, "seasons"),
    ],
)
def test_a_title_that_cannot_be_is_refused_by_its_field(changed, field):
    with pytest.raises(InvalidRecord) as caught:
        said(TITLES, CASABLANCA | changed)
    assert caught.value.field == field


def test_a_credit_completes_a_title_and_makes_none():
    context = Context(Path("t"), TODAY)
    (record,) = heard(CREDITS, CREDIT, context)
    assert record.is_witness
    assert (record.title.ids, record.title.type) == ((("justwatch", "tm84618"),), "movie")
    assert record.words["credits"] == [
        {
            "name": "Robert De Niro",
            "role": "actor",
            "character": "Travis Bickle",
            "ids": {"justwatch": "3748"},
        }
    ]


def test_credits_are_counted_by_title_and_role_in_the_files_order(tmp_path):
    path = tmp_path / "credits.csv"
    path.write_text(
        "person_id,id,name,character,role\n"
        '1,tm1,Ann,"Two\nlines",ACTOR\n'
        "2,tm1,Bob,,DIRECTOR\n"
        "3,ts2,Cid,,ACTOR\n"
        "4,tm1,Dee,,ACTOR\n",
        encoding="utf-8",
    )
    context = context_of(CREDITS, path)
    rows = list(CREDITS.reader.rows(path))
    words = [next(CREDITS.records(row, context)).words["credits"][0] for row in rows]
    assert [(word["name"], word["position"]) for word in words] == [
        ("Ann", 1),
        ("Bob", 1),
        ("Cid", 1),
        ("Dee", 2),
    ]
    assert [CREDITS.group(row) for row in rows] == ["tm1", "tm1", "ts2", "tm1"]


def test_a_damaged_character_is_left_out_and_its_actor_stays():
    odd = CREDIT | {"character": "Caf\ufffd"}
    assert "character" not in said(CREDITS, odd)[0].words["credits"][0]
    assert remarks(CREDITS, odd) == [
        "The character “Caf\ufffd” lost letters before it came here and was left out."
    ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"role": "GAFFER"}, "role"),
        ({"name": " "}, "name"),
        ({"name": "Ren\ufffd"}, "name"),
        ({"person_id": "x"}, "person_id"),
        ({"person_id": "1234567890"}, "person_id"),
        ({"id": "tse1"}, "id"),
    ],
)
def test_a_credit_that_cannot_be_is_refused_by_its_field(changed, field):
    with pytest.raises(InvalidRecord) as caught:
        said(CREDITS, CREDIT | changed)
    assert caught.value.field == field


def test_each_table_is_told_from_the_other(tmp_path):
    titles, credits_ = tmp_path / "a.csv", tmp_path / "b.csv"
    titles.write_text(",".join(CASABLANCA) + "\n", encoding="utf-8")
    credits_.write_text(",".join(CREDIT) + "\n", encoding="utf-8")
    assert [TITLES.reader.recognises(head_of(path)) for path in (titles, credits_)] == [True, False]
    assert [CREDITS.reader.recognises(head_of(path)) for path in (titles, credits_)] == [False, True]


@given(soiled_cells(CASABLANCA))
def test_a_soiled_title_is_read_or_refused(cells):
    context = Context(Path("t"), TODAY, observed=DAY, provider="netflix", country="US")
    survives(TITLES, cells, context)


@given(soiled_cells(CREDIT))
def test_a_soiled_credit_is_read_or_refused(cells):
    survives(CREDITS, cells, Context(Path("t"), TODAY))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "rows", "remarked"),
    [
        ("netflix", 6137, {"The country “SU” is none of today and was left out.": 2}),
        ("disney", 1854, {}),
        (
            "hbo",
            3030,
            {
                "The country “SU” is none of today and was left out.": 11,
                "The country “XC” is none of today and was left out.": 4,
            },
        ),
        ("apple", 170, {}),
    ],
)
def test_every_title_of_the_real_tables_is_taken(shared_folder, file, rows, remarked):
    path = shared_folder / f"data/justwatch_titles/{file}_titles.csv"
    found = read_file(TITLES, path, observed=DAY, provider="netflix", country="US")
    assert found.rows == rows
    assert found.records == {"TitleRecord": rows, "OfferRecord": rows}
    assert found.remarks == remarked
    assert not found.refused
    assert not found.held


@pytest.mark.shared
@pytest.mark.parametrize(("file", "rows"), [("netflix", 77_801), ("disney", 26_412)])
def test_every_credit_of_the_real_tables_is_taken(shared_folder, file, rows):
    found = read_file(CREDITS, shared_folder / f"data/justwatch_titles/{file}_credits.csv")
    assert found.records == {"TitleRecord": rows}
    assert found.refused == found.held == found.remarks == {}
