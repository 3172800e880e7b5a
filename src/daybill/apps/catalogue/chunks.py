"""Lists of values cut to what one query may hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

T = TypeVar("T")
# SQLite takes 32,766 variables in a query.
MOST_VALUES = 10_000


def chunks(values: Collection[T], size: int = MOST_VALUES) -> Iterator[list[T]]:
    """The values in lists of at most ``size``; none where there are none."""
    rows = list(values)
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
