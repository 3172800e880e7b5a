"""Offers: one way to watch one title, and what is true of it at a given instant.

Two different things end an offer. An *announced* end is a date its source published; it holds unless the
offer is observed after it. An *observed* end is a complete look at which the offer was no longer named;
a partial look ends nothing, because silence is not removal. What a source has not shown for some time is
only *last known*: it may be listed with its date, and asserted nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from daybill.domain.money import Money
from daybill.domain.windows import Bound, Side, Window, bound_day, local_day, midnight

LAST_KNOWN_AFTER_DAYS = 30


class Monetization(StrEnum):
    """What the reader must do to watch."""

    FLATRATE = "flatrate"
    ADS = "ads"
    FREE = "free"
    RENT = "rent"
    BUY = "buy"
    CINEMA = "cinema"


class Quality(StrEnum):
    """Picture quality as offered; better ones sort later."""

    SD = "sd"
    HD = "hd"
    UHD = "4k"


class Status(StrEnum):
    """What may be said of an offer at an instant."""

    ON = "on"
    LAST_KNOWN = "last_known"
    UPCOMING = "upcoming"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Group(StrEnum):
    """How offers are laid out for a reader, in this order."""

    MINE = "mine"
    FREE = "free"
    ADS = "ads"
    SUBSCRIPTION = "subscription"
    RENT = "rent"
    BUY = "buy"
    CINEMA = "cinema"


_GROUP_OF = {
    Monetization.FREE: Group.FREE,
    Monetization.ADS: Group.ADS,
    Monetization.FLATRATE: Group.SUBSCRIPTION,
    Monetization.RENT: Group.RENT,
    Monetization.BUY: Group.BUY,
    Monetization.CINEMA: Group.CINEMA,
}
_GROUP_ORDER = list(Group)
_QUALITY_ORDER = ["", *Quality]


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to watch one title in one country, as one source tells it.

    Attributes:
        provider: the provider's slug.
        price: what it costs once; ``None`` where the source names no price.
        quality: a `Quality` value, or ``""`` where not told.
        starts, ends: the announced window, each at its own precision.
        first_seen, last_seen: first and last day the source was observed to name it.
        began_after: the last day a complete look did *not* name it; with ``first_seen`` it bounds the
            arrival. ``None`` where nobody had looked before.
        ended_by: the first day a complete look no longer named it; with ``last_seen`` it bounds the end.
        source: the slug of the source.
        last_known_after_days: how long this source's word stands without being renewed.
        parent: slug of the provider through which this one is sold, or "".
    """

    provider: str
    country: str
    monetization: Monetization
    first_seen: date
    last_seen: date
    source: str
    quality: str = ""
    price: Money | None = None
    starts: Bound | None = None
    ends: Bound | None = None
    began_after: date | None = None
    ended_by: date | None = None
    last_known_after_days: int = LAST_KNOWN_AFTER_DAYS
    parent: str = ""
    provider_name: str = ""
    tier: str = ""
    also_buy: bool = False
    url: str = ""
    audio: tuple[str, ...] = ()
    subtitles: tuple[str, ...] = ()

    @property
    def announced(self) -> Window:
        """The announced window; sides nobody announced are open."""
        return Window(self.starts.at if self.starts else None, self.ends.at if self.ends else None)


def announced_end_holds(offer: Offer, *, last_seen: date, zone: ZoneInfo) -> bool:
    """Whether an announced end was not disproved by an observation after it."""
    return offer.ends is not None and last_seen <= bound_day(offer.ends, side=Side.END, zone=zone)


def status_at(offer: Offer, at: datetime, zone: ZoneInfo) -> Status:
    """What may be said of the offer at ``at``, from everything its source has told so far.

    Args:
        at: aware instant.
        zone: of the offer's country; its days end at midnight there.
    """
    day = local_day(at, zone)
    if (
        announced_end_holds(offer, last_seen=offer.last_seen, zone=zone)
        and offer.ends
        and at >= offer.ends.at
    ):
        return Status.ENDED
    if offer.ended_by is not None and day >= offer.ended_by:
        return Status.ENDED
    if offer.starts is not None and at < offer.starts.at:
        return Status.UPCOMING
    if offer.first_seen <= day <= offer.last_seen:
        return Status.ON
    if day < offer.first_seen:
        return Status.ON if offer.starts is not None else Status.UNKNOWN
    # After the last look that showed it: with hindsight its end lies in here; without, its word still stands a while.
    if offer.ended_by is not None or day - offer.last_seen > timedelta(days=offer.last_known_after_days):
        return Status.LAST_KNOWN
    return Status.ON


def is_on(offer: Offer, at: datetime, zone: ZoneInfo) -> bool:
    """Whether the offer may be asserted at that instant."""
    return status_at(offer, at, zone) is Status.ON


def group_of(offer: Offer, services: Collection[str]) -> Group:
    """The reader's group of an offer; ``services`` are slugs of providers the reader pays for or has."""
    included = offer.monetization in (Monetization.FLATRATE, Monetization.ADS, Monetization.FREE)
    if included and offer.provider in services:
        return Group.MINE
    return _GROUP_OF[offer.monetization]


def reader_order(offer: Offer, services: Collection[str]) -> tuple[int, bool, int, int, str, str]:
    """Sort key: what costs the reader least first, then the better picture, then the provider's name."""
    return (
        _GROUP_ORDER.index(group_of(offer, services)),
        offer.price is None,
        offer.price.minor if offer.price else 0,
        -_QUALITY_ORDER.index(offer.quality),
        offer.provider_name or offer.provider,
        offer.source,
    )


def best_offer(
    offers: Iterable[Offer], services: Collection[str], at: datetime, zone: ZoneInfo
) -> Offer | None:
    """The offer to name first to this reader; ``None`` where nothing may be asserted at that instant."""
    on = (offer for offer in offers if is_on(offer, at, zone))
    return min(on, key=lambda offer: reader_order(offer, services), default=None)


def boundaries(offer: Offer, zone: ZoneInfo) -> set[datetime]:
    """The instants (UTC) at which what may be said of the offer changes by the clock alone."""
    stale_day = offer.last_seen + timedelta(days=offer.last_known_after_days + 1)
    return {bound.at for bound in (offer.starts, offer.ends) if bound} | {midnight(stale_day, zone)}
