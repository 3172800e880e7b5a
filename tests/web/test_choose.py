"""Choosing a country and services: what is remembered, and what is refused."""

from __future__ import annotations

import dataclasses
from typing import Any
from urllib.parse import quote

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client

from daybill.apps.catalogue.models import Title
from daybill.web.services import COOKIE, MAX_SERVICES, SALT, chosen_services
from tests.web import stage
from tests.web.stage import Look, look

pytestmark = pytest.mark.django_db
TITLE = "/au/movie/heat-1995/"


@pytest.fixture
def heat(db: None) -> Title:
    return stage.full_heat()


def choose(client: Client, expect: int = 303, **fields: Any) -> HttpResponse:
    response = client.post("/choose/", {"country": "au", "was": "au", "next": "/au/"} | fields)
    assert response.status_code == expect
    return response


def remembered(client: Client) -> Any:
    return signing.loads(client.cookies[COOKIE].value, salt=SALT)


# -- Bad input ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_only_a_form_can_choose(client: Client, db: None, method: str) -> None:
    response = getattr(client, method)("/choose/")
    assert response.status_code == 405
    assert COOKIE not in client.cookies


@pytest.mark.parametrize("country", ["", "zz", "uk", "x" * 3000, "\x00", "<script>", "au-fr", "AU/../"])
def test_an_unknown_country_is_404_and_remembers_nothing(client: Client, heat: Title, country: str) -> None:
    response = choose(client, expect=404, country=country, service="netflix")
    page = Look(response)
    assert "There is no country" in page.text
    assert not page.soup.select("script")
    assert COOKIE not in client.cookies


def test_services_nobody_knows_are_dropped(client: Client, heat: Title) -> None:
    choose(client, service=["netflix", "no-such-thing", "<script>", "", "netflix", "stan"])
    assert remembered(client) == {"AU": ["netflix", "stan"]}


@pytest.mark.parametrize("services", [["x" * 81], ["netflix"] * (MAX_SERVICES + 1)])
def test_too_much_is_422_and_remembers_nothing(client: Client, heat: Title, services: list[str]) -> None:
    page = Look(choose(client, expect=422, service=services))
    assert "Choose at most 30 services." in page.text
    assert COOKIE not in client.cookies


def test_a_nul_in_a_service_is_an_unknown_service(client: Client, heat: Title) -> None:
    choose(client, service=["net\x00flix", "stan"])
    assert remembered(client) == {"AU": ["stan"]}


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        " //evil.example",
        "\t//evil.example",
        "\x00//evil.example",
        "evil.example",
        "@evil.example",
        "/au//evil.example/",
        "/?for=movie//evil.example",
        "/search/?q=x&country=//evil.example",
        "/au/\\evil.example",
        "/au/../..//evil.example",
        "/\r\nLocation: //evil.example",
        "/au/\r\nSet-Cookie: a=b",
        "",
        "/[",
        "/au/[::1/",
        "/au/" + "x" * 5000,
    ],
)
def test_no_form_sends_a_reader_elsewhere(client: Client, heat: Title, elsewhere: str) -> None:
    response = choose(client, next=elsewhere)
    location = response.headers["Location"]
    assert location.startswith(("/au/", "/search/?"))
    assert "\n" not in location
    assert len(location) < 500
    assert [name for name in response.headers if name.lower() == "set-cookie"] == []
    assert set(client.cookies) == {COOKIE}


@pytest.mark.parametrize(
    "text",
    [
        "garbage",
        "e30:1abc:xyz",
        "x" * 100_000,
        "\x00",
    ],
)
def test_a_cookie_that_is_not_ours_is_no_choice(client: Client, heat: Title, text: str) -> None:
    page = look(client, TITLE, headers={"cookie": f"{COOKIE}={text}"})
    assert "Yes" not in page.snipe
    choose(client, headers={"cookie": f"{COOKIE}={text}"}, service="stan")


@pytest.mark.parametrize(
    "found", [["AU"], "AU", None, 5, {"AU": 5}, {"AU": None}, {"AU": "x"}, {"AU": [1, {}]}]
)
def test_a_choice_of_another_shape_is_no_choice(client: Client, heat: Title, found: Any) -> None:
    client.cookies[COOKIE] = signing.dumps(found, salt=SALT)
    assert "Yes" not in look(client, TITLE).snipe
    choose(client, service="stan")
    assert remembered(client) == {"AU": ["stan"]}


def test_a_choice_signed_for_another_purpose_is_no_choice(client: Client, heat: Title) -> None:
    client.cookies[COOKIE] = signing.dumps({"AU": ["netflix"]}, salt="another")
    assert "Yes" not in look(client, TITLE).snipe


def test_a_cookie_changed_by_one_letter_is_no_choice(client: Client, heat: Title) -> None:
    choose(client, service="netflix")
    assert "Yes, it’s on" in look(client, TITLE).snipe
    client.cookies[COOKIE] = client.cookies[COOKIE].value[:-1] + "!"
    assert "Yes, it’s on" not in look(client, TITLE).snipe


def test_a_cookie_of_another_secret_is_no_choice(client: Client, heat: Title, settings: Any) -> None:
    choose(client, service="netflix")
    settings.SECRET_KEY = "another-secret-" * 5
    assert "Yes, it’s on" not in look(client, TITLE).snipe


# -- What is remembered ------------------------------------------------------------------------------------


def test_what_was_chosen_answers_on_the_next_page(client: Client, heat: Title) -> None:
    response = choose(client, service=["stan"], next=TITLE)
    assert response.headers["Location"] == TITLE
    page = look(client, TITLE)
    assert page.snipe.startswith("Yes, it’s on Stan.")
    assert page.soup.select_one("input[name=service][value=stan]").has_attr("checked")
    assert not page.soup.select_one("input[name=service][value=netflix]").has_attr("checked")


def test_the_cookie_is_signed_and_out_of_reach_of_scripts(client: Client, heat: Title) -> None:
    cookie = choose(client, service="netflix").cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["secure"]
    assert cookie["max-age"] == 400 * 86400
    assert "netflix" not in cookie.value


def test_the_cookie_is_secure_where_the_site_is(client: Client, heat: Title, settings: Any) -> None:
    settings.DAYBILL = dataclasses.replace(settings.DAYBILL, site_url="https://guide.example")
    assert choose(client, service="netflix").cookies[COOKIE]["secure"]


def test_five_countries_are_remembered_the_oldest_goes(client: Client, heat: Title) -> None:
    for code in ("au", "nz", "us", "gb", "ie", "ca"):
        choose(client, country=code, was=code, service="netflix")
    assert list(remembered(client)) == ["NZ", "US", "GB", "IE", "CA"]
    choose(client, country="nz", was="nz", service="stan")
    assert list(remembered(client)) == ["US", "GB", "IE", "CA", "NZ"]


def test_unticking_everything_is_remembered_too(client: Client, heat: Title) -> None:
    choose(client, service="netflix")
    choose(client)
    assert remembered(client) == {"AU": []}
    assert "Yes" not in look(client, TITLE).snipe


def test_services_of_one_country_are_not_those_of_another(client: Client, heat: Title) -> None:
    stage.offer(heat, country="NZ")
    choose(client, service="netflix")
    assert "Yes" not in look(client, "/nz/movie/heat-1995/").snipe


def test_ticks_of_the_country_before_are_not_taken_along(client: Client, heat: Title) -> None:
    response = choose(client, country="nz", was="au", next=TITLE, service="netflix")
    assert response.headers["Location"] == "/nz/movie/heat-1995/"
    assert COOKIE not in client.cookies


def test_the_largest_choice_fits_into_a_cookie(client: Client, db: None) -> None:
    slugs = [stage.provider(f"provider-{n * 7919 % 100000:05}-plus").slug for n in range(MAX_SERVICES)]
    for code in ("au", "nz", "us", "gb", "ie"):
        choose(client, country=code, was=code, service=slugs)
    # RFC 6265: what every browser keeps.
    assert len(client.cookies[COOKIE].OutputString()) < 4096
    assert {len(found) for found in remembered(client).values()} == {MAX_SERVICES}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("/", "/nz/"),
        ("/au/", "/nz/"),
        (TITLE, "/nz/movie/heat-1995/"),
        (f"{TITLE}?as_of=2026-01-01", "/nz/movie/heat-1995/?as_of=2026-01-01"),
        ("/?for=movie/heat-1995", "/nz/movie/heat-1995/"),
        ("/?for=person/michael-mann", "/nz/person/michael-mann/"),
        ("/?for=https://evil.example", "/nz/"),
        ("/?x=/a/b", "/nz/"),
        ("/search/?q=heat", "/search/?q=heat&country=nz"),
        ("/search/?q=the+heat&country=au&page=7", "/search/?q=the+heat&country=nz"),
        ("/search/", "/search/?country=nz"),
        ("/au/provider/netflix/?page=7", "/nz/provider/netflix/"),
        ("/about/", "/nz/"),
    ],
)
def test_a_reader_comes_back_to_the_same_page_in_the_country_chosen(
    client: Client, heat: Title, before: str, after: str
) -> None:
    assert choose(client, country="nz", next=before).headers["Location"] == after
    look(client, after)


def test_the_form_of_every_page_leads_back_to_it(client: Client, heat: Title) -> None:
    for path in ("/", "/au/", TITLE, "/search/?q=heat", "/search/?q=heat&country=au"):
        form = look(client, path).soup.select_one("details.house form")
        fields = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
        assert fields["next"] == path
        assert "csrfmiddlewaretoken" not in fields
        response = Client(enforce_csrf_checks=True).post(form["action"], {"country": "au"} | fields)
        assert response.status_code == 303
        look(client, response.headers["Location"])


def test_chosen_services_are_read_as_they_were_written(client: Client, heat: Title, rf: Any) -> None:
    choose(client, service=["netflix", "stan"])
    request = rf.get("/")
    request.COOKIES[COOKIE] = client.cookies[COOKIE].value
    assert chosen_services(request) == {"AU": ["netflix", "stan"]}
    request.COOKIES[COOKIE] = quote("x" * 5000)
    assert chosen_services(request) == {}
