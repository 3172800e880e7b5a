"""GET /api/v1/titles/{id}/offers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from daybill.apps.catalogue.models import Title

TODAY = date(2025, 8, 20)
pytestmark = pytest.mark.usefixtures("today")


def statuses(answer: Any) -> list[tuple[str, str, str]]:
    return [(offer["provider"], offer["source"], offer["status"]) for offer in answer["offers"]]


def ask(api: Any, **params: Any) -> Any:
    return api.get("titles/tt0113277/offers", **({"country": "AU"} | params))


def test_offer_is_in_the_shape_of_the_contract(api: Any, heat: Title, make_offer: Any):
    make_offer(
        heat,
        ends="2026-06",
        starts="2025-08-01",
        quality="hd",
        audio=["en"],
        subtitles=["en", "fr"],
        url="https://netflix.example/heat",
        began_after=date(2025, 7, 31),
        tier="premium",
    )
    assert ask(api) == {
        "title": "tt0113277",
        "country": "AU",
        "as_of": "2025-08-20",
        "offers": [
            {
                "provider": "netflix",
                "provider_name": "Netflix",
                "monetization": "flatrate",
                "price_minor": None,
                "currency": None,
                "quality": "hd",
                "tier": "premium",
                "also_buy": False,
                "starts": "2025-08-01",
                "starts_precision": "day",
                "ends": "2026-06",
                "ends_precision": "month",
                "began_after": "2025-07-31",
                "first_seen": "2025-08-20",
                "last_seen": "2025-08-20",
                "ended_by": None,
                "audio": ["en"],
                "subtitles": ["en", "fr"],
                "status": "on",
                "source": "guide",
                "sources": ["guide"],
                "url": "https://netflix.example/heat",
            }
        ],
    }


def test_price_has_its_currency(api: Any, heat: Title, make_offer: Any):
    make_offer(heat, monetization="rent", price_minor=499, currency="AUD")
    (offer,) = ask(api)["offers"]
    assert (offer["price_minor"], offer["currency"]) == (499, "AUD")


def test_title_without_an_imdb_id_goes_by_its_number(api: Any, make_title: Any):
    title = make_title("L.A. Takedown", 1989)
    assert api.get(f"titles/{title.pk}/offers", country="us") == {
        "title": str(title.pk),
        "country": "US",
        "as_of": "2025-08-20",
        "offers": [],
    }


def test_offers_of_other_countries_are_not_given(api: Any, heat: Title, make_offer: Any):
    make_offer(heat, country="NZ")
    assert ask(api)["offers"] == []


def test_announced_month_holds_to_its_last_midnight_there(api: Any, heat: Title, make_offer: Any):
    make_offer(heat, ends="2025-09", last_seen=TODAY)
    assert statuses(ask(api, as_of="2025-09-19")) == [("netflix", "guide", "on")]
    assert statuses(ask(api, as_of="2025-09-30")) == [("netflix", "guide", "last_known")]
    assert statuses(ask(api, as_of="2025-10-01")) == [("netflix", "guide", "ended")]


def test_offer_not_seen_for_thirty_days_is_last_known(api: Any, heat: Title, make_offer: Any):
    make_offer(heat)
    assert statuses(ask(api, as_of=TODAY + timedelta(days=30))) == [("netflix", "guide", "on")]
    assert statuses(ask(api, as_of=TODAY + timedelta(days=31))) == [("netflix", "guide", "last_known")]


def test_offer_first_seen_later_is_not_shown_unless_announced(api: Any, heat: Title, make_offer: Any):
    make_offer(heat, "netflix")
    make_offer(heat, "stan", starts="2025-09-01")
    assert statuses(ask(api, as_of="2025-08-19")) == [("stan", "guide", "upcoming")]
    assert statuses(ask(api)) == [("netflix", "guide", "on"), ("stan", "guide", "upcoming")]


def test_end_announced_by_one_source_ends_the_row_of_the_other(api: Any, heat: Title, make_offer: Any):
    make_offer(heat, source="a", ends="2025-08-31")
    make_offer(heat, source="b", last_seen=date(2025, 8, 25))
    answer = ask(api, as_of="2025-09-10")
    assert sorted(statuses(answer)) == [("netflix", "a", "ended"), ("netflix", "b", "ended")]
    assert {tuple(offer["sources"]) for offer in answer["offers"]} == {("b", "a")}
    assert {status for *_, status in statuses(ask(api, as_of="2025-08-31"))} == {"on"}


def test_what_one_source_saw_leave_stays_ended_in_its_own_row(api: Any, heat: Title, make_offer: Any):
    make_offer(heat, source="a", first_seen="2025-01-01", last_seen="2025-02-01", ended_by="2025-03-01")
    make_offer(heat, source="b")
    assert statuses(ask(api)) == [("netflix", "b", "on"), ("netflix", "a", "ended")]


def test_stale_row_is_last_known_beside_a_fresh_one(api: Any, heat: Title, make_offer: Any):
    make_offer(heat, source="a", first_seen="2025-01-01", last_seen="2025-02-01")
    make_offer(heat, source="b")
    assert statuses(ask(api)) == [("netflix", "b", "on"), ("netflix", "a", "last_known")]


def test_return_that_is_announced_is_upcoming_after_an_end(api: Any, heat: Title, make_offer: Any):
    make_offer(heat, first_seen="2025-01-01", last_seen="2025-02-01", ended_by="2025-03-01")
    make_offer(heat, source="b", starts="2025-09-01")
    assert statuses(ask(api)) == [("netflix", "b", "upcoming"), ("netflix", "guide", "ended")]


def test_past_day_says_how_it_ended(api: Any, heat: Title, make_offer: Any):
    """Sydney's 10 August ended at 14:00 UTC."""
    seen = {"first_seen": "2025-08-01", "last_seen": "2025-08-05"}
    make_offer(heat, "begins", starts="2025-08-10T13:30Z", **seen)
    make_offer(heat, "ends", ends="2025-08-10T13:30Z", **seen)
    make_offer(heat, "ends-next-day", ends="2025-08-10T14:00Z", **seen)
    assert statuses(ask(api, as_of="2025-08-10")) == [
        ("begins", "guide", "on"),
        ("ends-next-day", "guide", "on"),
        ("ends", "guide", "ended"),
    ]


def test_today_is_now(api: Any, heat: Title, make_offer: Any):
    """Now is noon UTC, ten at night in Sydney: what ends within the hour is still on."""
    make_offer(heat, ends="2025-08-20T13:00Z", first_seen="2025-08-01", last_seen="2025-08-19")
    assert statuses(ask(api)) == [("netflix", "guide", "on")]
    assert ask(api, as_of="2025-08-20") == ask(api)


def test_instant_is_given_in_utc(api: Any, heat: Title, make_offer: Any):
    make_offer(heat, ends="2025-08-31T23:59:59+10:00")
    (offer,) = ask(api)["offers"]
    assert (offer["ends"], offer["ends_precision"]) == ("2025-08-31T13:59:59Z", "instant")


def test_what_is_on_comes_first_and_the_cheapest_of_it_before_the_rest(
    api: Any, heat: Title, make_offer: Any
):
    make_offer(heat, "shop", monetization="buy", price_minor=999, currency="AUD")
    make_offer(heat, "dear", monetization="rent", price_minor=599, currency="AUD")
    make_offer(heat, "cheap", monetization="rent", price_minor=399, currency="AUD")
    make_offer(heat, "stale", monetization="free", first_seen="2024-01-01", last_seen="2024-01-01")
    make_offer(heat, "club", monetization="flatrate")
    assert [offer["provider"] for offer in ask(api)["offers"]] == ["club", "cheap", "dear", "shop", "stale"]


@pytest.mark.parametrize("rows", [1, 50])
def test_number_of_queries_does_not_grow_with_the_rows(
    api: Any, heat: Title, make_offer: Any, rows: int, django_assert_num_queries: Any
):
    for number in range(rows):
        make_offer(heat, f"provider-{number}", source=f"source-{number}")
    with django_assert_num_queries(2):
        assert len(ask(api)["offers"]) == rows
