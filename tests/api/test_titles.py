"""GET /api/v1/titles/{id}."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from daybill.apps.catalogue.models import AwardBody, Source, Title
from tests.factories import (
    AwardBodyFactory,
    CertificationFactory,
    ClaimFactory,
    ListPlacingFactory,
    NominationFactory,
    NomineeFactory,
    RatingFactory,
    RelationFactory,
    TitleCountryFactory,
    TitleGenreFactory,
    TitleIdFactory,
    TitleLanguageFactory,
    TitleListFactory,
    TitleNameFactory,
)


@pytest.fixture
def full_heat(heat: Title, make_title: Any, make_credit: Any, source: Source) -> Title:
    """Heat with at least one row of everything."""
    make_credit(heat, "Elliot Goldenthal", "composer")
    make_credit(heat, "Robert De Niro", character="Neil McCauley", position=1)
    make_credit(heat, "Al Pacino", character="Vincent Hanna", position=0)
    make_credit(heat, "Al Pacino", character="A voice", position=2)
    make_credit(heat, "Michael Mann", "director")
    TitleGenreFactory(title=heat, genre="crime")
    TitleCountryFactory(title=heat, country="US")
    TitleLanguageFactory(title=heat, language="en")
    TitleNameFactory(title=heat, name="Fuego contra fuego", country="MX", language="es", source=source)
    CertificationFactory(title=heat, country="AU", value="MA 15+", source=source)
    RatingFactory(title=heat, value="8.30", votes=700_000, as_of=date(2025, 8, 1), source=source)
    for minutes, shown in ((170, True), (171, False)):
        ClaimFactory(title=heat, field="runtime_minutes", value=minutes, is_shown=shown, source=source)
    TitleIdFactory(title=heat, scheme="tmdb", title_type="movie", value="949")
    body = AwardBodyFactory(slug="saturn-awards", name="Saturn Awards")
    nomination = NominationFactory(
        title=heat, body=body, film_year="1995", category="Best Supporting Actor", won=False, source=source
    )
    NomineeFactory(nomination=nomination, name="Val Kilmer")
    best = TitleListFactory(
        slug="best", name="100 Greatest Movies of the 90s", publisher="Rolling Stone", source=source
    )
    ListPlacingFactory(list=best, title=heat, rank=28)
    takedown = make_title("L.A. Takedown", 1989)
    RelationFactory(from_title=heat, to_title=takedown, kind="remake_of", source=source)
    return heat


def test_every_fact_is_in_the_answer(api: Any, full_heat: Title):
    answer = api.get("titles/tt0113277")
    takedown = Title.objects.get(name="L.A. Takedown")
    assert answer == {
        "id": full_heat.pk,
        "imdb": "tt0113277",
        "type": "movie",
        "name": "Heat",
        "original_name": "",
        "slug": "heat-1995",
        "year": 1995,
        "end_year": None,
        "runtime_minutes": 170,
        "runtime_source": "guide",
        "season_count": None,
        "number": None,
        "genres": ["crime"],
        "countries": ["US"],
        "languages": ["en"],
        "names": [{"name": "Fuego contra fuego", "country": "MX", "language": "es"}],
        "directors": ["Michael Mann"],
        "cast": ["Al Pacino", "Robert De Niro"],
        "credits": [
            {"name": "Michael Mann", "role": "director", "character": "", "person": "michael-mann"},
            {"name": "Al Pacino", "role": "actor", "character": "Vincent Hanna", "person": "al-pacino"},
            {
                "name": "Robert De Niro",
                "role": "actor",
                "character": "Neil McCauley",
                "person": "robert-de-niro",
            },
            {"name": "Al Pacino", "role": "actor", "character": "A voice", "person": "al-pacino"},
            {"name": "Elliot Goldenthal", "role": "composer", "character": "", "person": "elliot-goldenthal"},
        ],
        "certifications": [{"country": "AU", "value": "MA 15+", "source": "guide"}],
        "ratings": [{"source": "guide", "value": 8.3, "scale": 10, "votes": 700_000, "as_of": "2025-08-01"}],
        "awards": [
            {
                "body": "saturn-awards",
                "body_name": "Saturn Awards",
                "year": None,
                "film_year": "1995",
                "category": "Best Supporting Actor",
                "nominees": ["Val Kilmer"],
                "won": False,
                "detail": "",
                "source": "guide",
            }
        ],
        "lists": [
            {
                "list": "100 Greatest Movies of the 90s",
                "publisher": "Rolling Stone",
                "year": None,
                "rank": 28,
                "url": "",
                "source": "guide",
            }
        ],
        "relations": [
            {
                "kind": "remake_of",
                "title": {
                    "id": takedown.pk,
                    "imdb": None,
                    "type": "movie",
                    "name": "L.A. Takedown",
                    "year": 1989,
                },
                "source": "guide",
            }
        ],
        "parent": None,
        "parts": [],
        "ids": {"tmdb": "949"},
        "claims": [
            {"field": "runtime_minutes", "value": "170", "source": "guide", "as_of": None, "shown": True},
            {"field": "runtime_minutes", "value": "171", "source": "guide", "as_of": None, "shown": False},
        ],
        "sources": [
            {
                "slug": "guide",
                "name": "A guide",
                "licence": "CC0-1.0",
                "url": "https://guide.example/",
                "notice": "",
            }
        ],
        "url": "/{country}/movie/heat-1995/",
    }


def test_own_number_gives_the_same_answer(api: Any, full_heat: Title):
    assert api.get(f"titles/{full_heat.pk}") == api.get("titles/tt0113277")


def test_relation_reads_from_its_other_end(api: Any, full_heat: Title):
    takedown = Title.objects.get(name="L.A. Takedown")
    (relation,) = api.get(f"titles/{takedown.pk}")["relations"]
    assert (relation["kind"], relation["title"]["imdb"]) == ("remade_as", "tt0113277")


def test_title_of_which_nothing_is_known_has_empty_lists(api: Any, make_title: Any):
    answer = api.get(f"titles/{make_title('Untold', None).pk}")
    assert answer["imdb"] is None
    assert answer["runtime_source"] is None
    assert answer["ids"] == {}
    assert answer["credits"] == answer["sources"] == answer["awards"] == []


def test_first_of_two_ids_of_a_scheme_is_given(api: Any, heat: Title):
    for value in ("Q2", "Q1"):
        TitleIdFactory(title=heat, scheme="wikidata", title_type="movie", value=value)
    TitleIdFactory(title=heat, scheme="tmdb", title_type="movie", value="949")
    assert list(api.get("titles/tt0113277")["ids"].items()) == [("tmdb", "949"), ("wikidata", "Q1")]


def test_series_and_its_parts_name_each_other(api: Any, make_title: Any):
    series = make_title("Slow Horses", 2022, type="series", season_count=2)
    for number in (2, 1):
        season = make_title(
            f"Season {number}", None, type="season", parent=series, number=number, slug=f"s-{number}"
        )
    answer = api.get(f"titles/{series.pk}")
    assert [(part["type"], part["number"]) for part in answer["parts"]] == [("season", 1), ("season", 2)]
    assert answer["url"] == "/{country}/series/slow-horses-2022/"
    part = api.get(f"titles/{season.pk}")
    assert part["parent"]["id"] == series.pk
    assert part["url"] is None


@pytest.mark.parametrize("rows", [1, 50])
def test_number_of_queries_does_not_grow_with_the_rows(
    api: Any, full_heat: Title, make_title: Any, make_credit: Any, rows: int, django_assert_num_queries: Any
):
    body, source = AwardBody.objects.get(), Source.objects.get()
    for number in range(rows):
        make_credit(full_heat, f"Person {number}", position=number)
        other = make_title(f"Heat {number}", 2000, slug=f"heat-{number}")
        RelationFactory(from_title=other, to_title=full_heat, kind="sequel_of", source=source)
        nomination = NominationFactory(title=full_heat, body=body, category=f"{number}", source=source)
        NomineeFactory(nomination=nomination, name="Somebody")
        TitleNameFactory(title=full_heat, name=f"Name {number}", source=source)
    with django_assert_num_queries(16):
        api.get("titles/tt0113277")


def test_answer_may_be_kept_a_minute_and_read_from_any_origin(client: Client, heat: Title):
    for path in (
        "titles/tt0113277",
        "titles/tt0113277/offers?country=AU",
        "openapi.json",
        "titles/tt9999999",
    ):
        response = client.get(f"/api/v1/{path}", headers={"origin": "https://elsewhere.example"})
        assert response["Cache-Control"] == "public, max-age=60"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies


def test_head_has_the_head_of_get(client: Client, heat: Title):
    asked, headed = client.get("/api/v1/titles/tt0113277"), client.head("/api/v1/titles/tt0113277")
    assert headed.status_code == 200
    assert headed.content == b""
    assert headed["Content-Type"] == asked["Content-Type"] == "application/json; charset=utf-8"


def test_preflight_is_answered(client: Client):
    response = client.options("/api/v1/titles/tt0113277", headers={"origin": "https://elsewhere.example"})
    assert response.status_code == 204
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_unchanged_answer_is_not_sent_again(client: Client, heat: Title):
    etag = client.get("/api/v1/titles/tt0113277")["ETag"]
    assert client.get("/api/v1/titles/tt0113277", headers={"if-none-match": etag}).status_code == 304
