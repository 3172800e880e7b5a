"""A person's page: the body of work, with what is watchable now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from daybill.apps.catalogue import queries as catalogue
from daybill.apps.catalogue.models import Credit, Person, Role

from .. import labels
from ..bad_input import Choice, NoSuchPage
from ..listings import Listed, listing
from ..page import Page, Reading, place_page

_ORDER = (
    Role.DIRECTOR,
    Role.CREATOR,
    Role.WRITER,
    Role.ACTOR,
    Role.COMPOSER,
    Role.CINEMATOGRAPHER,
    Role.EDITOR,
    Role.PRODUCER,
)


@dataclass(frozen=True, slots=True)
class Work:
    """A title with what the person did on it."""

    listed: Listed
    character: str


def _person_or_nearest(reading: Reading, slug: str) -> Person:
    found = catalogue.person_by_slug(slug)
    if found is not None:
        return found
    choices = [
        Choice(person.name, f"/{reading.place.prefix}/person/{person.slug}/")
        for person in catalogue.people_near(slug)
    ]
    raise NoSuchPage(what=_("person"), value=slug, choices=choices)


def _version(reading: Reading, slug: str) -> tuple[object, ...]:
    found = _person_or_nearest(reading, slug)
    return (found.pk, found.data_version)


@place_page(version=_version)
def person_page(reading: Reading, slug: str) -> Page:
    """``/<country>/person/<slug>/``"""
    person = _person_or_nearest(reading, slug)
    credited = catalogue.credits_of(person)
    shown = listing(dict.fromkeys(credit.title_id for credit in credited), reading)
    by_id = {listed.card.id: listed for listed in shown.titles}
    works = [(str(labels.ROLES[role]), _works(credited, role, by_id)) for role in _ORDER]
    return Page(
        "daybill/person.html",
        {
            "person": person,
            "works": [(label, found) for label, found in works if found],
            "title_count": len(by_id),
            "years": sorted({w.card.year for w in shown.titles if w.card.year}),
            "nominations": catalogue.nominations_of(person),
            "sources": sorted({credit.source for credit in credited}, key=lambda source: source.name),
        },
        boundaries=shown.boundaries,
    )


def _works(credited: list[Credit], role: Role, by_id: dict[int, Listed]) -> list[Work]:
    """What the person did in one role, oldest first, each title once."""
    mine = {c.title_id: c for c in credited if c.role == role and c.title_id in by_id}
    works = [Work(by_id[title], credit.character) for title, credit in mine.items()]
    return sorted(works, key=lambda work: (work.listed.card.year or 9999, work.listed.card.name))
