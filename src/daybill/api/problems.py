"""What a program gets that asked for something it cannot have: problem details (RFC 9457), never a trace.

Moved                301   a title that was merged into another; no problem, but the way to it
UnknownChoice        404   a title or country that is not here, with the nearest ones that are
InvalidParameter     422   a query parameter that is missing, repeated, unknown or cannot be read
anything unforeseen  500   logged with its trace, answered without it
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from ninja.errors import HttpError, ValidationError

from daybill.domain.errors import DaybillError, UnknownChoice

CONTENT_TYPE = "application/problem+json"
LONGEST_ECHO = 80
_TYPE = "urn:daybill:problem:"
_TITLES = {
    "unknown-title": "Unknown title",
    "unknown-country": "Unknown country",
    "unknown-path": "Nothing at this address",
    "invalid-parameter": "Invalid parameter",
    "method-not-allowed": "Method not allowed",
    "internal-error": "Internal error",
}
_WAYS_OUT = {
    "title": "Ask by an IMDb id, such as tt0113277, or by Daybill's own number.",
    "country": "Write an ISO 3166-1 code of two letters, such as AU.",
}
_SAY = {"country": " Say where, as in ?country=AU."}
_logger = logging.getLogger("django.request")


class InvalidParameter(DaybillError):
    """A query parameter that is missing, repeated, unknown or cannot be read.

    Attributes:
        name: the parameter, as the caller wrote it.
        nearest: values or names that would do.
    """

    def __init__(self, *, name: str, reason: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(f"The parameter “{clip(name)}” {reason}")
        self.name = name
        self.nearest = tuple(nearest)


class Moved(DaybillError):
    """A title that was merged into another.

    Attributes:
        was, now: the id that was asked for, and the one to ask for.
    """

    def __init__(self, *, was: str, now: str) -> None:
        super().__init__(f"The title {was} is {now} now.")
        self.was, self.now = was, now


def clip(text: str) -> str:
    """What a caller wrote, short enough to be said back."""
    return text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}…"


def problem(
    request: HttpRequest, kind: str, status: int, detail: str, nearest: Sequence[str] = ()
) -> HttpResponse:
    """One problem as an answer; ``kind`` names its type and title, a kind without a title is the status's own."""
    known = kind in _TITLES
    body: dict[str, Any] = {
        "type": _TYPE + kind if known else "about:blank",
        "title": _TITLES[kind] if known else HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.get_full_path(),
        "nearest": list(nearest),
    }
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)


def moved(request: HttpRequest, error: Moved) -> HttpResponse:
    """301 to the same question about the title that was kept."""
    query = request.META.get("QUERY_STRING", "")
    path = request.path.replace(f"/titles/{error.was}", f"/titles/{error.now}", 1)
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def unknown_choice(request: HttpRequest, error: UnknownChoice) -> HttpResponse:
    way_out = _WAYS_OUT.get(error.what, "")
    return problem(request, f"unknown-{error.what}", 404, f"{error} {way_out}".strip(), error.nearest)


def invalid_parameter(request: HttpRequest, error: InvalidParameter) -> HttpResponse:
    return problem(request, "invalid-parameter", 422, str(error), error.nearest)


def not_validated(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What the framework refused before our own code saw it, as a sentence for each parameter."""
    return problem(request, "invalid-parameter", 422, " ".join(_sentence(fault) for fault in error.errors))


def _sentence(fault: dict[str, Any]) -> str:
    name = fault["loc"][-1]
    if fault["type"] == "missing":
        return f"The parameter “{name}” is missing.{_SAY.get(name, '')}"
    return f"The parameter “{name}” cannot be read: {fault['msg']}."


def not_found(
    request: HttpRequest, error: Http404 | None = None, nearest: Sequence[str] = ()
) -> HttpResponse:
    detail = "There is nothing at this address. What there is stands in /api/v1/openapi.json."
    return problem(request, "unknown-path", 404, detail, nearest)


def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """405; ``allowed`` is the value of the Allow header."""
    detail = f"This address does not take {clip(request.method or '')}; it takes {allowed}."
    response = problem(request, "method-not-allowed", 405, detail)
    response["Allow"] = allowed
    return response


def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, "", error.status_code, str(error))


def internal_error(request: HttpRequest, error: Exception) -> HttpResponse:
    """500: the trace goes to the log, the caller learns that it is not their fault."""
    _logger.error(
        "Internal Server Error: %s",
        request.path,
        exc_info=error,
        extra={"status_code": 500, "request": request},
    )
    detail = "Something went wrong on our side. It has been logged; ask again later."
    return problem(request, "internal-error", 500, detail)


HANDLERS: dict[type[Exception], Any] = {
    Moved: moved,
    UnknownChoice: unknown_choice,
    InvalidParameter: invalid_parameter,
    ValidationError: not_validated,
    Http404: not_found,
    HttpError: http_error,
    Exception: internal_error,
}
