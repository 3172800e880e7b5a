"""A country's front page and the choice of a country."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from daybill.apps.catalogue.models import Title
from tests.web import stage
from tests.web.stage import TODAY, look

pytestmark = pytest.mark.django_db


def test_an_empty_guide_says_so_and_still_answers(client: Client, db: None) -> None:
    assert "Nothing is known yet." in look(client, "/").main
    page = look(client, "/au/")
    assert "No listing in Australia has come in yet." in page.main
    assert "No service is known here yet." in page.main


def test_a_country_with_only_plans_says_that_prices_are_known(client: Client, db: None) -> None:
    stage.plan(country="AS")
    assert "1 more country" not in look(client, "/").main
    page = look(client, "/as/")
    assert "No listing in American Samoa has come in yet. Prices of plans have: they are below." in page.main
    assert "/as/provider/netflix/" in page.links


def test_no_country_is_assumed(client: Client, db: None) -> None:
    for code, titles in (("AU", 2), ("NZ", 1)):
        for n in range(titles):
            stage.offer(stage.film(f"{code} {n}"), country=code)
    page = look(client, "/", headers={"accept-language": "en-AU", "cf-ipcountry": "AU"})
    assert page.soup.select_one(".house summary").get_text() == "Choose a country"
    assert [a["href"] for a in page.soup.select(".countries a")] == ["/au/", "/nz/"]
    assert "Australia 2 titles" in page.main
    assert not page.soup.select("option[selected]")


def test_the_publishers_countries_are_offered_first(client: Client, db: None, settings: Any) -> None:
    settings.DAYBILL = dataclasses.replace(settings.DAYBILL, countries=("NZ",))
    stage.offer(stage.film(), country="AU")
    page = look(client, "/")
    assert [a["href"] for a in page.soup.select("ul.countries:not(.plain) a")] == ["/nz/"]
    assert [a["href"] for a in page.soup.select("ul.countries.plain a")] == ["/au/"]


def test_what_a_reader_found_first_waits_for_the_country(client: Client, db: None) -> None:
    stage.offer(stage.film())
    page = look(client, "/?for=movie/heat-1995")
    assert "Heat: choose the country you watch in" in page.main
    assert "/au/movie/heat-1995/" in page.links


def test_last_chance_lists_announced_ends_in_order(client: Client, db: None) -> None:
    stage.offer(stage.film("Later"), ends="2027-01-31")
    stage.offer(stage.film("Soon"), ends="2026-11-30")
    stage.offer(stage.film("Past"), first_seen=date(2026, 10, 1), ends="2026-10-31")
    stage.offer(stage.film("Endless"))
    page = look(client, "/au/")
    rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("table.dense tr:has(.until)")]
    assert rows == ["30 November 2026 Soon 1995 Netflix", "31 January 2027 Later 1995 Netflix"]
    assert len(page.soup.select(".until.soon")) == 1


def test_last_chance_does_not_assert_what_is_only_last_known(client: Client, db: None) -> None:
    stage.offer(stage.film(), first_seen=TODAY - timedelta(days=90), ends="2027-01-31")
    page = look(client, "/au/")
    assert not page.soup.select(".until")
    assert "Last chance" not in page.main


def test_lately_arrived_needs_an_earlier_look(client: Client, db: None) -> None:
    stage.offer(stage.film("Baseline"))
    stage.offer(stage.film("Arrived"), began_after=TODAY - timedelta(days=7))
    stage.offer(stage.film("Method"), began_after=TODAY - timedelta(days=7), began_by_method=True)
    rows = [a.get_text() for a in look(client, "/au/").soup.select("table.dense a")]
    assert rows == ["Arrived"]


def test_old_listings_are_said_to_be_old(client: Client, db: None) -> None:
    stage.offer(stage.film(), first_seen=TODAY - timedelta(days=40))
    page = look(client, "/au/")
    assert "what follows is last known, and said to be" in page.main
    assert "Seen October 2026" in page.soup.select_one(".hung .under").get_text()
    assert not page.soup.select(".tag.pay, .tag.mine")
    assert "?as_of=2026-10-11" in page.links
    look(client, "/au/?as_of=2026-10-11")


def test_what_has_ended_hangs_on_no_wall(client: Client, db: None) -> None:
    stage.offer(stage.film("Announced"), first_seen=date(2026, 5, 20), ends="2026-06")
    stage.offer(stage.film("Observed"), first_seen=date(2026, 11, 1), ended_by=date(2026, 11, 8))
    stage.offer(stage.film("Here"))
    page = look(client, "/au/")
    assert [b.get_text() for b in page.soup.select(".wall b")] == ["Here"]
    assert "1 film or series was last listed in Australia" in page.main


def test_my_services_hang_first_and_in_yellow(client: Client, db: None) -> None:
    for n in range(3):
        stage.offer(stage.film(f"N{n}"))
    stage.offer(stage.film("S"), "stan")
    client.post("/choose/", {"country": "au", "was": "au", "next": "/au/", "service": "stan"})
    page = look(client, "/au/")
    assert [h.get_text() for h in page.soup.select(".part:has(.wall) h2")] == ["On your Stan", "Netflix"]
    assert page.soup.select_one(".tag.mine").get_text() == "Stan"
    assert page.soup.select_one(".house summary").get_text() == "Australia, 1 service"


def test_no_title_hangs_twice(client: Client, db: None) -> None:
    for n in range(20):
        title = stage.film(f"Film {n}")
        for on in ("netflix", "stan", "binge"):
            stage.offer(title, on)
    hung = [a["href"] for a in look(client, "/au/").soup.select(".wall a")]
    assert len(hung) == len(set(hung)) == 20


MOST = 41


def _stock(rows: int) -> None:
    for n in range(rows):
        for on in ("netflix", "stan", "binge", "kanopy"):
            title = stage.film(f"{on} {rows} {n}", popularity=n)
            stage.offer(title, on, ends="2027-01-01", began_after=TODAY - timedelta(days=7))
            stage.credit(title, f"Actor {n}")
            stage.plan(on, name=f"Plan {n}")


def test_queries_of_a_country_do_not_grow_with_rows(client: Client, db: None, count_queries: Any) -> None:
    _stock(1)
    one = count_queries(client, "/au/")
    _stock(60)
    for n in range(56):
        stage.offer(stage.film(f"Other {n}"), f"provider-{n}", monetization="rent")
    assert count_queries(client, "/au/") == one
    assert one <= MOST


def test_queries_of_the_front_page_do_not_grow_with_rows(
    client: Client, db: None, count_queries: Any
) -> None:
    codes = ["AU", "NZ", "US", "GB", "IE", "CA", "DE", "FR", "JP", "BR"]
    title = stage.film()
    stage.offer(title, country="AU")
    stage.plan(country="CH")
    one = count_queries(client, "/")
    for n in range(60):
        stage.offer(title, f"p{n}", country=codes[n % 10])
        stage.plan(f"p{n}", country=["AT", "BE", "ES"][n % 3])
    assert count_queries(client, "/") == one
    assert one <= 3


def test_a_title_is_counted_once_however_many_offers_it_has(client: Client, db: None) -> None:
    heat: Title = stage.film()
    for on in ("netflix", "stan"):
        for monetization in ("rent", "buy", "flatrate"):
            stage.offer(heat, on, monetization=monetization)
    page = look(client, "/au/")
    assert "1 film or series was last listed in Australia, on 2 services." in page.main
    assert "Netflix 1 title" in page.main
