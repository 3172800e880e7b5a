"""The front pages: choosing a country, and what a country has."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from daybill.apps.availability import queries as availability
from daybill.apps.availability.models import Offer
from daybill.apps.availability.queries import CountrySummary, ProviderSummary
from daybill.apps.catalogue.models import Person, Title
from daybill.apps.catalogue.queries import (
    PAGE_TYPES,
    data_versions,
    person_by_slug,
    title_by_slug,
    title_moved_from,
)
from daybill.domain.countries import countries, country
from daybill.domain.offers import Status
from daybill.domain.standings import standings
from daybill.domain.windows import Bound, Precision

from .. import page_cache
from ..listings import Listing, listing
from ..page import Page, Reading, place_page
from ..place import Place, place_of
from ..watch import SOON

WALL = 14
WALLS = 4
ENDS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class CountryChoice:
    """A country on the front page."""

    place: Place
    name: str
    titles: int


def _choice(summary: CountrySummary, language: str) -> CountryChoice:
    found = country(summary.code)
    return CountryChoice(Place(found, found.languages[0]), found.name(language), summary.titles)


def choose_country(request: HttpRequest) -> HttpResponse:
    """``/``: a country is chosen, never assumed."""
    at = settings.DAYBILL.now()
    wanted = _wanted(request.GET.get("for", ""))
    here = f"/?for={wanted['wanted_path']}" if wanted else "/"
    versions = data_versions("catalogue", "offers", "plans", "pages")
    # The local date in the key is Greenwich's: the page belongs to no country.
    key = page_cache.key_of(here, place_of("gb"), versions, at)
    kept = page_cache.find(key, at)
    if kept is not None:
        return kept
    with translation.override(settings.LANGUAGE_CODE):
        context = {**_countries(settings.LANGUAGE_CODE), **wanted, "here": here}
        response = render(request, "daybill/choose_country.html", context)
    page_cache.keep(key, response, (), at)
    return response


def _wanted(path: str) -> dict[str, object]:
    """The title or person a reader found before choosing a country, if the address names one."""
    # PostgreSQL takes no NUL, and no address has one.
    kind, _, slug = path[:200].replace("\x00", "").partition("/")
    found: Person | Title | None = None
    if kind == "person":
        found = person_by_slug(slug)
    elif kind in PAGE_TYPES:
        found = title_by_slug(kind, slug) or title_moved_from(kind, slug)
    return {"wanted": found, "wanted_path": f"{kind}/{found.slug}/"} if found else {}


def _countries(language: str) -> dict[str, object]:
    known = availability.countries_known()
    chosen = settings.DAYBILL.countries
    served = [s for s in known if s.titles and (not chosen or s.code in chosen)]
    served += [CountrySummary(code, 0, None) for code in chosen if code not in {s.code for s in served}]
    others = [s for s in known if s.code in countries() and s.code not in {x.code for x in served}]
    return {
        "served": [_choice(s, language) for s in served],
        "others": sorted((_choice(s, language) for s in others), key=lambda choice: choice.name),
    }


@dataclass(frozen=True, slots=True)
class ProviderWall:
    """The best known titles of a provider."""

    provider: ProviderSummary
    listing: Listing
    is_mine: bool


@place_page()
def country_home(reading: Reading) -> Page:
    """``/<country>/``"""
    place = reading.place
    providers = availability.providers_in(place.country, reading.at)
    with_titles = [p for p in providers if p.titles]
    walls = _walls(with_titles, reading)
    last_seen = availability.newest_observation(place.code, reading.today)
    newest = listing(availability.newest_titles(place.country, reading.at, limit=8), reading)
    ends = _last_chances(reading)
    return Page(
        "daybill/country.html",
        {
            "providers": providers,
            "provider_count": len(with_titles),
            "titles": availability.titles_listed(place.country, reading.at).count(),
            "last_seen": last_seen,
            "is_old": last_seen is not None
            and (reading.today - last_seen).days > settings.DAYBILL.last_known_after_days,
            "section": "tonight",
            "walls": walls,
            "newest": newest,
            "ends": ends,
        },
        boundaries={availability.next_end(place.country, reading.at) or reading.at}.union(
            *(wall.listing.boundaries for wall in walls), newest.boundaries, (end.bound.at for end in ends)
        ),
    )


def _walls(providers: list[ProviderSummary], reading: Reading) -> list[ProviderWall]:
    """Walls of the reader's own services first, then of those that include most; no title hangs twice."""
    ranked = sorted(providers, key=lambda p: (p.slug not in reading.services, -p.included, p.slug))
    hung: set[int] = set()
    walls = []
    for provider in ranked[:WALLS]:
        if not provider.included and provider.slug not in reading.services:
            continue
        ids = availability.titles_listed(reading.place.country, reading.at, provider.slug)
        mine = [pk for pk in ids[: WALL * WALLS] if pk not in hung][:WALL]
        hung.update(mine)
        walls.append(
            ProviderWall(
                provider, listing(mine, reading, provider=provider.slug), provider.slug in reading.services
            )
        )
    return walls


@dataclass(frozen=True, slots=True)
class Ending:
    """An offer that ends, when, and whether that is near."""

    offer: Offer
    bound: Bound
    is_soon: bool


def _last_chances(reading: Reading) -> list[Ending]:
    """Offers whose announced end comes next, as far as they may still be asserted."""
    place = reading.place
    rows = availability.next_ends(place.country, reading.at, limit=ENDS_SHOWN * 12)
    known = availability.offers_of_titles({row.title_id for row in rows}, place.code)
    on = {
        (title, standing.offer.provider, standing.ends.at)
        for title, offers in known.items()
        for standing in standings(offers, reading.at, place.country.zone)
        if standing.status is Status.ON and standing.ends
    }
    endings = [
        Ending(row, Bound(row.ends, Precision(row.ends_precision)), row.ends - reading.at <= SOON)
        for row in rows
        if row.ends and (row.title_id, row.provider.slug, row.ends) in on and row.title.type in PAGE_TYPES
    ]
    return endings[:ENDS_SHOWN]
