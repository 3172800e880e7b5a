"""/api/v1/openapi.json is true of the answers, and of its own examples."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from django.test import Client

from daybill.apps.catalogue.models import Title

PATHS = ["/api/v1/titles/{id}", "/api/v1/titles/{id}/offers"]


@pytest.fixture
def description(client: Client) -> Any:
    return client.get("/api/v1/openapi.json").json()


def check(description: Any, path: str, status: str, answer: Any) -> None:
    """The answer has the shape that the description gives it."""
    (media,) = description["paths"][path]["get"]["responses"][status]["content"].values()
    schema = media["schema"] | {"components": description["components"]}
    jsonschema.Draft202012Validator(schema).validate(answer)


def test_description_is_of_version_3_1(description: Any):
    assert description["openapi"].startswith("3.1")
    assert list(description["paths"]) == PATHS
    assert description["info"]["version"] == "1"


@pytest.mark.parametrize("path", PATHS)
def test_every_response_has_a_sentence_and_an_example_of_its_shape(description: Any, path: str):
    responses = description["paths"][path]["get"]["responses"]
    assert set(responses) == {"200", "301", "304", "404", "405", "422", "500"}
    for status, response in responses.items():
        assert response["description"].endswith(".")
        for kind, media in response.get("content", {}).items():
            assert kind == ("application/json" if status == "200" else "application/problem+json")
            check(description, path, status, media["example"])
            assert status == "200" or str(media["example"]["status"]) == status


@pytest.mark.parametrize("path", PATHS)
def test_every_parameter_is_described_with_an_example(description: Any, path: str):
    for parameter in description["paths"][path]["get"]["parameters"]:
        assert parameter["description"]
        assert parameter["example"]
        assert "examples" not in parameter


def test_schemas_that_are_referred_to_are_there(description: Any):
    for schema in description["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_answers_have_the_shape_described(
    api: Any, description: Any, heat: Title, make_offer: Any, make_credit: Any
):
    make_offer(heat)
    make_credit(heat, "Al Pacino")
    check(description, PATHS[0], "200", api.get("titles/tt0113277"))
    check(description, PATHS[1], "200", api.get("titles/tt0113277/offers", country="AU"))
    check(description, PATHS[0], "404", api.problem("titles/tt9999999", 404))
    check(description, PATHS[1], "422", api.problem("titles/tt0113277/offers", 422))
