"""A small catalogue, and a way to ask the API about it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from daybill.apps.availability.models import Offer
from daybill.apps.catalogue.models import Credit, Person, Source, Title
from daybill.domain.countries import country
from daybill.domain.windows import Side, parse_bound
from tests.factories import CreditFactory, OfferFactory, PersonFactory, SourceFactory, TitleFactory

TODAY = date(2025, 8, 20)


@pytest.fixture
def today(settings: Any) -> date:
    """The site's today, fixed: the day the guide's page about Heat was read."""
    settings.DAYBILL = dataclasses.replace(settings.DAYBILL, today=TODAY)
    return TODAY


@pytest.fixture
def source(db: None) -> Source:
    return Source.objects.create(
        slug="guide", name="A guide", licence="CC0-1.0", url="https://guide.example/"
    )


MakeTitle = Callable[..., Title]


@pytest.fixture
def make_title(db: None) -> MakeTitle:
    def make(name: str, year: int | None = None, **fields: Any) -> Title:
        return TitleFactory(name=name, year=year, **fields)

    return make


@pytest.fixture
def heat(make_title: MakeTitle) -> Title:
    return make_title("Heat", 1995, imdb_id="tt0113277", runtime_minutes=170, popularity=80)


MakeCredit = Callable[..., Credit]


@pytest.fixture
def make_credit(source: Source) -> MakeCredit:
    """Credits by a person's name; the same name is the same person."""

    def make(title: Title, name: str, role: str = "actor", **fields: Any) -> Credit:
        person = Person.objects.filter(name=name).first() or PersonFactory(name=name)
        return CreditFactory(title=title, person=person, role=role, source=source, **fields)

    return make


MakeOffer = Callable[..., Offer]


@pytest.fixture
def make_offer(source: Source) -> MakeOffer:
    """Offers in Australia seen today, with their bounds as text ("2026-06") and their sources as slugs."""

    def make(title: Title, provider: str = "netflix", **fields: Any) -> Offer:
        fields = {"country": "AU", "first_seen": TODAY, "last_seen": TODAY, "source": source.slug} | fields
        for side in Side:
            column = f"{side}s"
            if column in fields:
                bound = parse_bound(fields[column], side=side, zone=country(fields["country"]).zone)
                fields |= {column: bound.at, f"{column}_precision": bound.precision}
        return OfferFactory(
            **(
                fields
                | {"title": title, "provider__slug": provider, "source": SourceFactory(slug=fields["source"])}
            )
        )

    return make


@dataclass
class Api:
    """GET below /api/v1/ and what came of it."""

    client: Client

    def get(self, path: str, expect: int = 200, **params: Any) -> Any:
        response = self.client.get(f"/api/v1/{path}", params)
        assert response.status_code == expect, response.content
        return response.json()

    def problem(self, path: str, expect: int, **params: Any) -> Any:
        """The problem details of an answer, checked to be complete and free of a trace."""
        response = self.client.get(f"/api/v1/{path}", params)
        assert response.status_code == expect, response.content
        assert response["Content-Type"] == "application/problem+json"
        body = response.json()
        assert set(body) == {"type", "title", "status", "detail", "instance", "nearest"}
        assert body["status"] == expect
        assert body["title"]
        assert body["detail"].endswith((".", "?"))
        assert "Traceback" not in body["detail"]
        assert len(body["detail"]) < 500
        return body


@pytest.fixture
def api(client: Client) -> Api:
    assert settings.DEBUG is False
    return Api(client)
