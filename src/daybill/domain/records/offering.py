"""What a source says of where to watch, and at what price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from daybill.domain.money import Money
from daybill.domain.windows import Bound

from .refs import TitleRef


class OfferRecord(NamedTuple):
    """One way to watch one title, seen by a source from one day to another (see `daybill.domain.offers.Offer`).

    A named tuple, as millions of them come in at a time.

    Attributes:
        title: ``None`` inside a `LookRecord`, which names it.
        provider: slug; ``provider_name`` and ``parent`` serve where the provider is not known yet.
        first_seen, last_seen: the same day for one look.
        starts, ends: announced bounds, in the zone of the country (`daybill.domain.windows.parse_bound`).
        began_after, ended_by, began_by_method, ended_by_method: told only by an export of our own, which holds the
            history. ``is_history`` says that it does, so that their absence means something too.
        source: slug, where it is not the one that is being imported.
    """

    title: TitleRef | None
    provider: str
    country: str
    monetization: str
    first_seen: date
    last_seen: date
    quality: str = ""
    tier: str = ""
    price_minor: int | None = None
    currency: str = ""
    starts: Bound | None = None
    ends: Bound | None = None
    also_buy: bool = False
    audio: tuple[str, ...] = ()
    subtitles: tuple[str, ...] = ()
    url: str = ""
    provider_name: str = ""
    parent: str = ""
    began_after: date | None = None
    ended_by: date | None = None
    began_by_method: bool = False
    ended_by_method: bool = False
    source: str = ""
    is_history: bool = False


Asked = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LookRecord:
    """A complete look at one title in one country on one day: what was found, and what was asked about.

    Attributes:
        offers: what was found, each seen on ``day``.
        asked: (provider, monetization) pairs that would have been found had they been there, those found included;
            ``monetization`` "" stands for every one; ``None``: the look was at everything the source follows.
        method: how the source looked; between looks of different methods nothing is said to arrive or end.
    """

    title: TitleRef
    country: str
    day: date
    offers: tuple[OfferRecord, ...]
    asked: Asked | None = None
    method: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PastLookRecord:
    """That a complete look was made, as an export of our own tells it; what it found is in the offers.

    Attributes:
        provider, title: at which of the two it was a look; the other is empty.
        asked, method: as on `LookRecord`.
    """

    country: str
    day: date
    provider: str = ""
    title: TitleRef | None = None
    asked: Asked | None = None
    method: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProviderRecord:
    """A provider; ``parent`` is the slug of the one through which it is sold."""

    slug: str
    name: str
    url: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A plan with its terms as seen from one day to another (see `daybill.domain.plans.Plan`)."""

    provider: str
    country: str
    name: str
    price: Money
    period: str
    first_seen: date
    last_seen: date
    ads: bool | None = None
    quality: str = ""
    screens: int | None = None
    trial_days: int | None = None
    held_before: date | None = None
    provider_name: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PromoRecord:
    """Something a provider promotes in a country."""

    provider: str
    country: str
    text: str
    url: str = ""
    plan_name: str = ""
    disclosure: str = ""
    starts: Bound | None = None
    ends: Bound | None = None
    provider_name: str = ""
    source: str = ""
