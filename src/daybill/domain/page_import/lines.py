"""The lines of a page: what every format is taken apart into, and the plain-text way of doing so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from daybill.domain.page_import.values import Finding

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_RAISED = str.maketrans("0123456789", RAISED)
FROM_RAISED = str.maketrans(RAISED, "0123456789")

_BULLET = re.compile(r"(?P<indent> *)(?P<mark>[•●◦▪▸‣∙·○■]\s*|[-*–—+]\s+)(?=\S)")
_ITEM = re.compile(r"(?P<indent> *)(?P<mark>(?P<number>\d{1,3})[.)]\s+)(?=\S)")
_NOTE = re.compile(rf"\s*(?:[{RAISED}]+\s?\S|\[\d{{1,3}}\]\s)")
_SOFT_BREAK_WIDTHS = range(56, 101)


class Kind(StrEnum):
    """What a line is by its markup; only Markdown and HTML mark headings and quotations."""

    HEADING = "heading"
    BULLET = "bullet"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, an item of a list or a paragraph.

    Attributes:
        index: its place in the page, from 0.
        level: of a heading, 1 to 6; of others 0.
        number: of an item in a numbered list.
        bold: whether all of it is bold, as headings without a heading's markup are.
        quoted: whether it is marked up as a quotation.
        glued: whether it follows the line before without a blank line.
        links: (words, address) of its http links.
        alone: whether it is one line of the page, not several joined.
    """

    kind: Kind
    text: str
    index: int = 0
    level: int = 0
    number: int | None = None
    bold: bool = False
    quoted: bool = False
    glued: bool = False
    links: tuple[tuple[str, str], ...] = ()
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Segmented:
    """A page in lines, and what had to be said about its markup.

    Attributes:
        labels: names of notes that are no numbers, as often as they stand in the page.
    """

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...] = ()
    labels: tuple[str, ...] = ()


def numbered(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that say something, each with its place."""
    said = (line for line in lines if line.text.strip(" -–—=_*|:.•"))
    return tuple(replace(line, index=i) for i, line in enumerate(said))


def bullet_of(raw: str) -> tuple[str, int | None] | None:
    """The words of an item of a list and its number, if it has one; None for another line."""
    if match := _ITEM.match(raw):
        return raw[match.end() :].strip(), int(match["number"])
    if match := _BULLET.match(raw):
        # A dash before a short name is an attribution, and a dash in front of a whole column is a list: told
        # apart later, by those who know what stands before.
        return raw[match.end() :].strip(), None
    return None


def segment_text(text: str) -> Segmented:
    """Plain text: a line is a paragraph, an item or part of a paragraph that was broken at a fixed width."""
    return Segmented(numbered(undashed(list(_joined(_plain_lines(text), _width(text))))))


def undashed(lines: Sequence[Line]) -> Iterator[Line]:
    """Dashes that follow each other open a list; one alone opens an attribution, and stays."""
    dashed = [line.text[0] in "–—" for line in lines]
    for i, line in enumerate(lines):
        neighbour = (i > 0 and dashed[i - 1]) or (i + 1 < len(lines) and dashed[i + 1])
        if dashed[i] and neighbour:
            yield replace(line, kind=Kind.BULLET, text=line.text[1:].strip() or line.text)
        elif dashed[i]:
            yield replace(line, kind=Kind.TEXT)
        else:
            yield line


def _plain_lines(text: str) -> Iterator[Line]:
    glued = False
    for raw in text.split("\n"):
        if not raw.strip():
            glued = False
            continue
        item = bullet_of(raw)
        if item:
            yield Line(Kind.BULLET, _said(raw, item[0]), number=item[1], glued=glued)
        else:
            yield Line(Kind.TEXT, raw.rstrip(), glued=glued)
        glued = True


def _said(raw: str, words: str) -> str:
    """An attribution keeps its dash, which says that it belongs to what stands before it."""
    mark = raw.strip()[0]
    return f"{mark} {words}" if mark in "–—" else words


def _joined(lines: Iterable[Line], width: int) -> Iterator[Line]:
    """Lines that were broken because the next word did not fit, and the indented rest of an item."""
    before: Line | None = None
    parts: list[str] = []
    last = ""
    for line in lines:
        indented = line.text.startswith("  ")
        if (
            before
            and line.kind is Kind.TEXT
            and line.glued
            and _continues(before, last, line.text, width, indented)
        ):
            parts.append(line.text.strip())
        else:
            if before:
                yield replace(before, text=" ".join(parts), alone=len(parts) == 1)
            before, parts = line, [line.text.strip()]
        last = line.text
    if before:
        yield replace(before, text=" ".join(parts), alone=len(parts) == 1)


def _continues(before: Line, last: str, text: str, width: int, indented: bool) -> bool:
    first = text.split(maxsplit=1)[0]
    if _NOTE.match(text):
        return False
    if before.kind is Kind.BULLET and indented and not last.startswith("–"):
        return True
    return bool(width) and len(last) + 1 + len(first) > width - 4 and len(last) > width // 2


def _width(text: str) -> int:
    """The width a page was broken at, 0 where its lines are whole paragraphs."""
    lengths = [len(line.rstrip()) for line in text.split("\n")]
    longest = max(lengths, default=0)
    full = sum(length > longest - 15 for length in lengths)
    return longest if longest in _SOFT_BREAK_WIDTHS and full >= 3 else 0
