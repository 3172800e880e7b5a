"""Offers in our own format."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from daybill.apps.sources.formats.format import Context, Remark
from daybill.apps.sources.formats.own import OwnOffers
from daybill.apps.sources.reading import Row
from daybill.domain.errors import InvalidRecord
from daybill.domain.records import OfferRecord, TitleRef
from daybill.domain.windows import Bound, Precision

TODAY = date(2026, 11, 20)
HEAT = TitleRef(ids=(("imdb", "tt0113277"),), key="tt0113277")
ROW = {
    "title": "tt0113277",
    "provider": "netflix",
    "country": "AU",
    "monetization": "flatrate",
    "observed": "2026-11-01",
}


def read(as_of: date | None = None, **fields: Any) -> list[Any]:
    row = {name: value for name, value in (ROW | fields).items() if value is not ...}
    return list(OwnOffers().records(Row(1, row), Context(Path("offers.ndjson"), TODAY, observed=as_of)))


def offer(as_of: date | None = None, **fields: Any) -> OfferRecord:
    (record,) = read(as_of, **fields)
    return record


def test_plain_row_is_an_offer_seen_on_one_day():
    assert offer() == OfferRecord(
        HEAT, "netflix", "AU", "flatrate", date(2026, 11, 1), date(2026, 11, 1), provider_name="Netflix"
    )


def test_every_field_is_read():
    told = offer(
        observed=...,
        quality="4K",
        tier="Premium",
        also_buy=True,
        price_minor=399,
        currency="aud",
        starts="2026-01",
        ends="2026-12-30",
        audio=["eng", "fr", "en"],
        subtitles=["de"],
        url="https://www.netflix.com/title/1",
        first_seen="2026-02-01",
        last_seen="2026-11-20",
        began_after="2026-01-15",
        began_by_method=True,
        ended_by_method=False,
        source="a-table",
    )
    assert told == OfferRecord(
        title=HEAT,
        provider="netflix",
        country="AU",
        monetization="flatrate",
        first_seen=date(2026, 2, 1),
        last_seen=date(2026, 11, 20),
        quality="4k",
        tier="Premium",
        price_minor=399,
        currency="AUD",
        starts=Bound(datetime(2025, 12, 31, 13, tzinfo=UTC), Precision.MONTH),
        ends=Bound(datetime(2026, 12, 30, 13, tzinfo=UTC), Precision.DAY),
        also_buy=True,
        audio=("en", "fr"),
        subtitles=("de",),
        url="https://www.netflix.com/title/1",
        provider_name="Netflix",
        began_after=date(2026, 1, 15),
        began_by_method=True,
        source="a-table",
        is_history=True,
    )


def test_day_without_it_is_the_day_after_the_last():
    assert offer(ends_on_day_gone="2026-12-31").ends == offer(ends="2026-12-30").ends
    assert offer(ends_on_day_gone="2026-12-31", ends="2026-12-30").ends == offer(ends="2026-12-30").ends


def test_end_may_be_an_instant_and_unknown_is_none():
    assert offer(ends="2026-12-30T12:00:00Z").ends == Bound(
        datetime(2026, 12, 30, 12, tzinfo=UTC), Precision.INSTANT
    )
    told = offer(ends="unknown", starts="unknown")
    assert (told.starts, told.ends) == (None, None)


@pytest.mark.parametrize(
    ("fields", "price"),
    [
        ({"price": "3.99 AUD"}, (399, "AUD")),
        ({"price": "$3.99", "currency": "AUD"}, (399, "AUD")),
        ({"price": 3.99, "currency": "AUD"}, (399, "AUD")),
        ({"price": "¥500", "currency": "JPY"}, (500, "JPY")),
        ({"price": "3.99", "price_minor": 399, "currency": "USD"}, (399, "USD")),
        ({"price_minor": 0, "currency": "USD"}, (0, "USD")),
        ({"price_minor": 399.0, "currency": "USD"}, (399, "USD")),
        ({"currency": "USD"}, (None, "USD")),
    ],
)
def test_price_is_read_in_either_way(fields: dict[str, Any], price: tuple[int | None, str]):
    assert (offer(**fields).price_minor, offer(**fields).currency) == price


@pytest.mark.parametrize(
    ("word", "slug", "tier", "parent"),
    [
        ("Disney+", "disney-plus", "", ""),
        ("disney-plus", "disney-plus", "", ""),
        ("Netflix basic with Ads", "netflix", "basic-with-ads", ""),
        ("Starz Amazon Channel", "starz-amazon-channel", "", "prime-video"),
        ("Grandma’s Attic", "grandma-s-attic", "", ""),
    ],
)
def test_provider_may_be_any_word_for_it(word: str, slug: str, tier: str, parent: str):
    told = offer(provider=word)
    assert (told.provider, told.tier, told.parent) == (slug, tier, parent)


@pytest.mark.parametrize(
    ("fields", "ref"),
    [
        ({"title": "tmdb:movie:949"}, TitleRef(key="tmdb:movie:949")),
        ({"title": "daybill:movie/heat-1995"}, TitleRef(key="daybill:movie/heat-1995")),
        ({"title": ..., "imdb": "tt0113277"}, TitleRef(ids=(("imdb", "tt0113277"),))),
        (
            {"title": {"tmdb": 949, "type": "movie"}},
            TitleRef(ids=(("tmdb", "949"),), type="movie"),
        ),
        (
            {"title": ..., "name": "Heat", "year": 1995, "directors": ["Michael Mann"]},
            TitleRef(name="Heat", years=frozenset({1995}), directors=("Michael Mann",)),
        ),
        (
            {"title": {"type": "season", "parent": "tt5875444", "number": 2}},
            TitleRef(
                type="season",
                number=2,
                parent=TitleRef(ids=(("imdb", "tt5875444"),), key="tt5875444"),
            ),
        ),
        (
            {"title": "tt0113277", "year": "1995", "tmdb": "949"},
            TitleRef(ids=(("imdb", "tt0113277"), ("tmdb", "949")), key="tt0113277", years=frozenset({1995})),
        ),
        (
            {"title": {"name": "Sunrise", "year": "1927/28"}},
            TitleRef(name="Sunrise", years=frozenset({1927, 1928})),
        ),
    ],
)
def test_title_may_be_named_in_every_way(fields: dict[str, Any], ref: TitleRef):
    assert offer(**fields).title == ref


def test_day_may_come_from_the_import():
    assert offer(date(2026, 10, 3), observed=...)[4:6] == (date(2026, 10, 3), date(2026, 10, 3))


def test_first_and_last_day_together_tell_the_history():
    days = {"observed": ..., "first_seen": "2026-10-01", "last_seen": "2026-11-01"}
    assert offer(**days).is_history
    assert not offer().is_history


def test_one_of_two_days_stands_for_both():
    assert offer(observed=..., first_seen="2026-10-01")[4:6] == (date(2026, 10, 1), date(2026, 10, 1))
    assert offer(observed=..., last_seen="2026-10-01")[4:6] == (date(2026, 10, 1), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"title": ...}, "title", "Nothing says which title"),
        ({"title": "Heat"}, "title", "A key is an IMDb id"),
        ({"title": "Heat the film"}, "title", "A name stands in “name”"),
        ({"title": "tt12"}, "title", "A key is an IMDb id (tt0113277)"),
        ({"title": 949}, "title", "not a JSON object"),
        ({"title": {"imbd": "tt0113277"}}, "title.imbd", "Did you mean imdb"),
        ({"title": {"imdb": "nm0000199"}}, "title.imdb", "looks like tt0113277"),
        ({"title": ..., "tmdb": "movie-949"}, "tmdb", "looks like 949"),
        ({"title": ..., "wikidata": "42198"}, "wikidata", "looks like Q42198"),
        ({"title": {"ids": {"imbd": "tt0113277"}}}, "title.ids.imbd", "Did you mean imdb"),
        ({"imdb": "tt0113278"}, "imdb", "The key of the same row is tt0113277"),
        ({"title": {"name": "Heat", "type": "moive"}}, "title.type", "Did you mean movie"),
        ({"title": {"name": "Heat", "year": 2513}}, "year", "from 1870 to 2100"),
        ({"provider": ...}, "provider", "It is missing"),
        ({"provider": "…"}, "provider", "no letter or digit"),
        ({"provider": "n" * 121}, "provider", "longer than 120"),
        ({"provider": ["netflix"]}, "provider", "missing"),
        ({"country": ...}, "country", "It is missing"),
        ({"country": "Australia"}, "country", "Did you mean AU"),
        ({"country": "XX"}, "country", "no country of ISO 3166-1"),
        ({"monetization": ...}, "monetization", "is one of flatrate, ads, free, rent, buy, cinema"),
        ({"monetization": "flat rate"}, "monetization", "Did you mean flatrate"),
        ({"monetization": {}}, "monetization", "is one of flatrate"),
        ({"quality": "8k"}, "quality", "is one of sd, hd, 4k"),
        ({"tier": "t" * 41}, "tier", "longer than 40"),
        ({"also_buy": "perhaps"}, "also_buy", "neither true nor false"),
        ({"price_minor": 399}, "price_minor", "needs its currency"),
        ({"price_minor": 399, "currency": "AUZ"}, "currency", "no currency of ISO 4217"),
        ({"price_minor": -1, "currency": "AUD"}, "price_minor", "not from 0"),
        ({"price_minor": 3.5, "currency": "AUD"}, "price_minor", "not a whole number"),
        ({"price_minor": True, "currency": "AUD"}, "price_minor", "not a whole number"),
        ({"price_minor": 2**40, "currency": "AUD"}, "price_minor", "not from 0"),
        ({"price": "3.99"}, "price", "not one of ISO 4217"),
        ({"price": "$3.99"}, "price", "name the one"),
        ({"price": "3.99 AUD", "currency": "USD"}, "price", "AUD where USD"),
        ({"price": "3.99 AUD", "price_minor": 299, "currency": "AUD"}, "price", "also says that it is 299"),
        ({"price": "15.99 AUD / month"}, "price", "paid by the month is a plan"),
        ({"price": ["3.99"]}, "price", "Write a price as text"),
        ({"starts": "2026-12-01", "ends": "2026-11"}, "ends", "ends before it starts (2026-12-01)"),
        ({"starts": "2026-12-02", "ends_on_day_gone": "2026-12-01"}, "ends", "ends before it starts"),
        ({"ends": "30 June"}, "ends", "Write YYYY-MM"),
        ({"ends": "2513-01-01"}, "ends", "year is not from 1800 to 2200"),
        ({"ends": "2026-02-30"}, "ends", "Write YYYY-MM"),
        ({"ends": 2026}, "ends", "Write YYYY-MM"),
        ({"starts": "2026-06-30T12:00:00"}, "starts", "needs its offset"),
        ({"ends_on_day_gone": "2026-06"}, "ends_on_day_gone", "Write a date"),
        ({"ends": "2026-12-30", "ends_on_day_gone": "2026-12-30"}, "ends_on_day_gone", "it ends 2026-12-30"),
        ({"audio": ["english"]}, "audio", "ISO 639"),
        ({"audio": "en"}, "audio", "not a list"),
        ({"observed": "2026-02-30"}, "observed", "no such day"),
        ({"observed": "2513-01-01"}, "observed", "year is not from"),
        ({"observed": "2026-11-21"}, "observed", "yet to come"),
        ({"observed": ...}, "observed", "Give --as-of"),
        ({"first_seen": "2026-10-01"}, "observed", "give one or the other"),
        (
            {"observed": ..., "first_seen": "2026-10-02", "last_seen": "2026-10-01"},
            "last_seen",
            "before first_seen, 2026-10-02",
        ),
        ({"observed": ..., "first_seen": "2026-10-02", "last_seen": "2026-11-21"}, "observed", "yet to come"),
        ({"began_after": "2026-11-01"}, "began_after", "does not lie before first_seen"),
        ({"ended_by": "2026-11-01"}, "ended_by", "does not lie after last_seen"),
        ({"ended_by": "2026-11-21"}, "ended_by", "yet to come"),
        ({"source": "a table"}, "source", "letters, digits and hyphens"),
        ({"source": "s" * 51}, "source", "50 at most"),
    ],
)
def test_refused_row_names_field_and_way_out(fields: dict[str, Any], field: str, words: str):
    with pytest.raises(InvalidRecord) as refused:
        read(**fields)
    assert refused.value.field == field
    assert words in refused.value.reason


def test_unknown_field_is_told_with_the_nearest():
    remark, record = read(qualty="hd")
    assert remark == Remark("“qualty” is no field we know, and was left out. Is it “quality”?")
    assert record == offer()


def test_address_that_cannot_be_linked_to_is_told_and_left_out():
    remark, record = read(url="javascript:alert(1)")
    assert "is no address that can be linked to" in remark.text
    assert record.url == ""


def test_equal_titles_are_one_value():
    assert offer().title is offer(provider="stan").title
