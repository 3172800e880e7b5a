"""Markdown taken apart into lines: headings, lists, quotations, emphasis, links and notes; no more than pages use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from daybill.domain.page_import.lines import TO_RAISED, Kind, Line, Segmented, bullet_of, numbered
from daybill.domain.page_import.values import Finding, Severity

_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})(?!#)\s*(?P<text>.*?)\s*#*\s*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})\s*")
_RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})")
_NOTE = re.compile(r" {0,3}\[\^(?P<mark>[^\]\s]{1,40})\]:\s*")
_MARK = re.compile(r"\[\^(?P<mark>[^\]\s]{1,40})\]")
_LINK = re.compile(
    r"!?\[(?P<text>[^\[\]]{0,300})\]\(\s*<?(?P<url>[^()\s<>]{1,2000})>?(?:\s+\"[^\"]{0,200}\")?\s*\)"
)
_PLAIN_MARK = re.compile(r"(?<=[^\s\[])\[(?P<number>\d{1,3})\](?!\()")
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<text>[^*_]{1,300})(?P=mark)(?P<behind>[:.]?)")
_STRONG = re.compile(r"\*\*|__")
_EMPHASIS = re.compile(r"(?<![\w*])[*_](?=\S)(?P<text>[^*_\n]{1,2000})(?<=\S)[*_](?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_TABLE_RULE = re.compile(r"[|:\-\s]+")
HINTS = re.compile(r"^ {0,3}#{1,6}\s|^ {0,3}>\s|\*\*\S|\]\(https?:|\[\^\w+\]|^ {0,3}={3,}\s*$", re.MULTILINE)


def segment_markdown(text: str) -> Segmented:
    """The lines of a Markdown page; a note's name that is no number gets one, in order of the page."""
    marks = _Marks(text)
    findings: list[Finding] = []
    lines = [marks.read(line, findings) for line in _paragraphs(text)]
    return Segmented(numbered(lines), tuple(findings), tuple(marks.labels))


def _paragraphs(text: str) -> Iterator[Line]:
    """Lines of one paragraph joined, before anything inside them is read."""
    open_line: Line | None = None
    glued = False
    for raw in text.split("\n"):
        line = _line(raw, glued)
        if line is None or _RULE.fullmatch(raw):
            if open_line and open_line.kind is Kind.TEXT and raw.strip() and _UNDERLINE.fullmatch(raw):
                open_line = replace(open_line, kind=Kind.HEADING, level=1 if "=" in raw else 2)
            if open_line:
                yield open_line
            open_line, glued = None, False
            continue
        if open_line and _UNDERLINE.fullmatch(raw) and open_line.kind is Kind.TEXT:
            yield replace(open_line, kind=Kind.HEADING, level=1 if "=" in raw else 2)
            open_line, glued = None, False
            continue
        if open_line and _same_paragraph(open_line, line, raw):
            open_line = replace(open_line, text=f"{open_line.text} {line.text}", alone=False)
        else:
            if open_line:
                yield open_line
            open_line = line
        # Two spaces or a backslash at the end break a line for good.
        if raw.endswith(("  ", "\\")):
            yield replace(open_line, text=open_line.text.rstrip("\\"))
            open_line = None
        glued = True
    if open_line:
        yield open_line


def _line(raw: str, glued: bool) -> Line | None:
    if not raw.strip():
        return None
    if match := _HEADING.fullmatch(raw):
        return Line(Kind.HEADING, match["text"], level=len(match["level"]))
    quoted = raw.lstrip().startswith(">")
    body = raw.lstrip(" >") if quoted else raw
    if not body.strip():
        return None
    if item := bullet_of(body):
        is_attribution = body.lstrip()[0] in "–—"
        text = f"{body.lstrip()[0]} {item[0]}" if is_attribution else item[0]
        kind = Kind.TEXT if is_attribution else Kind.BULLET
        return Line(kind, text, number=item[1], quoted=quoted, glued=glued)
    if body.lstrip().startswith("|"):
        return Line(
            Kind.TEXT, " – ".join(cell.strip() for cell in body.strip().strip("|").split("|")), glued=glued
        )
    return Line(Kind.TEXT, body.strip(), quoted=quoted, glued=glued)


def _same_paragraph(before: Line, line: Line, raw: str) -> bool:
    """A paragraph goes on in the next line, and an item in an indented one or one that begins small."""
    if (
        line.kind is not Kind.TEXT
        or before.kind is Kind.HEADING
        or _NOTE.match(raw)
        or _TABLE_RULE.fullmatch(raw)
    ):
        return False
    if before.quoted != line.quoted or line.text[0] in "–—" or raw.lstrip().startswith("|"):
        return False
    if before.kind is Kind.BULLET:
        return raw.startswith("  ") or line.text[0].islower()
    # Pages pasted into Markdown keep one sentence, name or price to a line: only running text is joined.
    return len(before.text) > 60 and not before.text.endswith((":", "*", "_"))


class _Marks:
    """What stands inside a line: links, notes and emphasis."""

    def __init__(self, text: str) -> None:
        names = list(dict.fromkeys(_MARK.findall(text)))
        taken = {int(name) for name in names if _is_number(name)}
        free = (number for number in count(1) if number not in taken)
        self._numbers = {name: next(free) for name in names if not _is_number(name)}
        self.labels: list[str] = []

    def read(self, line: Line, findings: list[Finding]) -> Line:
        """The line without its marks, its notes raised and its links beside it."""
        text = line.text
        if note := _NOTE.match(text):
            text = f"{self._raised(note['mark'])} {text[note.end() :]}"
        text = _MARK.sub(lambda match: self._raised(match["mark"]), text)
        text = _PLAIN_MARK.sub(lambda match: match["number"].translate(TO_RAISED), text)
        links: list[tuple[str, str]] = []
        text = _LINK.sub(lambda match: _linked(match, links, findings), text)
        stripped = text.strip()
        whole = _BOLD.fullmatch(stripped)
        text = _EMPHASIS.sub(lambda match: match["text"], _STRONG.sub("", text))
        return replace(line, text=_ESCAPE.sub(r"\1", text).strip(), bold=bool(whole), links=tuple(links))

    def _raised(self, mark: str) -> str:
        if _is_number(mark):
            return mark.translate(TO_RAISED)
        self.labels.append(mark)
        return str(self._numbers[mark]).translate(TO_RAISED)


def _is_number(mark: str) -> bool:
    return mark.isascii() and mark.isdigit() and len(mark) <= 3


def _linked(match: re.Match[str], links: list[tuple[str, str]], findings: list[Finding]) -> str:
    url = match["url"]
    if url.lower().startswith(("http://", "https://")):
        links.append((match["text"], url))
    else:
        why = "Only links to http and https are kept; the words of this one stay."
        findings.append(Finding("link_refused", Severity.INFO, words=url, why=why))
    return match["text"]
