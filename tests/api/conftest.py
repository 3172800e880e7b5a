"""A small catalogue, and a way to ask the API about it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from daybill.apps.availability.models import Offer, Provider
from daybill.apps.catalogue.models import Credit, Person, Source, Title
from daybill.domain.countries import country
from daybill.domain.identity import normalise_name, slugify, title_slug
from daybill.domain.windows import Side, parse_bound

TODAY = date(2025, 8, 20)


@pytest.fixture
def today(settings: Any) -> date:
    """The site's today, fixed: the day the guide's page about Heat was read."""
    settings.DAYBILL = dataclasses.replace(settings.DAYBILL, today=TODAY)
    return TODAY


@pytest.fixture
def source(db: None) -> Source:
    return Source.objects.create(slug="guide", name="A guide", licence="CC0-1.0", url="https://guide.example/")


MakeTitle = Callable[..., Title]


@pytest.fixture
def make_title(db: None) -> MakeTitle:
    def make(name: str = "Heat", year: int | None = 1995, **fields: Any) -> Title:
        fields = {"type": "movie", "slug": title_slug(name, year)} | fields
        return Title.objects.create(name=name, year=year, search_key=normalise_name(name), **fields)

    return make


@pytest.fixture
def heat(make_title: MakeTitle) -> Title:
    return make_title("Heat", 1995, imdb_id="tt0113277", runtime_minutes=170, popularity=80)


MakeCredit = Callable[..., Credit]


@pytest.fixture
def make_credit(source: Source) -> MakeCredit:
    def make(title: Title, name: str, role: str = "actor", **fields: Any) -> Credit:
        person, _ = Person.objects.get_or_create(
            slug=slugify(name), defaults={"name": name, "search_key": normalise_name(name)}
        )
        return Credit.objects.create(title=title, person=person, role=role, source=source, **fields)

    return make


MakeOffer = Callable[..., Offer]


@pytest.fixture
def make_offer(source: Source) -> MakeOffer:
    """Offers with their bounds as text ("2026-06") and their sources as slugs."""

    def make(title: Title, provider: str = "netflix", **fields: Any) -> Offer:
        told_by = fields.pop("source", source.slug)
        fields = {"country": "AU", "monetization": "flatrate", "first_seen": TODAY, "last_seen": TODAY} | fields
        for side in Side:
            column = f"{side}s"
            if isinstance(fields.get(column), str):
                bound = parse_bound(fields[column], side=side, zone=country(fields["country"]).zone)
                fields |= {column: bound.at, f"{column}_precision": bound.precision}
        return Offer.objects.create(
            title=title,
            provider=Provider.objects.get_or_create(slug=provider, defaults={"name": provider.title()})[0],
            source=Source.objects.get_or_create(slug=told_by, defaults={"name": told_by})[0],
            known_from=datetime(2025, 8, 20, tzinfo=UTC),
            **fields,
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
