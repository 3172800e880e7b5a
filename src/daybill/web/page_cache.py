"""Whole pages, kept until a fact on them can change.

The key holds the address, the country and language, the versions of the data on the page, and the local
date; the entry expires at the page's next boundary (a window opening or closing, an offer growing old), so
that no page outlives a fact on it. A reader's own services and ``as_of`` bypass it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from csp.constants import SELF
from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse

from daybill import __version__
from daybill.domain.windows import local_day

from .place import Place

LONGEST = timedelta(days=1)
SHARED = timedelta(seconds=60)


def key_of(address: str, place: Place, versions: Iterable[object], at: datetime) -> str:
    """The key of a page as it stands at an instant.

    Args:
        address: its path with the parameters it reads, and no others: anybody can make up more of them.
    """
    site = settings.DAYBILL
    said = (site.site_url, site.site_name, site.countries, site.last_known_after_days)
    parts = [__version__, said, address, place.prefix, local_day(at, place.country.zone), *versions]
    digest = hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
    return f"page:{digest}"


def find(key: str, at: datetime) -> HttpResponse | None:
    """The page kept under a key."""
    kept = caches["pages"].get(key)
    if kept is None:
        return None
    content, until = kept
    return public(HttpResponse(content), until - at)


def keep(key: str, response: HttpResponse, boundaries: Iterable[datetime], at: datetime) -> None:
    """Keep a page until the first of its boundaries that is still to come."""
    until = min([*(bound for bound in boundaries if bound > at), at + LONGEST])
    timeout = max(1, int((until - at).total_seconds()))
    caches["pages"].set(key, (response.content, until), timeout=timeout)
    public(response, until - at)


def public(response: HttpResponse, holds: timedelta = SHARED) -> HttpResponse:
    """Anyone may keep the page for a minute, and no longer than it holds.

    Browsers ask again each time, for the reader may have chosen services since. A cache in front must let
    requests with the cookie of services through (docs/explanation/page-cache.md).
    """
    seconds = max(0, int(min(holds, SHARED).total_seconds()))
    response.headers["Cache-Control"] = f"public, max-age=0, s-maxage={seconds}, must-revalidate"
    return response


def private(response: HttpResponse) -> HttpResponse:
    """A page made for one reader."""
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def previewed(response: HttpResponse) -> HttpResponse:
    """A page made for an editor, who sees it beside the words in a frame of the admin; no other page is framed."""
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]  # noqa: SLF001 (django-csp's own)
    return private(response)
