"""The end of a complete listing: what a provider no longer names in a country has gone by that day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from daybill.apps.availability.models import Look, Offer
from daybill.apps.catalogue.actions import touch, versions_raised
from daybill.apps.catalogue.chunks import chunks
from daybill.domain.errors import DaybillError

from .offers import Missed, OfferStore
from .providers import Named, ensure_providers

# A listing that names fewer than half of what stood is more likely a broken file than a broken service.
SMALLEST_SHARE = 0.5
FEWEST_TO_JUDGE = 10
TITLES_A_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Listing:
    """What a complete listing is of: one provider in one country, as one source saw it on a day."""

    source: int
    provider: str
    country: str
    day: date


class SuspiciousListing(DaybillError):
    """A complete listing that is empty or suddenly tiny; nothing of it was stored.

    Attributes:
        named: how many titles it names.
        standing: how many stood before.
    """

    def __init__(self, listing: Listing, *, named: int, standing: int) -> None:
        what = "It names no title" if not named else f"It names {named} titles where {standing} stood"
        super().__init__(
            f"{what} of {listing.provider} in {listing.country}, and a complete listing ends what it does not name. "
            "Nothing was stored. If it is right, import it again with --force."
        )
        self.named = named
        self.standing = standing


def _standing(listing: Listing) -> QuerySet[Offer]:
    return Offer.objects.filter(
        source=listing.source,
        provider__slug=listing.provider,
        country=listing.country,
        known_to=None,
    )


def refuse_suspicious(listing: Listing, *, named: int) -> None:
    """Compare what a listing names with what stood on its day.

    Raises:
        SuspiciousListing: it names nothing, or fewer than half of at least ten.
    """
    is_open = Q(ended_by=None, ended_by_method=False)
    stood = is_open | Q(ended_by__gt=listing.day) | Q(last_seen__gte=listing.day)
    before = _standing(listing).filter(stood, first_seen__lte=listing.day)
    standing = before.values("title").distinct().count()
    if not named or (standing >= FEWEST_TO_JUDGE and named < standing * SMALLEST_SHARE):
        raise SuspiciousListing(listing, named=named, standing=standing)


def close_listing(listing: Listing, *, spared: Collection[int], seen: Collection[int] | None = None) -> int:
    """End the offers that a complete listing does not name, and remember the look; how many ended.

    Its own offers are stored already. It may be older than what is known: then it bounds what began after it, too.

    Args:
        spared: titles that held rows of the listing may be about: of them nothing is known.
        seen: titles the listing names; needed where it is older than what is known of them.
    """
    provider = ensure_providers([Named(listing.provider)])[listing.provider]
    left_alone, named = set(spared), set(seen or ())
    # Taken before anything ends, as an end on the listing's own day is none of a later day.
    ahead = _known_ahead(listing) - left_alone
    ended = _end_the_rest(listing, left_alone | ahead)
    store = OfferStore()
    for part in chunks(ahead, TITLES_A_BATCH):
        missed = [Missed(title, listing.source, listing.country, title in named) for title in part]
        ended += store.miss(missed, provider, listing.day)
    Look.objects.get_or_create(
        source_id=listing.source, provider_id=provider, title=None, country=listing.country, day=listing.day
    )
    return ended


def _known_ahead(listing: Listing) -> set[int]:
    """Titles of which something is known of a day after the listing's."""
    later = Q(last_seen__gt=listing.day) | Q(ended_by__gt=listing.day)
    return set(_standing(listing).filter(later).values_list("title", flat=True).distinct())


def _end_the_rest(listing: Listing, left_alone: Collection[int]) -> int:
    """End what stood, of which nothing later is known."""
    gone = _standing(listing).filter(last_seen__lt=listing.day, ended_by=None, ended_by_method=False)
    rows = [(pk, title) for pk, title in gone.values_list("pk", "title_id") if title not in left_alone]
    for part in chunks([pk for pk, _ in rows]):
        Offer.objects.filter(pk__in=part).update(ended_by=listing.day)
    if rows:
        versions_raised({title for _, title in rows})
        touch(f"offers:{listing.country}", "offers")
    return len(rows)
