"""The statements of a Wikidata item, alike for both shapes; what is deprecated, unknown or malformed is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from daybill.domain.words import FIRST_YEAR, LAST_YEAR

_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")
_TIME = re.compile(r"\+(?P<year>[0-9]{4})-")
# "9" is a year in Wikibase's data model; 10 a month, 11 a day; below, a decade or more.
_YEAR_PRECISION = 9
_ORDINAL = "P1545"


@dataclass(frozen=True, slots=True)
class Statement:
    """One value.

    Attributes:
        content: an item's id, a text, or the parts of a time or quantity.
        is_preferred: it is ranked above the others of its property.
        ordinal: its place in a series (P1545), where told.
    """

    content: Any
    is_preferred: bool = False
    ordinal: int | None = None


def statements_of(entity: Mapping[str, Any]) -> dict[str, list[Statement]]:
    """Property -> its values, in order."""
    kept = entity.get("statements")
    claims = kept if isinstance(kept, Mapping) else entity.get("claims")
    if not isinstance(claims, Mapping):
        return {}
    return {prop: list(_values(raw)) for prop, raw in claims.items() if isinstance(raw, list)}


def _values(rows: list[Any]) -> Iterator[Statement]:
    for row in rows:
        if not isinstance(row, Mapping) or row.get("rank") == "deprecated":
            continue
        content = _content(row)
        if content is not None:
            yield Statement(content, row.get("rank") == "preferred", _ordinal(row.get("qualifiers")))


def _content(row: Mapping[str, Any]) -> Any:
    """The value of a statement, a snak or a qualifier of either shape; ``None`` where it is none."""
    value = row.get("value")
    if isinstance(value, Mapping):
        return value.get("content") if value.get("type", "value") == "value" else None
    snak = row.get("mainsnak", row)
    if not isinstance(snak, Mapping) or snak.get("snaktype", "value") != "value":
        return None
    data = snak.get("datavalue")
    return data.get("value") if isinstance(data, Mapping) else None


def _ordinal(qualifiers: Any) -> int | None:
    for content in _qualified(qualifiers):
        if isinstance(content, str) and content.isascii() and content.isdigit() and len(content) < 6:
            return int(content)
    return None


def _qualified(qualifiers: Any) -> Iterator[Any]:
    if isinstance(qualifiers, Mapping):
        rows = qualifiers.get(_ORDINAL)
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, Mapping):
                yield _content(row)
    elif isinstance(qualifiers, list):
        for row in qualifiers:
            prop = row.get("property") if isinstance(row, Mapping) else None
            if isinstance(prop, Mapping) and prop.get("id") == _ORDINAL:
                yield _content(row)


def item_id(content: Any) -> str | None:
    """``Q42198``, also from ``{"id": …}`` and ``{"numeric-id": …}``; ``None`` for anything else."""
    if isinstance(content, Mapping):
        number = content.get("numeric-id")
        is_number = isinstance(number, int) and content.get("entity-type", "item") == "item"
        content = content.get("id") or (f"Q{number}" if is_number else None)
    return content if isinstance(content, str) and _ITEM.fullmatch(content) else None


def texts(value: Any) -> list[str]:
    """The texts of a label or of aliases: a text, ``{"value": …}``, or a list of either."""
    entries = value if isinstance(value, list) else [value]
    found = (entry.get("value") if isinstance(entry, Mapping) else entry for entry in entries)
    return [text for text in found if isinstance(text, str)]


def years(statements: Iterable[Statement]) -> list[int]:
    """Years of those times that are known to the year or better."""
    found = []
    for content in (s.content for s in statements if isinstance(s.content, Mapping)):
        match = _TIME.match(str(content.get("time")))
        precision = content.get("precision")
        is_exact = isinstance(precision, int) and precision >= _YEAR_PRECISION
        if match and is_exact and FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
            found.append(int(match["year"]))
    return found


def quantities(statements: Iterable[Statement], units: Mapping[str, float]) -> tuple[list[int], list[str]]:
    """Whole amounts in the wanted unit, the preferred ones alone where there are any; and units that are not known.

    Args:
        units: item (or "1") -> how much of the wanted unit one of it is.
    """
    known: list[tuple[bool, int]] = []
    odd: list[str] = []
    for statement in statements:
        content = statement.content
        if not isinstance(content, Mapping):
            continue
        unit = str(content.get("unit")).rpartition("/")[2]
        if unit not in units:
            odd.append(unit)
        elif amount := _amount(content.get("amount"), units[unit]):
            known.append((statement.is_preferred, amount))
    has_preferred = any(preferred for preferred, _ in known)
    return [amount for preferred, amount in known if preferred or not has_preferred], odd


def _amount(text: Any, factor: float) -> int | None:
    """A positive amount, rounded; ``None`` where it is none or cannot be (no film takes a million minutes)."""
    try:
        value = float(Decimal(str(text))) * factor
    except (InvalidOperation, OverflowError, ValueError):
        return None
    return round(value) or None if 0 < value < 60_000 else None
