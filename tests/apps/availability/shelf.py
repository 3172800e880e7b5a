"""What the tests of storing say of offers and look at afterwards: days are numbers, 0 is the first of 2026."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from daybill.apps.availability.models import Look, Offer
from daybill.apps.availability.storing import OfferStore, ToldLook, ToldOffer
from daybill.apps.catalogue.models import DataVersion, Source, Title
from daybill.apps.catalogue.storing import Outcome
from daybill.domain.countries import country
from daybill.domain.records import OfferRecord
from daybill.domain.windows import Side, parse_bound
from tests.factories import SourceFactory, TitleFactory

STORED, CHANGED, UNCHANGED = Outcome.STORED, Outcome.CHANGED, Outcome.UNCHANGED
FIRST = date(2026, 1, 1)


def day(number: int | None) -> date | None:
    return None if number is None else FIRST + timedelta(days=number)


def number(value: date | None) -> int | None:
    return None if value is None else (value - FIRST).days


def record(first: int = 0, last: int | None = None, **fields: Any) -> OfferRecord:
    """A flatrate offer on Netflix in Australia; ``price`` makes it a rental."""
    fields = {"provider": "netflix", "country": "AU", "monetization": "flatrate"} | fields
    if "price" in fields:
        fields |= {"monetization": "rent", "price_minor": fields.pop("price"), "currency": "AUD"}
    if "ends" in fields:
        fields["ends"] = parse_bound(fields["ends"], side=Side.END, zone=country("AU").zone)
    for name in ("began_after", "ended_by"):
        if name in fields:
            fields[name] = day(fields[name])
    seen = {"first_seen": day(first), "last_seen": day(first if last is None else last)}
    return OfferRecord(title=None, **seen, **fields)


class Shelf:
    """One title and one source, and what was stored of them."""

    def __init__(self) -> None:
        self.title: Title = TitleFactory()
        self.source: Source = SourceFactory()

    def store(self, *records: OfferRecord, source: Source | None = None) -> list[Outcome]:
        told = [ToldOffer(self.title.pk, (source or self.source).pk, one) for one in records]
        return OfferStore().store(told)

    def looked(self, at: int, *records: OfferRecord, asked: Any = None, method: str = "") -> ToldLook:
        at_day = day(at)
        assert at_day is not None
        return ToldLook(self.title.pk, self.source.pk, "AU", at_day, records, asked, method)

    def look(self, at: int, *found: dict[str, Any], asked: Any = None, method: str = "") -> Outcome:
        records = [record(at, **fields) for fields in found]
        [outcome] = OfferStore().store_looks([self.looked(at, *records, asked=asked, method=method)])
        return outcome

    def offers(self) -> list[Offer]:
        return list(self.title.offers.order_by("first_seen", "last_seen", "price_minor", "provider__slug"))

    def spans(self) -> list[tuple[int | None, ...]]:
        """First and last day, and the bounds, of every row."""
        return [
            (number(o.first_seen), number(o.last_seen), number(o.began_after), number(o.ended_by))
            for o in self.offers()
        ]

    def prices(self) -> list[tuple[int | None, ...]]:
        """Price, first and last day of every row."""
        return [(o.price_minor, number(o.first_seen), number(o.last_seen)) for o in self.offers()]

    def versions(self) -> tuple[int, int, int]:
        """Of the title's page, of the country's offers, and of all offers."""
        self.title.refresh_from_db()
        scopes = dict(DataVersion.objects.values_list("scope", "number"))
        return (self.title.data_version, scopes.get("offers:AU", 0), scopes.get("offers", 0))

    def looks(self) -> list[tuple[int | None, Any, str]]:
        rows = Look.objects.filter(title=self.title).order_by("day")
        return [(number(row.day), row.asked, row.method) for row in rows]
