"""What of a database goes into a backup, and the form its values have there.

A table is stored under the names and kinds of its columns, so that a file knows no database: SQLite's texts and
PostgreSQL's types become the same JSON values. A datetime is ``2026-11-01T12:00:00.5Z``, a day ``2026-11-01``, a
Decimal, a UUID and a JSON value are text, bytes are base64, a duration is whole microseconds.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

Convert = Callable[[Any], object]
Values = Sequence[object]

# Of the moment, or made again from the rest: who is signed in and editing right now, uploads that were never
# finished, and Wagtail's search index, whose tables differ between databases.
LEFT_OUT = frozenset(
    {
        "sessions.session",
        "wagtailadmin.editingsession",
        "wagtailadmin.formstate",
        "wagtailcore.uploadedfile",
        "wagtailsearch.indexentry",
        "wagtailsearch.sqliteftsindexentry",
    }
)
# SQLite keeps it by triggers on the index it belongs to.
KEPT_BY_TRIGGERS = "wagtailsearch.sqliteftsindexentry"


class Kind(StrEnum):
    """How a value is stored where the databases differ; `PLAIN` is the same number or text everywhere."""

    PLAIN = "plain"
    BOOLEAN = "boolean"
    DATETIME = "datetime"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    DECIMAL = "decimal"
    UUID = "uuid"
    JSON = "json"
    BINARY = "binary"


_KINDS = {
    "BooleanField": Kind.BOOLEAN,
    "DateTimeField": Kind.DATETIME,
    "DateField": Kind.DATE,
    "TimeField": Kind.TIME,
    "DurationField": Kind.DURATION,
    "DecimalField": Kind.DECIMAL,
    "UUIDField": Kind.UUID,
    "JSONField": Kind.JSON,
    "BinaryField": Kind.BINARY,
}


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        label: of its model, lower case (``catalogue.title``).
        name: in the database.
    """

    label: str
    name: str
    columns: tuple[Column, ...]


def stored_models() -> list[type[models.Model]]:
    """Every model with a table of its own, those between many-to-many neighbours included."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def tables() -> list[Table]:
    """The tables that a backup holds, by the models of this version."""
    return [
        Table(model._meta.label_lower, model._meta.db_table, tuple(_columns(model)))
        for model in stored_models()
        if model._meta.label_lower not in LEFT_OUT
    ]


def _columns(model: type[models.Model]) -> Iterator[Column]:
    for field in model._meta.local_concrete_fields:
        stored: models.Field[Any, Any] = field
        while isinstance(stored, models.ForeignKey):
            stored = stored.target_field
        if not getattr(field, "generated", False):
            yield Column(str(field.column), _KINDS.get(stored.get_internal_type(), Kind.PLAIN))


def _instant(value: datetime) -> str:
    return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"


def _decimal(value: object) -> str:
    """Without the zeros at its end, which only some databases keep."""
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _isoformat(value: Any) -> str:
    return str(value.isoformat())


_FROM_DATABASE: Mapping[str, Mapping[Kind, Convert]] = {
    "sqlite": {
        Kind.BOOLEAN: bool,
        Kind.DATETIME: lambda text: f"{text.replace(' ', 'T')}Z",
        Kind.DECIMAL: _decimal,
        Kind.UUID: lambda text: str(UUID(text)),
        Kind.BINARY: _base64,
    },
    "postgresql": {
        Kind.DATETIME: _instant,
        Kind.DATE: _isoformat,
        Kind.TIME: _isoformat,
        Kind.DURATION: lambda value: value // timedelta(microseconds=1),
        Kind.DECIMAL: _decimal,
        Kind.UUID: str,
        Kind.BINARY: _base64,
    },
}
_TO_DATABASE: Mapping[str, Mapping[Kind, Convert]] = {
    "sqlite": {
        Kind.DATETIME: lambda text: text.removesuffix("Z").replace("T", " "),
        Kind.UUID: lambda text: UUID(text).hex,
        Kind.BINARY: base64.b64decode,
    },
    "postgresql": {
        Kind.DURATION: lambda microseconds: timedelta(microseconds=microseconds),
        Kind.BINARY: base64.b64decode,
    },
}


def from_database(vendor: str, table: Table, rows: Iterable[Values]) -> Iterator[Values]:
    """Rows as a backup holds them, from rows as the driver of a database gives them."""
    return _converted(_FROM_DATABASE[vendor], table, rows)


def to_database(vendor: str, table: Table, rows: Iterable[Values]) -> Iterator[Values]:
    """Rows as the driver of a database takes them, from rows of a backup."""
    return _converted(_TO_DATABASE[vendor], table, rows)


def _converted(by_kind: Mapping[Kind, Convert], table: Table, rows: Iterable[Values]) -> Iterator[Values]:
    converters = [
        (place, by_kind[column.kind]) for place, column in enumerate(table.columns) if column.kind in by_kind
    ]
    for row in rows:
        values = list(row)
        for place, convert in converters:
            if values[place] is not None:
                values[place] = convert(values[place])
        yield values
