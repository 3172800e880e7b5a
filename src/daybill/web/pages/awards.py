"""Awards: the bodies with their years, and one ceremony in full."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from daybill.apps.catalogue import queries as catalogue
from daybill.apps.catalogue.models import Nomination
from daybill.domain.nearest import nearest

from ..bad_input import Choice, NoSuchPage
from ..listings import listing
from ..page import Page, Reading, place_page


@place_page()
def awards_page(reading: Reading) -> Page:
    """``/<country>/awards/``"""
    return Page("daybill/awards.html", {"bodies": catalogue.award_bodies(), "section": "awards"})


@place_page()
def ceremony_page(reading: Reading, body: str, year: int) -> Page:
    """``/<country>/awards/<body>/<year>/``"""
    bodies = {summary.body.slug: summary for summary in catalogue.award_bodies()}
    prefix = f"/{reading.place.prefix}/awards"
    if body not in bodies:
        near = nearest(body, bodies) or list(bodies)[:3]
        choices = [Choice(bodies[s].body.name, f"{prefix}/") for s in near]
        raise NoSuchPage(what=_("award"), value=body, choices=choices)
    years = bodies[body].years
    if year not in years:
        close = sorted(years, key=lambda known: abs(known - year))[:3]
        name = bodies[body].body.name
        choices = [Choice(f"{name} {known}", f"{prefix}/{body}/{known}/") for known in close]
        raise NoSuchPage(what=_("ceremony"), value=f"{name} {year}", choices=choices)
    found = catalogue.nominations_in(body, year)
    winners = listing(dict.fromkeys(n.title_id for n in found if n.won and n.title_id), reading)
    place_in_years = years.index(year)
    return Page(
        "daybill/ceremony.html",
        {
            "body": bodies[body].body,
            "year": year,
            "categories": _by_category(found),
            "winners": winners.titles,
            "earlier": years[place_in_years + 1] if place_in_years + 1 < len(years) else None,
            "later": years[place_in_years - 1] if place_in_years else None,
            "sources": sorted({n.source for n in found}, key=lambda source: source.name),
        },
        boundaries=winners.boundaries,
    )


def _by_category(nominations: list[Nomination]) -> list[tuple[str, list[Nomination]]]:
    grouped: defaultdict[str, list[Nomination]] = defaultdict(list)
    for nomination in nominations:
        grouped[nomination.category].append(nomination)
    return list(grouped.items())
