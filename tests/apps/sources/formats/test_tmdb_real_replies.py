"""TMDB's published examples and recorded replies, with exact counts."""

from __future__ import annotations

import pytest

from daybill.apps.sources.reading import head_of
from daybill.domain.records import LookRecord, TitleRecord
from tests.apps.sources.formats.dirt import context_of, read_file
from tests.apps.sources.formats.tmdb_made import DAY, FORM

RECORDED = {
    "find_*.json": (24, {"TitleRecord": 20}, 0),
    "movie_*.json": (13, {"TitleRecord": 13}, 0),
    "person_*.json": (4, {"PersonRecord": 1}, 3),
    "tv_?????_season_*.json": (214, {"TitleRecord": 214}, 0),
    "tv_*.en.append*.json": (219, {"TitleRecord": 219}, 0),
}


@pytest.mark.shared
@pytest.mark.parametrize("pattern", RECORDED)
def test_the_recorded_replies_are_read(shared_folder, pattern):
    paths = sorted((shared_folder / "data/tmdb_api/recorded").glob(pattern))
    outcomes = [read_file(FORM, path) for path in paths]
    rows = sum(one.rows for one in outcomes)
    records = sum((one.records for one in outcomes), start=type(outcomes[0].records)())
    assert (rows, records, sum(one.held.total() for one in outcomes)) == RECORDED[pattern]
    assert not any(one.refused for one in outcomes)


EXAMPLES = {
    "movie_movie_id": (1, {"TitleRecord": 1}),
    "movie_movie_id_alternative_titles": (1, {"TitleRecord": 1}),
    "movie_movie_id_credits": (1, {"TitleRecord": 1}),
    "movie_movie_id_release_dates": (1, {"TitleRecord": 1}),
    "movie_movie_id_translations": (1, {"TitleRecord": 1}),
    "movie_movie_id_watch_providers": (95, {"LookRecord": 95}),
    "tv_series_id": (1, {"TitleRecord": 1}),
    "tv_series_id_season_season_number": (11, {"TitleRecord": 11}),
    "tv_series_id_watch_providers": (88, {"LookRecord": 88}),
    "tv_series_id_season_season_number_watch_providers": (98, {}),
    "tv_series_id_season_season_number_external_ids": (1, {}),
    "search_multi": (20, {"TitleRecord": 20}),
    "person_popular": (20, {"PersonRecord": 20}),
    "watch_providers_movie": (529, {"ProviderRecord": 529}),
}


@pytest.mark.shared
@pytest.mark.parametrize("file", EXAMPLES)
def test_the_published_examples_are_read(shared_folder, file):
    found = read_file(FORM, shared_folder / f"data/tmdb_api/openapi_examples/{file}.json", observed=DAY)
    assert (found.rows, found.records) == EXAMPLES[file]
    assert found.held.total() == (0 if found.records else found.rows)
    assert not found.refused


@pytest.mark.shared
def test_every_example_is_read_or_not_recognised(shared_folder):
    paths = sorted((shared_folder / "data/tmdb_api/openapi_examples").glob("*.json"))
    known = [path for path in paths if FORM.reader.recognises(head_of(path))]
    refused = [read_file(FORM, path, observed=DAY).refused for path in known]
    assert (len(paths), len(known)) == (106, 55)
    assert not any(refused)


@pytest.mark.shared
def test_fight_clubs_offers_are_all_kept(shared_folder):
    path = shared_folder / "data/tmdb_api/openapi_examples/movie_movie_id_watch_providers.json"
    context = context_of(FORM, path, observed=DAY)
    looks = [r for row in FORM.reader.rows(path) for r in FORM.records(row, context)]
    assert all(isinstance(look, LookRecord) for look in looks)
    assert sum(len(look.offers) for look in looks) == 512
    assert {look.title.key for look in looks} == {"tmdb:movie:550"}


@pytest.mark.shared
def test_one_film_in_five_languages_is_one_film_with_five_names(shared_folder):
    paths = sorted((shared_folder / "data/tmdb_api/recorded").glob("movie_293767.*.json"))
    found = [
        next(FORM.records(row, context_of(FORM, path))) for path in paths for row in FORM.reader.rows(path)
    ]
    assert all(isinstance(record, TitleRecord) for record in found)
    assert {record.words["name"] for record in found} == {"Billy Lynn's Long Halftime Walk"}
    names = {(name["language"], name["name"]) for record in found for name in record.words.get("names", ())}
    assert names == {
        ("de", "Die irre Heldentour des Billy Lynn"),
        ("fr", "Un jour dans la vie de Billy Lynn"),
        ("ja", "ビリー・リンの永遠の一日"),
        ("zh", "比利·林恩的中场战事"),
    }
