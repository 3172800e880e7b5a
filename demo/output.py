"""Writing: sorted NDJSON, gzipped without a clock, so that the same input gives the same bytes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def without_empty(value: Any) -> Any:
    """A record without keys whose value says nothing (None, "", [], {}); False and 0 say something."""
    if isinstance(value, dict):
        cleaned = {key: without_empty(item) for key, item in value.items()}
        return {key: item for key, item in cleaned.items() if item not in (None, "", [], {})}
    return [without_empty(item) for item in value] if isinstance(value, (list, tuple)) else value


def line(record: dict[str, Any]) -> str:
    return json.dumps(without_empty(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write_records(path: Path, records: Iterable[dict[str, Any]]) -> int:
    """Write each record once, in order of its text, except that a ``key`` or ``slug`` leads the order.

    Returns:
        How many lines were written.
    """
    lines = sorted({(str(r.get("key") or r.get("slug") or ""), line(r)) for r in records})
    data = "".join(f"{text}\n" for _, text in lines).encode()
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as file,
    ):
        file.write(data)
    return len(lines)
