"""A provider's page in a country: what it asks, and what it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from daybill.apps.availability import queries as availability
from daybill.apps.availability.models import Provider
from daybill.domain.plans import Plan, plans_on

from ..bad_input import Choice, NoSuchPage, page_number
from ..listings import listing
from ..page import Page, Reading, place_page

PER_PAGE = 48


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan with what it asked before, where that is known."""

    plan: Plan
    before: Plan | None


def _provider_or_nearest(reading: Reading, slug: str) -> Provider:
    found = availability.provider_by_slug(slug)
    if found is not None:
        return found
    near = availability.providers_near(slug)
    names = availability.provider_names(near)
    choices = [Choice(names[s], f"/{reading.place.prefix}/provider/{s}/") for s in near if s in names]
    raise NoSuchPage(what=_("provider"), value=slug, choices=choices)


@place_page(parameters=("page",))
def provider_page(reading: Reading, slug: str) -> Page:
    """``/<country>/provider/<slug>/``"""
    provider = _provider_or_nearest(reading, slug)
    place = reading.place
    ids = availability.titles_listed(place.country, reading.at, provider.slug)
    pages = Paginator(ids, PER_PAGE)
    number = page_number(reading.request, pages.num_pages)
    page = pages.page(number)
    shown = listing(page.object_list, reading, provider=provider.slug)
    return Page(
        "daybill/provider.html",
        {
            "provider": provider,
            "plans": _plans(place.code, provider.slug, reading.today),
            "page": page,
            "here": reading.request.get_full_path() if number > 1 or reading.as_of else reading.request.path,
            "paging_query": f"as_of={reading.as_of}&" if reading.as_of else "",
            "total": pages.count,
            "listed": shown.titles,
            "channels": availability.channels_of(provider),
            "last_seen": availability.newest_observation(place.code, reading.today, provider.slug),
        },
        boundaries=shown.boundaries | {availability.next_end(place.country, reading.at) or reading.at},
    )


def _plans(country: str, provider: str, day: date) -> list[PlanRow]:
    history = availability.plan_history(country, [provider])
    ended = {(plan.name, plan.source, plan.last_seen): plan for plan in history}
    return [PlanRow(plan, _before(plan, ended)) for plan in plans_on(history, day)]


def _before(plan: Plan, ended: dict[tuple[str, str, date], Plan]) -> Plan | None:
    return ended.get((plan.name, plan.source, plan.held_before)) if plan.held_before else None
