from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.errors import InvalidMoment
from daybill.domain.windows import (
    Bound,
    Precision,
    Side,
    Window,
    bound_day,
    bound_text,
    local_day,
    midnight,
    parse_bound,
    parse_day,
)
from tests import strategies

SYDNEY = ZoneInfo("Australia/Sydney")
MOMENT = timedelta(microseconds=1)


@given(strategies.windows(), strategies.instants)
def test_a_window_is_open_from_its_start_to_just_before_its_end(window, at):
    after_start = window.start is None or at >= window.start
    before_end = window.end is None or at < window.end
    assert window.is_open(at) == (after_start and before_end)


@given(strategies.instants, strategies.instants, strategies.instants)
def test_windows_that_meet_are_never_open_together_and_leave_no_gap(start, meeting, at):
    before, after = Window(None, meeting), Window(meeting, None)
    assert before.is_open(at) != after.is_open(at)


@given(st.data(), strategies.countries, st.sampled_from(Side))
def test_a_bound_written_and_read_again_is_the_same(data, country, side):
    bound = data.draw(strategies.bounds(country, side))
    assert parse_bound(bound_text(bound, side=side, zone=country.zone), side=side, zone=country.zone) == bound


@given(strategies.days, strategies.countries)
def test_a_day_that_ends_something_is_its_last_day(day, country):
    bound = parse_bound(day.isoformat(), side=Side.END, zone=country.zone)
    assert bound_day(bound, side=Side.END, zone=country.zone) == day
    assert local_day(bound.at, country.zone) == day + timedelta(days=1)


@given(strategies.days, strategies.countries)
def test_a_month_that_ends_something_lasts_to_the_end_of_its_last_day(day, country):
    bound = parse_bound(day.strftime("%Y-%m"), side=Side.END, zone=country.zone)
    last = bound_day(bound, side=Side.END, zone=country.zone)
    assert (last.year, last.month) == (day.year, day.month)
    assert (last + timedelta(days=1)).day == 1


@given(strategies.days, strategies.countries)
def test_midnight_is_the_first_instant_of_its_day(day, country):
    at = midnight(day, country.zone)
    assert local_day(at, country.zone) == day
    assert local_day(at - MOMENT, country.zone) < day


@given(st.text(max_size=30), st.sampled_from(Side))
def test_whatever_is_written_is_read_or_refused(text, side):
    try:
        assert isinstance(parse_bound(text, side=side, zone=SYDNEY), Bound)
    except InvalidMoment as error:
        assert error.value == text


@pytest.mark.parametrize(
    "text",
    ["", "June 2026", "2026-13", "2026-02-30", "2026-6-1", "20260601", "2026-06-01T12:00", "9999-12-31", "0001-01-01",
     "0001-01-01T00:00+14:00", "9999-12", "٢٠٢٦-٠٦", "2026-06-01T25:00Z"],
)  # fmt: skip
@pytest.mark.parametrize("side", Side)
def test_what_is_no_moment_is_refused(text, side):
    with pytest.raises(InvalidMoment):
        parse_bound(text, side=side, zone=SYDNEY)


@pytest.mark.parametrize(
    "text", ["2026-06", "tomorrow", "2026-02-30", "0001-01-01", "9999-12-31", "٢٠٢٦-٠٦-٠١", "2026-W01-1"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(InvalidMoment):
        parse_day(text)


def test_until_june_holds_to_the_last_midnight_of_june_in_sydney():
    bound = parse_bound("2026-06", side=Side.END, zone=SYDNEY)
    assert bound == Bound(datetime(2026, 6, 30, 14, tzinfo=UTC), Precision.MONTH)


def test_a_bound_keeps_its_day_across_the_change_of_summer_time():
    bound = parse_bound("2026-04-05", side=Side.END, zone=SYDNEY)
    assert bound.at == datetime(2026, 4, 5, 14, tzinfo=UTC)
    assert bound_day(bound, side=Side.END, zone=SYDNEY) == date(2026, 4, 5)


def test_an_instant_is_kept_in_utc():
    assert parse_bound("2026-06-01T09:00+10:00", side=Side.START, zone=SYDNEY) == Bound(
        datetime(2026, 5, 31, 23, tzinfo=UTC), Precision.INSTANT
    )
