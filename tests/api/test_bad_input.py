"""What the API answers to what cannot be answered: a problem that names the way out, never a trace."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from daybill.api import titles
from daybill.apps.catalogue.models import Title

NO_TITLES = [
    "tt9999999",
    "tt" + "1" * 30,
    "tt٠١١٣٢٧٧",
    "٤٢",
    "-1",
    "+1",
    "0",
    "1e3",
    "1_000",
    "9" * 18,
    "9" * 400,
    "999999999",
    "TT",
    "null",
    "' OR 1=1 --",
    "%",
    "..",
    ".",
    "heat 1995",
    "heat\n",
    "Ä" * 200,
    "\x00",
    "tt0113277\x00",
    "\ud7ff",
    "a-" * 100,
]


@pytest.mark.django_db
@pytest.mark.parametrize("text", NO_TITLES)
@pytest.mark.parametrize("below", ["", "/offers"])
def test_unknown_title_is_a_problem_that_names_the_shapes_taken(client: Client, text: str, below: str):
    response = client.get(f"/api/v1/titles/{quote(text, safe='')}{below}", {"country": "AU"} if below else {})
    # A middleware may refuse control characters before the API sees them.
    assert response.status_code == 404 or ("\x00" in text and response.status_code == 400)
    if response["Content-Type"] == "application/problem+json":
        body = response.json()
        assert body["type"].startswith("urn:daybill:problem:unknown-")
        assert len(body["detail"]) < 400
        if body["type"].endswith("title"):
            assert "tt0113277" in body["detail"]


@pytest.mark.parametrize(
    "path", ["titles/../../etc/passwd", "titles/..%2f..%2fetc%2fpasswd", "titles//", "titles", ""]
)
def test_path_that_is_no_address_is_a_problem(api: Any, path: str):
    assert api.problem(path, 404)["type"] == "urn:daybill:problem:unknown-path"


def test_misspelt_path_is_shown_the_near_one(api: Any):
    assert api.problem("title/tt0113277", 404)["nearest"][0] == "/api/v1/titles/{id}"


def test_slash_at_the_end_is_another_path(api: Any, heat: Title):
    assert "/api/v1/titles/{id}" in api.problem("titles/tt0113277/", 404)["nearest"]


@pytest.mark.parametrize(
    "text", ["TT0113277", "Tt0113277", "tt113277", "113277", "0113277", "heat-1995", "heat"]
)
def test_id_that_is_nearly_right_is_shown_the_right_one(api: Any, heat: Title, text: str):
    body = api.problem(f"titles/{text}", 404)
    assert body["nearest"] == ["tt0113277"]
    assert text in body["detail"]
    assert body["instance"] == f"/api/v1/titles/{text}"


def test_slug_finds_the_title_of_that_slug_before_better_known_ones(api: Any, make_title: Any):
    make_title("Heat", 1995, imdb_id="tt0113277", popularity=80)
    make_title("Heat", 1986, slug="heat-1986", imdb_id="tt0093164")
    assert api.problem("titles/heat-1986", 404)["nearest"][0] == "tt0093164"


@pytest.mark.parametrize("params", [{}, {"country": ""}, {"country": "  "}])
def test_missing_country_is_named_with_an_example(api: Any, heat: Title, params: dict[str, str]):
    body = api.problem("titles/tt0113277/offers", 422, **params)
    assert "“country”" in body["detail"]
    assert "?country=AU" in body["detail"]


@pytest.mark.parametrize(
    ("code", "nearest"),
    [
        ("uk", "GB"),
        ("Australia", "AU"),
        ("Austria", "AT"),
        ("XX", None),
        ("ß", None),
        ("1", None),
        ("A\x00", None),
    ],
)
def test_unknown_country_is_a_problem_with_the_nearest(api: Any, heat: Title, code: str, nearest: str | None):
    body = api.problem("titles/tt0113277/offers", 404, country=code)
    assert body["type"] == "urn:daybill:problem:unknown-country"
    assert "such as AU" in body["detail"]
    if nearest:
        assert nearest in body["nearest"]


def test_endless_country_is_cut_short(api: Any, heat: Title):
    api.problem("titles/tt0113277/offers", 404, country="A" * 3000)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2025",
        "2025-08",
        "2025-8-1",
        "20250820",
        "2025-02-30",
        "2025-08-20T12:00",
        "0000-01-01",
        "0001-01-01",
        "1887-12-31",
        "2026-08-22",
        "9999-12-31",
        "99999-01-01",
        "-2025-01-01",
        "٢٠٢٥-٠١-٠١",
        "2025-08-20\x00",
        "1" * 3000,
    ],
)
def test_day_that_is_none_or_out_of_reach_is_a_problem(api: Any, heat: Title, today: date, text: str):
    body = api.problem("titles/tt0113277/offers", 422, country="AU", as_of=text)
    assert "“as_of”" in body["detail"]


@pytest.mark.parametrize("day", ["1888-01-01", "2025-08-19", "2025-08-20", "2026-08-21"])
def test_days_at_the_edges_are_answered(api: Any, heat: Title, today: date, day: str):
    assert api.get("titles/tt0113277/offers", country="au", as_of=day)["as_of"] == day


def test_reach_is_measured_in_the_days_of_the_country(api: Any, heat: Title, today: date):
    """At noon UTC it is already the next day in Kiribati."""
    assert api.get("titles/tt0113277/offers", country="KI", as_of="2026-08-22")["as_of"] == "2026-08-22"


@pytest.mark.parametrize("params", [{"country": ["AU", "NZ"]}, {"country": ["AU", "AU"]}])
def test_repeated_parameter_is_not_guessed_at(api: Any, heat: Title, params: dict[str, Any]):
    assert "is given 2 times" in api.problem("titles/tt0113277/offers", 422, **params)["detail"]


@pytest.mark.parametrize(
    ("name", "meant"), [("contry", "country"), ("Country", "country"), ("as-of", "as_of"), ("asof", "as_of")]
)
def test_misspelt_parameter_is_shown_the_right_one(api: Any, heat: Title, name: str, meant: str):
    assert api.problem("titles/tt0113277/offers", 422, **{name: "AU"})["nearest"] == [meant]


def test_parameter_that_means_nothing_here_is_refused(api: Any, heat: Title):
    assert "“date”" in api.problem("titles/tt0113277/offers", 422, country="AU", date="2020-01-01")["detail"]
    assert "“country”" in api.problem("titles/tt0113277", 422, country="AU")["detail"]
    assert "“x”" in api.problem("openapi.json", 422, x="1")["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["titles/tt0113277", "openapi.json", "nothing"])
def test_other_methods_are_a_problem_that_says_what_is_taken(method: str, path: str):
    response = getattr(Client(enforce_csrf_checks=True), method)(f"/api/v1/{path}")
    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Cache-Control"] == "no-store"


def test_fault_of_our_own_is_logged_and_answered_without_its_trace(
    client: Client, heat: Title, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fail(*_: Any) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(titles, "title_facts", fail)
    response = client.get("/api/v1/titles/tt0113277")
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert b"secret" not in response.content
    assert "the secret of the house" in caplog.text
