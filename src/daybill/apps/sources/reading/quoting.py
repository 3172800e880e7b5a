"""Rows of a table whose quotation marks cannot be trusted: one that is never closed must not swallow what follows."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator

# A cell may hold line ends; one of more lines than this was never closed.
MOST_LINES = 500
UNCLOSED = "A quotation mark is opened and never closed."
SLIPPED = "It could not be taken apart: {}."

csv.field_size_limit(2**24)


class _Lines:
    """Lines of a text, some of which may be handed out once more."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0
        self.ran_out = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        # A reader asks for another line at the beginning of a row, or while a quotation mark is open.
        if len(self.taken) > MOST_LINES:
            self.ran_out = True
            raise StopIteration
        try:
            line = self._again.popleft() if self._again else next(self._text)
        except StopIteration:
            self.ran_out = True
            raise
        self.taken.append(line)
        self.number += 1
        return line

    def begin(self) -> None:
        self.taken.clear()
        self.ran_out = False

    def keep_first(self) -> None:
        """Hand out all but the first of the lines taken once more."""
        self._again.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        del self.taken[1:]


def cell_rows(text: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """(line, cells, fault) of every row; blank lines have no cells.

    A row over several lines whose quotation mark is never closed is given with a fault for its first line alone, and
    its other lines are read as rows of their own.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter)
    width = 0
    while True:
        lines.begin()
        line, fault = lines.number + 1, ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells, fault = [], SLIPPED.format(error)
        width = width or len(cells)
        if lines.ran_out or (
            len(lines.taken) > 1 and (len(cells) > width or not _is_well_quoted(lines.taken, delimiter))
        ):
            lines.keep_first()
            fault = UNCLOSED
        if fault:
            cells = lines.taken[0].rstrip("\r\n").split(delimiter)
        yield line, cells, fault


def _is_well_quoted(lines: list[str], delimiter: str) -> bool:
    """Whether every quotation mark of a row over several lines closes where its cell ends."""
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False
