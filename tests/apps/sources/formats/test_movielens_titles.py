"""MovieLens: names taken apart, and ids from the links beside."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from daybill.apps.sources.formats.format import Context
from daybill.apps.sources.formats.movielens import MovieLens, parse_name
from daybill.apps.sources.reading import head_of
from daybill.domain.errors import InvalidRecord
from daybill.domain.records import TitleRecord
from tests.apps.sources.formats.dirt import TODAY, read_file, remarks, said, soiled_cells, survives

FORM = MovieLens()
ROW = {"movieId": "6", "title": "Heat (1995)", "genres": "Action|Children|IMAX"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as GroupLens packs it, with rows made by us."""
    (tmp_path / "movies.csv").write_text("movieId,title,genres\n6,Heat (1995),Crime\n", encoding="utf-8")
    links = "movieId,imdbId,tmdbId\n6,0113277,949\n7,1,\n8,,\n9,nought,\n"
    (tmp_path / "links.csv").write_text(links, encoding="utf-8")
    return tmp_path


def read(folder: Path, **changed: str) -> TitleRecord:
    return said(FORM, ROW | changed, Context(folder / "movies.csv", TODAY))[0]


def test_a_row_takes_its_ids_from_the_links_beside_it(folder):
    record = read(folder)
    assert record.title.ids == (("imdb", "tt0113277"), ("tmdb", "949"))
    assert record.words == {"name": "Heat", "year": 1995, "genres": ["action", "family"]}
    assert (record.title.key, record.title.type, record.is_witness) == ("movielens:6", "movie", False)


def test_a_short_number_is_padded(folder):
    assert read(folder, movieId="7").title.ids == (("imdb", "tt0000001"),)


@pytest.mark.parametrize("number", ["8", "10"])
def test_a_row_without_an_id_only_completes(folder, number):
    record = read(folder, movieId=number)
    assert (record.title.ids, record.is_witness) == ((), True)


def test_without_links_a_row_is_a_name_and_a_year(tmp_path):
    record = read(tmp_path)
    assert (record.title.ids, record.title.name, record.title.years) == ((), "Heat", {1995})
    assert record.is_witness


def test_links_that_changed_are_read_again(folder):
    assert read(folder).title.ids
    (folder / "links.csv").write_text("movieId,imdbId,tmdbId\n", encoding="utf-8")
    assert read(folder).title.ids == ()


def test_an_id_that_is_none_is_refused(folder):
    with pytest.raises(InvalidRecord) as refused:
        read(folder, movieId="9")
    assert refused.value.field == "imdb id"


@pytest.mark.parametrize("content", [b"film,imdb\n", b"", b"\xff\xfe\x00"])
def test_links_that_are_something_else_are_refused_by_name(folder, content):
    (folder / "links.csv").write_bytes(content)
    with pytest.raises(InvalidRecord) as refused:
        read(folder)
    assert refused.value.field == "links.csv"


@pytest.mark.parametrize(
    ("title", "names", "year"),
    [
        ("Heat, The (2013)", ("The Heat",), 2013),
        ("Seven (a.k.a. Se7en) (1995)", ("Seven", "Se7en"), 1995),
        (
            "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
            ("The City of Lost Children", "La Cité des enfants perdus"),
            1995,
        ),
        ("Apartment, The (Appartement, L') (1996)", ("The Apartment", "L'Appartement"), 1996),
        ("Léon (a.k.a. The Professional) (Léon) (1994)", ("Léon", "The Professional"), 1994),
        (
            "Supercop (Police Story 3) (Jing cha) (1992)",
            ("Supercop", "Police Story 3", "Jing cha"),
            1992,
        ),
        ("(500) Days of Summer (2009)", ("(500) Days of Summer",), 2009),
        ("Frontière(s) (2007)", ("Frontière(s)",), 2007),
        ("Hotel Chevalier (Part 1 of 'The Darjeeling Limited') (2007)", ("Hotel Chevalier",), 2007),
        ("Moonlight", ("Moonlight",), None),
        ("Guess Who's Coming, Doc (1972) ", ("Guess Who's Coming, Doc",), 1972),
    ],
)
def test_names_are_taken_apart(title, names, year):
    found = parse_name(title)
    assert (found.names, found.year) == (names, year)


@pytest.mark.parametrize("title", ["Black Mirror", "Death Note: Desu nôto (2006–2007)"])
def test_what_has_not_the_one_year_of_a_film_may_be_a_series(folder, title):
    found = read(folder, title=title).title
    assert found.type == ""
    assert found.ids == (("imdb", "tt0113277"),)


def test_no_genres_listed_are_none(folder):
    assert "genres" not in read(folder, genres="(no genres listed)").words


def test_a_genre_nobody_knows_is_remarked_on(folder):
    context = Context(folder / "movies.csv", TODAY)
    assert remarks(FORM, ROW | {"genres": "Puppetry"}, context) == [
        "“Puppetry” is no genre that is known here."
    ]


@pytest.mark.parametrize("title", ["Am\ufffdlie (2001)", " ", "Heat (9999)"])
def test_a_name_that_is_none_is_refused(folder, title):
    with pytest.raises(InvalidRecord):
        read(folder, title=title)


def test_the_links_alone_are_no_titles(folder):
    assert not FORM.reader.recognises(head_of(folder / "links.csv"))


@given(soiled_cells(ROW))
def test_no_other_error_escapes_names(cells):
    survives(FORM, cells, Context(Path("movies.csv"), TODAY))


@pytest.mark.shared
def test_the_real_titles_are_read(shared_folder):
    path = shared_folder / "data/movielens_small/movies.csv"
    outcome = read_file(FORM, path)
    assert (outcome.rows, outcome.records) == (9742, {"TitleRecord": 9742})
    assert (outcome.refused, outcome.held, outcome.remarks) == ({}, {}, {})
    found = [said(FORM, row.values, Context(path, TODAY))[0] for row in FORM.reader.rows(path)]
    schemes = [[scheme for scheme, _ in record.title.ids] for record in found]
    assert schemes.count(["imdb", "tmdb"]) == 9722
    assert schemes.count(["imdb"]) == 20
    assert sum(record.title.type == "" for record in found) == 13
