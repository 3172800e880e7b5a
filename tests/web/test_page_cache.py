"""Whole pages are kept until a fact on them can change, and not a moment longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from daybill.apps.catalogue.actions import touch
from daybill.apps.catalogue.models import Person, Title
from daybill.web.services import COOKIE
from tests.factories import PublisherPageFactory
from tests.web import stage
from tests.web.conftest import Clock
from tests.web.stage import NOON, Look, look

pytestmark = pytest.mark.django_db
TITLE = "/au/movie/heat-1995/"
KEPT = [
    "/au/",
    TITLE,
    "/au/person/michael-mann/",
    "/au/provider/netflix/",
    "/au/awards/",
    "/au/awards/academy-awards/1996/",
    "/",
]
SYDNEY = ZoneInfo("Australia/Sydney")


@pytest.fixture
def heat(db: None) -> Title:
    PublisherPageFactory()
    return stage.full_heat()


def queries_of(client: Client, path: str) -> tuple[int, bytes]:
    with CaptureQueriesContext(connection) as asked:
        found = look(client, path)
    return len(asked), found.response.content


def rename(heat: Title) -> None:
    """A change that no version tells of: a page that shows it was rendered anew."""
    Title.objects.filter(pk=heat.pk).update(name="Warmth")


@pytest.mark.parametrize("path", KEPT)
def test_the_second_reader_gets_the_same_bytes_for_next_to_no_queries(
    client: Client, heat: Title, path: str
) -> None:
    first, page = queries_of(client, path)
    second, again = queries_of(Client(), path)
    assert again == page
    # The data's versions, and the row at the address with its own version.
    assert second <= 2 < first


@pytest.mark.parametrize("path", [*KEPT, "/about/", "/search/?q=heat&country=au", "/nowhere/"])
def test_no_page_sets_a_cookie_or_differs_by_one(client: Client, heat: Title, path: str) -> None:
    for _ in range(2):
        response = client.get(path)
        assert not response.cookies
        assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize("path", KEPT)
def test_anyone_may_keep_a_public_page_for_a_minute(client: Client, heat: Title, path: str) -> None:
    for _ in range(2):
        assert client.get(path).headers["Cache-Control"] == (
            "public, max-age=0, s-maxage=60, must-revalidate"
        )


@pytest.mark.parametrize("path", KEPT)
def test_a_browser_that_has_the_page_is_told_so(client: Client, heat: Title, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("scope", ["catalogue", "offers:AU", "plans:AU", "pages"])
def test_a_change_of_the_data_renders_anew(client: Client, heat: Title, scope: str) -> None:
    look(client, TITLE)
    rename(heat)
    assert "Warmth" not in look(client, TITLE).text
    touch(scope)
    assert "Warmth" in look(client, TITLE).text


@pytest.mark.parametrize("scope", ["offers:NZ", "plans:US", "offers"])
def test_a_change_elsewhere_keeps_the_page(client: Client, heat: Title, scope: str) -> None:
    look(client, TITLE)
    rename(heat)
    touch(scope)
    assert "Warmth" not in look(client, TITLE).text


def test_the_front_page_follows_the_offers_of_every_country(client: Client, heat: Title) -> None:
    look(client, "/")
    stage.offer(heat, country="NZ")
    assert "New Zealand" not in look(client, "/").main
    touch("offers:NZ", "offers")
    assert "New Zealand" in look(client, "/").main


def test_a_titles_own_version_renders_anew(client: Client, heat: Title) -> None:
    look(client, TITLE)
    Title.objects.filter(pk=heat.pk).update(name="Warmth", data_version=heat.data_version + 1)
    assert "Warmth" in look(client, TITLE).text


def test_a_persons_own_version_renders_anew(client: Client, heat: Title) -> None:
    path = "/au/person/michael-mann/"
    look(client, path)
    Person.objects.filter(slug="michael-mann").update(name="M. Mann", data_version=2)
    assert "M. Mann" in look(client, path).text


def test_another_local_day_renders_anew(client: Client, heat: Title, clock: Clock) -> None:
    last_minute = datetime(2026, 11, 20, 23, 59, tzinfo=SYDNEY)
    clock(last_minute)
    assert "20 November 2026" in look(client, "/au/").soup.select_one("footer").get_text()
    clock(last_minute + timedelta(minutes=2))
    assert "21 November 2026" in look(client, "/au/").soup.select_one("footer").get_text()


def test_midnight_elsewhere_keeps_the_page(client: Client, heat: Title, clock: Clock) -> None:
    clock(datetime(2026, 11, 20, 23, 59, tzinfo=UTC))
    look(client, TITLE)
    rename(heat)
    clock(datetime(2026, 11, 21, 0, 1, tzinfo=UTC))
    assert "Warmth" not in look(client, TITLE).text


def test_no_page_outlives_the_end_of_an_offer_on_it(client: Client, db: None, clock: Clock) -> None:
    heat = stage.film()
    stage.offer(heat, ends="2026-11-20T13:30+00:00")
    clock(NOON)
    assert "It’s on Netflix." in look(client, TITLE).snipe
    clock(NOON + timedelta(minutes=89))
    assert "It’s on Netflix." in look(client, TITLE).snipe
    clock(NOON + timedelta(minutes=91))
    assert "It’s on Netflix." not in look(client, TITLE).snipe


@pytest.mark.parametrize("path", ["/au/", "/au/provider/netflix/", "/au/person/michael-mann/"])
def test_no_list_outlives_the_end_of_an_offer_in_it(
    client: Client, db: None, clock: Clock, path: str
) -> None:
    stage.credit(heat := stage.film(), "Michael Mann", "director")
    stage.offer(heat, ends="2026-11-20T13:30+00:00")
    stage.offer(heat, "stan", monetization="rent")
    clock(NOON)
    assert any("Netflix" in tag.get_text() for tag in look(client, path).soup.select(".tag"))
    clock(NOON + timedelta(minutes=91))
    assert not any("Netflix" in tag.get_text() for tag in look(client, path).soup.select(".tag"))


def test_no_page_outlives_the_freshness_of_an_offer(client: Client, db: None, clock: Clock) -> None:
    stage.offer(
        stage.film(), last_seen=stage.TODAY - timedelta(days=30), first_seen=stage.TODAY.replace(month=9)
    )
    before_midnight = datetime(2026, 11, 20, 23, 30, tzinfo=SYDNEY)
    clock(before_midnight)
    assert "It’s on Netflix." in look(client, TITLE).snipe
    clock(before_midnight + timedelta(hours=1))
    assert "Last known: Netflix." in look(client, TITLE).snipe


def test_another_country_or_language_is_another_page(client: Client, heat: Title) -> None:
    pages = {
        path: look(client, path).source for path in (TITLE, "/nz/movie/heat-1995/", "/ch/movie/heat-1995/")
    }
    assert len(set(pages.values())) == 3
    assert look(client, TITLE).source == pages[TITLE]


def test_services_bypass_the_cache_and_are_private(client: Client, heat: Title) -> None:
    public = look(client, TITLE).source
    client.post("/choose/", {"country": "au", "was": "au", "next": TITLE, "service": "netflix"})
    mine = look(client, TITLE)
    assert mine.response.headers["Cache-Control"] == "private, no-cache"
    assert mine.snipe.startswith("Yes, it’s on Netflix.")
    rename(heat)
    assert "Warmth" in look(client, TITLE).text
    # Nobody else is shown what one reader has.
    client.cookies.pop(COOKIE)
    assert look(client, TITLE).source == public


def test_as_of_bypasses_the_cache_and_is_private(client: Client, heat: Title) -> None:
    path = f"{TITLE}?as_of=2026-11-10"
    assert look(client, path).response.headers["Cache-Control"] == "private, no-cache"
    rename(heat)
    assert "Warmth" in look(client, path).text


@pytest.mark.parametrize("path", ["/au/", TITLE])
def test_a_head_request_keeps_nothing(client: Client, heat: Title, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.head(path).content == b""
    assert Look(client.get(path)).main


@pytest.mark.parametrize(
    "path", ["/uk/", "/au/movie/none/", f"{TITLE}?as_of=x", "/au/provider/netflix/?page=9"]
)
def test_mistakes_are_not_kept(client: Client, heat: Title, path: str) -> None:
    kept: list[Any] = []
    original = caches["pages"].set
    try:
        caches["pages"].set = lambda *args, **kwargs: kept.append(args)
        assert client.get(path).status_code in (404, 422)
    finally:
        caches["pages"].set = original
    assert not kept
