"""A person's page: the body of work, with what is watchable now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.factories import NominationFactory, NomineeFactory
from tests.web import stage
from tests.web.stage import TODAY, look

pytestmark = pytest.mark.django_db
PERSON = "/au/person/michael-mann/"


def test_a_person_without_titles_is_a_page_that_says_so(client: Client, db: None) -> None:
    stage.person("Michael Mann")
    page = look(client, PERSON)
    assert "No title known here." in page.main
    assert page.parts == []


def test_works_are_listed_by_role_oldest_first_without_a_year_last(client: Client, db: None) -> None:
    for name, year in (("Undated", None), ("Heat", 1995), ("Thief", 1981)):
        stage.credit(stage.film(name, year), "Michael Mann", "director")
    stage.credit(stage.film("Cameo", 2000), "Michael Mann", "actor", character="Himself")
    page = look(client, PERSON)
    assert [h.get_text() for h in page.soup.select("h2")][:2] == ["Director", "Cast"]
    walls = page.soup.select(".wall")
    assert [b.get_text() for b in walls[0].select("b")] == ["Thief", "Heat", "Undated"]
    assert walls[0].select(".year")[2].get_text() == "—"
    assert "Himself" in walls[1].get_text()
    assert "4 titles known here, 1981–2000." in page.main


def test_a_title_credited_by_two_sources_stands_once(client: Client, db: None) -> None:
    heat = stage.film()
    stage.credit(heat, "Michael Mann", "director")
    stage.credit(heat, "Michael Mann", "director", source=stage.source("other"))
    page = look(client, PERSON)
    assert len(page.soup.select(".wall li")) == 1
    assert "1 title known here, 1995." in page.main
    assert "Films table" in page.main
    assert "Other" in page.main


def test_each_work_says_where_it_is_and_old_words_say_they_are(client: Client, db: None) -> None:
    for name, on, days in (("Heat", "netflix", 0), ("Thief", "stan", 60)):
        title = stage.film(name, 1995)
        stage.credit(title, "Michael Mann", "director")
        stage.offer(title, on, first_seen=TODAY - timedelta(days=days))
    tags = [tag.get_text() for tag in look(client, PERSON).soup.select(".tag")]
    assert tags == ["Netflix"]
    assert "Last known: Stan" in look(client, PERSON).main


def test_nominations_link_the_films_that_are_known(client: Client, db: None) -> None:
    heat, mann = stage.film(), stage.person("Michael Mann")
    NomineeFactory(nomination=NominationFactory(title=heat, year=2000, won=False), person=mann)
    NomineeFactory(nomination=NominationFactory(film_name="The Insider", year=2000, won=True), person=mann)
    NomineeFactory(nomination=NominationFactory(title=heat, year=None, won=None), person=mann)
    page = look(client, PERSON)
    assert "/au/movie/heat-1995/" in page.links
    awards = page.part("awards")
    assert "The Insider Won" in awards
    assert "Not told" in awards
    assert "None" not in awards


def test_queries_do_not_grow_with_rows(client: Client, db: None, count_queries: Any) -> None:
    def work(number: int) -> None:
        title = stage.film(f"Work {number}", 1900 + number)
        for role in ("director", "writer", "actor"):
            stage.credit(title, "Michael Mann", role, source=stage.source(f"source-{number}"))
        stage.credit(title, f"Actor {number}")
        stage.offer(title, f"provider-{number}", source=f"source-{number}")
        NomineeFactory(nomination=NominationFactory(title=title), person=stage.person("Michael Mann"))

    work(0)
    one = count_queries(client, PERSON)
    for number in range(1, 60):
        work(number)
    assert count_queries(client, PERSON) == one
    assert one <= 13
