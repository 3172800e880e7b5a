"""What holds of one way to watch once every source has been heard.

Several sources may tell of the same provider, monetization and quality. The latest evidence decides: a
look that shows the offer, a complete look that does not, or the passing of an announced end that no
source's look disproves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
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
from daybill.domain.windows import Bound, local_day

_NEVER = datetime.max.replace(tzinfo=UTC)


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
        offers: everything that was told of it, the freshest first.
    """

    offer: Offer
    status: Status
    ends: Bound | None
    checked: date
    gone_by: date | None
    sources: tuple[str, ...]
    offers: tuple[Offer, ...]


def _gone_by(offers: Sequence[Offer], *, last_seen: date, at: datetime, zone: ZoneInfo) -> date | None:
    """The first day by which the latest evidence says that it is gone; ``None`` while none does."""
    days = [offer.ended_by for offer in offers if offer.ended_by and offer.ended_by > last_seen]
    days += [
        local_day(offer.ends.at, zone)
        for offer in offers
        if offer.ends and offer.ends.at <= at and announced_end_holds(offer, last_seen=last_seen, zone=zone)
    ]
    return min((day for day in days if day <= at.astimezone(zone).date()), default=None)


def _tie(offer: Offer) -> tuple[object, ...]:
    """Which of two rows of one source goes first, so that it does not depend on where they were stored."""
    moments = [(bound.at, bound.precision) if bound else (_NEVER, "") for bound in (offer.ends, offer.starts)]
    days = (offer.ended_by or date.max, offer.began_after or date.max)
    return (*reader_order(offer, ()), *moments, *days, offer.last_known_after_days, offer.url)


def _stand(told: Sequence[Offer], at: datetime, zone: ZoneInfo) -> Standing:
    """Weigh the offers of one way to watch, all of them known of by then."""
    statuses = {offer: status_at(offer, at, zone) for offer in told}
    freshest = sorted(
        sorted(told, key=_tie),
        key=lambda offer: (offer.last_seen, offer.first_seen, offer.source),
        reverse=True,
    )
    last_seen = freshest[0].last_seen
    gone_by = _gone_by(told, last_seen=last_seen, at=at, zone=zone)
    heard = set(statuses.values())
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
        offers=tuple(freshest),
    )


def _on_that_day(offers: Iterable[Offer], at: datetime, zone: ZoneInfo) -> bool:
    """Whether some source's own looks enclose the day: asked of the past, that outweighs any announcement."""
    day = at.astimezone(zone).date()
    return any(offer.first_seen <= day <= offer.last_seen for offer in offers)


def _way_of(offer: Offer, shops: Collection[tuple[str, str]]) -> tuple[str, str, str, str]:
    """What makes two sources' offers the same way to watch.

    Args:
        shops: provider and quality of offers of which some source says "rent or buy" in one word; there
            renting and buying are one way, as they cannot be told apart.
    """
    if (offer.provider, offer.quality) in shops and offer.monetization in ("rent", "buy"):
        return (offer.provider, "rent", offer.quality, "")
    return (offer.provider, offer.monetization, offer.quality, offer.tier)


def standings(offers: Iterable[Offer], at: datetime, zone: ZoneInfo) -> list[Standing]:
    """Every way to watch that was known of by ``at``, one each, in no particular order."""
    told = [offer for offer in offers if status_at(offer, at, zone) is not Status.UNKNOWN]
    shops = {(offer.provider, offer.quality) for offer in told if offer.also_buy}
    ways: defaultdict[tuple[str, str, str, str], list[Offer]] = defaultdict(list)
    for offer in told:
        ways[_way_of(offer, shops)].append(offer)
    return [_stand(way, at, zone) for way in ways.values()]


def for_reader(found: Iterable[Standing], services: Collection[str]) -> list[tuple[Group, list[Standing]]]:
    """Standings that may be asserted, grouped and ordered for a reader; empty groups are left out."""
    on = [standing for standing in found if standing.status is Status.ON]
    on.sort(key=lambda standing: reader_order(standing.offer, services))
    groups: dict[Group, list[Standing]] = {}
    for standing in on:
        groups.setdefault(group_of(standing.offer, services), []).append(standing)
    return list(groups.items())
