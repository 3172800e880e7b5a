"""A provider's page in a country: what it asks, and what it has."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.web import stage
from tests.web.stage import TODAY, look

pytestmark = pytest.mark.django_db
NETFLIX = "/au/provider/netflix/"


def test_a_provider_without_titles_says_what_is_known(client: Client, db: None) -> None:
    stage.provider()
    page = look(client, NETFLIX)
    assert "No title listed here." in page.main
    assert "No title on Netflix in Australia is known." in page.main


def test_pages_are_forty_eight_titles_and_no_more(client: Client, db: None) -> None:
    for number in range(50):
        stage.offer(stage.film(f"Film {number:02}", popularity=100 - number))
    first, second = look(client, NETFLIX), look(client, f"{NETFLIX}?page=2")
    names = [[b.get_text() for b in page.soup.select(".hang-wall b")] for page in (first, second)]
    assert names[0] + names[1] == [f"Film {number:02}" for number in range(50)]
    assert len(names[1]) == 2
    assert "50 titles listed." in first.main
    assert "Page 1 of 2" in first.main
    assert first.soup.select_one("a[rel=next]")["href"] == "?page=2"
    assert second.soup.select_one("a[rel=prev]")["href"] == "?page=1"
    page = look(client, f"{NETFLIX}?page=3", expect=422)
    assert page.choices == ["?page=1", "?page=2"]


def test_pages_of_another_day_stay_on_that_day(client: Client, db: None) -> None:
    for number in range(50):
        stage.offer(stage.film(f"Film {number:02}"), first_seen=TODAY - timedelta(days=5), last_seen=TODAY)
    page = look(client, f"{NETFLIX}?as_of=2026-11-18")
    assert "as_of=2026-11-18" in page.soup.select_one("a[rel=next]")["href"]


def test_plans_stand_with_their_days_and_what_they_asked_before(client: Client, db: None) -> None:
    stage.plan(price_minor=1699, first_seen=date(2025, 8, 10), last_seen=date(2025, 8, 10))
    stage.plan(price_minor=1899, first_seen=date(2026, 8, 16), held_before=date(2025, 8, 10))
    stage.plan(name="Year", price_minor=9900, period="year", first_seen=date(2026, 8, 16))
    stage.plan(
        name="Basic", price_minor=799, ads=True, first_seen=date(2025, 8, 10), last_seen=date(2026, 8, 16)
    )
    page = look(client, NETFLIX)
    plans = [stage.plain(div.get_text(" ")) for div in page.soup.select(".plan")]
    assert plans == [
        "Basic, with ads $7.99 a month The same when read on 10 August 2025 and on 16 August 2026.",
        "Standard $18.99 a month $16.99 when read on 10 August 2025. Read on 16 August 2026.",
        "Year $99.00 a year Read on 16 August 2026.",
    ]


def test_another_countrys_titles_and_plans_are_not_this_ones(client: Client, db: None) -> None:
    stage.offer(stage.film(), country="NZ")
    stage.plan(country="NZ", price_minor=2099, currency="NZD")
    page = look(client, NETFLIX)
    assert "20.99" not in page.text
    assert "Heat" not in page.main


def test_a_channel_names_who_sells_it_and_the_seller_its_channels(client: Client, db: None) -> None:
    amazon = stage.provider("prime-video")
    stage.provider("mubi-amazon", parent=amazon)
    assert "Sold through Prime Video" in look(client, "/au/provider/mubi-amazon/").main
    assert "/au/provider/mubi-amazon/" in look(client, "/au/provider/prime-video/").links


def test_what_has_ended_is_not_listed_and_old_is_said_to_be(client: Client, db: None) -> None:
    stage.offer(stage.film("Gone"), first_seen=date(2026, 5, 20), ends="2026-06")
    stage.offer(stage.film("Old"), first_seen=TODAY - timedelta(days=40))
    page = look(client, NETFLIX)
    assert [b.get_text() for b in page.soup.select(".hang-wall b")] == ["Old"]
    assert "Seen October 2026" in page.main
    assert "1 title listed. Last seen 11 October 2026." in page.main


def test_queries_do_not_grow_with_rows(client: Client, db: None, count_queries: Any) -> None:
    def stock(number: int) -> None:
        title = stage.film(f"Film {number}")
        stage.offer(title, source=f"source-{number}")
        stage.offer(title, f"provider-{number}")
        stage.credit(title, f"Actor {number}")
        stage.plan(name=f"Plan {number}")
        stage.provider(f"channel-{number}", parent=stage.provider())

    stock(0)
    one = count_queries(client, NETFLIX)
    for number in range(1, 60):
        stock(number)
    assert count_queries(client, NETFLIX) == one
    assert one <= 16
