"""Titles in lists: each card with the one thing a reader wants to know of it here, on its tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from daybill.apps.availability.queries import offers_of_titles
from daybill.apps.catalogue.cards import TitleCard, cards
from daybill.apps.catalogue.queries import PAGE_TYPES
from daybill.domain.bills.facts import BillFacts
from daybill.domain.offers import Group, Offer, Status, boundaries, group_of, reader_order
from daybill.domain.standings import Standing, standings

from . import formats
from .page import Reading

# Genres that say how a thing was made or for whom; a bill is dealt from what it is about where that is known.
_FORMS = {"animation", "family", "short", "drama", "comedy"}


class TagKind(StrEnum):
    """How a tag is drawn: yellow (the reader has it), outlined (it costs), bare words."""

    MINE = "mine"
    PAY = "pay"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Tag:
    """The snipe in small."""

    kind: TagKind
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A title in a list: its card, its bill's facts, and its tag."""

    card: TitleCard
    bill: BillFacts
    tag: Tag | None


def bill_facts(card: TitleCard) -> BillFacts:
    """What a bill is drawn from."""
    genre = next((g for g in card.genres if g not in _FORMS), card.genres[0] if card.genres else None)
    return BillFacts(
        id=card.key,
        name=card.name,
        year=card.year,
        genre=genre,
        director=card.directors[0] if card.directors else None,
        cast=card.stars,
        minutes=card.runtime_minutes,
    )


def _tag_of(standing: Standing, reading: Reading, provider: str | None) -> Tag:
    offer = standing.offer
    if standing.status is Status.LAST_KNOWN and provider:
        return Tag(
            TagKind.NOT, _("Seen %(month)s") % {"month": formats.month(standing.checked, reading.place)}
        )
    if standing.status is Status.LAST_KNOWN:
        return Tag(TagKind.NOT, _("Last known: %(provider)s") % {"provider": offer.provider_name})
    group = group_of(offer, reading.services)
    if group is Group.MINE:
        return Tag(TagKind.MINE, offer.provider_name)
    if group in (Group.RENT, Group.BUY):
        word = _("Rent") if group is Group.RENT else _("Buy")
        price = formats.money(offer.price, reading.place) if offer.price else offer.provider_name
        return Tag(TagKind.PAY, f"{word} {price}")
    return Tag(TagKind.PAY, offer.provider_name)


def best_standing(found: Iterable[Standing], services: Sequence[str]) -> Standing | None:
    """The standing to name first: what is on before what is only last known, then what costs the reader least."""
    shown = [s for s in found if s.status in (Status.ON, Status.LAST_KNOWN)]
    return min(
        shown,
        key=lambda s: (s.status is not Status.ON, reader_order(s.offer, services)),
        default=None,
    )


@dataclass(frozen=True, slots=True)
class Listing:
    """Titles of one list, in order, and when their tags can change."""

    titles: list[Listed]
    boundaries: set[datetime]


def listing(ids: Iterable[int], reading: Reading, *, provider: str | None = None) -> Listing:
    """The titles of these ids as this reader's list shows them; five queries, whatever their number.

    Args:
        provider: slug of the provider whose list it is; tags then speak of that provider alone.
    """
    # Seasons and episodes have offers too, but no page that a list could lead to.
    found = [card for card in cards(ids) if card.type in PAGE_TYPES]
    zone = reading.place.country.zone
    offers = offers_of_titles([card.id for card in found], reading.place.code)
    listed = []
    for card in found:
        told = [o for o in offers.get(card.id, ()) if provider in (None, o.provider)]
        best = best_standing(standings(told, reading.at, zone), reading.services)
        listed.append(Listed(card, bill_facts(card), _tag_of(best, reading, provider) if best else None))
    return Listing(listed, _boundaries(offers.values(), reading))


def _boundaries(offers: Iterable[Sequence[Offer]], reading: Reading) -> set[datetime]:
    zone = reading.place.country.zone
    return {at for known in offers for offer in known for at in boundaries(offer, zone)}
