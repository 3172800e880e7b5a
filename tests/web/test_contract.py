"""The names that others rely on: addresses, countries, parts, headers; and what a mistaken address gets."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from daybill.apps.catalogue.models import Title
from daybill.web.pages import errors, home
from tests.factories import (
    AwardBodyFactory,
    EpisodeFactory,
    NominationFactory,
    NomineeFactory,
    PublisherPageFactory,
    SeasonFactory,
    TitleListFactory,
)
from tests.factories import ListPlacingFactory as Placing
from tests.web import stage
from tests.web.stage import HOSTILE, Look, look

pytestmark = pytest.mark.django_db
TITLE = "/au/movie/heat-1995/"


@pytest.fixture
def heat(db: None) -> Title:
    PublisherPageFactory()
    return stage.full_heat()


# -- Bad input ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "choice"),
    [
        ("/uk/", "/gb/"),
        ("/UK/", "/gb/"),
        ("/zz/movie/heat-1995/", "/au/"),
        ("/ch-en/nowhere/", "/ch/"),
        ("/ch-es/", "/ch-fr/"),
        ("/ch-es/", "/ch/"),
        ("/au-fr/", "/au/"),
        ("/austrlia/", "/au/"),
        ("/au/movie/heat-1996/", TITLE),
        ("/au/movie/heat/", TITLE),
        ("/au/movie/heatt-1995/", TITLE),
        ("/au/person/michael-man/", "/au/person/michael-mann/"),
        ("/au/person/michale-mann/", "/au/person/michael-mann/"),
        ("/au/provider/netflx/", "/au/provider/netflix/"),
        ("/au/awards/academy-award/1996/", "/au/awards/"),
        ("/au/awards/academy-awards/1997/", "/au/awards/academy-awards/1996/"),
        ("/au/awards/academy-awards/nineteen/", "/au/"),
        ("/search/?q=heat&country=uk", "/gb/"),
        ("/privacy/", "/about/"),
        ("/au/nothing/here/", "/au/"),
    ],
)
def test_a_mistaken_address_is_404_and_names_the_nearest_that_works(
    client: Client, heat: Title, path: str, choice: str
) -> None:
    page = look(client, path, expect=404)
    assert page.soup.find("meta", attrs={"name": "robots", "content": "noindex"})
    assert choice in page.choices
    for offered in page.choices:
        look(client, offered)


def test_an_unknown_country_names_itself_and_the_way_out(client: Client, db: None) -> None:
    page = look(client, "/uk/", expect=404)
    assert "There is no country “uk” here." in page.text
    assert page.soup.select_one("ul.choices a").get_text() == "United Kingdom"


@pytest.mark.parametrize(
    "path",
    [
        "/%00/",
        "/au/movie/%00/",
        "/au/movie/heat%001995/",
        "/au/movie/" + "x" * 500 + "/",
        "/au/person/" + "x" * 2000 + "/",
        "/au/provider/%C3%A9/",
        "/au/awards/academy-awards/" + "9" * 30 + "/",
        "/au/awards/academy-awards/" + "9" * 5000 + "/",
        "/%F0%9F%8E%AC/",
        "/%FF%FE/",
        "/../../etc/passwd",
        "/au/season/heat-1995/",
    ],
)
def test_no_address_breaks_the_site(client: Client, heat: Title, path: str) -> None:
    look(client, path, expect=404)


@pytest.mark.parametrize("page", ["0", "-1", "2", "9999999", "x", "", "1.0", "٢", "²", "1\x00", "1 OR 1=1"])
@pytest.mark.parametrize(
    "path", ["/au/provider/netflix/?", "/search/?q=heat&country=au&", "/search/?q=heat&"]
)
def test_a_bad_page_number_is_422_and_links_one_that_works(
    client: Client, heat: Title, path: str, page: str
) -> None:
    found = look(client, f"{path}page={quote(page)}", expect=422)
    assert "Pages here are numbered from 1 to 1." in found.text
    assert found.choices


BAD_DAYS = [
    "",
    "garbage",
    "2026-02-30",
    "2026-13-01",
    "0001-01-01",
    "0000-00-00",
    "9999-12-31",
    "1800-01-01",
    "2200-01-01",
    "2026-02-1",
    "20260201",
    "2026-02-01T00:00",
    "٢٠٢٦-٠٢-٠١",
    "２０２６-02-01",
    "2026-02-01\x00",
    "\x00",
    "-2026-02-01",
    HOSTILE,
    "x" * 3000,
]


@pytest.mark.parametrize("day", BAD_DAYS)
@pytest.mark.parametrize("path", [TITLE, "/au/", "/au/provider/netflix/", "/au/person/michael-mann/"])
def test_a_bad_as_of_is_422_and_says_how_to_write_one(
    client: Client, heat: Title, path: str, day: str
) -> None:
    page = look(client, f"{path}?as_of={quote(day)}", expect=422)
    assert "as_of" in page.text
    assert "2026-11-20" in page.text or "Ask for a day from 1895-12-28 to 2027-11-21." in page.text
    assert page.choices == [path]
    assert len(page.source) < 40_000


@pytest.mark.parametrize("day", ["1895-12-28", "2024-02-29", "2026-11-20", "2027-11-21"])
def test_a_good_as_of_is_answered(client: Client, heat: Title, day: str) -> None:
    page = look(client, f"{TITLE}?as_of={day}")
    assert "This is the page as of" in page.text
    assert page.soup.select_one(".asof a")["href"] == TITLE


@pytest.mark.parametrize(
    "query", ["x" * 201, "\x00", "%00", " " * 50, "a " * 99, "%", "_", "\\", "'", '"', "$", "😀", "heat 0000"]
)
def test_no_query_breaks_the_search(client: Client, heat: Title, query: str) -> None:
    expected = 422 if len(query) > 200 else 200
    look(client, f"/search/?q={quote(query)}&country=au", expect=expected)


@pytest.mark.parametrize(
    "wanted",
    ["", "movie", "movie/", "movie/none", "season/x", "person/\x00", "movie/\x00", "x" * 999, "//evil"],
)
def test_a_mistaken_wish_on_the_front_page_is_passed_over(client: Client, heat: Title, wanted: str) -> None:
    page = look(client, f"/?for={quote(wanted)}")
    assert "/au/" in page.links


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_other_methods_are_no_crash(client: Client, heat: Title, method: str) -> None:
    assert getattr(client, method)(TITLE).status_code < 500


def test_a_broken_site_says_so_without_its_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        page = Look(errors.server_error(RequestFactory().get("/")))
    assert page.status == 500
    assert "It is our fault, not yours" in page.text


def test_a_failing_database_shows_no_trace(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*scopes: str) -> Any:
        raise OperationalError("no such table: secret_table")

    monkeypatch.setattr(home, "data_versions", fail)
    client.raise_request_exception = False
    page = look(client, "/", expect=500)
    assert "secret_table" not in page.source
    assert page.soup.select_one("a")["href"] == "/"


# -- Addresses ---------------------------------------------------------------------------------------------


def test_every_address_of_the_contract_answers(client: Client, heat: Title) -> None:
    for slug in ("privacy", "disclosure"):
        PublisherPageFactory(slug=slug)
    for path in [*stage.every_page(heat), "/privacy/", "/disclosure/"]:
        page = look(client, path)
        assert page.soup.select_one("h1"), path
        assert page.title.strip(), path
    assert client.get("/robots.txt").status_code == 200
    assert client.get("/api/v1/titles/tt0113277").json()["imdb"] == "tt0113277"
    assert client.get("/api/v1/titles/tt0113277/offers?country=AU").status_code == 200
    assert client.get("/api/v1/openapi.json").status_code == 200
    assert client.get("/admin/").status_code == 302


def test_a_series_has_its_own_address(client: Client, heat: Title) -> None:
    stage.film("Heat", 2003, type="series")
    assert "Series" in look(client, "/au/series/heat-2003/").text
    look(client, "/au/movie/heat-2003/", expect=404)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/AU/", "/au/"),
        ("/Au/movie/heat-1995/", TITLE),
        ("/AU/movie/heat-1995/?as_of=2026-01-01", TITLE + "?as_of=2026-01-01"),
        ("/AU/provider/netflix/?page=1", "/au/provider/netflix/?page=1"),
        ("/ch-de/", "/ch/"),
        ("/CH-FR/", "/ch-fr/"),
        ("/ch-DE/movie/heat-1995/", "/ch/movie/heat-1995/"),
        ("/au-en/", "/au/"),
        ("/au", "/au/"),
        ("/au/movie/heat-1995", TITLE),
    ],
)
def test_another_spelling_is_redirected_for_good(client: Client, heat: Title, path: str, target: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (301, target)


@pytest.mark.parametrize(
    ("prefix", "tag"), [("au", "en-AU"), ("ch", "en-CH"), ("ch-fr", "en-CH"), ("jp-en", "en-JP")]
)
def test_a_page_says_its_language_and_country(client: Client, heat: Title, prefix: str, tag: str) -> None:
    page = look(client, f"/{prefix}/movie/heat-1995/")
    assert page.soup.html["lang"] == tag
    alternates = {link["hreflang"]: link["href"] for link in page.soup.select("link[rel=alternate]")}
    assert alternates[tag].endswith(f"/{prefix}/movie/heat-1995/")
    assert page.soup.select_one("link[rel=canonical]")["href"].endswith(f"/{prefix}/movie/heat-1995/")


def test_a_page_names_its_sisters_in_countries_where_the_title_is_known(client: Client, heat: Title) -> None:
    stage.offer(heat, country="NZ")
    stage.offer(heat, country="CH")
    alternates = {
        link["hreflang"]: link["href"] for link in look(client, TITLE).soup.select("link[rel=alternate]")
    }
    assert set(alternates) == {"en-AU", "en-NZ", "en-CH"}
    assert all(urlsplit(href).netloc for href in alternates.values())


def test_links_keep_the_readers_country_and_language(client: Client, heat: Title) -> None:
    stage.offer(heat, country="CH")
    page = look(client, "/ch-fr/movie/heat-1995/")
    inside = [href for href in page.links if href.startswith("/")]
    assert inside
    # Other countries are named once, as where else it is known.
    assert {href.split("/")[1] for href in inside} == {"ch-fr", "au"}


# -- Parts -------------------------------------------------------------------------------------------------

FULL = [
    "where-to-watch",
    "awards",
    "lists",
    "credits",
    "facts",
    "comparison",
    "soundtrack",
    "questions",
    "same-name",
    "related",
    "sources",
    "updated",
]


def test_a_full_title_has_every_part_that_facts_can_fill(client: Client, heat: Title) -> None:
    assert look(client, TITLE).parts == FULL


def test_a_bare_title_has_only_the_answer(client: Client, db: None) -> None:
    page = look(client, f"/au/movie/{stage.film('Nothing', None).slug}/")
    assert page.parts == ["where-to-watch"]
    assert "No listing known in Australia." in page.snipe
    assert "()" not in page.title
    assert "(None)" not in page.text


@pytest.mark.parametrize(
    ("give", "parts"),
    [
        (stage.offer, {"questions", "sources", "updated"}),
        (lambda t: stage.offer(t, monetization="rent"), {"sources", "updated"}),
        (lambda t: stage.offer(t, country="NZ"), set()),
        (lambda t: stage.credit(t, "Al Pacino"), {"credits", "sources"}),
        (lambda t: stage.credit(t, "Elliot Goldenthal", "composer"), {"soundtrack", "sources"}),
        (lambda t: NominationFactory(title=t), {"awards", "questions", "sources"}),
        (lambda t: Placing(title=t, list=TitleListFactory()), {"lists", "sources"}),
        (lambda t: stage.film("The Nothing", 2013), {"same-name"}),
        (lambda t: Title.objects.filter(pk=t.pk).update(year=1995), {"facts"}),
        (lambda t: Title.objects.filter(pk=t.pk).update(runtime_minutes=170), {"facts", "questions"}),
    ],
)
def test_a_part_is_there_exactly_when_it_has_something_to_say(
    client: Client, db: None, give: Any, parts: set[str]
) -> None:
    title = stage.film("Nothing", None)
    give(title)
    page = look(client, f"/au/movie/{title.slug}/")
    assert set(page.parts) == {"where-to-watch"} | parts
    on_page = {part["id"] for part in page.soup.select("[data-part]")}
    assert {link["href"][1:] for link in page.soup.select(".toc a")} <= on_page


def test_parts_are_sections_with_headings_and_ids_are_unique(client: Client, heat: Title) -> None:
    page = look(client, TITLE)
    for part in page.soup.select("[data-part]"):
        assert part.name == "section"
        assert part.select_one("h2").get_text().strip()
    ids = [tag["id"] for tag in page.soup.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("factory", [SeasonFactory, EpisodeFactory])
def test_an_offer_of_a_season_or_episode_breaks_no_list(client: Client, heat: Title, factory: Any) -> None:
    part = factory(name="The Long Bright Dark")
    stage.offer(part, ends="2026-12-01", began_after=stage.TODAY.replace(day=1))
    NomineeFactory(
        nomination=NominationFactory(title=part, year=1996, won=True), person=stage.person("Michael Mann")
    )
    for path in stage.every_page(heat):
        look(client, path)


# -- Safety ------------------------------------------------------------------------------------------------


def _pages(client: Client, heat: Title) -> list[Look]:
    NominationFactory(title=heat, year=1996, won=True)
    pages = [look(client, path) for path in stage.every_page(heat)]
    pages += [
        look(client, "/nowhere/", expect=404),
        look(client, "/uk/", expect=404),
        look(client, f"{TITLE}?as_of=x", expect=422),
        look(client, f"{TITLE}?as_of=2026-01-01"),
    ]
    return pages


def test_public_pages_allow_nothing_from_elsewhere_and_nothing_inline(client: Client, heat: Title) -> None:
    for page in _pages(client, heat):
        policy = page.response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"https?:|\*|data:|blob:", policy), policy
        assert page.response.headers["X-Content-Type-Options"] == "nosniff"
        assert page.response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_public_pages_have_no_inline_style_or_script(client: Client, heat: Title) -> None:
    for page in [*_pages(client, heat), Look(errors.server_error(RequestFactory().get("/")))]:
        assert not page.soup.select("style, [style], base, iframe, object, embed")
        for script in page.soup.select("script"):
            assert script.get("src") or script.get("type") == "application/ld+json"
        for tag in page.soup.find_all(True):
            assert not [name for name in tag.attrs if name.lower().startswith("on")], tag


def test_public_pages_load_nothing_from_another_host(client: Client, heat: Title) -> None:
    for page in _pages(client, heat):
        asked = [tag["src"] for tag in page.soup.select("[src]")]
        asked += [
            link["href"]
            for link in page.soup.select("link[href]")
            if not {"canonical", "alternate"} & set(link["rel"])
        ]
        asked += [tag["action"] for tag in page.soup.select("form[action]")]
        assert asked
        assert all(url.startswith("/") and not url.startswith("//") for url in asked), asked


def test_links_that_leave_the_site_tell_nobody_where_from(client: Client, heat: Title) -> None:
    stage.offer(heat, "stan", monetization="rent", url="https://stan.example/heat")
    leaving = list(look(client, TITLE).soup.select("a[href^=http]"))
    assert leaving
    assert all("noreferrer" in a["rel"] for a in leaving)


def test_hostile_names_are_shown_as_text_wherever_they_stand(client: Client, db: None) -> None:
    """A name is never markup: in text, in attributes, in the drawn bill, in the description."""
    title = stage.film(HOSTILE, 1995, original_name=f"{HOSTILE} original")
    for role in ("director", "actor", "composer", "writer"):
        stage.credit(title, HOSTILE, role, **({"character": HOSTILE} if role == "actor" else {}))
    stage.offer(title, tier=HOSTILE, url="https://netflix.example/?a=1&b=%22")
    hostile_provider = stage.provider("netflix")
    hostile_provider.name = HOSTILE
    hostile_provider.save()
    hostile_source = stage.source()
    hostile_source.name = hostile_source.notice = hostile_source.licence = HOSTILE
    hostile_source.save()
    stage.plan(name=HOSTILE)
    body = AwardBodyFactory(name=HOSTILE)
    nomination = NominationFactory(
        body=body, title=title, year=1996, category=HOSTILE, film_name=HOSTILE, won=True
    )
    NomineeFactory(nomination=nomination, name=HOSTILE, person=stage.person(HOSTILE))
    Placing(title=title, list=TitleListFactory(name=HOSTILE, publisher=HOSTILE))
    stage.film(HOSTILE, 1996)
    page = PublisherPageFactory(heading=HOSTILE)
    page.save()
    paths = [
        "/au/",
        f"/au/movie/{title.slug}/",
        f"/au/person/{stage.person(HOSTILE).slug}/",
        "/au/provider/netflix/",
        "/au/awards/",
        f"/au/awards/{body.slug}/1996/",
        "/search/?q=script&country=au",
        f"/?for=movie/{title.slug}",
        "/about/",
    ]
    for path in paths:
        found = look(client, path)
        assert not found.soup.select("script"), path
        assert HOSTILE in found.soup.get_text(), path
        for tag in found.soup.select("meta[content], [aria-label], [value]"):
            assert "<script" not in str(tag).replace("&lt;", ""), path
    title_page = look(client, paths[1])
    assert HOSTILE in title_page.soup.select_one("meta[name=description]")["content"]


@pytest.mark.parametrize(
    ("path", "expect"),
    [
        ("/search/?q={}", 200),
        ("/search/?country=au&q={}", 200),
        ("/search/?country={}", 404),
        ("/{}/", 404),
        ("/au/{}/", 404),
        (TITLE + "?as_of={}", 422),
        ("/au/provider/netflix/?page={}", 422),
        ("/?for={}", 200),
        ("/au/?x={}", 200),
    ],
)
def test_what_a_reader_sends_comes_back_as_text(client: Client, heat: Title, path: str, expect: int) -> None:
    for text in (HOSTILE, '" autofocus onfocus=alert(1) x="', "javascript:alert(1)"):
        page = look(client, path.format(quote(text, safe="")), expect=expect)
        assert not page.soup.select("script, [onfocus]")
        assert not [a for a in page.soup.select("[href]") if a["href"].startswith("javascript")]


@pytest.mark.parametrize("control", ["\u202e", "\u2066", "\u200f", "\u0007"])
@pytest.mark.parametrize(
    ("path", "expect"),
    [
        ("/search/?q=heat{}x", 200),
        ("/search/?country=au&q=no{}thing", 200),
        ("/search/?country=x{}", 404),
        ("/x{}/", 404),
        (TITLE + "?as_of=x{}", 422),
    ],
)
def test_control_marks_a_reader_sends_turn_no_text_round(
    client: Client, heat: Title, path: str, expect: int, control: str
) -> None:
    page = look(client, path.format(quote(control)), expect=expect)
    assert control not in page.text
    assert control not in page.title
    assert all(control not in tag["value"] for tag in page.soup.select("[value]"))
