"""Films, series, seasons and episodes in TMDB's replies, known by their fields."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from daybill.apps.sources.formats.format import Context, Held
from daybill.apps.sources.formats.tmdb.naming import Language, is_latin, language_of
from daybill.domain.errors import InvalidRecord
from tests.apps.sources.formats.dirt import TODAY, soiled_json
from tests.apps.sources.formats.tmdb_made import (
    CREDITS,
    EPISODE,
    FORM,
    LISTED,
    MOVIE,
    NETFLIX,
    PERSON,
    SEASON,
    SERIES,
    find,
    movie,
    remarks,
    said,
    survives_whole,
)


def test_a_film_has_its_ids_and_facts():
    (record,) = said(movie())
    ref, words = record.title, record.words
    assert ref.ids == (("imdb", "tt99000001"), ("tmdb", "9000001"), ("wikidata", "Q990000001"))
    assert (ref.key, ref.type, ref.years) == ("tmdb:movie:9000001", "movie", {2019})
    assert (ref.directors, ref.actors) == (("Ada Veld",), ("Noor Hale", "Ben Orr"))
    assert {name: words[name] for name in ("name", "year", "runtime_minutes", "genres", "languages")} == {
        "name": "The Lantern Room",
        "year": 2019,
        "runtime_minutes": 104,
        "genres": ["drama"],
        "languages": ["en"],
    }
    assert words["ratings"] == [{"value": "6.9", "scale": 10, "votes": 40}]
    assert words["popularity"] == 39.0


def test_what_was_appended_is_read_with_it():
    (record,) = said(movie())
    assert record.words["names"] == [
        {"name": "Lantern Room", "country": "NZ"},
        {"name": "La Chambre aux lanternes", "country": "FR", "language": "fr"},
        {"name": "燈籠房", "country": "HK", "language": "yue"},
    ]
    assert record.words["certifications"] == [
        {"country": "AU", "value": "M"},
        {"country": "DE", "value": "12"},
    ]


def test_a_cast_stands_in_the_order_of_its_billing_and_a_writer_once():
    (record,) = said(movie())
    assert [(c["name"], c["role"], c["position"], c["ids"]["tmdb"]) for c in record.words["credits"]] == [
        ("Noor Hale", "actor", 1, "1"),
        ("Ben Orr", "actor", 2, "2"),
        ("Ada Veld", "director", 1, "3"),
        ("Ada Veld", "writer", 1, "3"),
    ]


def test_what_is_left_out_of_a_film_is_said():
    assert remarks(movie()) == [
        "The genre 77777 “Harbour film” is not on our list and was left out.",
        "The country “XK” is none of today and was left out.",
    ]


def test_no_sentence_of_others_stands_in_a_row():
    rows = [*FORM.reader.entries(MOVIE, Path("x")), *FORM.reader.entries(SERIES, Path("x"))]
    assert "A sentence of somebody else" not in json.dumps(rows)
    assert "Une phrase" not in json.dumps(rows)


def test_a_series_has_its_seasons_last_year_and_creator():
    record, season, *episodes = said(SERIES)
    assert (record.title.key, record.title.years) == ("tmdb:series:9000003", {2010})
    words = record.words
    assert (words["season_count"], words["runtime_minutes"], words["end_year"]) == (2, 48, 2012)
    assert words["genres"] == ["science-fiction", "fantasy"]
    assert words["names"] == [{"name": "Long Pier", "country": "US"}]
    assert words["certifications"] == [{"country": "GB", "value": "15"}]
    assert [(c["name"], c["role"], c.get("character")) for c in words["credits"]] == [
        ("Ada Veld", "creator", None),
        ("Noor Hale", "actor", "Ida"),
        ("Lou Sand", "editor", None),
    ]
    assert season.title.key == "tmdb:season:9000003:1"
    assert len(episodes) == 2


@pytest.mark.parametrize("changed", [{"in_production": True}, {"in_production": None}])
def test_a_series_that_may_go_on_has_no_last_year(changed):
    assert "end_year" not in said(SERIES | changed)[0].words


def test_a_series_of_episodes_of_many_lengths_has_none():
    assert "runtime_minutes" not in said(SERIES | {"episode_run_time": [22, 48]})[0].words


def test_a_season_and_its_episodes_are_rows_of_their_own():
    season, first, second = said(SEASON)
    assert (season.title.key, season.title.parent.ids) == ("tmdb:season:9000003:1", (("tmdb", "9000003"),))
    assert (first.title.key, first.title.number) == ("tmdb:episode:9000003:1:1", 1)
    assert first.title.parent.key == season.title.key
    assert first.words["runtime_minutes"] == 48
    assert [(c["name"], c["role"]) for c in first.words["credits"]] == [
        ("Tom Reef", "actor"),
        ("Ada Veld", "director"),
    ]
    assert second.words["name"] == "High Tide"


def test_a_season_without_a_word_of_its_series_goes_by_the_files_name():
    bare = SEASON | {"episodes": []}
    with pytest.raises(Held, match="which series"):
        said(bare)
    (season,) = said(bare, "tv_57243_season_4.en.append_external_ids_credits.json")
    assert season.title.key == "tmdb:season:57243:1"


def test_a_season_whose_episodes_disagree_on_its_series_is_held():
    odd = SEASON | {"episodes": [EPISODE, EPISODE | {"show_id": 5}]}
    with pytest.raises(Held, match="which series"):
        said(odd)


def test_an_episode_alone_goes_by_the_files_name():
    alone = {name: value for name, value in EPISODE.items() if name != "show_id"}
    with pytest.raises(Held, match="which series"):
        said(alone)
    (episode,) = said(alone, "tv_77_season_1_episode_1.json")
    assert episode.title.key == "tmdb:episode:77:1:1"


@pytest.mark.parametrize(
    ("told", "file", "language"),
    [
        ("", "movie_27205.json", Language()),
        ("", "movie_27205.fr.append_external_ids_credits.json", Language("fr")),
        ("", "movie_27205.zh_CN.append_credits.json", Language("zh", "CN")),
        ("", "find_tt0314979_language_zh_CN_external_source_imdb_id.json", Language("zh", "CN")),
        ("", "find_tt0314979_language_en_US_external_source_imdb_id.json", Language("en", "US")),
        ("", "bundle.qq.json", Language()),
        ("pt-BR", "movie_27205.fr.json", Language("pt", "BR")),
        ("fr", "movie.json", Language("fr")),
    ],
)
def test_the_language_is_told_or_stands_in_the_files_name(told, file, language):
    assert language_of(Context(Path(file), TODAY, language=told)) == language


def test_a_language_that_is_none_is_refused():
    with pytest.raises(InvalidRecord, match="fr or zh-CN"):
        said(movie(), language="Klingon")


def test_a_name_in_another_language_is_not_the_titles_own():
    (record,) = said(
        movie(title="La Chambre aux lanternes", alternative_titles=..., translations=...), language="fr"
    )
    assert record.words["name"] == "The Lantern Room"
    assert record.words["names"] == [{"name": "La Chambre aux lanternes", "language": "fr"}]
    assert record.title.other_names == ("La Chambre aux lanternes",)


def test_a_foreign_film_in_another_language_has_no_english_name():
    (record,) = said(
        movie(
            title="La Pièce",
            original_title="灯室",
            original_language="zh",
            alternative_titles=...,
            translations=...,
        ),
        language="fr",
    )
    assert "name" not in record.words
    assert record.words["original_name"] == "灯室"
    assert (record.title.name, record.title.other_names) == ("La Pièce", ("灯室",))


def test_people_keep_the_name_that_is_theirs():
    cast = [
        {"id": 7, "name": "大卫·田纳特", "original_name": "David Tennant", "order": 0},
        {"id": 8, "name": "Noor Hale", "original_name": "נור", "order": 1},
    ]
    (record,) = said(movie(credits={"cast": cast, "crew": []}), language="zh-CN")
    assert [credit["name"] for credit in record.words["credits"]] == ["David Tennant", "Noor Hale"]


@pytest.mark.parametrize(
    ("text", "answer"), [("Zoë Łuczak", True), ("O'Hara-2", True), ("Жан", False), ("谦", False)]
)
def test_latin_letters_are_told_from_others(text, answer):
    assert is_latin(text) is answer


@pytest.mark.parametrize(
    "document", [movie(adult=True), {"total_results": 1, "results": [LISTED | {"adult": True}]}]
)
def test_titles_for_adults_only_are_refused(document):
    with pytest.raises(InvalidRecord, match="adults only"):
        said(document)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"id": None}, "id"),
        ({"id": True}, "id"),
        ({"title": None}, "title"),
        ({"title": 5}, "title"),
        ({"release_date": "soon"}, "release_date"),
        ({"imdb_id": "tt99000009"}, "imdb_id"),
        ({"imdb_id": "nm0000001", "external_ids": ...}, "imdb_id"),
        ({"runtime": "104"}, "runtime"),
        ({"genres": [5]}, "genres.1"),
        ({"genres": {"a": 1}}, "genres"),
        ({"vote_count": -1}, "vote_count"),
        ({"vote_average": 99}, "ratings"),
        ({"credits": {"cast": [{"name": None}]}}, "credits.cast.1.name"),
        ({"origin_country": [5]}, "origin_country.1"),
    ],
)
def test_a_film_that_cannot_be_is_refused_by_its_field(changed, field):
    with pytest.raises(InvalidRecord) as caught:
        said(movie(**changed))
    assert caught.value.field == field


def test_a_film_without_a_date_has_no_year():
    (record,) = said(movie(release_date=""))
    assert record.title.years == frozenset()


@given(soiled_json(MOVIE))
def test_a_soiled_film_is_read_or_refused(document):
    survives_whole(document)


@given(soiled_json(SERIES))
def test_a_soiled_series_is_read_or_refused(document):
    survives_whole(document)


@given(soiled_json(find(movie_results=[LISTED], tv_episode_results=[EPISODE], person_results=[PERSON])))
def test_what_was_found_and_soiled_is_read_or_refused(document):
    survives_whole(document)


@given(soiled_json({"page": 1, "results": [LISTED, NETFLIX], "total_results": 2}))
def test_a_soiled_list_is_read_or_refused(document):
    survives_whole(document)


@given(soiled_json(CREDITS))
def test_soiled_credits_are_read_or_refused(document):
    survives_whole(document)
