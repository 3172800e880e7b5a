"""The small TMDB tables: films, and the people of some of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from daybill.apps.sources.formats.format import Context
from daybill.apps.sources.formats.tmdb_tables import TmdbFilmCredits, TmdbFilms
from daybill.apps.sources.reading import head_of
from daybill.domain.errors import InvalidRecord
from tests.apps.sources.formats.dirt import (
    TODAY,
    context_of,
    read_file,
    remarks,
    said,
    soiled_cells,
    survives,
)

FILMS, PEOPLE = TmdbFilms(), TmdbFilmCredits()
HEAT = {
    "id": "949",
    "title": "Heat",
    "release_date": "1995-12-15",
    "genres": "['Action', 'Crime', 'TV Movie']",
    "vote_count": "1886",
    "vote_average": "7.7",
    "popularity": "17.924927",
}
HEAT_PEOPLE = {
    "id": "949",
    "keywords": "['heist']",
    "cast": "['Al Pacino', 'Robert De Niro']",
    "director": "Michael Mann",
}


def test_a_film_has_its_number_year_and_genres():
    (record,) = said(FILMS, HEAT)
    ref = record.title
    assert (ref.ids, ref.key, ref.type) == ((("tmdb", "949"),), "tmdb:movie:949", "movie")
    assert record.words == {"name": "Heat", "year": 1995, "genres": ["action", "crime"], "popularity": 55.8}


def test_a_film_without_a_date_has_no_year():
    (record,) = said(FILMS, HEAT | {"release_date": ""})
    assert record.title.years == frozenset()
    assert "year" not in record.words


def test_a_name_that_one_film_alone_bears_is_said_to_be_sole(tmp_path):
    path = tmp_path / "films.csv"
    path.write_text(
        "id,title,release_date,genres,vote_count\n"
        "1,Heat,1995-01-01,[],1\n2,HEAT,1986-01-01,[],1\n3,Ronin,1998-01-01,[],1\n3,Ronin,1998-01-01,[],2\n",
        encoding="utf-8",
    )
    context = context_of(FILMS, path)
    found = [next(FILMS.records(row, context)).title for row in FILMS.reader.rows(path)]
    assert [ref.is_sole for ref in found] == [False, False, True, True]


def test_an_unknown_genre_is_left_out_with_a_remark():
    assert remarks(FILMS, HEAT | {"genres": "['Lighthouse']"}) == [
        "The genre “Lighthouse” is not on our list and was left out."
    ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"id": "x"}, "tmdb id"),
        ({"id": ""}, "tmdb id"),
        ({"title": ""}, "title"),
        ({"title": "Caf\ufffd"}, "title"),
        ({"release_date": "1995"}, "release_date"),
        ({"release_date": "1650-01-01"}, "release_date"),
        ({"genres": "{}"}, "list"),
        ({"vote_count": "1.5"}, "vote_count"),
    ],
)
def test_a_film_that_cannot_be_is_refused_by_its_field(changed, field):
    with pytest.raises(InvalidRecord) as caught:
        said(FILMS, HEAT | changed)
    assert caught.value.field == field


def test_people_are_witnesses_of_a_film_by_name_alone():
    (record,) = said(PEOPLE, HEAT_PEOPLE)
    assert record.is_witness
    assert (record.title.directors, record.title.actors) == (
        ("Michael Mann",),
        ("Al Pacino", "Robert De Niro"),
    )
    assert record.words["credits"] == [
        {"name": "Michael Mann", "role": "director", "position": 1},
        {"name": "Al Pacino", "role": "actor", "position": 1},
        {"name": "Robert De Niro", "role": "actor", "position": 2},
    ]


def test_a_comma_in_a_directors_name_parts_nobody():
    (record,) = said(PEOPLE, HEAT_PEOPLE | {"director": "Daniel Petrie, Jr."})
    assert record.title.directors == ("Daniel Petrie, Jr.",)


def test_a_row_that_names_nobody_says_so():
    nobody = HEAT_PEOPLE | {"cast": "[]", "director": " "}
    assert said(PEOPLE, nobody) == []
    assert remarks(PEOPLE, nobody) == ["It names nobody."]


def test_a_damaged_name_is_left_out_and_the_others_stay():
    odd = HEAT_PEOPLE | {"cast": "['Ren\ufffd', 'Val Kilmer']"}
    assert said(PEOPLE, odd)[0].title.actors == ("Val Kilmer",)
    assert remarks(PEOPLE, odd) == ["The name “Ren\ufffd” lost letters before it came here and was left out."]


def test_a_table_with_imdb_ids_is_another_one(tmp_path):
    ours, other = tmp_path / "ours.csv", tmp_path / "other.csv"
    ours.write_text(",".join(HEAT) + "\n", encoding="utf-8")
    other.write_text(",".join([*HEAT, "imdb_id"]) + "\n", encoding="utf-8")
    assert [FILMS.reader.recognises(head_of(path)) for path in (ours, other)] == [True, False]


@given(soiled_cells(HEAT))
def test_a_soiled_film_is_read_or_refused(cells):
    survives(FILMS, cells, Context(Path("t"), TODAY))


@given(soiled_cells(HEAT_PEOPLE))
def test_soiled_people_are_read_or_refused(cells):
    survives(PEOPLE, cells, Context(Path("t"), TODAY))


@pytest.mark.shared
def test_every_film_of_the_real_table_is_taken(shared_folder):
    found = read_file(FILMS, shared_folder / "data/tmdb_moviesdataset_small/metadata_small.csv")
    assert found.records == {"TitleRecord": 45_460}
    assert found.refused == found.held == found.remarks == {}


@pytest.mark.shared
def test_the_people_of_the_real_table_are_taken(shared_folder):
    found = read_file(PEOPLE, shared_folder / "data/tmdb_moviesdataset_small/credits_small.csv")
    assert found.rows == 9_082
    assert found.records == {"TitleRecord": 9_075}
    assert found.remarks == {"It names nobody.": 7}
    assert found.refused == found.held == {}
