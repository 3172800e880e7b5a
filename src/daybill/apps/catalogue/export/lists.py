"""Published lists with the titles in them, and what ties titles together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from daybill.apps.catalogue.finding import key_of
from daybill.apps.catalogue.models import ListPlacing, Relation, TitleList

from .keys import batches, byte_order, title_key

BATCH = 200
_TITLE = ("title__imdb_id", "title__record_key", "title__type", "title__slug")
_FROM = ("from_title__imdb_id", "from_title__record_key", "from_title__type", "from_title__slug")
_TO = ("to_title__imdb_id", "to_title__record_key", "to_title__type", "to_title__slug")
_FIELDS = ("slug", "name", "publisher", "year", "url", "source")
# No rank is as high: a title without one stands last.
_LAST = 1 << 16


def list_lines(*, batch: int = BATCH) -> Iterator[dict[str, Any]]:
    """Every list that ranks a title, in order of its slug; one query in all and one a batch."""
    rows = TitleList.objects.order_by(byte_order("slug")).values_list(
        "pk", "slug", "name", "publisher", "year", "url", "source__slug"
    )
    for lists in batches(rows.iterator(chunk_size=batch), batch):
        placings = _placings([pk for pk, *_ in lists])
        for pk, *told in lists:
            if placed := placings[pk]:
                line = dict(zip(_FIELDS, told, strict=True))
                yield {name: value for name, value in line.items() if value not in (None, "")} | {
                    "placings": placed
                }


def _placings(lists: Sequence[int]) -> defaultdict[int, list[dict[str, Any]]]:
    """List -> its titles by rank, those without one last."""
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = ListPlacing.objects.filter(list__in=lists).order_by().values_list("list_id", "rank", *_TITLE)
    ranked = ((key, _LAST if rank is None else rank, key_of(*title)) for key, rank, *title in rows)
    for key, rank, title in sorted(ranked):
        found[key].append({"title": title} if rank == _LAST else {"title": title, "rank": rank})
    return found


def relation_lines(*, batch: int = 1000) -> Iterator[dict[str, Any]]:
    """Every relation in order of its two titles; one query."""
    rows = (
        Relation.objects.annotate(from_key=title_key("from_title__"), to_key=title_key("to_title__"))
        .order_by(byte_order("from_key"), "kind", byte_order("to_key"))
        .values_list("kind", "source__slug", *_FROM, *_TO)
    )
    for kind, source, *ends in rows.iterator(chunk_size=batch):
        yield {
            "title": key_of(*ends[: len(_FROM)]),
            "kind": kind,
            "other": key_of(*ends[len(_FROM) :]),
            "source": source,
        }
