"""What holds of one way to watch once every source has been heard.

Several sources may tell of the same provider, monetization and quality. The latest evidence decides: a
look that shows the offer, a complete look that does not, or the passing of an announced end that no
source's look disproves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from daybill.domain.offers import (
    Group,
    Offer,
    Status,
    announced_end_holds,
    group_of,
    reader_order,
    status_at,
)
from daybill.domain.windows import Bound, Side, bound_day


@dataclass(frozen=True, slots=True)
class Standing:
    """One way to watch, as all its sources together leave it.

    Attributes:
        offer: the offer with the latest observation; its price, link and languages are the ones to show.
        status: what may be said.
        ends: the announced end that holds, from whichever source announced it.
        checked: the last day any source showed it.
        gone_by: for what has ended, the first day it is known to be gone; ``None`` where it has not ended.
        sources: slugs of all sources that told of it, the freshest first.
    """

    offer: Offer
    status: Status
    ends: Bound | None
    checked: date
    gone_by: date | None
    sources: tuple[str, ...]


def _gone_by(offers: Sequence[Offer], *, last_seen: date, at: datetime, zone: ZoneInfo) -> date | None:
    """The first day by which the latest evidence says that it is gone; ``None`` while none does."""
    days = [offer.ended_by for offer in offers if offer.ended_by and offer.ended_by > last_seen]
    days += [
        bound_day(offer.ends, side=Side.END, zone=zone) + timedelta(days=1)
        for offer in offers
        if offer.ends and offer.ends.at <= at and announced_end_holds(offer, last_seen=last_seen, zone=zone)
    ]
    return min((day for day in days if day <= at.astimezone(zone).date()), default=None)


def _stand(offers: Sequence[Offer], at: datetime, zone: ZoneInfo) -> Standing | None:
    """Weigh the offers of one way to watch; ``None`` where nothing was known of it by that day."""
    statuses = {offer: status_at(offer, at, zone) for offer in offers}
    told = [offer for offer in offers if statuses[offer] is not Status.UNKNOWN]
    if not told:
        return None
    freshest = sorted(told, key=lambda offer: (offer.last_seen, offer.first_seen, offer.source), reverse=True)
    last_seen = freshest[0].last_seen
    gone_by = _gone_by(told, last_seen=last_seen, at=at, zone=zone)
    heard = {statuses[offer] for offer in told}
    if gone_by is not None and not _on_that_day(told, at, zone):
        status = Status.ENDED
    else:
        order = (Status.ON, Status.LAST_KNOWN, Status.UPCOMING, Status.ENDED)
        status = next(s for s in order if s in heard)
    shown = next((offer for offer in freshest if statuses[offer] is status), freshest[0])
    holding = [o.ends for o in freshest if o.ends and announced_end_holds(o, last_seen=last_seen, zone=zone)]
    return Standing(
        offer=shown,
        status=status,
        ends=holding[0] if holding else None,
        checked=last_seen,
        gone_by=gone_by if status is Status.ENDED else None,
        sources=tuple(dict.fromkeys(offer.source for offer in freshest)),
    )


def _on_that_day(offers: Iterable[Offer], at: datetime, zone: ZoneInfo) -> bool:
    """Whether some source's own looks enclose the day: asked of the past, that outweighs any announcement."""
    day = at.astimezone(zone).date()
    return any(offer.first_seen <= day <= offer.last_seen for offer in offers)


def standings(offers: Iterable[Offer], at: datetime, zone: ZoneInfo) -> list[Standing]:
    """Every way to watch that was known of by ``at``, one each, in no particular order."""
    ways: defaultdict[tuple[str, str, str, str], list[Offer]] = defaultdict(list)
    for offer in offers:
        ways[offer.provider, offer.monetization, offer.quality, offer.tier].append(offer)
    weighed = (_stand(way, at, zone) for way in ways.values())
    return [standing for standing in weighed if standing is not None]


def for_reader(
    found: Iterable[Standing], services: Collection[str]
) -> list[tuple[Group, list[Standing]]]:
    """Standings that may be asserted, grouped and ordered for a reader; empty groups are left out."""
    on = [standing for standing in found if standing.status is Status.ON]
    on.sort(key=lambda standing: reader_order(standing.offer, services))
    groups: dict[Group, list[Standing]] = {}
    for standing in on:
        groups.setdefault(group_of(standing.offer, services), []).append(standing)
    return list(groups.items())
