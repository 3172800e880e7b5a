"""GET /titles/{id}/offers: where to watch a title in a country, today or as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from ninja import P, QueryEx, Router
from ninja.decorators import decorate_view

from daybill.apps.availability.queries import offers_of
from daybill.domain.offers import Offer, Status, reader_order, status_at
from daybill.domain.standings import standings
from daybill.domain.windows import Bound, Side, bound_text

from . import shapes
from .openapi import ERRORS, documented
from .parameters import TitleId, country_of, only, title_of
from .parameters import as_of as moment_of

router = Router(tags=["titles"])
_AS_OF = (
    "A day, YYYY-MM-DD, in the country's own zone; the answer says how that day ended. "
    "From 1888-01-01 to 366 days ahead. Left out: now."
)
_STATUS_ORDER = (Status.ON, Status.UPCOMING, Status.LAST_KNOWN, Status.ENDED)


@router.get(
    "/titles/{id}/offers",
    response={200: shapes.OffersAnswer, **ERRORS},
    operation_id="title_offers",
    summary="Where to watch a title",
    openapi_extra=documented("offers"),
)
@decorate_view(only("country", "as_of"))
def title_offers(
    request: HttpRequest,
    id: TitleId,  # noqa: A002 (the name of the parameter is a contract)
    country: QueryEx[str, P(description="ISO 3166-1, either case.", example="AU")],
    as_of: QueryEx[str | None, P(description=_AS_OF, example="2025-08-20")] = None,
) -> shapes.OffersAnswer:
    """Each source's word on each way to watch, with what all sources together leave of it.

    Only `on` may be asserted. A way to watch (provider, monetization, quality, tier) is on where any of
    its entries is. Two queries, however many offers there are.
    """
    where = country_of(country)
    asked = moment_of(as_of, where)
    title = title_of(id)
    told = offers_of(title.pk, where.code)
    return shapes.OffersAnswer(
        title=title.imdb_id or str(title.pk),
        country=where.code,
        as_of=asked.day,
        offers=offer_lines(told, asked.at, where.zone),
    )


def offer_lines(told: Iterable[Offer], at: datetime, zone: ZoneInfo) -> list[shapes.OfferLine]:
    """One line for every offer known of by ``at``: on, then upcoming, last known, ended; cheapest first in each.

    The status is that of the offer's own source, except that evidence of the end from any source ends what
    the others still believe. It is never raised: what one source saw leave stays ended in its own entry,
    although another's entry may say that it came back.
    """
    lines = []
    for verdict, offer in ((v, offer) for v in standings(told, at, zone) for offer in v.offers):
        status = status_at(offer, at, zone)
        if verdict.status is Status.ENDED and status in (Status.ON, Status.LAST_KNOWN):
            status = Status.ENDED
        key = (
            _STATUS_ORDER.index(status),
            reader_order(offer, ()),
            offer.tier,
            -offer.first_seen.toordinal(),
        )
        lines.append((key, _line(offer, status, verdict.sources, zone)))
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def _line(offer: Offer, status: Status, sources: tuple[str, ...], zone: ZoneInfo) -> shapes.OfferLine:
    return shapes.OfferLine(
        provider=offer.provider,
        provider_name=offer.provider_name,
        monetization=offer.monetization.value,
        price_minor=offer.price.minor if offer.price else None,
        currency=offer.price.currency if offer.price else None,
        quality=offer.quality or None,
        tier=offer.tier or None,
        also_buy=offer.also_buy,
        starts=_text(offer.starts, Side.START, zone),
        starts_precision=offer.starts.precision.value if offer.starts else None,
        ends=_text(offer.ends, Side.END, zone),
        ends_precision=offer.ends.precision.value if offer.ends else None,
        began_after=offer.began_after,
        first_seen=offer.first_seen,
        last_seen=offer.last_seen,
        ended_by=offer.ended_by,
        audio=list(offer.audio),
        subtitles=list(offer.subtitles),
        status=cast("shapes.Shown", status.value),
        source=offer.source,
        sources=list(sources),
        url=offer.url or None,
    )


def _text(bound: Bound | None, side: Side, zone: ZoneInfo) -> str | None:
    return bound_text(bound, side=side, zone=zone) if bound else None
