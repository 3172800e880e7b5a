"""Rows kept as JSON, exactly as they were, and made again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model
from django.utils.duration import duration_iso_string

from ..models import Title, TitleRedirect
from .pointers import every, model_of

Row = dict[str, Any]


def keep_row(row: Model) -> Row:
    """A row as {"model", "pk", "fields"}, all of it JSON."""
    [kept] = serializers.serialize("python", [row])
    return {
        "model": kept["model"],
        "pk": row.pk,
        "fields": {k: _plain(v) for k, v in kept["fields"].items()},
    }


def _plain(value: Any) -> Any:
    # Django's own JSON encoder cuts instants to milliseconds.
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def has_dependents(row: Model) -> bool:
    """Whether other rows would go or change if this one were deleted."""
    for relation in row._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            field: Any = relation.field  # type: ignore[union-attr]
            if every(field.model).filter(**{field.name: row.pk}).exists():
                return True
    return False


def make_again(rows: Iterable[Row]) -> int:
    """Insert rows as they were kept; returns how many could not be, as what they hang on is there no more."""
    lost = 0
    for kept in rows:
        model = model_of(kept["model"])
        if model is None or every(model).filter(pk=kept["pk"]).exists():
            lost += 1
            continue
        [made] = serializers.deserialize("python", [kept], ignorenonexistent=True)
        row: Any = made.object
        if not _mend_keys(row) or not _fits(row):
            lost += 1
            continue
        row.save_base(raw=True, force_insert=True)
    return lost


def _mend_keys(row: Model) -> bool:
    """Point a row's keys at what is there now; False where one leads nowhere and must lead somewhere."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if not isinstance(field, ForeignKey) or value is None:
            continue
        target: type[Model] = field.related_model
        if every(target).filter(**{field.target_field.attname: value}).exists():
            continue
        moved = TitleRedirect.objects.filter(old_id=value).first() if target is Title else None
        if moved is None and not field.null:
            return False
        setattr(row, field.attname, moved.title_id if moved else None)
    return True


def _fits(row: Model) -> bool:
    try:
        row.validate_unique(exclude=[row._meta.pk.name])
        row.validate_constraints()
    except ValidationError:
        return False
    return True
