"""Dates, prices, numbers and lists as they are written where the reader is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from daybill.domain.countries import country
from daybill.domain.money import Money
from daybill.domain.windows import Bound, Precision, Side, parse_bound
from daybill.web import formats
from daybill.web.place import Place, place_of

AU, US, CH, JP = (place_of(prefix) for prefix in ("au", "us", "ch", "jp"))


def ends(text: str, place: Place = AU) -> Bound:
    return parse_bound(text, side=Side.END, zone=place.country.zone)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-06", "June 2026"),
        ("2026-06-30", "30 June 2026"),
        # An exclusive instant at midnight ends with the day before it.
        ("2026-07-01T00:00+10:00", "30 June 2026"),
        ("2026-07-01T00:01+10:00", "1 July 2026"),
    ],
)
def test_an_end_is_written_as_exactly_as_it_is_known(text: str, shown: str) -> None:
    assert formats.bound(ends(text), Side.END, AU) == shown


def test_a_start_is_its_first_day() -> None:
    start = parse_bound("2026-06", side=Side.START, zone=AU.country.zone)
    assert formats.bound(start, Side.START, AU) == "June 2026"


@pytest.mark.parametrize("code", ["AU", "US", "JP", "NZ", "CL", "LB", "KI"])
def test_a_month_is_its_own_month_in_every_zone(code: str) -> None:
    place = Place(country(code), "en")
    assert formats.bound(ends("2026-06", place), Side.END, place) == "June 2026"


@pytest.mark.parametrize(
    ("money", "place", "shown"),
    [
        (Money(1899, "AUD"), AU, "$18.99"),
        (Money(499, "USD"), AU, "USD4.99"),
        (Money(499, "USD"), US, "$4.99"),
        (Money(1899, "AUD"), US, "A$18.99"),
        (Money(990, "JPY"), JP, "¥990"),
        (Money(0, "AUD"), AU, "$0.00"),
        (Money(1234567, "AUD"), AU, "$12,345.67"),
    ],
)
def test_a_price_is_in_its_own_currency_and_a_foreign_dollar_is_told_apart(
    money: Money, place: Place, shown: str
) -> None:
    assert formats.money(money, place) == shown


def test_days_and_numbers_are_written_as_there() -> None:
    assert formats.day(date(2026, 5, 2), AU) == "2 May 2026"
    assert formats.day(date(2026, 5, 2), US) == "May 2, 2026"
    assert formats.number(1234567, AU) == "1,234,567"


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([], ""),
        (["Stan"], "Stan"),
        (["Stan", "Netflix"], "Stan and Netflix"),
        (["Stan", "Netflix", "Disney+"], "Stan, Netflix and Disney+"),
    ],
)
def test_names_are_joined_as_spoken(names: list[str], shown: str) -> None:
    assert formats.listing(names, AU) == shown


@pytest.mark.parametrize(
    ("minutes", "short", "spoken"),
    [
        (170, "2 h 50 min", "2 hours and 50 minutes"),
        (120, "2 h", "2 hours"),
        (60, "1 h", "1 hour"),
        (61, "1 h 1 min", "1 hour and 1 minute"),
        (45, "45 min", "45 minutes"),
        (0, "0 min", "0 minutes"),
    ],
)
def test_durations_are_hours_and_minutes(minutes: int, short: str, spoken: str) -> None:
    assert formats.duration(minutes) == short
    assert formats.spoken_duration(minutes) == spoken


def test_days_left_are_whole_days_and_unknown_for_a_month() -> None:
    at = datetime(2026, 6, 1, tzinfo=UTC)
    assert formats.days_left(Bound(at + timedelta(days=3, hours=5), Precision.INSTANT), at) == 3
    assert formats.days_left(Bound(at - timedelta(days=3), Precision.INSTANT), at) == 0
    assert formats.days_left(ends("2026-06"), at) is None


@pytest.mark.parametrize(
    ("code", "name"),
    [("en", "English"), ("fr", "French"), ("zz", "zz"), ("", ""), ("xx-yy-zz!", "xx-yy-zz!")],
)
def test_a_language_without_a_name_keeps_its_code(code: str, name: str) -> None:
    assert formats.language_name(code, AU) == name
