"""Parts of a title that TMDB answered by themselves."""

from __future__ import annotations

import pytest

from daybill.apps.sources.formats.format import Held
from tests.apps.sources.formats.tmdb_made import CREDITS, MOVIE, SERIES, movie, remarks, said


def test_credits_alone_are_a_witness_and_a_films_by_its_numbered_cast():
    (record,) = said(CREDITS)
    assert record.is_witness
    assert (record.title.ids, record.title.type) == ((("tmdb", "9000001"),), "movie")
    unnumbered = [{k: v for k, v in person.items() if k != "cast_id"} for person in CREDITS["cast"]]
    assert said(CREDITS | {"cast": unnumbered})[0].title.type == "series"
    assert said(CREDITS | {"cast": []})[0].title.type == ""


def test_credits_go_by_the_files_name_where_its_number_is_theirs():
    nobody = CREDITS | {"cast": []}
    assert said(nobody, "tv_9000001_credits.json")[0].title.type == "series"
    assert said(nobody, "tv_5_credits.json")[0].title.type == ""
    assert said(nobody, "tv_5_season_2_credits.json")[0].title.key == "tmdb:season:5:2"


def test_credits_of_an_episode_alone_are_held():
    with pytest.raises(Held, match="season or episode"):
        said(CREDITS | {"guest_stars": []})


@pytest.mark.parametrize(
    ("document", "type_", "words"),
    [
        (
            {"id": 5, "titles": [{"iso_3166_1": "NZ", "title": "A"}]},
            "movie",
            {"names": [{"name": "A", "country": "NZ"}]},
        ),
        (
            {"id": 5, "results": [{"iso_3166_1": "NZ", "title": "A"}]},
            "series",
            {"names": [{"name": "A", "country": "NZ"}]},
        ),
        (
            {"id": 5} | MOVIE["release_dates"],
            "movie",
            {"certifications": said(movie())[0].words["certifications"]},
        ),
        (
            {"id": 5} | SERIES["content_ratings"],
            "series",
            {"certifications": [{"country": "GB", "value": "15"}]},
        ),
        (
            {
                "id": 5,
                "translations": [
                    {
                        "iso_3166_1": "US",
                        "iso_639_1": "en",
                        "data": {"title": "", "runtime": 104, "tagline": ""},
                    }
                ],
            },
            "movie",
            {"runtime_minutes": 104},
        ),
        (
            {
                "id": 5,
                "translations": [
                    {
                        "iso_3166_1": "FR",
                        "iso_639_1": "fr",
                        "data": {"name": "B", "homepage": "", "overview": ""},
                    }
                ],
            },
            "series",
            {"names": [{"name": "B", "country": "FR", "language": "fr"}]},
        ),
    ],
)
def test_a_part_by_itself_completes_its_title(document, type_, words):
    (record,) = said(document)
    assert record.is_witness
    assert (record.title.key, record.words) == (f"tmdb:{type_}:5", words)


def test_a_certification_that_is_a_sentence_is_left_out_with_a_remark():
    document = {"id": 5, "results": [{"iso_3166_1": "AU", "rating": "Not for people who are afraid"}]}
    assert said(document)[0].words == {}
    assert "is a sentence" in remarks(document)[0]


def test_ids_by_themselves_are_told_of_their_title():
    (film,) = said({"id": 5, "imdb_id": "tt99000001", "wikidata_id": "Q5", "facebook_id": None})
    assert (film.title.key, film.title.ids) == (
        "tmdb:movie:5",
        (("imdb", "tt99000001"), ("tmdb", "5"), ("wikidata", "Q5")),
    )
    series = {
        "id": 5,
        "imdb_id": None,
        "wikidata_id": "Q6",
        "freebase_mid": None,
        "tvdb_id": 1,
        "facebook_id": None,
    }
    assert said(series)[0].title.key == "tmdb:series:5"
    part = {name: value for name, value in series.items() if name != "facebook_id"}
    with pytest.raises(Held, match="season or episode"):
        said(part)
