"""Offers that come in one page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db import transaction

from daybill.apps.catalogue.actions import title_changed, touch
from daybill.apps.catalogue.models import Source, Title
from daybill.domain.countries import country
from daybill.domain.providers import providers
from daybill.domain.windows import Side, parse_bound

from .models import Offer, Provider


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


def _provider(seen: SeenOffer) -> Provider:
    known = providers().get(seen.provider)
    name = known.name if known else seen.provider_name
    return Provider.objects.get_or_create(slug=seen.provider, defaults={"name": name[:120]})[0]


def _terms(seen: SeenOffer) -> dict[str, object]:
    ends = parse_bound(seen.ends, side=Side.END, zone=country(seen.country).zone) if seen.ends else None
    return {
        "price_minor": seen.price_minor,
        "currency": seen.currency if seen.price_minor is not None else "",
        "ends": ends.at if ends else None,
        "ends_precision": ends.precision if ends else "",
    }


@transaction.atomic
def record_seen_offers(title: Title, source: Source, seen: Iterable[SeenOffer]) -> int:
    """Store what a page says of where to watch: a partial look, which ends nothing. Returns the number of rows made.

    Seen again with the same terms, an offer's ``last_seen`` moves; seen with others, a row begins.
    """
    made = 0
    touched = set()
    for offer in seen:
        way = {
            "title": title,
            "provider": _provider(offer),
            "country": offer.country,
            "monetization": offer.monetization,
            "quality": offer.quality,
            "source": source,
        }
        rows = Offer.objects.filter(**way, **_terms(offer), known_to=None)
        found = rows.order_by("-last_seen").first()
        if found is None:
            Offer.objects.create(
                **way,
                **_terms(offer),
                first_seen=offer.observed,
                last_seen=offer.observed,
                known_from=datetime.combine(offer.observed, time.min, tzinfo=UTC),
            )
            made += 1
        else:
            found.first_seen = min(found.first_seen, offer.observed)
            found.last_seen = max(found.last_seen, offer.observed)
            found.save(update_fields=["first_seen", "last_seen"])
        touched.add(offer.country)
    if touched:
        touch(*(f"offers:{code}" for code in sorted(touched)), "offers")
        title_changed(title.pk)
    return made
