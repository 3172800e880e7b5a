"""Whole pages, kept until a fact on them can change.

The key holds the address, the country and language, the versions of the data on the page, and the local
date; the entry expires at the page's next boundary (a window opening or closing, an offer growing old), so
that no page outlives a fact on it. A reader's own services and ``as_of`` bypass it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from daybill import __version__
from daybill.domain.windows import local_day

from .place import Place

LONGEST = timedelta(days=1)


def key_of(request: HttpRequest, place: Place, versions: Iterable[object], at: datetime) -> str:
    """The key of a page as it stands at an instant."""
    parts = [__version__, request.get_full_path(), place.prefix, local_day(at, place.country.zone), *versions]
    digest = hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
    return f"page:{digest}"


def find(key: str) -> HttpResponse | None:
    """The page kept under a key."""
    kept = caches["pages"].get(key)
    return public(HttpResponse(kept)) if kept is not None else None


def keep(key: str, response: HttpResponse, boundaries: Iterable[datetime], at: datetime) -> None:
    """Keep a page until the first of its boundaries that is still to come."""
    ahead = [bound - at for bound in boundaries if bound > at]
    timeout = min([*ahead, LONGEST])
    caches["pages"].set(key, response.content, timeout=max(1, int(timeout.total_seconds())))


def public(response: HttpResponse) -> HttpResponse:
    """Anyone may keep the page for a minute; browsers ask again, for the reader may have chosen services."""
    response.headers["Cache-Control"] = "public, max-age=0, s-maxage=60, must-revalidate"
    return response


def private(response: HttpResponse) -> HttpResponse:
    """A page made for one reader."""
    response.headers["Cache-Control"] = "private, no-cache"
    return response
