"""Offers that come in one page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from daybill.apps.catalogue.models import Source, Title
from daybill.domain.countries import country
from daybill.domain.records import OfferRecord
from daybill.domain.windows import Side, parse_bound

from .models import Offer
from .storing import OfferStore, ToldOffer


@dataclass(frozen=True, slots=True)
class SeenOffer:
    """One way to watch that a page named on a day.

    Attributes:
        ends: the announced end at its own precision (``2026-06``), or "".
    """

    provider: str
    provider_name: str
    country: str
    monetization: str
    observed: date
    price_minor: int | None = None
    currency: str = ""
    quality: str = ""
    ends: str = ""


def _record(seen: SeenOffer) -> OfferRecord:
    zone = country(seen.country).zone
    return OfferRecord(
        title=None,
        provider=seen.provider,
        provider_name=seen.provider_name,
        country=seen.country,
        monetization=seen.monetization,
        first_seen=seen.observed,
        last_seen=seen.observed,
        quality=seen.quality,
        price_minor=seen.price_minor,
        currency=seen.currency if seen.price_minor is not None else "",
        ends=parse_bound(seen.ends, side=Side.END, zone=zone) if seen.ends else None,
    )


@transaction.atomic
def record_seen_offers(title: Title, source: Source, seen: Iterable[SeenOffer]) -> int:
    """Store what a page says of where to watch: a partial look, which ends nothing. Returns the number of rows made.

    Seen again with the same terms, an offer's ``last_seen`` moves; seen with others, a row begins.
    """
    rows = Offer.objects.filter(title=title, source=source, known_to=None)
    before = rows.count()
    OfferStore().store([ToldOffer(title.pk, source.pk, _record(offer)) for offer in seen])
    return rows.count() - before
