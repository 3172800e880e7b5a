"""A record that waits in the database comes out as it went in."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.domain import records as kinds
from daybill.domain.money import Money
from daybill.domain.records import from_json, to_json
from daybill.domain.windows import Bound, Precision
from daybill.domain.words import title_words

DAY = date(2026, 11, 20)
REF = kinds.TitleRef(
    ids=(("imdb", "tt0113277"), ("tmdb", "949")),
    key="tmdb:movie:949",
    name="Heat",
    other_names=("Hitze",),
    years=frozenset({1995, 1996}),
    type="movie",
    directors=("Michael Mann",),
    actors=("Al Pacino",),
    others=("Elliot Goldenthal",),
    is_sole=True,
    may_be_cut=True,
    is_name_only=True,
)
EPISODE = kinds.TitleRef(
    name="Pilot",
    type="episode",
    number=1,
    parent=kinds.TitleRef(type="season", number=1, parent=kinds.TitleRef(ids=(("tmdb", "1396"),))),
)
PERSON = kinds.PersonRef("Michael Mann", (("imdb", "nm0000520"),), "tmdb:person:638")
OFFER = kinds.OfferRecord(
    REF,
    "netflix",
    "AU",
    "flatrate",
    DAY,
    DAY,
    "4K",
    "premium",
    399,
    "AUD",
    Bound(datetime(2026, 11, 1, tzinfo=UTC), Precision.DAY),
    Bound(datetime(2026, 12, 1, 5, 30, tzinfo=UTC), Precision.INSTANT),
    also_buy=True,
    audio=("en", "fr"),
    subtitles=("de",),
    url="https://example.org/heat",
    began_after=DAY,
    ended_by=DAY,
    began_by_method=True,
    ended_by_method=True,
    source="elsewhere",
    is_history=True,
)
WORDS = title_words(
    name="Heat",
    names=[{"name": "Hitze", "country": "DE", "language": "de"}],
    year="1927/28",
    popularity=60.1,
    genres=["crime"],
    countries=["US"],
    certifications=[{"country": "AU", "value": "MA15+"}],
    ratings=[{"value": "8.3", "votes": 7, "as_of": "2026-01-02", "of": "imdb"}],
    credits=[{"name": "Al Pacino", "role": "actor", "character": "Hanna", "ids": {"imdb": "nm0000199"}}],
)
RECORDS = [
    kinds.TitleRecord(REF, WORDS, DAY, "elsewhere", "heat-1995", is_witness=True),
    kinds.PersonRecord("Michael Mann", (("imdb", "nm0000520"),), "nm0000520", "michael-mann"),
    kinds.SourceRecord("tmdb", "TMDB", "https://x", "CC", "Shown.", 14, {"": 5, "name": 1}),
    OFFER,
    OFFER._replace(title=None, starts=None, ends=None, price_minor=None),
    kinds.LookRecord(REF, "AU", DAY, (OFFER, OFFER), (("netflix", "flatrate"), ("stan", "")), "mixed", "x"),
    kinds.LookRecord(EPISODE, "AU", DAY, ()),
    kinds.PastLookRecord("AU", DAY, "netflix", None, (("netflix", ""),), "m", "x"),
    kinds.PastLookRecord("AU", DAY, title=REF),
    kinds.ProviderRecord("kayo", "Kayo", "https://kayo", "foxtel"),
    kinds.PlanRecord(
        "netflix", "AU", "Basic", Money(899, "AUD"), "month", DAY, DAY, True, "HD", 2, 30, DAY, "Netflix", "x"
    ),
    kinds.PromoRecord("stan", "AU", "Free", "https://s", "Basic", "Ad.", OFFER.starts, OFFER.ends, "Stan"),
    kinds.AwardRecord("o", "Oscars", "Best", REF, "Heat", 1996, "1995", 68, (PERSON, PERSON), True, "d", "x"),
    kinds.AwardRecord("o", "Oscars", "Honorary"),
    kinds.PlacingRecord("l", "List", "Paper", REF, 3, 1999, "https://l", "x"),
    kinds.RelationRecord(REF, "remake_of", EPISODE, "x"),
]
NAMES = [f"{type(record).__name__}-{place}" for place, record in enumerate(RECORDS)]


def through_json(value: Any) -> Any:
    return from_json(json.loads(json.dumps(to_json(value))))


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_a_record_comes_back_equal_and_of_its_type(record: Any) -> None:
    back = through_json(record)
    assert back == record
    assert type(back) is type(record)


def test_every_kind_of_record_is_among_those_tried() -> None:
    assert {type(record) for record in RECORDS} == set(kinds.Record.__args__)


def test_money_and_bounds_inside_a_record_are_themselves_again() -> None:
    back = through_json(RECORDS)
    assert isinstance(back[3].starts.precision, Precision)
    assert isinstance(back[10].price, Money)


def test_words_that_name_a_record_are_no_record() -> None:
    assert through_json({"kind": "TitleRef", "x": 1}) == {"kind": "TitleRef", "x": 1}


def test_a_row_of_rows_keeps_its_order() -> None:
    assert through_json(RECORDS) == RECORDS


texts = st.text(max_size=20)
pairs = st.tuples(st.sampled_from(["imdb", "tmdb"]), texts)
title_refs = st.builds(
    kinds.TitleRef,
    ids=st.lists(pairs, max_size=2).map(tuple),
    key=texts,
    name=texts,
    other_names=st.lists(texts, max_size=2).map(tuple),
    years=st.frozensets(st.integers(1870, 2100), max_size=3),
    directors=st.lists(texts, max_size=2).map(tuple),
    number=st.none() | st.integers(0, 99),
)


@given(
    title=title_refs,
    parent=st.none() | title_refs,
    days=st.tuples(st.dates(), st.dates()),
    at=st.none() | st.datetimes(timezones=st.just(UTC)),
    audio=st.lists(texts, max_size=3).map(tuple),
)
def test_an_offer_of_any_title_comes_back_equal(
    title: kinds.TitleRef, parent: kinds.TitleRef | None, days: Any, at: datetime | None, audio: Any
) -> None:
    whole = kinds.TitleRef(name=title.name, parent=parent, years=title.years)
    bound = Bound(at, Precision.INSTANT) if at else None
    offer = kinds.OfferRecord(whole, "netflix", "AU", "buy", *days, ends=bound, audio=audio)
    assert through_json([offer, title]) == [offer, title]
