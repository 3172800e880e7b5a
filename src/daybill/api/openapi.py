"""The description of the API: every answer of every operation, each with an example."""

from __future__ import annotations

import importlib.resources
import json
from functools import cache
from typing import Any

from . import shapes
from .problems import CONTENT_TYPE

# Every operation can answer these; 301 and 304 have no body.
ERRORS: dict[int, Any] = {
    301: None,
    304: None,
    404: shapes.Problem,
    405: shapes.Problem,
    422: shapes.Problem,
    500: shapes.Problem,
}
_DESCRIPTIONS = {
    "200": "The answer.",
    "301": "The title was merged into another; Location holds the same question about that one.",
    "304": "Nothing has changed since the answer whose ETag was sent.",
    "404": "There is no such title or country.",
    "405": "The address takes GET, HEAD and OPTIONS alone.",
    "422": "A parameter is missing, repeated, unknown or cannot be read.",
    "500": "Something went wrong on our side.",
}


@cache
def examples() -> dict[str, Any]:
    """The example answers by name (``examples.json``); those of problems by their status."""
    text = importlib.resources.files("daybill.api").joinpath("examples.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def documented(answer: str) -> dict[str, Any]:
    """What an operation adds to its description: the example of its answer and of every problem.

    The framework puts all answers under one media type; ``mend`` moves the problems to theirs.
    """
    responses: dict[int, Any] = {200: {"content": {"application/json": {"example": examples()[answer]}}}}
    for status, model in ERRORS.items():
        if model is not None:
            responses[status] = {"content": {"application/json": {"example": examples()[str(status)]}}}
    return {"responses": responses}


def mend(description: dict[str, Any]) -> dict[str, Any]:
    """The framework's description with problems as ``application/problem+json`` and sentences for statuses."""
    for operations in description["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                response["description"] = _DESCRIPTIONS[str(status)]
                if int(status) >= 400:
                    response["content"] = {CONTENT_TYPE: response["content"].pop("application/json")}
    # An empty list would say that the API is served nowhere.
    if not description.get("servers"):
        description.pop("servers", None)
    return description
