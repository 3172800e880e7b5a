"""Sources, with the place that each has among the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from daybill.apps.catalogue.models import Source

from .keys import byte_order


def source_lines() -> Iterator[dict[str, Any]]:
    """Every source in order of its slug; one query."""
    for source in Source.objects.order_by(byte_order("slug")).iterator(chunk_size=1000):
        line: dict[str, Any] = {
            "slug": source.slug,
            "name": source.name,
            "url": source.url,
            "licence": source.licence,
            "notice": source.notice,
            "ranks": source.ranks,
        }
        if source.last_known_after_days is not None:
            line["last_known_after_days"] = source.last_known_after_days
        # ``licence`` also where it is empty: by it the file is told from one of providers.
        yield {name: value for name, value in line.items() if name == "licence" or value not in ("", {})}
