"""My services: what a reader has, by country, remembered in a signed cookie and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core import signing
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from daybill.apps.availability.queries import provider_names, providers_in
from daybill.apps.catalogue.queries import data_versions
from daybill.domain.countries import Country
from daybill.domain.windows import local_day

COOKIE = "daybill_services"
SALT = "daybill.services"
MAX_AGE = 400 * 86400
MAX_COUNTRIES = 5
MAX_SERVICES = 30
# How many a form offers besides those the reader has.
SHOWN = 12
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


def service_choices(country: Country, at: datetime, chosen: Sequence[str]) -> list[tuple[str, str, bool]]:
    """Slug, name and whether the reader has it: the services with most titles here, and the reader's others."""
    most = _most_titles(country, at)
    missing = set(chosen) - {slug for slug, _ in most}
    most += sorted(provider_names(sorted(missing)).items())
    return [(slug, name, slug in chosen) for slug, name in most]


def _most_titles(country: Country, at: datetime) -> list[tuple[str, str]]:
    """Counted once a day and version of the country's data, not on every page."""
    versions = data_versions(f"offers:{country.code}", f"plans:{country.code}")
    key = "-".join(map(str, ("services", country.code, local_day(at, country.zone), *versions)))
    most = caches["default"].get(key)
    if most is None:
        most = [(p.slug, p.name) for p in providers_in(country, at)[:SHOWN]]
        caches["default"].set(key, most)
    return list(most)
