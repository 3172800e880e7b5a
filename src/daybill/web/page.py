"""What every page of a country shares: place, language, clock, services, cache."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from daybill.apps.catalogue.queries import data_versions
from daybill.domain.errors import InvalidMoment
from daybill.domain.windows import last_instant, local_day, parse_day

from . import page_cache
from .bad_input import Choice, InvalidParameter
from .place import Place, place_of
from .services import chosen_services, service_choices

# The first public film showing; nothing was on offer before it.
EARLIEST = date(1895, 12, 28)
LATEST_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reader's request for a page.

    Attributes:
        at: the instant the page answers for, aware UTC: now, or the end of the day asked for.
        as_of: the day asked for; ``None`` where the page is today's.
        services: slugs of providers the reader has in this country.
    """

    request: HttpRequest
    place: Place
    at: datetime
    as_of: date | None
    services: tuple[str, ...]

    @property
    def today(self) -> date:
        """The local day the page answers for."""
        return local_day(self.at, self.place.country.zone)


@dataclass(frozen=True, slots=True)
class Page:
    """A template with its context, and the instants at which what it says can change."""

    template: str
    context: dict[str, Any]
    boundaries: Iterable[datetime] = field(default=())


def _as_of(request: HttpRequest, place: Place, now: datetime) -> date | None:
    text = request.GET.get("as_of")
    if text is None:
        return None
    today = local_day(now, place.country.zone)
    choices = [Choice(_("Today"), request.path)]
    try:
        day = parse_day(text)
    except InvalidMoment as error:
        reason = _("Write a day as YYYY-MM-DD, such as %(day)s.") % {"day": today.isoformat()}
        raise InvalidParameter(name="as_of", value=text, reason=reason, choices=choices) from error
    if not EARLIEST <= day <= today + LATEST_AHEAD:
        reason = _("Ask for a day from %(first)s to %(last)s.") % {
            "first": EARLIEST.isoformat(),
            "last": (today + LATEST_AHEAD).isoformat(),
        }
        raise InvalidParameter(name="as_of", value=text, reason=reason, choices=choices)
    return day


def _reading(request: HttpRequest, place: Place) -> Reading:
    now = settings.DAYBILL.now()
    as_of = _as_of(request, place, now)
    at = now
    if as_of is not None and as_of != local_day(now, place.country.zone):
        at = last_instant(as_of, place.country.zone)
    services = tuple(chosen_services(request).get(place.code, ()))
    return Reading(request, place, at, as_of, services)


View = Callable[..., Page]
Version = Callable[..., tuple[object, ...]]


def place_page(
    version: Version | None = None, parameters: tuple[str, ...] = ()
) -> Callable[[View], Callable[..., HttpResponse]]:
    """Make a view of ``(reading, **kwargs) -> Page`` a page of a country, cached whole where it may be.

    Args:
        version: ``(**kwargs) -> tuple``, what besides the country's data decides whether a kept page is still
            true (a title's own version). It may raise what the view would raise for a mistaken address.

        parameters: names of the query's parameters that the page reads; others change nothing.

    Called with ``preview``, an unpublished draft, the view is handed it and nothing is kept.
    """

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def respond(request: HttpRequest, place: str, preview: Any = None, **kwargs: Any) -> HttpResponse:
            found = place_of(place)
            if place != found.prefix:
                rest = request.get_full_path()[len(place) + 1 :]
                return HttpResponsePermanentRedirect(f"/{found.prefix}{rest}")
            with translation.override(found.spoken):
                reading = _reading(request, found)
                if preview is not None:
                    return page_cache.previewed(_render(reading, view(reading, preview=preview, **kwargs)))
                if reading.services or reading.as_of or request.method not in ("GET", "HEAD"):
                    return page_cache.private(_render(reading, view(reading, **kwargs)))
                address = kept_address(request, parameters)
                return _cached(reading, address, view, version, kwargs)

        return respond

    return decorate


def kept_address(request: HttpRequest, parameters: Iterable[str]) -> str:
    """The path with those of its parameters that the page reads."""
    read = {name: request.GET[name] for name in parameters if name in request.GET}
    return f"{request.path}?{urlencode(read)}" if read else request.path


def _cached(
    reading: Reading, address: str, view: View, version: Version | None, kwargs: dict[str, Any]
) -> HttpResponse:
    code = reading.place.code
    versions = data_versions("catalogue", f"offers:{code}", f"plans:{code}", "pages")
    own = version(reading, **kwargs) if version else ()
    key = page_cache.key_of(address, reading.place, (*versions, *own), reading.at)
    kept = page_cache.find(key, reading.at)
    if kept is not None:
        return kept
    page = view(reading, **kwargs)
    response = _render(reading, page)
    page_cache.keep(key, response, page.boundaries, reading.at)
    return response


def _render(reading: Reading, page: Page) -> HttpResponse:
    context = {"here": reading.request.path, **reading_context(reading), **page.context}
    return render(reading.request, page.template, context)


def reading_context(reading: Reading) -> dict[str, Any]:
    """What the head and foot of every page of a country need."""
    choices = service_choices(reading.place.country, reading.at, reading.services)
    return {"reading": reading, "place": reading.place, "service_choices": choices}
