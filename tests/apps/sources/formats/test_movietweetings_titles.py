"""MovieTweetings: titles by IMDb id, and the mean of the ratings beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from daybill.apps.sources.formats.format import Context
from daybill.apps.sources.formats.movietweetings import MovieTweetings
from daybill.apps.sources.reading import head_of
from daybill.domain.errors import InvalidRecord
from daybill.domain.records import TitleRecord
from daybill.domain.words import popularity
from tests.apps.sources.formats.dirt import TODAY, read_file, remarks, said, soiled_cells, survives

FORM = MovieTweetings()
ROW = {"id": "0113277", "name": "Heat (1995)", "genres": "Crime|Drama"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as the source packs it, with rows made by us: a 0, a line cut short, a moment that cannot be."""
    (tmp_path / "movies.dat").write_text("0113277::Heat (1995)::Crime|Drama\n", encoding="utf-8")
    (tmp_path / "ratings.dat").write_text(
        "1::0113277::8::1365029107\n2::0113277::9::1366576639\n3::0113277::0::1366576640\n"
        "4::0113277\n5::0113277::ten::1366576640\n6::2404463::0::1366576640\n7::0000001::5::99999999999999\n",
        encoding="utf-8",
    )
    return tmp_path


def read(folder: Path, **changed: str) -> TitleRecord:
    return said(FORM, ROW | changed, Context(folder / "movies.dat", TODAY))[0]


def test_a_row_is_a_title_by_its_imdb_id(tmp_path):
    record = read(tmp_path)
    assert record.title.ids == (("imdb", "tt0113277"),)
    assert record.words == {"name": "Heat", "year": 1995, "genres": ["crime", "drama"]}


def test_ratings_come_as_their_mean_and_number_and_a_nought_is_none(folder):
    words = read(folder).words
    assert words["ratings"] == [{"value": "8.5", "scale": 10, "votes": 2, "as_of": "2013-04-21"}]
    assert words["popularity"] == popularity(tweets=2)


def test_ratings_off_the_scale_are_remarked_on(folder):
    context = Context(folder / "movies.dat", TODAY)
    assert remarks(FORM, ROW, context) == ["Ratings off the scale of 1 to 10 were not counted."]


def test_a_title_that_nobody_rated_on_the_scale_has_no_rating(folder):
    words = read(folder, id="2404463").words
    assert "ratings" not in words
    assert "popularity" not in words


def test_a_mean_is_rounded_half_up(folder):
    lines = [f"{n}::0113277::{points}::1366576639" for n, points in enumerate([8, 8, 8, 9] * 5)]
    (folder / "ratings.dat").write_text("\n".join(lines), encoding="utf-8")
    assert read(folder).words["ratings"][0]["value"] == "8.3"


def test_a_name_without_a_year_and_a_title_without_genres_are_kept(tmp_path):
    assert read(tmp_path, name="Heat", genres="").words == {"name": "Heat"}


def test_older_tables_of_three_parts_with_numbers_of_their_own_are_not_taken_for_it(tmp_path):
    path = tmp_path / "movies.dat"
    path.write_text("6::Heat (1995)::Crime\n", encoding="utf-8")
    assert not FORM.reader.recognises(head_of(path))
    path.write_text("0113277::Heat (1995)::Crime\n", encoding="utf-8")
    assert FORM.reader.recognises(head_of(path))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"id": "x"}, "imdb id"),
        ({"name": "AmÃ©lie (2001)"}, "name"),
        ({"name": " "}, "name"),
        ({"name": "Heat (9999)"}, "year"),
    ],
)
def test_what_cannot_be_read_is_refused_as_what_it_is(tmp_path, changed, field):
    with pytest.raises(InvalidRecord) as refused:
        read(tmp_path, **changed)
    assert refused.value.field == field


def test_ratings_that_cannot_be_read_are_refused_by_their_files_name(folder):
    (folder / "ratings.dat").rename(folder / "ratings.dat.gz")
    (folder / "ratings.dat.gz").write_bytes(b"\x1f\x8b\x08 cut")
    with pytest.raises(InvalidRecord) as refused:
        read(folder)
    assert refused.value.field == "ratings.dat.gz"


@given(soiled_cells(ROW))
def test_no_other_error_escapes_tweets(cells):
    survives(FORM, cells, Context(Path("movies.dat"), TODAY))


@pytest.mark.shared
def test_the_real_tweets_are_read(shared_folder):
    path = shared_folder / "data/movietweetings/100K/movies.dat"
    outcome = read_file(FORM, path)
    assert (outcome.rows, outcome.records) == (10_506, {"TitleRecord": 10_506})
    assert (outcome.refused, outcome.held) == ({}, {})
    assert outcome.remarks == {"Ratings off the scale of 1 to 10 were not counted.": 12}
    rated = [said(FORM, row.values, Context(path, TODAY))[0].words for row in FORM.reader.rows(path)]
    assert sum(words["ratings"][0]["votes"] for words in rated if "ratings" in words) == 99988
