"""Providers, offers, plans, promotions and looks as lines for a dump (see `daybill.apps.catalogue.export`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q

from daybill.apps.catalogue.export import batches, byte_order, keyed_titles
from daybill.apps.catalogue.models import Title
from daybill.domain.countries import country as country_named
from daybill.domain.windows import Bound, Precision, Side, bound_text

from .models import Look, Offer, Plan, Promo, Provider

TITLES_A_BATCH = 500
PROVIDERS_A_BATCH = 100
# In the order in which the offers of a title stand; all of them, so that no two that differ are equal to the sort.
_OFFER = (
    *(
        "country",
        "provider__slug",
        "monetization",
        "source__slug",
        "first_seen",
        "last_seen",
        "quality",
        "tier",
    ),
    *("price_minor", "currency", "also_buy", "starts", "starts_precision", "ends", "ends_precision", "url"),
    *("audio", "subtitles", "began_after", "ended_by", "began_by_method", "ended_by_method"),
)
_PLAN = (
    *(
        "provider__slug",
        "country",
        "name",
        "source__slug",
        "first_seen",
        "last_seen",
        "price_minor",
        "currency",
    ),
    *("period", "ads", "quality", "screens", "trial_days", "held_before"),
)
_PROMO = (
    *("provider__slug", "country", "text", "source__slug", "plan_name", "url", "disclosure"),
    *("starts", "starts_precision", "ends", "ends_precision"),
)
_LOOK = ("country", "source__slug", "day", "asked", "method")
_RENAMED = {"provider__slug": "provider", "source__slug": "source", "plan_name": "plan"}
Line = dict[str, Any]


def provider_lines() -> Iterator[Line]:
    """Every provider in order of its slug, the one through which others are sold before them; one query."""
    rows = Provider.objects.order_by(byte_order("slug")).values_list("slug", "name", "url", "parent__slug")
    lines = {slug: _filled({"slug": slug, "name": n, "url": u, "parent": p}) for slug, n, u, p in rows}
    while lines:
        ready = [slug for slug, line in lines.items() if line.get("parent") not in lines]
        # Two that name each other as parent come as they stand.
        for slug in ready or list(lines):
            yield lines.pop(slug)


def offer_lines(
    *, countries: Collection[str] = (), providers: Collection[str] = (), batch: int = TITLES_A_BATCH
) -> Iterator[Line]:
    """What is known of every offer today, by the key of its title; one query in all and one a batch of titles.

    Args:
        countries, providers: only those of these codes and slugs; of all where empty.
    """
    known = Offer.objects.filter(known_to__isnull=True)
    if countries:
        known = known.filter(country__in=list(countries))
    if providers:
        known = known.filter(provider__slug__in=list(providers))
    titles = Title.objects.filter(Exists(known.filter(title=OuterRef("pk"))))
    for keys in keyed_titles(titles, batch):
        rows = known.filter(title__in=list(keys)).order_by().values_list("title_id", *_OFFER)
        place = {pk: number for number, pk in enumerate(keys)}
        for title, *told in sorted(rows, key=lambda row: (place[row[0]], *map(str, row[1:]))):
            yield {"title": keys[title]} | _told(_OFFER, told)


def plan_lines(*, batch: int = PROVIDERS_A_BATCH) -> Iterator[Line]:
    """Every run of a plan's terms, by provider; one query in all and one a batch of providers."""
    yield from _of_providers(Plan, _PLAN, batch)


def promo_lines(*, batch: int = PROVIDERS_A_BATCH) -> Iterator[Line]:
    """Every promotion, by provider; one query in all and one a batch of providers."""
    yield from _of_providers(Promo, _PROMO, batch)


def look_lines(*, batch: int = TITLES_A_BATCH) -> Iterator[Line]:
    """Every look: first those at providers, then those at titles; two queries in all and one a batch of either."""
    for slugs in _providers(batch):
        rows = Look.objects.filter(provider__slug__in=slugs).order_by().values_list("provider__slug", *_LOOK)
        for provider, *told in sorted(rows, key=lambda row: tuple(map(str, row))):
            yield {"provider": provider} | _told(_LOOK, told)
    looked_at = Title.objects.filter(Exists(Look.objects.filter(title=OuterRef("pk"))))
    for keys in keyed_titles(looked_at, batch):
        rows = Look.objects.filter(title__in=list(keys)).order_by().values_list("title_id", *_LOOK)
        place = {pk: number for number, pk in enumerate(keys)}
        for title, *told in sorted(rows, key=lambda row: (place[row[0]], *map(str, row[1:]))):
            yield {"title": keys[title]} | _told(_LOOK, told)


def provider_slugs() -> list[str]:
    """The slug of every provider."""
    return list(Provider.objects.order_by("slug").values_list("slug", flat=True))


def _providers(size: int) -> Iterator[list[str]]:
    slugs = Provider.objects.order_by(byte_order("slug")).values_list("slug", flat=True)
    yield from batches(slugs.iterator(chunk_size=size), size)


def _of_providers(model: type[Plan | Promo], fields: tuple[str, ...], size: int) -> Iterator[Line]:
    for slugs in _providers(size):
        rows = model._default_manager.filter(Q(provider__slug__in=slugs)).order_by().values_list(*fields)
        for told in sorted(rows, key=lambda row: tuple(map(str, row))):
            yield _told(fields, told)


def _told(fields: tuple[str, ...], row: Any) -> Line:
    """A row as a line: bounds as text in the country's own zone, days as text, nothing that is empty."""
    line = {_RENAMED.get(name, name): value for name, value in zip(fields, row, strict=True)}
    for side in Side:
        name = f"{side}s"
        if name in line:
            precision = line.pop(f"{name}_precision")
            line[name] = _bound(line[name], precision, side, line["country"]) if line[name] else None
    for name in ("first_seen", "last_seen", "began_after", "ended_by", "held_before", "day"):
        if line.get(name):
            line[name] = line[name].isoformat()
    return _filled(line)


def _filled(line: Line) -> Line:
    """The line without what is empty; false is empty too, but for ``ads``, where it says something."""
    return {
        name: value
        for name, value in line.items()
        if value not in (None, "", []) and (value is not False or name == "ads")
    }


@lru_cache(maxsize=2**12)
def _bound(at: datetime, precision: str, side: Side, code: str) -> str:
    bound = Bound(at, Precision(precision or Precision.INSTANT))
    return bound_text(bound, side=side, zone=country_named(code).zone)
