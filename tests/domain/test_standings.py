from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.countries import country
from daybill.domain.offers import Group, Monetization, Offer, Status, status_at
from daybill.domain.standings import for_reader, standings
from daybill.domain.windows import Bound, Precision, Side, bound_text, midnight, parse_bound
from tests import strategies

SYDNEY = country("AU").zone
ONE_WAY = {"provider": "netflix", "monetization": Monetization.FLATRATE, "quality": ""}


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=SYDNEY).astimezone(UTC)


# Heat (1995) in Australia, as two sources tell of it.
GUIDE_PAGE = Offer(
    provider="netflix",
    country="AU",
    monetization=Monetization.FLATRATE,
    first_seen=date(2025, 8, 20),
    last_seen=date(2025, 8, 20),
    ends=parse_bound("2026-06", side=Side.END, zone=SYDNEY),
    source="guide-page",
)
FILMS_TABLE = replace(
    GUIDE_PAGE, first_seen=date(2025, 12, 6), last_seen=date(2026, 5, 20), ends=None, source="films-table"
)


def heat(day: str):
    (standing,) = standings([GUIDE_PAGE, FILMS_TABLE], noon(day), SYDNEY)
    return standing


@given(st.data(), strategies.countries, strategies.instants)
def test_one_source_alone_stands_as_its_own_offer_says(data, place, at):
    offer = data.draw(strategies.offers(place))
    found = standings([offer], at, place.zone)
    status = status_at(offer, at, place.zone)
    assert [standing.status for standing in found] == [] if status is Status.UNKNOWN else [status]


@given(st.data(), strategies.countries, strategies.instants)
def test_the_order_in_which_sources_are_heard_does_not_matter(data, place, at):
    offers = data.draw(st.lists(strategies.offers(place, **ONE_WAY), max_size=4))
    shuffled = data.draw(st.permutations(offers))
    assert standings(offers, at, place.zone) == standings(shuffled, at, place.zone)


@given(st.data(), strategies.countries, strategies.instants)
def test_every_way_to_watch_stands_once(data, place, at):
    offers = data.draw(st.lists(strategies.offers(place), max_size=6))
    ways = [
        (s.offer.provider, s.offer.monetization, s.offer.quality) for s in standings(offers, at, place.zone)
    ]
    assert len(ways) == len(set(ways))
    assert set(ways) <= {(offer.provider, offer.monetization, offer.quality) for offer in offers}


@given(st.data(), strategies.countries, strategies.instants)
def test_the_day_it_was_gone_is_known_exactly_where_it_has_ended(data, place, at):
    offers = data.draw(st.lists(strategies.offers(place, **ONE_WAY), min_size=1, max_size=4))
    for standing in standings(offers, at, place.zone):
        assert (standing.status is Status.ENDED) == (standing.gone_by is not None)
        if standing.gone_by:
            assert standing.gone_by <= at.astimezone(place.zone).date()


@given(st.data(), strategies.countries, strategies.instants)
def test_what_is_on_is_vouched_for_by_some_source(data, place, at):
    offers = data.draw(st.lists(strategies.offers(place, **ONE_WAY), min_size=1, max_size=4))
    for standing in standings(offers, at, place.zone):
        if standing.status is Status.ON:
            assert status_at(standing.offer, at, place.zone) is Status.ON


@given(st.data(), strategies.countries, strategies.instants, st.sets(st.sampled_from(strategies.PROVIDERS)))
def test_a_reader_is_shown_all_that_is_on_and_nothing_else(data, place, at, services):
    found = standings(data.draw(st.lists(strategies.offers(place), max_size=6)), at, place.zone)
    groups = for_reader(found, services)
    shown = [standing for _, group in groups for standing in group]
    assert sorted(map(repr, shown)) == sorted(repr(s) for s in found if s.status is Status.ON)
    assert [group for group, _ in groups] == sorted({group for group, _ in groups}, key=list(Group).index)
    assert all(group for _, group in groups)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2025-08-19", None),
        ("2025-08-20", Status.ON),
        ("2025-10-20", Status.LAST_KNOWN),
        ("2026-05-25", Status.ON),
        ("2026-06-19", Status.ON),
        ("2026-06-25", Status.LAST_KNOWN),
        ("2026-06-30", Status.LAST_KNOWN),
        ("2026-07-01", Status.ENDED),
        ("2026-07-02", Status.ENDED),
        ("2026-11-20", Status.ENDED),
    ],
)
def test_heat_in_australia(day, status):
    found = standings([GUIDE_PAGE, FILMS_TABLE], noon(day), SYDNEY)
    assert [standing.status for standing in found] == ([status] if status else [])


def test_heat_is_on_until_june_2026_while_it_is_on():
    standing = heat("2026-05-25")
    assert bound_text(standing.ends, side=Side.END, zone=SYDNEY) == "2026-06"
    assert standing.ends.precision is Precision.MONTH
    assert standing.checked == date(2026, 5, 20)
    assert standing.sources == ("films-table", "guide-page")
    assert standing.gone_by is None


def test_heat_was_gone_by_the_first_of_july():
    assert heat("2026-11-20").gone_by == date(2026, 7, 1)


def test_a_look_after_the_announced_end_disproves_it_for_every_source():
    seen_in_august = replace(FILMS_TABLE, last_seen=date(2026, 8, 1))
    (standing,) = standings([GUIDE_PAGE, seen_in_august], noon("2026-08-05"), SYDNEY)
    assert (standing.status, standing.ends, standing.gone_by) == (Status.ON, None, None)


def test_a_complete_look_without_it_outweighs_another_sources_older_word():
    gone = replace(
        GUIDE_PAGE, ends=None, last_seen=date(2026, 5, 1), ended_by=date(2026, 5, 25), source="complete"
    )
    (standing,) = standings([FILMS_TABLE, gone], noon("2026-05-26"), SYDNEY)
    assert (standing.status, standing.gone_by) == (Status.ENDED, date(2026, 5, 25))


def test_an_announced_instant_ends_every_sources_older_word_at_once():
    """Within the day of the end too, not only from the next midnight on."""
    leaves = Bound(noon("2026-05-25"), Precision.INSTANT)
    announced = replace(GUIDE_PAGE, ends=leaves)
    (before,) = standings([announced, FILMS_TABLE], leaves.at - timedelta(seconds=1), SYDNEY)
    (after,) = standings([announced, FILMS_TABLE], leaves.at, SYDNEY)
    assert before.status is Status.ON
    assert (after.status, after.gone_by) == (Status.ENDED, date(2026, 5, 25))


def test_asked_of_a_past_day_a_look_on_that_day_outweighs_what_was_announced():
    (standing,) = standings([GUIDE_PAGE, FILMS_TABLE], midnight(date(2026, 1, 1), SYDNEY), SYDNEY)
    assert standing.status is Status.ON
