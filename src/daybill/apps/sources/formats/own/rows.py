"""How the rows of our own files are read: one JSON object a line, or a table of the same fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daybill.apps.sources.reading import Head, JsonLines, Row, Table, head_of
from daybill.domain.nearest import nearest

_LINES = JsonLines(frozenset())
_TABLE = Table(frozenset())
_GAP = re.compile(r"\s*[:,]\s*")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}\.[0-9]{1,18}")
_LINES_TRIED = 50
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Cells:
    """Which columns of a table hold more than text; what cannot be read as such stays text, and is refused as that.

    Attributes:
        lists: entries with ``|`` between them.
        numbers, flags: whole or decimal numbers; ``true`` and ``false`` (also yes, no, 1, 0).
    """

    lists: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()

    def values(self, cells: Mapping[str, str]) -> dict[str, Any]:
        """The cells as a JSON line would say them; empty ones are left out."""
        return {name: self._value(name, cell) for name, cell in cells.items() if cell.strip()}

    def _value(self, name: str, cell: str) -> Any:
        text = cell.strip()
        if name in self.lists:
            return [part.strip() for part in text.split("|") if part.strip()]
        if name in self.numbers:
            if _WHOLE.fullmatch(text):
                return int(text)
            return float(text) if _DECIMAL.fullmatch(text) else text
        return _FLAGS.get(text.casefold(), text) if name in self.flags else text


@dataclass(frozen=True)
class OwnRows:
    """Lines of JSON, or a table with the same fields as columns; which of the two, the file's beginning says.

    Attributes:
        needs: of each of these sets one field stands in one of the first lines; a message names the first of a set.
        absent: fields that show that it is another file.
        cells: what the columns of a table hold; ``None``: there is no table of this kind.
    """

    needs: tuple[tuple[str, ...], ...]
    absent: frozenset[str] = frozenset()
    cells: Cells | None = None

    def recognises(self, head: Head) -> bool:
        fields = self.fields(head)
        return not self._missing(fields) and not self.absent & fields

    def why_not(self, head: Head) -> str:
        fields = self.fields(head)
        if not fields:
            return "its first line is no JSON object" + (" and no header" if self.cells else "")
        missing = self._missing(fields)
        if not missing:
            return f"“{min(self.absent & fields)}” shows that it is another file"
        hints = {name: near[0] for name in missing if (near := nearest(name, fields, limit=1))}
        said = ", ".join(
            f"“{name}”" + (f" (is it “{hints[name]}”?)" if name in hints else "") for name in missing
        )
        return f"its first line has no {said}"

    def _missing(self, fields: frozenset[str]) -> list[str]:
        return [names[0] for names in self.needs if not fields.intersection(names)]

    def fields(self, head: Head) -> frozenset[str]:
        """The names of the first line that has what is needed, else of the first that can be read.

        One line that was torn or lacks a field does not make another file of the rest.
        """
        told = list(_objects(head))
        if not told:
            return self._fields_of_one(head)
        fitting = (fields for fields in told if not self._missing(fields) and not self.absent & fields)
        return next(fitting, told[0])

    def _fields_of_one(self, head: Head) -> frozenset[str]:
        line = head.first_line
        if not head.is_json:
            return frozenset(_TABLE.header(line)) if self.cells else frozenset()
        # It may be longer than what was read of the file.
        return frozenset(_begun(line)) if line.startswith("{") and "\n" not in head.text else frozenset()

    def rows(self, path: Path) -> Iterator[Row]:
        head = head_of(path)
        if self.cells is None or head.is_json or any(True for _ in _objects(head)):
            yield from _LINES.rows(path)
            return
        for line, cells, fault in _TABLE.rows(path):
            yield Row(line, self.cells.values(cells), fault)


def _objects(head: Head) -> Iterator[frozenset[str]]:
    """The names in each JSON object among the first lines of a file."""
    for line in head.text.split("\n", _LINES_TRIED)[:_LINES_TRIED]:
        if not line.lstrip().startswith("{"):
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            yield frozenset(value)


def _begun(line: str) -> Iterator[str]:
    """The keys of a JSON object whose end is cut off, that of the value inside which it ends included."""
    decoder, place = json.JSONDecoder(), 1
    try:
        while True:
            key, place = decoder.raw_decode(line, place)
            colon = _GAP.match(line, place)
            if not isinstance(key, str) or colon is None:
                return
            yield key
            _, place = decoder.raw_decode(line, colon.end())
            comma = _GAP.match(line, place)
            if comma is None:
                return
            place = comma.end()
    except (ValueError, RecursionError):
        return
