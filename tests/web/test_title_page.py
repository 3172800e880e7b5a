"""A title's page: its parts in full, told from the store, in queries that rows do not change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from daybill.apps.catalogue.models import Title
from tests.factories import (
    ClaimFactory,
    ListPlacingFactory,
    NominationFactory,
    NomineeFactory,
    RatingFactory,
    RelationFactory,
    SeasonFactory,
    SeriesFactory,
    TitleGenreFactory,
    TitleNameFactory,
)
from tests.web import stage
from tests.web.stage import TODAY, look

pytestmark = pytest.mark.django_db
TITLE = "/au/movie/heat-1995/"


@pytest.fixture
def heat(db: None) -> Title:
    return stage.full_heat()


# -- Bad input and old words -------------------------------------------------------------------------------


def test_until_june_2026_is_not_printed_as_present_in_november(client: Client, db: None) -> None:
    heat = stage.film()
    stage.offer(heat, first_seen=date(2025, 8, 20), ends="2026-06")
    page = look(client, TITLE)
    assert page.snipe.startswith("Not known to be on in Australia. Netflix: Was listed until June 2026.")
    assert "Not now. Netflix was to have it in Australia until June 2026" in page.part("questions")
    assert "June 2026" not in page.soup.select_one("meta[name=description]")["content"].replace(
        "Was listed until June 2026", ""
    )
    assert not page.soup.select(".until")


def test_until_june_2026_was_present_as_of_may(client: Client, db: None) -> None:
    heat = stage.film()
    stage.offer(heat, first_seen=date(2025, 8, 20), last_seen=date(2026, 5, 20), ends="2026-06")
    page = look(client, f"{TITLE}?as_of=2026-05-10")
    assert page.snipe.startswith("It’s on Netflix.")
    assert "Until June 2026; the day is not known." in page.snipe
    assert page.soup.select_one(".until").get_text() == "Until June 2026"


def test_a_last_known_offer_is_asserted_nowhere_on_the_page(client: Client, db: None) -> None:
    heat = stage.film()
    stage.offer(heat, first_seen=TODAY - timedelta(days=60), url="https://netflix.example/heat")
    page = look(client, TITLE)
    assert page.snipe.startswith("Last known: Netflix.")
    assert not page.soup.select(".snipe a")
    assert "It was on 21 September 2026 in Australia." in page.part("questions")
    assert "Yes" not in page.part("questions")
    assert "Yes" not in page.snipe
    assert "It’s on" not in page.source
    assert page.soup.select_one(".offer.gone")
    assert page.soup.select_one("a[href='?as_of=2026-09-21']")


def test_the_source_decides_how_long_its_word_stands(client: Client, db: None) -> None:
    heat = stage.film()
    stage.source("slow", last_known_after_days=90)
    stage.offer(heat, first_seen=TODAY - timedelta(days=60), source="slow")
    assert look(client, TITLE).snipe.startswith("It’s on Netflix.")


def test_before_the_first_look_nothing_is_known(client: Client, heat: Title) -> None:
    page = look(client, f"{TITLE}?as_of=2020-01-01")
    assert page.snipe.startswith("No listing known in Australia.")


def test_offers_of_another_country_are_not_this_ones(client: Client, db: None) -> None:
    stage.offer(stage.film(), country="NZ")
    page = look(client, TITLE)
    assert page.snipe.startswith("No listing known in Australia.")
    assert "New Zealand (seen 20 November 2026)" in page.part("where-to-watch")
    assert "Netflix" not in page.text


def test_a_superseded_offer_is_not_shown(client: Client, db: None) -> None:
    stage.offer(stage.film(), known_to="2026-11-10T00:00Z")
    assert look(client, TITLE).snipe.startswith("No listing known")


def test_facts_that_are_not_known_leave_no_hole(client: Client, db: None) -> None:
    heat = stage.film("Untimed", None)
    RelationFactory(from_title=heat, to_title=stage.film("Original", None))
    ListPlacingFactory(title=heat)
    NominationFactory(title=heat, won=None)
    RatingFactory(title=heat)
    text = look(client, "/au/movie/untimed/").text
    for hole in ("None", "()", "( )", " ,", ".."):
        assert hole not in text.replace("None of our sources", ""), hole
    assert "Yes, of Original." in text


# -- The parts ---------------------------------------------------------------------------------------------


def test_heat_says_what_the_catalogue_knows(client: Client, heat: Title) -> None:
    page = look(client, TITLE)
    assert page.title == "Heat (1995): where to watch in Australia"
    assert page.soup.select_one("h1").get_text() == "Heat"
    description = page.soup.select_one("meta[name=description]")["content"]
    assert description.startswith("Heat (1995). It’s on Netflix. With a subscription, from $18.99 a month")
    facts = page.part("facts")
    for told in (
        "1995",
        "2 h 50 min",
        "170 minutes",
        "Crime, Drama",
        "United States",
        "English",
        "MA15+ (Australia)",
    ):
        assert told in facts, told
    assert "Other table: 1996" in facts
    assert "8.3 / 10 700,000 votes as of 1 January 2026" in facts
    assert "IMDb tt0113277" in facts
    assert "949" in facts
    assert "Elliot Goldenthal" in page.part("soundtrack")
    assert "Number 28 in 100 Greatest Movies of the 90s" in page.part("lists")
    assert "2 nominations, no win" in page.part("awards")
    assert "A remake of L.A. Takedown (1989)" in page.part("related")
    assert "Vincent Hanna" in page.part("credits")


def test_a_remake_is_linked_both_ways(client: Client, heat: Title) -> None:
    original = look(client, "/au/movie/l-a-takedown-1989/")
    assert "Remade as Heat (1995)" in original.part("related")
    assert TITLE in original.links


def test_questions_are_answered_from_the_store(client: Client, heat: Title) -> None:
    text = look(client, TITLE).part("questions")
    assert "Is Heat on Netflix? Yes. Netflix has it in Australia until June 2027." in text
    assert "Is Heat a remake? Yes, of L.A. Takedown (1989)." in text
    assert "Did Heat win any awards? Not that we know of: 2 nominations, and no win." in text
    assert "How long is Heat? 2 hours and 50 minutes." in text


def test_one_award_won_is_counted(client: Client, heat: Title) -> None:
    NominationFactory(title=heat, won=True, category="Directing")
    page = look(client, TITLE)
    assert "it won 1 of the 3 nominations we know of" in page.part("questions")
    assert "3 nominations, 1 won" in page.part("awards")


def test_same_names_are_told_apart(client: Client, heat: Title) -> None:
    sister = Title.objects.get(slug="the-heat-2013")
    stage.credit(sister, "Paul Feig", "director")
    stage.credit(sister, "Melissa McCarthy")
    part = look(client, TITLE).part("same-name")
    for other in ("Heat (1986)", "Heat (1972)", "The Heat (2013)"):
        assert other in part
    assert "Directed by Paul Feig. Melissa McCarthy" in part
    assert "Heat (1995)" not in part
    assert "Heat (1995)" in look(client, "/au/movie/the-heat-2013/").part("same-name")


def test_the_body_of_work_marks_this_title(client: Client, heat: Title) -> None:
    page = look(client, TITLE)
    works = page.soup.select("[data-part=comparison] li")
    assert [li.b.get_text() for li in works] == ["L.A. Takedown", "Heat"]
    assert works[1]["aria-current"] == "true"


def test_a_cast_longer_than_twelve_is_counted(client: Client, heat: Title) -> None:
    for number in range(20):
        stage.credit(heat, f"Extra {number}", position=number + 10)
    page = look(client, TITLE)
    assert len(page.soup.select("[data-part=credits] .people li")) == 12
    assert "And 11 more." in page.part("credits")


def test_a_person_credited_twice_in_a_role_stands_once(client: Client, heat: Title) -> None:
    stage.credit(heat, "Al Pacino", position=9, character="Also somebody", source=stage.source("other"))
    people = [a.get_text() for a in look(client, TITLE).soup.select("[data-part=credits] .people a")]
    assert people.count("Al Pacino") == 1


def test_a_series_lists_its_seasons(client: Client, db: None) -> None:
    series = SeriesFactory(name="Chief of War", year=2025, season_count=2)
    for number in (2, 1):
        SeasonFactory(name=f"Season {number}", parent=series, number=number, slug=f"season-{number}")
    page = look(client, "/au/series/chief-of-war-2025/")
    assert [b.get_text() for b in page.soup.select(".seasons b")] == ["Season 1", "Season 2"]
    assert "2 seasons." in page.main


def test_sources_are_named_with_their_licences(client: Client, heat: Title) -> None:
    source = stage.source()
    source.licence, source.url, source.notice = "CC0-1.0", "https://films.example/", "Facts only."
    source.save()
    part = look(client, TITLE).part("sources")
    assert "Films table CC0-1.0 Facts only." in part
    assert "Ratings" in part


def test_plans_stand_under_their_subscription(client: Client, heat: Title) -> None:
    stage.plan(name="Premium", price_minor=2599)
    part = look(client, TITLE).part("where-to-watch")
    assert "Standard $18.99 a month Read on 20 November 2026." in part
    assert "Premium $25.99 a month" in part


def test_the_page_as_of_a_day_names_the_plans_of_that_day(client: Client, db: None) -> None:
    stage.offer(stage.film(), first_seen=date(2026, 1, 1), last_seen=TODAY)
    stage.plan(price_minor=1599, first_seen=date(2025, 1, 1), last_seen=date(2026, 2, 1))
    stage.plan(price_minor=1899, first_seen=date(2026, 8, 1), held_before=date(2026, 2, 1))
    assert "from $15.99 a month as of" in look(client, f"{TITLE}?as_of=2026-03-01").snipe
    assert "from $18.99 a month as of" in look(client, TITLE).snipe


# -- Queries -----------------------------------------------------------------------------------------------


def _more(heat: Title, rows: int) -> None:
    """``rows`` of everything a title can have."""
    for n in range(rows):
        stage.credit(heat, f"Actor {n}", position=n)
        stage.credit(heat, f"Writer {n}", "writer")
        stage.offer(heat, f"provider-{n}", source=f"source-{n}")
        stage.plan(f"provider-{n}")
        nomination = NominationFactory(title=heat, category=f"Category {n}")
        NomineeFactory(nomination=nomination, person=stage.person(f"Actor {n}"))
        ListPlacingFactory(title=heat, rank=n)
        RatingFactory(title=heat, source=stage.source(f"source-{n}"))
        ClaimFactory(title=heat, value=f"{1900 + n}", source=stage.source(f"source-{n}"))
        TitleNameFactory(title=heat, source=stage.source(f"source-{n}"))
        other = stage.film(f"Work {n}", 1900 + n)
        stage.credit(other, "Michael Mann", "director")
        stage.offer(other, f"provider-{n}")
        stage.offer(heat, country=["NZ", "GB", "US", "IE"][n % 4])
        RelationFactory(from_title=heat, to_title=other, kind="same_story")
        RelationFactory(from_title=other, to_title=heat)
        stage.film("Heat", 1000 + n)
        TitleGenreFactory(title=other)


# A first reading: 3 for versions and address, 17 facts, 5 offers, plans and sources, 12 for lists and the masthead.
MOST = 40


@pytest.mark.parametrize("services", [(), ("netflix", "mubi")])
def test_queries_do_not_grow_with_rows(
    client: Client, heat: Title, count_queries: Any, services: tuple[str, ...]
) -> None:
    stage.provider("mubi")
    if services:
        client.post("/choose/", {"country": "au", "was": "au", "next": TITLE, "service": services})
    _more(heat, 1)
    one = count_queries(client, TITLE)
    Title.objects.exclude(pk=heat.pk).delete()
    _more(heat, 60)
    sixty = count_queries(client, TITLE)
    assert sixty == one
    assert one <= MOST
