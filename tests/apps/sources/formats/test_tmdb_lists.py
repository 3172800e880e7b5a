"""Lists, finds and people in TMDB's replies, and what is none of them."""

from __future__ import annotations

import json

import pytest

from daybill.apps.sources.formats.format import Held, Remark
from daybill.apps.sources.reading import head_of
from daybill.domain.errors import InvalidRecord
from daybill.domain.records import PersonRecord
from tests.apps.sources.formats.dirt import read_file
from tests.apps.sources.formats.tmdb_made import (
    EPISODE,
    FORM,
    FOUND,
    LISTED,
    PERSON,
    find,
    heard,
    movie,
    remarks,
    said,
)


def test_a_collection_in_a_list_is_refused():
    with pytest.raises(InvalidRecord, match="no film, series or person"):
        said({"results": [LISTED | {"media_type": "collection"}]})


def test_an_empty_list_found_nothing():
    assert remarks({"page": 1, "results": [], "total_pages": 0, "total_results": 0}) == [
        "The reply found nothing."
    ]


def test_what_an_imdb_id_was_found_to_be_has_that_id():
    (record,) = said(find(movie_results=[LISTED]), FOUND)
    assert record.title.ids == (("imdb", "tt99000001"), ("tmdb", "9000001"))
    assert said(find(movie_results=[LISTED]))[0].title.ids == (("tmdb", "9000001"),)
    (episode,) = said(find(tv_episode_results=[EPISODE]), FOUND)
    assert episode.title.ids == (("imdb", "tt99000001"),)
    assert episode.title.key == "tmdb:episode:9000003:1:1"


def test_an_imdb_id_that_is_a_film_and_an_episode_is_given_to_neither():
    document = find(movie_results=[LISTED], tv_episode_results=[EPISODE])
    assert [record.title.ids for record in said(document, FOUND)] == [(("tmdb", "9000001"),), ()]
    assert (
        remarks(document, FOUND)
        == ["TMDB knows tt99000001 as several titles; the id was given to none of them."] * 2
    )


def test_an_imdb_id_that_tmdb_does_not_know_found_nothing():
    assert heard(find(), FOUND) == [Remark("The reply found nothing.")]


def test_a_person_has_ids():
    assert said(PERSON) == [
        PersonRecord(
            "Noor Hale",
            (("imdb", "nm9900001"), ("tmdb", "1"), ("wikidata", "Q990000002")),
            key="tmdb:person:1",
        )
    ]


def test_a_person_written_for_another_language_alone_is_held():
    with pytest.raises(Held, match="English reply"):
        said(PERSON | {"name": "布莱恩"}, language="zh-CN")
    assert said(PERSON, language="fr")[0].name == "Noor Hale"


def test_a_persons_imdb_id_is_no_titles():
    with pytest.raises(InvalidRecord, match="nm and digits"):
        said(PERSON | {"imdb_id": "tt99000001"})


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        5,
        "x",
        None,
        {"id": 5, "cast": [{"genre_ids": [], "title": "A"}], "crew": []},
        {"id": 5, "results": [{"site": "YouTube"}]},
        {"results": [{"id": 1, "adult": False}], "page": 1, "total_results": 1},
        {"id": 5, "translations": [{"data": {"biography": "", "name": ""}}]},
        {"genres": []},
    ],
)
def test_other_documents_are_not_recognised(tmp_path, document):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert not FORM.reader.recognises(head_of(path))


def test_bytes_that_are_no_text_refuse_their_row(tmp_path):
    path = tmp_path / "x.json"
    text = json.dumps(movie(title="L@ntern"), ensure_ascii=False).encode().replace(b"L@ntern", b"L\xe4ntern")
    path.write_bytes(text)
    outcome = read_file(FORM, path)
    assert outcome.refused == {"title": 1}
