"""From a file to its rows: tables, lines of JSON, and replies that are one JSON document."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from daybill.domain.errors import InvalidRecord
from daybill.domain.nearest import nearest

from .cells import UNREADABLE
from .opening import Head, UnreadableFile, is_broken_text, opened_text
from .quoting import cell_rows

# A reply is held in memory whole; tables and lines are not.
LARGEST_REPLY = 512 * 2**20


class Row(NamedTuple):
    """One data row.

    Attributes:
        line: where it begins in its file, from 1; for a reply the number of the entry.
        values: cell by column, or the JSON value.
        fault: why it could not be read; "" where it was.
    """

    line: int
    values: Any
    fault: str = ""


class Reader(Protocol):
    """How one kind of file is recognised and taken apart."""

    def recognises(self, head: Head) -> bool:
        """Whether the file has this shape."""
        ...

    def why_not(self, head: Head) -> str:
        """What is missing from a file that is not recognised, for a person."""
        ...

    def rows(self, path: Path) -> Iterator[Row]:
        """Every data row, in order.

        Raises:
            UnreadableFile: the file as a whole is damaged.
        """
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header; its columns may stand in any order, and others beside them.

    Attributes:
        columns: those that must be there.
        absent: columns that show that it is another table.
        delimiter: "," or a tab or "::".
        names: the columns of a table without a header.
    """

    columns: frozenset[str]
    absent: frozenset[str] = frozenset()
    delimiter: str = ","
    names: tuple[str, ...] = ()

    def header(self, line: str) -> list[str]:
        try:
            return [cell.strip() for cell in next(csv.reader([line], delimiter=self.delimiter), [])]
        except csv.Error:
            return []

    def recognises(self, head: Head) -> bool:
        if head.is_json:
            return False
        if self.names:
            return len(head.first_line.split(self.delimiter)) == len(self.names)
        header = set(self.header(head.first_line))
        return self.columns <= header and not self.absent & header

    def why_not(self, head: Head) -> str:
        if head.is_json or self.names:
            return "it is another kind of file"
        header = self.header(head.first_line)
        missing = sorted(self.columns - set(header))
        hints = {name: near[0] for name in missing if (near := nearest(name, header))}
        said = ", ".join(
            f"“{name}”" + (f" (is it “{hints[name]}”?)" if name in hints else "") for name in missing
        )
        return f"its header has no {said}" if missing else "it has columns of another table"

    def rows(self, path: Path) -> Iterator[Row]:
        with opened_text(path) as text:
            yield from self._unnamed(text) if self.names else self._named(text, path)

    def _named(self, text: Iterable[str], path: Path) -> Iterator[Row]:
        try:
            rows = cell_rows(text, self.delimiter)
            header = [cell.strip() for cell in next(rows)[1]]
        except StopIteration:
            return
        if twice := sorted({name for name in header if name and header.count(name) > 1}):
            raise UnreadableFile(
                path, f"Its header names “{twice[0]}” twice, so nobody can tell which is meant."
            )
        for line, cells, unclosed in rows:
            if not cells:
                continue
            # A row cut short says nothing of its last columns; one with more cells than columns has slipped.
            fault = unclosed or (
                "It has more cells than the header has columns." if len(cells) > len(header) else ""
            )
            if not fault and any(map(is_broken_text, cells)):
                fault = "It holds bytes that are not UTF-8."
            values = dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))
            yield Row(line, values, fault)

    def _unnamed(self, text: Iterable[str]) -> Iterator[Row]:
        for number, raw in enumerate(text, start=1):
            line = raw.rstrip("\r\n")
            if not line:
                continue
            cells = line.split(self.delimiter)
            fault = "" if len(cells) == len(self.names) else f"It has not {len(self.names)} parts."
            if not fault and is_broken_text(line):
                fault = "It holds bytes that are not UTF-8."
            yield Row(number, dict(zip(self.names, cells, strict=False)), fault)


@dataclass(frozen=True, slots=True)
class JsonLines:
    """One JSON object a line (NDJSON).

    Attributes:
        keys: at least one of these stands in the first object.
        absent: keys that show that it is another file.
    """

    keys: frozenset[str]
    absent: frozenset[str] = frozenset()

    def recognises(self, head: Head) -> bool:
        try:
            first = json.loads(head.first_line)
        except (ValueError, RecursionError):
            return False
        return isinstance(first, dict) and bool(self.keys & first.keys()) and not self.absent & first.keys()

    def why_not(self, head: Head) -> str:
        return f"its first line is no JSON object with one of {', '.join(sorted(self.keys))}"

    def rows(self, path: Path) -> Iterator[Row]:
        with opened_text(path) as text:
            for number, line in enumerate(text, start=1):
                if not line.strip():
                    continue
                try:
                    values = json.loads(line)
                except (ValueError, RecursionError):
                    yield Row(number, {"text": line[:200]}, "This is not JSON.")
                    continue
                fault = "" if isinstance(values, dict) else "A row is a JSON object."
                if not fault and is_broken_text(line):
                    fault = "It holds bytes that are not UTF-8."
                yield Row(number, values, fault)


@dataclass(frozen=True, slots=True)
class Reply:
    """A file that is one JSON document: what an API answered.

    Attributes:
        holds: whether the document is of this kind.
        entries: its rows; the document itself where it is one row.
        what: what is looked for, for the message about a file that is not it.
    """

    holds: Callable[[Any], bool]
    entries: Callable[[Any, Path], Iterable[Any]]
    what: str

    def recognises(self, head: Head) -> bool:
        if not head.is_json:
            return False
        try:
            return self.holds(read_document(head.path))
        except (InvalidRecord, UnreadableFile, *UNREADABLE):
            return False

    def why_not(self, head: Head) -> str:
        try:
            read_document(head.path)
        except UnreadableFile as error:
            return error.reason
        return f"it is not {self.what}"

    def rows(self, path: Path) -> Iterator[Row]:
        try:
            for number, entry in enumerate(self.entries(read_document(path), path), start=1):
                yield Row(number, entry)
        except (InvalidRecord, *UNREADABLE) as error:
            raise UnreadableFile(path, f"It is not {self.what}: {error}") from error


def read_document(path: Path) -> Any:
    """The JSON document that a file is.

    Raises:
        UnreadableFile: it is not JSON, not UTF-8, or too large to be held in memory.
    """
    with opened_text(path) as text:
        content = text.read(LARGEST_REPLY + 1)
    if len(content) > LARGEST_REPLY:
        raise UnreadableFile(
            path, "It is too large for one JSON document; give one JSON object a line instead."
        )
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(path, f"It is not JSON: {error}.") from error


def as_mapping(value: Any, what: str) -> Mapping[str, Any]:
    """A JSON object.

    Raises:
        InvalidRecord: it is something else.
    """
    if not isinstance(value, Mapping):
        raise InvalidRecord(field=what, value=str(value)[:80], reason="This is not a JSON object.")
    return value


def as_text(value: Any, what: str) -> str:
    """A text from a JSON document; "" for null and for a key that is not there.

    Raises:
        InvalidRecord: it is a number, a list or an object.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidRecord(field=what, value=str(value)[:80], reason="This is not a text.")
    return value
