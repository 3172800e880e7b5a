"""JustWatch's replies, raw and as a client puts them out; the files beside this one are made by us."""

from __future__ import annotations

import copy
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from daybill.apps.sources.formats.format import Context, Held, Remark
from daybill.apps.sources.formats.justwatch_replies import JustWatchReplies
from daybill.apps.sources.reading import Row, head_of
from daybill.domain.errors import InvalidRecord
from daybill.domain.records import LookRecord, OfferRecord, ProviderRecord, TitleRecord
from daybill.domain.windows import Precision
from tests.apps.sources.formats.dirt import TODAY, read_file, soiled_json, survives

FORM = JustWatchReplies()
DATA = Path(__file__).parent / "data"
DETAILS, SEARCH, SEASONS = (
    json.loads((DATA / f"justwatch_{name}.json").read_text(encoding="utf-8"))
    for name in ("output_details", "raw_search", "raw_seasons")
)
TOLD = {"observed": date(2026, 4, 2), "country": "GB"}
DISCS = "Discs were left out."


def entries(document: Any) -> list[Any]:
    assert FORM.reader.holds(document)
    return list(FORM.reader.entries(document, Path("reply.json")))


def heard(document: Any, **told: Any) -> list[Any]:
    context = Context(Path("reply.json"), TODAY, **told)
    return [record for entry in entries(document) for record in FORM.records(Row(1, entry), context)]


def said(document: Any, **told: Any) -> list[Any]:
    return [record for record in heard(document, **told) if not isinstance(record, Remark)]


def remarks(document: Any, **told: Any) -> list[str]:
    return [record.text for record in heard(document, **told) if isinstance(record, Remark)]


def details(offers: list[dict[str, Any]] | None = None, **changed: Any) -> dict[str, Any]:
    """The reply of details with some fields changed, and fields of its first offer (``offer``)."""
    document = copy.deepcopy(DETAILS)
    document["result"] |= changed
    if offers is not None:
        document["result"]["offers"] = offers
    return document


def offer(**changed: Any) -> dict[str, Any]:
    return copy.deepcopy(DETAILS["result"]["offers"][0]) | changed


def one_offer(**changed: Any) -> OfferRecord:
    (found,) = said(details([offer(**changed)]))[1].offers
    return found


def test_a_title_has_its_ids_facts_and_the_day_of_the_newest_chart():
    record = said(DETAILS)[0]
    assert record.title.ids == (
        ("imdb", "tt99000001"),
        ("justwatch", "tm9000001"),
        ("tmdb", "9000001"),
    )
    assert record.title.key == "jw:tm9000001"
    assert record.as_of == date(2026, 3, 30)
    assert record.words == {
        "name": "The Lantern Room",
        "year": 2019,
        "runtime_minutes": 104,
        "genres": ["drama", "science-fiction"],
        "popularity": 30.9,
        "ratings": [{"value": "7.1", "scale": 10, "votes": 1234, "as_of": "2026-03-30", "of": "imdb"}],
        "certifications": [{"country": "AU", "value": "M"}],
    }


def test_no_sentence_of_others_stands_in_a_row():
    texts = json.dumps([*entries(DETAILS), *entries(SEARCH), *entries(SEASONS)])
    assert "A sentence of somebody else" not in texts
    assert "images.justwatch.com" not in texts


def test_the_offers_are_a_whole_look_in_the_country_of_the_call():
    _, look = said(DETAILS, country="GB")
    assert (look.country, look.day, look.asked, look.method) == (
        "AU",
        date(2026, 3, 30),
        None,
        "all offers",
    )
    assert [(o.provider, o.monetization, o.quality, o.price_minor) for o in look.offers] == [
        ("netflix", "flatrate", "hd", None),
        ("apple-tv", "rent", "4k", 499),
        ("amazon-video", "buy", "sd", 1299),
        ("paramount-plus-amazon-channel", "flatrate", "hd", None),
    ]
    assert {o.currency for o in look.offers} == {"", "AUD"}
    assert look.offers[3].parent == "prime-video"
    assert remarks(DETAILS) == [DISCS]


def test_the_last_day_ends_at_midnight_in_the_country():
    ends = said(DETAILS)[1].offers[0].ends
    assert ends.precision is Precision.DAY
    assert ends.at == datetime(2026, 6, 30, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("end", "reason"),
    [("2099-12-31", "stands for no end"), ("9999-12-31", "stands for no end"), ("soon", "was left out")],
)
def test_an_end_that_is_none_is_left_out_with_a_remark(end, reason):
    document = details([offer(available_to=end)])
    assert said(document)[1].offers[0].ends is None
    assert reason in remarks(document)[0]


@pytest.mark.parametrize(
    "changed",
    [
        {"price_string": "free or so", "monetization_type": "RENT"},
        {"price_string": "$4.99", "price_currency": "EUR"},
        {"monetization_type": "FLATRATE_AND_BUY"},
        {"monetization_type": None},
        {"package": None},
        {"package": {"name": "!!!"}},
        {"audio_languages": "en"},
    ],
)
def test_an_offer_that_cannot_be_read_leaves_the_others_and_ends_nothing(changed):
    document = details([offer(**changed), offer(monetization_type="ADS")])
    _, kept = said(document)
    assert isinstance(kept, OfferRecord)
    assert (kept.monetization, kept.title.key) == ("ads", "jw:tm9000001")
    assert "An offer in AU was left out" in remarks(document)[0]


def test_a_bare_price_counts_where_none_is_shown():
    assert one_offer(price_string=None, price_value=3.5, monetization_type="RENT").price_minor == 350


def test_a_presentation_that_is_no_quality_tells_none():
    assert one_offer(presentation_type="CANVAS", monetization_type="CINEMA").quality == ""


def test_a_look_without_offers_is_a_look_and_offers_nobody_asked_for_are_none():
    without_offers = details()
    without_offers["result"]["offers"] = None
    assert said(details([]))[1].offers == ()
    assert [type(record) for record in said(without_offers)] == [TitleRecord]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "entry.title"),
        ({"title": 5}, "entry.title"),
        ({"object_type": "CLIP"}, "entry.object_type"),
        ({"imdb_id": "nm0000001"}, "entry.imdb_id"),
        ({"tmdb_id": "x"}, "entry.tmdb_id"),
        ({"release_year": 20019}, "year"),
        ({"runtime_minutes": "104"}, "entry.runtime_minutes"),
        ({"scoring": []}, "entry.scoring"),
        ({"genres": {"a": 1}}, "entry.genres"),
        ({"offers": {"a": 1}}, "entry.offers"),
    ],
)
def test_a_title_that_cannot_be_is_refused_by_its_field(changed, field):
    with pytest.raises(InvalidRecord) as caught:
        said(details(**changed))
    assert caught.value.field == field


def test_a_raw_reply_is_read_as_the_clients_is():
    film, look, series, nothing = said(SEARCH, country="GB")
    assert film.title.ids == (("imdb", "tt99000002"), ("justwatch", "tm9000002"), ("tmdb", "9000002"))
    assert film.words["genres"] == ["comedy"]
    assert film.words["certifications"] == [{"country": "GB", "value": "15"}]
    assert film.as_of == look.day == date(2026, 3, 31)
    assert [(o.provider, o.quality, o.price_minor, o.currency) for o in look.offers] == [
        ("apple-tv", "hd", 349, "GBP"),
        ("apple-tv", "sd", 249, "GBP"),
    ]
    assert look.offers[1].ends is None
    assert (series.title.type, series.words["season_count"]) == ("series", 2)
    assert isinstance(nothing, LookRecord)
    assert nothing.offers == ()


@pytest.mark.parametrize("root", ["searchTitles", "popularTitles"])
def test_titles_stand_under_either_root(root):
    document = {"data": {root: SEARCH["data"]["popularTitles"]}}
    assert len(said(document, country="GB")) == 4


def test_a_title_of_an_address_is_a_title():
    node = SEARCH["data"]["popularTitles"]["edges"][0]["node"]
    for document in ({"data": {"url": {"node": node}}}, {"data": {"node": node}}):
        assert said(document, country="GB")[0].title.key == "jw:tm9000002"


def test_a_season_names_its_series_by_the_call_and_by_tmdbs_number():
    context = Context(Path("reply.json"), TODAY, **TOLD)
    full, empty = entries(SEASONS)
    season, look = FORM.records(Row(1, full), context)
    parent = season.title.parent
    assert (season.title.key, season.title.number, season.title.type) == ("jw:tss9000004", 1, "season")
    assert parent.ids == (("justwatch", "ts9000003"), ("tmdb", "9000003"))
    assert "popularity" not in season.words
    assert look.offers[0].provider == "apple-tv"
    with pytest.raises(Held, match="empty announcement"):
        list(FORM.records(Row(2, empty), context))


def test_a_season_of_nobody_knows_what_is_held():
    season = copy.deepcopy(SEASONS["data"]["node"]["seasons"][0])
    season["content"]["externalIds"] = None
    with pytest.raises(Held, match="which series"):
        said({"data": {"node": season}}, **TOLD)


EPISODE = {
    "episode_id": "tse9000006",
    "object_id": 9000006,
    "object_type": "SHOW_EPISODE",
    "title": "Low Tide",
    "release_year": 2010,
    "runtime_minutes": 48,
    "episode_number": 1,
    "season_number": 1,
    "offers": [],
}


def test_an_episode_names_the_season_of_the_call():
    call = '# Output from:\n# episodes("tss9000004", "US", "en", True)'
    (episode, look) = said({"call": call, "result": [EPISODE]}, observed=date(2026, 4, 1))
    assert (episode.title.key, episode.title.number) == ("jw:tse9000006", 1)
    assert (episode.title.parent.key, episode.title.parent.number) == ("jw:tss9000004", 1)
    assert (look.country, look.method) == ("US", "best offers")


def test_an_episode_without_its_call_is_held():
    with pytest.raises(Held, match="which season"):
        said([EPISODE], **TOLD)


def test_offers_by_country_are_a_look_in_each():
    call = '# Output from:\n# offers_for_countries("tm9000001", {"AU", "GB"}, "en", True)'
    document = {"call": call, "result": {"AU": [offer()], "GB": []}}
    looks = said(document, observed=date(2026, 4, 1))
    assert [(look.title.key, look.country, len(look.offers)) for look in looks] == [
        ("jw:tm9000001", "AU", 1),
        ("jw:tm9000001", "GB", 0),
    ]


def test_raw_offers_by_country_name_their_node():
    raw = SEARCH["data"]["popularTitles"]["edges"][0]["node"]["offers"]
    document = {"data": {"node": {"id": "tm9000002", "__typename": "Movie", "GB": raw}}}
    (look,) = said(document, observed=date(2026, 4, 1))
    assert (look.title.key, look.country, len(look.offers)) == ("jw:tm9000002", "GB", 2)


def test_offers_by_country_of_nobody_knows_what_are_held():
    with pytest.raises(Held, match="which title"):
        said({"AU": [offer()]}, observed=date(2026, 4, 1))


def test_a_country_that_is_none_refuses_its_row_alone():
    call = 'offers_for_countries("tm9000001", {"XX"}, "en", True)'
    with pytest.raises(InvalidRecord, match="ISO 3166-1"):
        said({"call": call, "result": {"XX": [offer()]}}, observed=date(2026, 4, 1))


def test_nothing_to_tell_the_country_or_the_day_is_said_with_the_way_out():
    with pytest.raises(InvalidRecord, match="--country"):
        said(SEARCH)
    with pytest.raises(InvalidRecord, match="--as-of"):
        said([EPISODE | {"object_type": "MOVIE", "entry_id": "tm9000006"}], country="GB")


def test_uk_is_great_britain():
    assert said(SEARCH, country="UK")[1].country == "GB"


def test_a_chart_from_the_future_is_no_day():
    document = details(streaming_charts={"updated": "2031-01-01T00:00:00Z"})
    with pytest.raises(InvalidRecord, match="yet to come"):
        said(document)


def test_providers_are_told_by_name():
    document = {
        "call": 'providers("US")',
        "result": [
            {"id": "x", "package_id": 1, "name": "Starz Amazon Channel", "technical_name": "starz"},
        ],
    }
    assert said(document) == [
        ProviderRecord("starz-amazon-channel", "Starz Amazon Channel", parent="prime-video")
    ]
    raw = {"data": {"packages": [{"clearName": "Netflix", "technicalName": "netflix"}]}}
    assert said(raw) == [ProviderRecord("netflix", "Netflix")]


@pytest.mark.parametrize(
    "document",
    [
        {"data": {"popularTitles": {"edges": []}}},
        {"data": {"node": None}},
        {"call": 'seasons("ts1", "US")', "result": []},
        {"call": 'details("tm1", "US")', "result": None},
    ],
)
def test_an_empty_reply_says_that_it_found_nothing(document):
    assert remarks(document) == ["The reply found nothing."]


@pytest.mark.parametrize(
    "document",
    [{}, [], "x", 5, None, {"errors": []}, {"data": None}, {"data": {"x": 1}}, {"US": []}, [{"name": "x"}]],
)
def test_other_documents_are_not_recognised(tmp_path, document):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert not FORM.reader.recognises(head_of(path))


def survives_whole(document: Any) -> None:
    """Read a soiled document that is still taken for a reply; only the two ways to leave a row out may show."""
    try:
        if not FORM.reader.holds(document):
            return
    except (InvalidRecord, KeyError, TypeError, AttributeError, IndexError):
        return
    for entry in FORM.reader.entries(document, Path("reply.json")):
        survives(FORM, entry, Context(Path("reply.json"), TODAY, **TOLD))


@given(soiled_json(DETAILS))
def test_soiled_details_are_read_or_refused(document):
    survives_whole(document)


@given(soiled_json(SEARCH))
def test_a_soiled_search_is_read_or_refused(document):
    survives_whole(document)


@given(soiled_json(SEASONS))
def test_soiled_seasons_are_read_or_refused(document):
    survives_whole(document)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "rows", "records", "held", "remarked"),
    [
        ("details", 1, {"TitleRecord": 1, "LookRecord": 1}, 0, 1),
        ("search", 3, {"TitleRecord": 3, "LookRecord": 3}, 0, 3),
        ("popular", 10, {"TitleRecord": 10, "LookRecord": 10}, 0, 1),
        ("seasons", 5, {"TitleRecord": 4, "LookRecord": 4}, 1, 4),
        ("episodes", 8, {"TitleRecord": 8, "LookRecord": 8}, 0, 0),
        ("offers_for_countries", 3, {"LookRecord": 3}, 0, 1),
        ("providers", 416, {"ProviderRecord": 416}, 0, 0),
    ],
)
def test_the_clients_outputs_are_read(shared_folder, file, rows, records, held, remarked):
    path = shared_folder / f"data/justwatch_api/{file}_output.json"
    found = read_file(FORM, path, observed=date(2026, 4, 1))
    assert found.rows == rows
    assert found.records == records
    assert found.held.total() == held
    assert found.remarks == ({DISCS: remarked} if remarked else {})
    assert not found.refused


@pytest.mark.shared
def test_the_outputs_without_a_chart_need_the_day(shared_folder):
    refused = {
        file: read_file(FORM, shared_folder / f"data/justwatch_api/{file}_output.json").refused
        for file in ("episodes", "offers_for_countries", "details")
    }
    assert refused == {
        "episodes": {"observed": 8},
        "offers_for_countries": {"observed": 3},
        "details": {},
    }
