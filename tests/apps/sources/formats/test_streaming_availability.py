"""The Streaming Availability API's replies in both shapes; the file of version 4 is made by us."""

from __future__ import annotations

import copy
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from daybill.apps.sources.formats.format import Context, Remark
from daybill.apps.sources.formats.streaming_availability import StreamingAvailability
from daybill.apps.sources.formats.territories import iso_639
from daybill.apps.sources.reading import Row, head_of
from daybill.domain.errors import InvalidRecord
from daybill.domain.records import LookRecord, OfferRecord, TitleRecord
from daybill.domain.windows import Bound, Precision
from tests.apps.sources.formats.dirt import TODAY, context_of, read_file, soiled_json, survives

FORM = StreamingAvailability()
DAY = date(2025, 6, 1)
DATA = Path(__file__).parent / "data"
NEW = json.loads((DATA / "streaming_availability_v4.json").read_text(encoding="utf-8"))
# Version 3, made by us.
OLD_OFFER = {
    "service": "hbo",
    "streamingType": "subscription",
    "quality": "hd",
    "link": "https://play.hbomax.com/x",
    "audios": [{"language": "eng", "region": "USA"}],
    "subtitles": [{"locale": {"language": "spa", "region": "419"}, "closedCaptions": False}],
    "leaving": 1751291999,
    "availableSince": 1654560613,
}
OLD = {
    "result": {
        "type": "movie",
        "title": "The Lantern Room",
        "overview": "A sentence of somebody else.",
        "streamingInfo": {"ar": [OLD_OFFER]},
        "year": 2019,
        "imdbId": "tt99000001",
        "tmdbId": 9000001,
        "originalTitle": "The Lantern Room",
        "genres": [{"id": 18, "name": "Drama"}],
        "directors": ["Ada Veld"],
    }
}


def heard(document: Any, observed: date | None = DAY) -> list[Any]:
    assert FORM.reader.holds(document)
    context = Context(Path("reply.json"), TODAY, observed=observed)
    rows = FORM.reader.entries(document, Path("reply.json"))
    return [record for row in rows for record in FORM.records(Row(1, row), context)]


def said(document: Any) -> list[Any]:
    return [record for record in heard(document) if not isinstance(record, Remark)]


def remarks(document: Any) -> list[str]:
    return [record.text for record in heard(document) if isinstance(record, Remark)]


def old(**changed: Any) -> dict[str, Any]:
    """A reply with one offer, some of whose fields are changed."""
    offer = {name: value for name, value in (OLD_OFFER | changed).items() if value is not ...}
    return {"result": OLD["result"] | {"streamingInfo": {"ar": [offer]}}}


def only_offer(document: Any) -> OfferRecord:
    _, look = said(document)
    (offer,) = look.offers
    return offer


@pytest.mark.parametrize("document", [OLD, NEW])
def test_both_shapes_tell_the_same_title(document):
    record = said(document)[0]
    assert record.title.ids == (("imdb", "tt99000001"), ("tmdb", "9000001"))
    assert (record.title.name, record.title.years, record.title.type) == (
        "The Lantern Room",
        {2019},
        "movie",
    )
    assert record.words["genres"] == ["drama"]
    assert record.words["credits"] == [{"name": "Ada Veld", "role": "director", "position": 1}]


def test_no_sentence_of_others_stands_in_a_row():
    rows = [*FORM.reader.entries(OLD, Path("x")), *FORM.reader.entries(NEW, Path("x"))]
    assert "A sentence of somebody else" not in json.dumps(rows)


def test_each_country_is_a_whole_look():
    _, australia, britain = said(NEW)
    assert isinstance(australia, LookRecord)
    assert (australia.country, australia.day, australia.asked) == ("AU", DAY, None)
    assert [(o.provider, o.monetization, o.quality, o.price_minor) for o in australia.offers] == [
        ("netflix", "flatrate", "hd", None),
        ("amazon-video", "rent", "4k", 499),
        ("starz-amazon-channel", "flatrate", "hd", None),
    ]
    assert australia.offers[2].parent == "prime-video"
    assert britain.country == "GB"
    assert [(o.provider, o.parent) for o in britain.offers] == [("now-movies", "now")]


def test_a_country_that_is_none_is_skipped_with_a_remark():
    assert any("'eu'" in text and "ISO 3166-1" in text for text in remarks(NEW))


def test_an_end_is_an_instant():
    assert only_offer(OLD).ends == Bound(datetime(2025, 6, 30, 13, 59, 59, tzinfo=UTC), Precision.INSTANT)


@pytest.mark.parametrize("seconds", [17_145_323_400, 1_725_145_199_000, 86_400, 10**14])
def test_an_end_that_cannot_be_meant_is_left_out_and_never_mended(seconds):
    document = old(leaving=seconds)
    assert only_offer(document).ends is None
    assert remarks(document) == [
        f"HBO Max: the end {seconds} (seconds since 1970) cannot be meant and was left out."
    ]


@pytest.mark.parametrize("seconds", [0, None])
def test_no_end_needs_no_remark(seconds):
    document = old(leaving=seconds)
    assert only_offer(document).ends is None
    assert remarks(document) == []


@pytest.mark.parametrize(
    ("service", "kind", "addon", "provider", "parent"),
    [
        ("prime", "subscription", ..., "prime-video", ""),
        ("prime", "rent", ..., "amazon-video", ""),
        ("prime", "buy", ..., "amazon-video", ""),
        ("prime", "addon", "hbomaxbr", "hbo-max-amazon-channel", "prime-video"),
        ("apple", "addon", "starz", "starz-apple-tv-channel", "apple-tv"),
        ("iplayer", "free", ..., "bbc-iplayer", ""),
        ("hbo", "subscription", ..., "hbo-max", ""),
        ("somebody", "subscription", ..., "somebody", ""),
    ],
)
def test_a_service_and_an_add_on_are_providers(service, kind, addon, provider, parent):
    offer = only_offer(old(service=service, streamingType=kind, addon=addon))
    assert (offer.provider, offer.parent) == (provider, parent)


def test_prices_are_amounts_of_their_currency():
    price = {"amount": "39.0", "currency": "SEK", "formatted": "39.0 SEK"}
    offer = only_offer(old(streamingType="rent", price=price))
    assert (offer.price_minor, offer.currency) == (3900, "SEK")
    shown = only_offer(old(streamingType="rent", price={"amount": "", "formatted": "2.99 EUR"}))
    assert (shown.price_minor, shown.currency) == (299, "EUR")


@pytest.mark.parametrize(
    "changed",
    [
        {"price": {"amount": "cheap", "currency": "EUR"}},
        {"price": []},
        {"streamingType": "swap"},
        {"service": None},
        {"streamingType": "addon"},
        {"leaving": "soon"},
        {"audios": "eng"},
    ],
)
def test_an_offer_that_cannot_be_read_leaves_the_others_and_ends_nothing(changed):
    document = old(**changed)
    document["result"]["streamingInfo"]["ar"].append(OLD_OFFER)
    _, kept = said(document)
    assert isinstance(kept, OfferRecord)
    assert kept.provider == "hbo-max"
    assert "An offer in AR was left out" in remarks(document)[0]


@pytest.mark.parametrize(
    ("code", "short"),
    [("eng", "en"), ("deu", "de"), ("yue", "yue"), ("pt-BR", "pt"), ("qaa", "qaa"), ("x", ""), ("12", "")],
)
def test_languages_have_their_shortest_code(code, short):
    assert iso_639(code) == short


def test_languages_of_sound_and_text_are_told():
    offer = said(NEW)[1].offers[0]
    assert (offer.audio, offer.subtitles) == (("en", "zh"), ("de",))


def test_a_search_holds_several_titles():
    many = {"shows": [NEW, NEW], "hasMore": False}
    assert sum(isinstance(record, TitleRecord) for record in said(many)) == 2
    assert sum(isinstance(record, TitleRecord) for record in said([NEW])) == 1


def test_offers_without_a_day_are_refused_and_the_title_is_not():
    context = Context(Path("reply.json"), TODAY)
    title, *looks = FORM.reader.entries(OLD, Path("reply.json"))
    assert len(list(FORM.records(Row(1, title), context))) == 1
    with pytest.raises(InvalidRecord, match="--as-of"):
        list(FORM.records(Row(2, looks[0]), context))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": None}, "title.title"),
        ({"title": "Caf\ufffd"}, "title"),
        ({"type": "clip"}, "title.type"),
        ({"imdbId": "x"}, "title.imdbId"),
        ({"tmdbId": "person/5"}, "title.tmdbId"),
        ({"year": 20190}, "year"),
        ({"genres": [5]}, "title.genres.1"),
        ({"directors": [5]}, "title.directors.1"),
    ],
)
def test_a_title_that_cannot_be_is_refused_by_its_field(changed, field):
    with pytest.raises(InvalidRecord) as caught:
        said({"result": OLD["result"] | changed})
    assert caught.value.field == field


@pytest.mark.parametrize("document", [{}, [], {"result": {}}, {"result": []}, {"shows": [{"title": "x"}]}, 5])
def test_other_documents_are_not_recognised(tmp_path, document):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert not FORM.reader.recognises(head_of(path))


def survives_whole(document: Any) -> None:
    try:
        if not FORM.reader.holds(document):
            return
    except (InvalidRecord, KeyError, TypeError, AttributeError, IndexError):
        return
    for entry in FORM.reader.entries(document, Path("reply.json")):
        survives(FORM, entry, Context(Path("reply.json"), TODAY, observed=DAY))


@given(soiled_json(copy.deepcopy(OLD)))
def test_a_soiled_reply_of_version_3_is_read_or_refused(document):
    survives_whole(document)


@given(soiled_json(NEW))
def test_a_soiled_reply_of_version_4_is_read_or_refused(document):
    survives_whole(document)


@pytest.mark.shared
def test_the_recorded_reply_is_read_whole(shared_folder):
    path = shared_folder / "data/streaming_availability_api/hitch_all_countries.json"
    found = read_file(FORM, path, observed=date(2023, 8, 18))
    assert (found.rows, found.records) == (46, {"TitleRecord": 1, "LookRecord": 45})
    assert found.remarks == {
        "HBO Max: the end 17145323400 (seconds since 1970) cannot be meant and was left out.": 5,
        "HBO Max: the end 17145395400 (seconds since 1970) cannot be meant and was left out.": 2,
        "HBO Max: the end 16961147400 (seconds since 1970) cannot be meant and was left out.": 1,
    }
    assert found.refused == found.held == {}


@pytest.mark.shared
def test_every_offer_of_the_recorded_reply_is_kept(shared_folder):
    path = shared_folder / "data/streaming_availability_api/hitch_all_countries.json"
    context = context_of(FORM, path, observed=date(2023, 8, 18))
    records = [r for row in FORM.reader.rows(path) for r in FORM.records(row, context)]
    offers = [offer for r in records if isinstance(r, LookRecord) for offer in r.offers]
    assert len(offers) == 103
    assert sum(offer.ends is not None for offer in offers) == 2
    assert sum(offer.price_minor is not None for offer in offers) == 62
