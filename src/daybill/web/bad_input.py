"""What a mistaken address or parameter gets: a page that names the mistake and the way out, never a trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from daybill.apps.availability.queries import countries_known
from daybill.domain.errors import DaybillError, InvalidRecord, UnknownChoice
from daybill.domain.identity import clean_name

from . import page_cache
from .place import place_label

MOST_COUNTRIES = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """A valid address near to the mistaken one."""

    label: str
    url: str


class NoSuchPage(UnknownChoice):
    """A page that is not there, with addresses of pages that are.

    Attributes:
        choices: links to the nearest valid pages.
    """

    def __init__(self, *, what: str, value: str, choices: list[Choice]) -> None:
        super().__init__(what=what, value=value)
        self.choices = choices


class Moved(DaybillError):
    """A page that has gone to another address for good.

    Attributes:
        url: its path there.
    """

    def __init__(self, url: str) -> None:
        super().__init__(f"This page is at {url} now.")
        self.url = url


class InvalidParameter(DaybillError):
    """A parameter that cannot be used.

    Attributes:
        name: of the parameter.
        value: as it was sent.
        choices: links that would work.
    """

    def __init__(self, *, name: str, value: str, reason: str, choices: list[Choice] | None = None) -> None:
        super().__init__(f"{name}={value[:40]}: {reason}")
        self.name, self.value, self.reason = name, value[:40], reason
        self.choices = choices or []


class BadInputMiddleware:
    """Turns Daybill's errors of lookup and input into 404 and 422 pages, and old addresses into the new ones."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Moved):
            return moved_page(request, error)
        if isinstance(error, UnknownChoice):
            return not_found_page(request, error)
        if isinstance(error, InvalidParameter):
            return invalid_page(request, str(error.reason), error.name, error.value, error.choices)
        if isinstance(error, InvalidRecord):
            return invalid_page(request, error.reason, error.field, str(error.value)[:40], [])
        return None


def _choices(error: UnknownChoice) -> list[Choice]:
    if isinstance(error, NoSuchPage):
        return error.choices
    if error.what.startswith("country"):
        # Nothing resembles it: then those that a reader most likely wants.
        near = error.nearest or [summary.code.lower() for summary in countries_known()[:MOST_COUNTRIES]]
        return [Choice(place_label(prefix), f"/{prefix}/") for prefix in near]
    return []


def moved_page(request: HttpRequest, error: Moved) -> HttpResponse:
    """301 with the query the reader came with, kept by nobody for long: an editor may undo a merge."""
    query = request.META.get("QUERY_STRING", "")
    return page_cache.public(HttpResponsePermanentRedirect(f"{error.url}?{query}" if query else error.url))


def not_found_page(request: HttpRequest, error: UnknownChoice) -> HttpResponse:
    context = {"what": error.what, "value": clean_name(error.value)[:80], "choices": _choices(error)}
    return render(request, "daybill/errors/not_found.html", context, status=404)


def invalid_page(
    request: HttpRequest, reason: str, name: str, value: str, choices: list[Choice]
) -> HttpResponse:
    context = {"reason": reason, "name": name, "value": clean_name(value), "choices": choices}
    return render(request, "daybill/errors/invalid.html", context, status=422)


def page_number(request: HttpRequest, last: int) -> int:
    """The page of a list that a reader asked for; the first where none is named.

    Raises:
        InvalidParameter: not a number from 1 to ``last``.
    """
    text = request.GET.get("page", "1")
    if text.isascii() and text.isdigit() and len(text) < 7 and 1 <= int(text) <= last:
        return int(text)
    choices = []
    for number in dict.fromkeys((1, last)):
        asked = request.GET.copy()
        asked["page"] = str(number)
        choices.append(Choice(_("Page %(n)d") % {"n": number}, f"?{asked.urlencode()}"))
    reason = _("Pages here are numbered from 1 to %(last)d.") % {"last": last}
    raise InvalidParameter(name="page", value=text, reason=reason, choices=choices)
