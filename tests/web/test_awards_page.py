"""Awards: the bodies with their years, and one ceremony in full."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import AwardBodyFactory, NominationFactory, NomineeFactory
from tests.web import stage
from tests.web.stage import look

pytestmark = pytest.mark.django_db
CEREMONY = "/au/awards/academy-awards/1996/"


def test_no_awards_is_said(client: Client, db: None) -> None:
    assert "No awards are known yet." in look(client, "/au/awards/").main


def test_a_body_without_years_has_no_links(client: Client, db: None) -> None:
    NominationFactory(year=None)
    page = look(client, "/au/awards/")
    assert "1 nomination" in page.main
    assert not page.soup.select(".picks a")


def test_years_are_newest_first_and_lead_to_their_ceremony(client: Client, db: None) -> None:
    for year in (1995, 1997, 1996, 1996):
        NominationFactory(year=year)
    page = look(client, "/au/awards/")
    assert [a.get_text() for a in page.soup.select(".picks a")] == ["1997", "1996", "1995"]
    assert CEREMONY in page.links
    ceremony = look(client, CEREMONY)
    assert ceremony.soup.select_one("a[rel=prev]")["href"].endswith("/1995/")
    assert ceremony.soup.select_one("a[rel=next]")["href"].endswith("/1997/")


def test_the_nearest_ceremonies_are_offered(client: Client, db: None) -> None:
    for year in (1990, 1994, 2000, 2020):
        NominationFactory(year=year)
    page = look(client, "/au/awards/academy-awards/1995/", expect=404)
    assert page.choices == [f"/au/awards/academy-awards/{year}/" for year in (1994, 2000, 1990)]
    assert "There is no ceremony “Academy Awards 1995” here." in page.text


def test_winners_go_first_and_only_what_was_told_is_said(client: Client, db: None) -> None:
    heat = stage.film()
    for name, title, won in (
        ("Told lost", None, False),
        ("Not told", None, None),
        ("Heat, the film", heat, True),
    ):
        nomination = NominationFactory(title=title, film_name=name, year=1996, won=won)
        NomineeFactory(nomination=nomination, name="Michael Mann", person=stage.person("Michael Mann"))
        NomineeFactory(nomination=nomination, name="Somebody Else")
    page = look(client, CEREMONY)
    rows = [stage.plain(li.get_text(" ")) for li in page.soup.select(".category li")]
    assert rows[0] == "Won Heat, the film Michael Mann, Somebody Else"
    assert len(rows) == 3
    assert len(page.soup.select(".category .tag")) == 1
    assert [b.get_text() for b in page.soup.select(".wall b")] == ["Heat"]
    assert {"/au/movie/heat-1995/", "/au/person/michael-mann/"} <= set(page.links)


def test_bodies_are_kept_apart(client: Client, db: None) -> None:
    NominationFactory(year=1996, category="Sound")
    globes = AwardBodyFactory(slug="golden-globes", name="Golden Globes")
    NominationFactory(body=globes, year=1996, category="Picture")
    assert "Picture" not in look(client, CEREMONY).main
    assert "Sound" not in look(client, "/au/awards/golden-globes/1996/").main


def _nominate(number: int) -> None:
    title = stage.film(f"Film {number}")
    stage.offer(title)
    stage.credit(title, f"Actor {number}")
    nomination = NominationFactory(
        title=title,
        year=1996,
        won=True,
        category=f"Category {number}",
        source=stage.source(f"source-{number}"),
    )
    NomineeFactory(nomination=nomination, person=stage.person(f"Actor {number}"))
    NominationFactory(body=AwardBodyFactory(slug=f"body-{number}"), year=1900 + number)


@pytest.mark.parametrize(("path", "most"), [("/au/awards/", 6), (CEREMONY, 13)])
def test_queries_do_not_grow_with_rows(
    client: Client, db: None, count_queries: Any, path: str, most: int
) -> None:
    _nominate(0)
    one = count_queries(client, path)
    for number in range(1, 60):
        _nominate(number)
    assert count_queries(client, path) == one
    assert one <= most
