from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from daybill.domain.countries import country
from daybill.domain.money import Money
from daybill.domain.offers import (
    Group,
    Monetization,
    Offer,
    Quality,
    Status,
    best_offer,
    boundaries,
    group_of,
    is_on,
    reader_order,
    status_at,
)
from daybill.domain.windows import Side, local_day, midnight, parse_bound
from tests import strategies

AU = country("AU")
SYDNEY = AU.zone


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=SYDNEY).astimezone(UTC)


def seen(first: str, last: str | None = None, **fields) -> Offer:
    """An offer of Netflix in Australia, observed from one day to another."""
    days = {"first_seen": date.fromisoformat(first), "last_seen": date.fromisoformat(last or first)}
    values = {
        "provider": "netflix",
        "country": "AU",
        "monetization": Monetization.FLATRATE,
        "source": "films-table",
    }
    return Offer(**values | days | fields)


def until(text: str):
    return parse_bound(text, side=Side.END, zone=SYDNEY)


@st.composite
def offers_with_zone(draw, **fixed):
    place = draw(strategies.countries)
    return draw(strategies.offers(place, **fixed)), place.zone


@given(offers_with_zone(), strategies.instants)
def test_what_is_said_changes_only_at_a_boundary(told, at):
    """Once everything we know of has happened, only its own boundaries change what is said."""
    offer, zone = told
    known_by = max(day for day in (offer.last_seen, offer.ended_by) if day)
    assume(at >= midnight(known_by + timedelta(days=1), zone))
    following = min((b for b in boundaries(offer, zone) if b > at), default=None)
    just_before = (following or at + timedelta(days=400)) - timedelta(microseconds=1)
    assert status_at(offer, at, zone) is status_at(offer, just_before, zone)


@given(offers_with_zone(ends=None, starts=None, ended_by=None), st.integers(-300, 300))
def test_without_an_end_nothing_ever_ends(told, days):
    offer, zone = told
    at = midnight(offer.last_seen + timedelta(days=days), zone)
    assert status_at(offer, at, zone) in {Status.UNKNOWN, Status.ON, Status.LAST_KNOWN}


@given(offers_with_zone(), strategies.instants)
def test_only_what_was_seen_lately_or_is_announced_is_asserted(told, at):
    offer, zone = told
    if is_on(offer, at, zone):
        silent = local_day(at, zone) - offer.last_seen
        assert silent <= timedelta(days=offer.last_known_after_days)
        assert offer.ended_by is None or local_day(at, zone) < offer.ended_by


@given(offers_with_zone(), strategies.instants, st.integers(1, 60))
def test_being_seen_again_never_ends_an_offer(told, at, days):
    """Moving `last_seen` on, with no complete look against it, makes nothing that was on end."""
    offer, zone = told
    offer = replace(offer, ended_by=None)
    again = replace(offer, last_seen=offer.last_seen + timedelta(days=days))
    if is_on(offer, at, zone):
        assert is_on(again, at, zone)


@given(st.data(), strategies.countries, strategies.instants, st.sets(st.sampled_from(strategies.PROVIDERS)))
def test_the_best_offer_is_on_and_none_on_comes_before_it(data, place, at, services):
    offers = data.draw(st.lists(strategies.offers(place), max_size=6))
    best = best_offer(offers, services, at, place.zone)
    on = [offer for offer in offers if is_on(offer, at, place.zone)]
    assert (best is None) == (not on)
    if best:
        assert best in on
        assert reader_order(best, services) == min(reader_order(offer, services) for offer in on)


@given(offers_with_zone(), st.sets(st.sampled_from(strategies.PROVIDERS)))
def test_only_what_a_service_includes_is_mine(told, services):
    offer, _ = told
    included = offer.monetization in {Monetization.FLATRATE, Monetization.ADS, Monetization.FREE}
    assert (group_of(offer, services) is Group.MINE) == (included and offer.provider in services)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2025-12-05", Status.UNKNOWN),
        ("2025-12-06", Status.ON),
        ("2026-05-20", Status.ON),
        ("2026-06-19", Status.ON),
        ("2026-06-20", Status.LAST_KNOWN),
        ("2026-11-20", Status.LAST_KNOWN),
    ],
)
def test_an_offer_stands_for_thirty_days_after_it_was_seen_and_is_then_last_known(day, status):
    assert status_at(seen("2025-12-06", "2026-05-20"), noon(day), SYDNEY) is status


def test_an_announced_end_holds():
    offer = seen("2025-08-20", ends=until("2025-09-10"))
    assert status_at(offer, noon("2025-09-10"), SYDNEY) is Status.ON
    assert status_at(offer, noon("2025-09-11"), SYDNEY) is Status.ENDED


def test_an_announced_end_is_disproved_by_being_seen_after_it():
    offer = seen("2025-08-20", "2025-09-20", ends=until("2025-09-10"))
    assert status_at(offer, noon("2025-09-25"), SYDNEY) is Status.ON


def test_a_complete_look_without_it_ends_an_offer_from_that_day():
    offer = seen("2026-01-01", "2026-02-01", ended_by=date(2026, 2, 10))
    assert status_at(offer, noon("2026-02-01"), SYDNEY) is Status.ON
    assert status_at(offer, noon("2026-02-05"), SYDNEY) is Status.LAST_KNOWN
    assert status_at(offer, noon("2026-02-10"), SYDNEY) is Status.ENDED


def test_what_is_announced_for_later_is_upcoming():
    offer = seen("2026-01-01", starts=parse_bound("2026-01-20", side=Side.START, zone=SYDNEY))
    assert status_at(offer, noon("2026-01-19"), SYDNEY) is Status.UPCOMING
    assert status_at(offer, noon("2026-01-20"), SYDNEY) is Status.ON


def test_a_day_ends_at_midnight_in_the_country():
    offer = seen("2026-01-01", "2026-01-10", ended_by=date(2026, 1, 11))
    last_of_the_tenth = midnight(date(2026, 1, 11), SYDNEY) - timedelta(seconds=1)
    assert status_at(offer, last_of_the_tenth, SYDNEY) is Status.ON
    assert status_at(offer, last_of_the_tenth + timedelta(seconds=1), SYDNEY) is Status.ENDED


def test_what_the_reader_pays_for_comes_first_then_free_then_the_cheaper():
    netflix = seen("2026-01-01")
    free = replace(netflix, provider="kanopy", monetization=Monetization.FREE)
    rents = [
        replace(netflix, provider="apple-tv", monetization=Monetization.RENT, price=Money(minor, "AUD"))
        for minor in (699, 499)
    ]
    at = noon("2026-01-01")
    everything = [*rents, netflix, free]
    assert best_offer(everything, {"netflix"}, at, SYDNEY) == netflix
    assert best_offer(everything, (), at, SYDNEY) == free
    assert best_offer(rents, (), at, SYDNEY).price == Money(499, "AUD")


def test_at_one_price_the_better_picture_comes_first():
    sd, uhd = (
        seen("2026-01-01", monetization=Monetization.RENT, price=Money(499, "AUD"), quality=quality)
        for quality in (Quality.SD, Quality.UHD)
    )
    assert best_offer([sd, uhd], (), noon("2026-01-01"), SYDNEY) == uhd
