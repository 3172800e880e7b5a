"""Storing providers, and making those that an offer or plan names for the first time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from daybill.apps.availability.models import Provider
from daybill.apps.catalogue.actions import touch_everything
from daybill.apps.catalogue.storing import Outcome
from daybill.domain.identity import clean_name, web_address
from daybill.domain.providers import providers, resolve
from daybill.domain.records import ProviderRecord


@dataclass(frozen=True, slots=True)
class Named:
    """A provider as a row names it."""

    slug: str
    name: str = ""
    parent: str = ""


def ensure_providers(named: Iterable[Named]) -> dict[str, int]:
    """Slug -> id of these providers; those that are new are made, with what our own table knows of them."""
    wanted = {one.slug: one for one in named}
    known = dict(Provider.objects.filter(slug__in=wanted).values_list("slug", "pk"))
    for slug in sorted(wanted.keys() - known.keys()):
        known[slug] = _make(wanted[slug]).pk
    return known


def _make(named: Named) -> Provider:
    table = providers().get(named.slug)
    parent = (table.parent if table else None) or named.parent
    if parent == named.slug:
        parent = ""
    if parent:
        ensure_providers([Named(parent)])
    name = table.name if table else named.name or resolve(named.slug).name
    return Provider.objects.get_or_create(
        slug=named.slug,
        defaults={
            "name": clean_name(name)[:120],
            "url": (table.url if table else "") or "",
            "parent": Provider.objects.get(slug=parent) if parent else None,
        },
    )[0]


def store_providers(records: Sequence[ProviderRecord]) -> list[Outcome]:
    """Store providers by their slugs; what a row leaves out stays as it is."""
    outcomes = []
    for record in records:
        found = Provider.objects.filter(slug=record.slug).first()
        row = found or _make(Named(record.slug, record.name, record.parent))
        said: dict[str, object] = {"name": clean_name(record.name)[:120], "url": web_address(record.url)}
        # Nothing is sold through itself.
        if record.parent and record.parent != record.slug:
            said["parent_id"] = ensure_providers([Named(record.parent)])[record.parent]
        news = {name: value for name, value in said.items() if value and getattr(row, name) != value}
        if news:
            Provider.objects.filter(pk=row.pk).update(**news)
            touch_everything()
        if found is None:
            outcomes.append(Outcome.STORED)
        else:
            outcomes.append(Outcome.CHANGED if news else Outcome.UNCHANGED)
    return outcomes
