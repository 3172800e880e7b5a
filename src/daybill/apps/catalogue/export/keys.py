"""What our files call titles and people, and the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Case, F, QuerySet, SmallIntegerField, TextField, Value, When
from django.db.models.functions import Coalesce, Collate, Concat

from daybill.apps.catalogue.finding import OWN_KEY
from daybill.apps.catalogue.models import Title

T = TypeVar("T")
Ids = dict[str, str | list[str]]


def batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows in lists of ``size``, the last one shorter."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def byte_order(text: Any) -> Collate:
    """Text in the order of its UTF-8 bytes, whatever language the database was made for."""
    return Collate(text, "C" if connection.vendor == "postgresql" else "BINARY")


def title_key(prefix: str = "") -> Coalesce:
    """The key of a title (`daybill.apps.catalogue.finding.key_of`) inside a query; ``prefix`` leads to the title."""
    address = Concat(
        Value(OWN_KEY), F(f"{prefix}type"), Value("/"), F(f"{prefix}slug"), output_field=TextField()
    )
    return Coalesce(F(f"{prefix}imdb_id"), F(f"{prefix}record_key"), address, output_field=TextField())


def whole_before_part() -> Case:
    """0 for films and series, 1 for seasons, 2 for episodes: what others are part of comes before them."""
    parts = (When(type="season", then=1), When(type="episode", then=2))
    return Case(*parts, default=0, output_field=SmallIntegerField())


def keyed_titles(found: QuerySet[Title], size: int) -> Iterator[dict[int, str]]:
    """Id -> key of titles in batches, in the order of their keys; one query in all, read as it is used."""
    rows = found.annotate(key=title_key()).order_by(byte_order("key")).values_list("pk", "key")
    for batch in batches(rows.iterator(chunk_size=size), size):
        yield dict(batch)


def person_key(imdb_id: str | None, record_key: str | None, slug: str) -> str:
    """What our own files call a person: their IMDb id, else the key they came in with, else their address."""
    return imdb_id or record_key or f"{OWN_KEY}person/{slug}"


def person_key_in_query() -> Coalesce:
    """`person_key` inside a query on people."""
    address = Concat(Value(f"{OWN_KEY}person/"), F("slug"), output_field=TextField())
    return Coalesce(F("imdb_id"), F("record_key"), address, output_field=TextField())


def ids_line(imdb_id: str | None, others: Iterable[tuple[str, str]]) -> Ids:
    """Scheme -> id; a list where a merge left several of one scheme."""
    found: dict[str, list[str]] = {"imdb": [imdb_id]} if imdb_id else {}
    for scheme, value in sorted(others):
        found.setdefault(scheme, []).append(value)
    return {scheme: values[0] if len(values) == 1 else values for scheme, values in found.items()}
