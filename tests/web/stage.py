"""What the tests of pages and queries set on the stage, and how they look at a page."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from daybill.apps.availability.models import Offer, Plan, Provider
from daybill.apps.catalogue.models import Credit, Person, Title
from daybill.domain.countries import country
from daybill.domain.windows import Side, parse_bound
from tests.factories import (
    CertificationFactory,
    ClaimFactory,
    CreditFactory,
    ListPlacingFactory,
    NominationFactory,
    NomineeFactory,
    OfferFactory,
    PersonFactory,
    PlanFactory,
    ProviderFactory,
    RatingFactory,
    RelationFactory,
    SourceFactory,
    TitleCountryFactory,
    TitleFactory,
    TitleGenreFactory,
    TitleIdFactory,
    TitleLanguageFactory,
    TitleNameFactory,
)

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script> \"'>&amp;"


def plain(text: str) -> str:
    """Words with single spaces, and none before a stop."""
    return re.sub(r" (?=[.,:;)])|(?<=\() ", "", " ".join(text.split()))


class Look:
    """A page as a reader's browser understands it."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.source = response.content.decode()
        self.soup = BeautifulSoup(self.source, "html.parser")

    @property
    def text(self) -> str:
        return plain(self.soup.get_text(" "))

    @property
    def main(self) -> str:
        """The words of the page's own part, without its head and foot."""
        return plain(self.soup.select_one("main").get_text(" "))

    @property
    def title(self) -> str:
        return self.soup.title.get_text()

    @property
    def parts(self) -> list[str]:
        return [part["data-part"] for part in self.soup.select("[data-part]")]

    @property
    def links(self) -> list[str]:
        return [link["href"] for link in self.soup.select("main a[href]")]

    def part(self, name: str) -> str:
        return plain(self.soup.select_one(f"[data-part={name}]").get_text(" "))

    @property
    def snipe(self) -> str:
        return plain(self.soup.select_one(".snipe").get_text(" "))

    @property
    def choices(self) -> list[str]:
        """The addresses an error page offers instead."""
        return [link["href"] for link in self.soup.select("ul.choices a")]


def look(client: Client, path: str, expect: int = 200, **extra: Any) -> Look:
    """GET a page, its status checked, with no trace of a program in it."""
    found = Look(client.get(path, **extra))
    assert found.status == expect, f"{path}: {found.status}\n{found.text[:400]}"
    assert "Traceback" not in found.source
    return found


def source(slug: str = "films-table", **fields: Any) -> Any:
    return SourceFactory(slug=slug, **fields)


def provider(slug: str = "netflix", **fields: Any) -> Provider:
    return ProviderFactory(slug=slug, **fields)


def offer(title: Title, on: str = "netflix", **fields: Any) -> Offer:
    """An offer in Australia seen today; bounds as text at their precision, the source as its slug."""
    fields = {"country": "AU", "first_seen": TODAY, "source": "films-table"} | fields
    fields.setdefault("last_seen", fields["first_seen"])
    for side in Side:
        if isinstance(fields.get(f"{side}s"), str):
            bound = parse_bound(fields[f"{side}s"], side=side, zone=country(fields["country"]).zone)
            fields |= {f"{side}s": bound.at, f"{side}s_precision": bound.precision}
    fields["source"] = source(fields["source"])
    return OfferFactory(**fields, title=title, provider=provider(on))


def plan(on: str = "netflix", **fields: Any) -> Plan:
    return PlanFactory(provider=provider(on), **({"first_seen": TODAY} | fields))


def person(name: str, **fields: Any) -> Person:
    """The person of a name; asked for twice it is the same one."""
    return Person.objects.filter(name=name).first() or PersonFactory(name=name, **fields)


def credit(title: Title, name: str, role: str = "actor", **fields: Any) -> Credit:
    return CreditFactory(title=title, person=person(name), role=role, **fields)


def film(name: str = "Heat", year: int | None = 1995, **fields: Any) -> Title:
    return TitleFactory(name=name, year=year, **fields)


def full_heat() -> Title:
    """*Heat* with something to say in every part that facts can fill."""
    heat = film(imdb_id="tt0113277", runtime_minutes=170, popularity=80)
    credit(heat, "Michael Mann", "director", position=1)
    credit(heat, "Elliot Goldenthal", "composer")
    for position, (name, character) in enumerate(
        [
            ("Al Pacino", "Vincent Hanna"),
            ("Robert De Niro", "Neil McCauley"),
            ("Val Kilmer", "Chris Shiherlis"),
        ],
        start=1,
    ):
        credit(heat, name, position=position, character=character)
    for genre in ("crime", "drama"):
        TitleGenreFactory(title=heat, genre=genre)
    TitleCountryFactory(title=heat)
    TitleLanguageFactory(title=heat)
    TitleNameFactory(title=heat, name="Heat - Fuego contra fuego", country="ES", language="es")
    TitleIdFactory(title=heat, value="949")
    CertificationFactory(title=heat)
    RatingFactory(title=heat, votes=700_000, as_of=date(2026, 1, 1), source=source("ratings"))
    ClaimFactory(title=heat, is_shown=True)
    ClaimFactory(title=heat, value="1996", source=source("other-table"))
    ClaimFactory(title=heat, field="runtime_minutes", value="170", is_shown=True)
    for category in ("Best film", "Best sound"):
        NomineeFactory(nomination=NominationFactory(title=heat, category=category, year=1996, won=False))
    ListPlacingFactory(title=heat, rank=28)
    takedown = film("L.A. Takedown", 1989)
    credit(takedown, "Michael Mann", "director")
    RelationFactory(from_title=heat, to_title=takedown)
    for name, year in (("Heat", 1986), ("Heat", 1972), ("The Heat", 2013)):
        film(name, year)
    offer(heat, ends="2027-06")
    offer(heat, "stan")
    plan()
    return heat


def every_page(heat: Title, *, place: str = "au") -> list[str]:
    """An address of each kind of public page on which something of this title stands."""
    return [
        "/",
        f"/{place}/",
        f"/{place}/movie/{heat.slug}/",
        f"/{place}/person/michael-mann/",
        f"/{place}/provider/netflix/",
        f"/{place}/awards/",
        f"/{place}/awards/academy-awards/1996/",
        f"/search/?q=heat&country={place}",
        "/search/?q=heat",
        "/about/",
    ]
