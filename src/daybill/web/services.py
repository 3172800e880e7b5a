"""My services: what a reader has, by country, remembered in a signed cookie and nowhere else."""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "daybill_services"
SALT = "daybill.services"
MAX_AGE = 400 * 86400
MAX_COUNTRIES = 5
MAX_SERVICES = 30
Chosen = dict[str, list[str]]


def chosen_services(request: HttpRequest) -> Chosen:
    """Country code -> slugs of providers the reader has; empty where nothing was chosen or the cookie is not ours."""
    text = request.COOKIES.get(COOKIE, "")
    if not text:
        return {}
    try:
        found = signing.loads(text, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return {}
    return found if _is_choice(found) else {}


def _is_choice(found: object) -> bool:
    """Whether what was signed has the shape of a choice: an older version may have signed another."""
    return isinstance(found, dict) and all(
        isinstance(slugs, list) and all(isinstance(slug, str) for slug in slugs) for slugs in found.values()
    )


def remember(
    response: HttpResponse, chosen: Chosen, *, country: str, services: list[str], secure: bool
) -> None:
    """Add a country's services to the cookie; the country chosen longest ago goes when there are too many."""
    kept = {code: slugs for code, slugs in chosen.items() if code != country}
    kept[country] = services[:MAX_SERVICES]
    while len(kept) > MAX_COUNTRIES:
        kept.pop(next(iter(kept)))
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT, compress=True),
        max_age=MAX_AGE,
        httponly=True,
        samesite="Lax",
        secure=secure,
    )
