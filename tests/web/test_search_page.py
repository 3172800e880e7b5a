"""Finding a title or a person by name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from daybill.apps.catalogue.models import Title
from tests.factories import TitleNameFactory
from tests.web import stage
from tests.web.stage import TODAY, Look, look

pytestmark = pytest.mark.django_db


@pytest.fixture
def heats(db: None) -> list[Title]:
    found = [
        stage.film("Heat", 1995, popularity=80),
        stage.film("Heat", 1986, popularity=3),
        stage.film("The Heat", 2013, popularity=90),
        stage.film("Dead Heat", 1988, popularity=5),
        stage.film("Wheat", 2000, popularity=99),
    ]
    stage.credit(found[0], "Michael Mann", "director")
    stage.credit(found[2], "Paul Feig", "director")
    return found


def names(page: Look) -> list[str]:
    return [hit.b.get_text() + hit.select_one(".small").get_text()[4:10] for hit in page.soup.select(".hit")]


@pytest.mark.parametrize("query", ["zzz", "heat 1850", "%", "' OR 1=1 --", "heat zzz"])
def test_nothing_found_names_what_was_looked_for(client: Client, heats: list[Title], query: str) -> None:
    page = look(client, f"/search/?q={quote(query)}")
    assert f"Nothing here is called “{query}”." in page.main
    assert page.soup.select_one("#q")["value"] == query
    assert names(page) == []


def test_a_query_too_long_is_422(client: Client, heats: list[Title]) -> None:
    assert "at most 200 characters" in look(client, f"/search/?q={'x' * 201}", expect=422).main


@pytest.mark.parametrize("digits", ["፩፱፱፭", "١٩٩٥", "１９９５", "¹⁹⁹⁵", "①②③④"])
def test_digits_of_any_script_break_nothing(client: Client, heats: list[Title], digits: str) -> None:
    look(client, f"/search/?q={quote('heat ' + digits)}")


def test_no_query_asks_for_one(client: Client, heats: list[Title]) -> None:
    page = look(client, "/search/")
    assert page.soup.select_one("#q").has_attr("autofocus")
    assert names(page) == []


def test_exact_names_go_first_then_the_best_known(client: Client, heats: list[Title]) -> None:
    page = look(client, "/search/?q=heat&country=au")
    assert names(page) == ["Heat, 1995", "Heat, 1986", "The Heat, 2013", "Dead Heat, 1988"]
    assert "Film, 1995, Michael Mann" in page.main
    assert "4 titles" in page.main


def test_a_year_narrows(client: Client, heats: list[Title]) -> None:
    assert names(look(client, "/search/?q=heat+1995")) == ["Heat, 1995"]
    assert names(look(client, "/search/?q=HÉAT++1995")) == ["Heat, 1995"]


def test_another_name_finds_the_title_once(client: Client, heats: list[Title]) -> None:
    for name in ("Fuego contra fuego", "Fuego cruzado", "盗火线"):
        TitleNameFactory(title=heats[0], name=name)
    assert names(look(client, "/search/?q=fuego")) == ["Heat, 1995"]
    assert names(look(client, f"/search/?q={quote('盗火线')}")) == ["Heat, 1995"]


def test_seasons_and_episodes_are_no_results(client: Client, db: None) -> None:
    stage.film("Heat", 2001, type="season")
    assert names(look(client, "/search/?q=heat&country=au")) == []


def test_people_are_found_with_what_they_are_known_for(client: Client, heats: list[Title]) -> None:
    page = look(client, "/search/?q=mann&country=au")
    assert "/au/person/michael-mann/" in page.links
    assert "Michael Mann Heat" in page.main


def test_without_a_country_results_lead_to_the_choice_of_one(client: Client, heats: list[Title]) -> None:
    page = look(client, "/search/?q=heat+1995")
    assert page.links[0] == "/?for=movie/heat-1995"
    assert not page.soup.select(".hit .tag")
    assert "/?for=person/michael-mann" in look(client, "/search/?q=mann").links
    look(client, page.links[0])


def test_results_say_where_to_watch_here_and_mine_first(client: Client, heats: list[Title]) -> None:
    stage.offer(heats[0])
    stage.offer(heats[1], "stan", first_seen=TODAY - timedelta(days=60))
    path = "/search/?q=heat&country=au"
    page = look(client, path)
    assert [tag["class"] for tag in page.soup.select(".hit .tag")] == [["tag", "pay"], ["tag", "not"]]
    assert page.soup.select(".hit .tag")[1].get_text() == "Last known: Stan"
    client.post("/choose/", {"country": "au", "was": "au", "next": "/", "service": "netflix"})
    page = look(client, path)
    assert page.soup.select_one(".hit .tag.mine").get_text() == "Netflix"
    assert page.response.headers["Cache-Control"] == "private, no-cache"


def test_many_results_have_pages_that_keep_query_and_country(client: Client, db: None) -> None:
    for number in range(30):
        stage.film(f"Heat & Dust {number}", popularity=number)
    page = look(client, f"/search/?q={quote('heat & dust')}&country=au")
    assert len(names(page)) == 24
    following = page.soup.select_one("a[rel=next]")["href"]
    assert len(names(look(client, f"/search/{following}"))) == 6
    look(client, f"/search/?q={quote('heat & dust')}&country=au&page=3", expect=422)


@pytest.mark.parametrize("path", ["/search/?q=heat&country=au", "/search/?q=heat"])
def test_queries_do_not_grow_with_rows(client: Client, db: None, count_queries: Any, path: str) -> None:
    def stock(number: int) -> None:
        title = stage.film(f"Heat {number}", 1900 + number)
        stage.credit(title, f"Heat Actor {number}")
        TitleNameFactory(title=title, name=f"Heat again {number}")
        stage.offer(title, f"provider-{number}")

    stock(0)
    one = count_queries(client, path)
    for number in range(1, 60):
        stock(number)
    assert count_queries(client, path) == one
    assert one <= 12
