"""Where TMDB says that a title can be watched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from daybill.apps.sources.formats.format import Context, Held
from daybill.apps.sources.reading import Row
from daybill.domain.errors import InvalidRecord
from daybill.domain.records import OfferRecord, PersonRecord, ProviderRecord
from tests.apps.sources.formats.dirt import TODAY
from tests.apps.sources.formats.tmdb_made import DAY, FORM, LISTED, MOVIE, NETFLIX, remarks, said


def test_where_to_watch_is_a_whole_look_in_each_country():
    _, australia, zealand = said(MOVIE, observed=DAY)
    assert (australia.title.key, australia.country, australia.day) == ("tmdb:movie:9000001", "AU", DAY)
    assert [(o.provider, o.monetization, o.tier, o.price_minor) for o in australia.offers] == [
        ("netflix", "flatrate", "", None),
        ("netflix", "flatrate", "standard-with-ads", None),
        ("apple-tv", "rent", "", None),
    ]
    assert (zealand.country, zealand.offers[0].monetization) == ("NZ", "free")


def test_where_to_watch_needs_the_day_and_the_film_does_not():
    context = Context(Path("reply.json"), TODAY)
    film, *looks = FORM.reader.entries(MOVIE, context.path)
    assert list(FORM.records(Row(1, film), context))
    with pytest.raises(InvalidRecord, match="--as-of"):
        list(FORM.records(Row(2, looks[0]), context))


def providers(**results: Any) -> dict[str, Any]:
    return {"id": 1399, "results": results}


def test_the_page_linked_to_tells_a_film_from_a_series():
    link = "https://www.themoviedb.org/tv/1399-game-of-thrones/watch?locale=AE"
    (look,) = said(providers(AE={"link": link, "flatrate": [NETFLIX]}), observed=DAY)
    assert (look.title.key, look.title.type) == ("tmdb:series:1399", "series")
    (unknown,) = said(providers(AE={"flatrate": [NETFLIX]}), observed=DAY)
    assert (unknown.title.key, unknown.title.type) == ("", "")


def test_where_to_watch_a_season_is_not_where_to_watch_another_series():
    link = "https://www.themoviedb.org/tv/77-another/watch?locale=AE"
    document = providers(AE={"link": link, "flatrate": [NETFLIX]})
    with pytest.raises(Held, match="series 77"):
        said(document, observed=DAY)
    (look,) = said(document, "tv_77_season_2_watch_providers.json", observed=DAY)
    assert look.title.key == "tmdb:season:77:2"


def test_an_offer_that_cannot_be_read_leaves_the_others_and_ends_nothing():
    found = providers(AE={"flatrate": [NETFLIX, {"provider_name": None}], "rumour": [NETFLIX]})
    (kept,) = said(found, observed=DAY)
    assert isinstance(kept, OfferRecord)
    assert kept.provider == "netflix"
    assert len(remarks(found, observed=DAY)) == 2


def test_a_country_that_is_none_is_skipped_with_a_remark():
    document = providers(XK={"flatrate": [NETFLIX]}, UK={"flatrate": [NETFLIX]})
    (look,) = said(document, observed=DAY)
    assert look.country == "GB"
    assert "'XK'" in remarks(document, observed=DAY)[0]


def test_a_list_holds_films_series_people_and_providers():
    series = {"id": 9, "name": "The Long Pier", "genre_ids": [99], "first_air_date": "2010-03-01"}
    person = {"id": 1, "name": "Noor Hale", "media_type": "person", "known_for_department": "Acting"}
    document = {"page": 1, "results": [LISTED, series, person], "total_results": 3}
    film, pier, hale = said(document)
    assert (film.title.key, film.words["genres"]) == ("tmdb:movie:9000001", ["drama", "science-fiction"])
    assert (pier.title.key, pier.words["genres"]) == ("tmdb:series:9", ["documentary"])
    assert hale == PersonRecord("Noor Hale", (("tmdb", "1"),), key="tmdb:person:1")
    assert said({"results": [NETFLIX]}) == [ProviderRecord("netflix", "Netflix")]
