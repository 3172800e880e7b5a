"""The API as a whole: its resources, its errors, and what every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from daybill.domain.nearest import nearest

from . import offers, titles
from .openapi import mend
from .parameters import only
from .problems import HANDLERS, not_allowed, not_found

ALLOWED = "GET, HEAD, OPTIONS"
FRESH_FOR_SECONDS = 60


class DaybillAPI(NinjaAPI):
    """The framework's API, whose every address answers in our way (see ``answering``)."""

    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        patterns, app_name, namespace = super().urls
        patterns.append(path("<path:rest>", self.nothing_here, name="nothing-here"))
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = self.answering(pattern.callback)
        return patterns, app_name, namespace

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        description = super().get_openapi_schema(**kwargs)
        mend(description)
        return description

    def nothing_here(self, request: HttpRequest, rest: str) -> HttpResponse:
        """404 for what is no address of the API, with those that resemble it."""
        return not_found(request, nearest=nearest(request.path.rstrip("/"), self.addresses))

    @cached_property
    def addresses(self) -> list[str]:
        """The paths of the API, with their parameters in braces."""
        return list(self.get_openapi_schema()["paths"])

    def answering(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """Answer HEAD and OPTIONS, make every error a problem, and say who may read and keep the answer."""

        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            asked = request.method
            if asked == "OPTIONS":
                response = HttpResponse(status=204, headers={"Allow": ALLOWED})
                response["Access-Control-Allow-Methods"] = ALLOWED
                response["Access-Control-Allow-Headers"] = "*"
            elif asked not in ("GET", "HEAD"):
                response = not_allowed(request, ALLOWED)
            else:
                # The server leaves out the body of an answer to HEAD; the framework knows GET alone.
                request.method = "GET"
                try:
                    response = view(request, *args, **kwargs)
                except Exception as error:  # noqa: BLE001 (handed to the handlers, which log it)
                    response = self.on_exception(request, error)
                request.method = asked
            response["Access-Control-Allow-Origin"] = "*"
            keep = asked in ("GET", "HEAD") and response.status_code < 500
            response["Cache-Control"] = f"public, max-age={FRESH_FOR_SECONDS}" if keep else "no-store"
            return response

        answer.csrf_exempt = True  # type: ignore[attr-defined]
        return answer


def _described(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    return only()(view)


api = DaybillAPI(
    title="Daybill",
    version="1",
    description=(
        "Titles and where to watch them. Answers carry their dates and sources; what is not known is null. "
        "Errors are problem details (RFC 9457) that name the nearest valid choices. "
        f"GET and HEAD alone, from any origin, fresh for {FRESH_FOR_SECONDS} seconds."
    ),
    docs_url=None,
    docs_decorator=_described,
    openapi_url="/openapi.json",
    urls_namespace="api-v1",
)
for error, handler in HANDLERS.items():
    api.add_exception_handler(error, handler)
api.add_router("", titles.router)
api.add_router("", offers.router)
