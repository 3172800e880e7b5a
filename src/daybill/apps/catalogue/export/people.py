"""People with their ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from daybill.apps.catalogue.models import Person, PersonId

from .keys import batches, byte_order, ids_line, person_key_in_query

BATCH = 5000


def person_lines(*, batch: int = BATCH) -> Iterator[dict[str, Any]]:
    """Everybody in order of their key; one query in all and one a batch."""
    found = Person.objects.annotate(key=person_key_in_query()).order_by(byte_order("key"))
    rows = found.values_list("pk", "key", "name", "slug", "imdb_id")
    for people in batches(rows.iterator(chunk_size=batch), batch):
        ids = person_ids([pk for pk, *_ in people])
        for pk, key, name, slug, imdb in people:
            line: dict[str, Any] = {"key": key, "name": name, "slug": slug}
            if told := ids_line(imdb, ids[pk]):
                line["ids"] = told
            yield line


def person_ids(pks: Sequence[int]) -> defaultdict[int, list[tuple[str, str]]]:
    """(scheme, id) pairs of people besides IMDb's; one query."""
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = PersonId.objects.filter(person__in=pks).order_by()
    for person, scheme, value in rows.values_list("person_id", "scheme", "value"):
        found[person].append((scheme, value))
    return found
