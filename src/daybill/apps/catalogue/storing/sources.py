"""Storing the sources that facts name."""

from __future__ import annotations

from daybill.apps.catalogue.actions import touch_everything
from daybill.apps.catalogue.models import Source
from daybill.domain.identity import clean_name, web_address
from daybill.domain.records import SourceRecord

from .outcomes import Outcome


def store_source(record: SourceRecord) -> Outcome:
    """Store what a source says of itself, by its slug."""
    fields = _fields(record)
    source, is_new = Source.objects.get_or_create(slug=record.slug, defaults=fields)
    if is_new:
        return Outcome.STORED
    if all(getattr(source, name) == value for name, value in fields.items()):
        return Outcome.UNCHANGED
    Source.objects.filter(pk=source.pk).update(**fields)
    touch_everything()
    return Outcome.CHANGED


def ensure_source(record: SourceRecord) -> int:
    """The id of a source, made where it is missing; what an editor changed of it stays."""
    fields = _fields(record)
    source, _ = Source.objects.get_or_create(slug=record.slug, defaults=fields)
    if not source.ranks and record.ranks:
        Source.objects.filter(pk=source.pk).update(ranks=record.ranks)
    return source.pk


def _fields(record: SourceRecord) -> dict[str, object]:
    return {
        "name": clean_name(record.name)[:200],
        "url": web_address(record.url),
        "licence": record.licence[:200],
        "notice": record.notice,
        "last_known_after_days": record.last_known_after_days,
        "ranks": record.ranks,
    }
