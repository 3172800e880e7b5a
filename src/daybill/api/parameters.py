"""Reading what a caller asks for, without guessing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import P, PathEx

from daybill.apps.catalogue import queries
from daybill.apps.catalogue.models import Title
from daybill.domain.countries import Country, country, country_names
from daybill.domain.errors import InvalidMoment, UnknownChoice
from daybill.domain.nearest import nearest, nearest_keys
from daybill.domain.windows import last_instant, local_day, parse_day

from .problems import InvalidParameter, Moved, clip

TitleId = PathEx[str, P(description="An IMDb id, or Daybill's own number.", example="tt0113277")]
View = Callable[..., HttpResponse]
# The year of the oldest film that survives; nothing was on before it.
EARLIEST = date(1888, 1, 1)
LOOK_AHEAD = timedelta(days=366)
_COUNTRY_CODE = re.compile(r"[A-Za-z]{2}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+|[a-z]+")
_IMDB_LIKE = re.compile(r"(?i:tt)?0*([1-9][0-9]{3,8})")


def only(*names: str) -> Callable[[View], View]:
    """Refuse query parameters that are not among these, and any that is given twice.

    An unknown one may be a known one misspelt; to ignore it would answer another question than was asked.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            for name, values in request.GET.lists():
                if name not in names:
                    takes = f"takes {' and '.join(names)}" if names else "takes no parameters"
                    raise InvalidParameter(
                        name=name,
                        reason=f"is not known here: this address {takes}.",
                        nearest=nearest(name.replace("-", "_"), names),
                    )
                if len(values) > 1:
                    raise InvalidParameter(name=name, reason=f"is given {len(values)} times. Give it once.")
            return view(request, *args, **kwargs)

        return checked

    return decorate


def title_of(text: str) -> Title:
    """The title of an IMDb id or of our own number.

    Raises:
        Moved: it was merged into another title, whose id is given.
        UnknownChoice: there is none; ``nearest`` holds ids of titles that may have been meant.
    """
    found = queries.title_by_id(text)
    if found is None:
        raise UnknownChoice(what="title", value=clip(text), nearest=_ids_near(text))
    if text != found.imdb_id and text.lstrip("0") != str(found.pk):
        raise Moved(was=text, now=found.imdb_id or str(found.pk))
    return found


def _ids_near(text: str) -> list[str]:
    """Ids of the titles meant by an id in capitals or without its zeros, or by a slug."""
    if match := _IMDB_LIKE.fullmatch(text):
        meant = queries.title_by_id(f"tt{match[1]:0>7}")
        return [str(meant.imdb_id)] if meant else []
    if len(text) <= 120 and _SLUG.fullmatch(text):
        near = [title for kind in queries.PAGE_TYPES for title in queries.slugs_near(kind, text)]
        near.sort(key=lambda title: (title.slug != text, -title.popularity))
        return [title.imdb_id or str(title.pk) for title in near[: queries.NEAR]]
    return []


def country_of(text: str) -> Country:
    """The country of a code in either case.

    Raises:
        InvalidParameter: the parameter is there and empty.
        UnknownChoice: there is no such country.
    """
    code = text.strip()
    if not code:
        raise InvalidParameter(name="country", reason="is missing. Say where, as in ?country=AU.")
    # Not left to upper(): it turns “ß” into the code of South Sudan.
    if not code.isascii() or (len(code) == 2 and not _COUNTRY_CODE.fullmatch(code)):
        raise UnknownChoice(what="country", value=clip(code), nearest=nearest_keys(code, country_names("en")))
    try:
        return country(code)
    except UnknownChoice as error:
        raise UnknownChoice(what="country", value=clip(code), nearest=error.nearest) from error


@dataclass(frozen=True, slots=True)
class AsOf:
    """When a question is asked of.

    Attributes:
        at: the instant, aware UTC.
        day: its calendar day in the country.
    """

    at: datetime
    day: date


def as_of(text: str | None, where: Country) -> AsOf:
    """The instant a day stands for: now, where it is today or not given; else the last instant of that day there.

    So an answer about a day says how that day ended: what began in its course had begun, and what ended
    in its course had ended.

    Raises:
        InvalidParameter: not a day, or one before 1888 or more than 366 days ahead.
    """
    now = settings.DAYBILL.now()
    today = local_day(now, where.zone)
    if text is None:
        return AsOf(now, today)
    try:
        day = parse_day(text)
    except InvalidMoment as error:
        reason = f"is “{clip(text)}”. {error.reason} For example ?as_of={today}."
        raise InvalidParameter(name="as_of", reason=reason) from error
    latest = today + LOOK_AHEAD
    if not EARLIEST <= day <= latest:
        reason = f"is {day}. Give a day from {EARLIEST} to {latest}."
        raise InvalidParameter(name="as_of", reason=reason, nearest=[str(min(max(day, EARLIEST), latest))])
    if day == today:
        return AsOf(now, today)
    return AsOf(last_instant(day, where.zone), day)
