"""An address that was given out once leads to its title for good, also after a merge."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from daybill.apps.catalogue.models import Title, TitleMove
from daybill.apps.catalogue.moving import merge_titles, undo_move
from tests.web.stage import film, look, offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def titles() -> tuple[Title, Title]:
    return film("Heat", 1995, imdb_id="tt0113277"), film("Heat", 1996, imdb_id="tt9900001")


@pytest.fixture
def move(titles: tuple[Title, Title]) -> TitleMove:
    return merge_titles(*titles, by=None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/au/movie/heat-1996/", "/au/movie/heat-1995/"),
        ("/ch-fr/movie/heat-1996/", "/ch-fr/movie/heat-1995/"),
        ("/au/movie/heat-1996/?as_of=2026-01-02&x=%C3%A9", "/au/movie/heat-1995/?as_of=2026-01-02&x=%C3%A9"),
        ("/au/movie/heat-1996/citations.bib", "/au/movie/heat-1995/citations.bib"),
    ],
)
def test_an_old_address_answers_with_the_new_one(move: TitleMove, client: Client, old: str, new: str) -> None:
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, new)
    # A browser that kept it for good would go wrong after an undo.
    assert "max-age=0" in response["Cache-Control"]


def test_a_page_kept_before_the_merge_is_served_no_more(titles: tuple[Title, Title], client: Client) -> None:
    look(client, "/au/movie/heat-1996/")
    merge_titles(*titles, by=None)
    look(client, "/au/movie/heat-1996/", expect=301)


def test_after_an_undo_the_address_is_its_own_again(move: TitleMove, client: Client) -> None:
    look(client, "/au/movie/heat-1996/", expect=301)
    undo_move(move, None)
    assert "1996" in look(client, "/au/movie/heat-1996/").title


def test_an_address_of_another_type_leads_nowhere(move: TitleMove, client: Client) -> None:
    look(client, "/au/series/heat-1996/", expect=404)


def test_a_title_wanted_before_a_country_was_chosen_is_the_kept_one(
    titles: tuple[Title, Title], client: Client
) -> None:
    offer(titles[1])
    merge_titles(*titles, by=None)
    links = {link["href"] for link in look(client, "/?for=movie/heat-1996").soup.select("main a[href]")}
    assert "/au/movie/heat-1995/" in links


@pytest.mark.parametrize("rest", ["", "/offers?country=AU"])
def test_the_api_answers_an_old_id_with_the_way_to_the_new_one(
    titles: tuple[Title, Title], client: Client, rest: str
) -> None:
    keep, gone = titles
    number = gone.pk
    merge_titles(keep, gone, None)
    for old in ("tt9900001", number):
        response = client.get(f"/api/v1/titles/{old}{rest}")
        assert (response.status_code, response["Location"]) == (301, f"/api/v1/titles/tt0113277{rest}")
        assert response["Access-Control-Allow-Origin"] == "*"
    answer: Any = client.get(f"/api/v1/titles/tt9900001{rest}", follow=True)
    assert answer.status_code == 200


def test_ids_of_the_title_itself_are_no_old_ones(
    move: TitleMove, titles: tuple[Title, Title], client: Client
) -> None:
    for own in ("tt0113277", titles[0].pk, f"00{titles[0].pk}"):
        assert client.get(f"/api/v1/titles/{own}").status_code == 200
