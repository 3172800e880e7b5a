"""The notes at the foot of a page, taken out before anything else is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daybill.domain.citations import Citation, parse_citation, resolve_ibid
from daybill.domain.page_import.draft import Draft
from daybill.domain.page_import.lines import FROM_RAISED, RAISED, Kind, Line
from daybill.domain.page_import.parts import Part, part_of
from daybill.domain.page_import.values import Note, Severity

_MARKED = re.compile(
    rf"\s*(?:(?P<raised>[{RAISED}]{{1,3}})|\[\^?(?P<square>\d{{1,3}})\]:?|"
    rf"\((?P<round>\d{{1,3}})\)|\^(?P<hat>\d{{1,3}})|(?P<dotted>\d{{1,3}})[.):]\s|"
    rf"(?P<glued>\d{{1,3}})(?=\s?[^\d\s.,:)%-]))\s*"
)
_CITES = re.compile(r"[“\"«„][^”\"»“]{3,}[”\"»“]|https?://|\b(?:18|19|20)\d\d\b|\bibid", re.IGNORECASE)
_HEADED_NOTES = 4


def take_notes(lines: Sequence[Line], draft: Draft) -> list[Line]:
    """Move the notes into the draft; returns the other lines, headings of notes included."""
    headed = _headed(lines, draft)
    taken = headed or _at_the_end(lines) | _raised(lines)
    rest = [line for line in lines if line.index not in taken]
    _store([line for line in lines if line.index in taken], draft, counted=bool(headed))
    return rest


def _headed(lines: Sequence[Line], draft: Draft) -> set[int]:
    """The lines under a heading such as “Notes”, up to the next heading or to what cannot be a note."""
    start = None
    for line in lines:
        text = line.text.strip(" :")
        short = line.kind is Kind.HEADING or (line.kind is Kind.TEXT and len(text.split()) <= _HEADED_NOTES)
        if short and part_of(text, draft.title.name) is Part.NOTES:
            start = line
    if start is None:
        return set()
    taken: set[int] = set()
    for line in lines:
        if line.index <= start.index:
            continue
        if line.kind is Kind.HEADING or not (
            _MARKED.match(line.text) or line.number or _CITES.search(line.text)
        ):
            break
        if _is_dated_end(line.text):
            break
        taken.add(line.index)
    return taken


def _is_dated_end(text: str) -> bool:
    return bool(
        re.match(
            r"\s*(?:©|copyright\b|all rights reserved)|\s*(?:page |last )*(?:updated|modified|reviewed|revised)\b",
            text,
            re.IGNORECASE,
        )
    )


def _raised(lines: Sequence[Line]) -> set[int]:
    """Markdown's notes stand anywhere: a raised figure opens them."""
    return {line.index for line in lines if line.text[:1] in RAISED and _CITES.search(line.text)}


def _at_the_end(lines: Sequence[Line]) -> set[int]:
    """Numbered lines that cite, from the last ones upwards; crumbs below them do not stop the search."""
    taken: set[int] = set()
    skipped = 0
    for line in reversed(lines):
        opened = _MARKED.match(line.text)
        numbered = bool(opened) or line.number is not None
        if line.kind is not Kind.HEADING and numbered and _CITES.search(line.text):
            taken.add(line.index)
        elif taken or skipped > 6:
            break
        else:
            skipped += 1
    only_list = len(taken) > 1 or any(line.text[:1] in RAISED for line in lines if line.index in taken)
    marked = any(_any_mark(line.text) for line in lines if line.index not in taken)
    return taken if only_list or marked else set()


def _any_mark(text: str) -> bool:
    return bool(re.search(rf"[{RAISED}]|[^\W\d_]\d{{1,2}}\s*$|\[\d{{1,3}}\]", text))


def _store(lines: Sequence[Line], draft: Draft, *, counted: bool) -> None:
    """Read each note; one without a number of its own takes the next that is free."""
    read: list[tuple[int, str, Line]] = []
    used: set[int] = set()
    for line in lines:
        number, text = _number(line)
        if number is None and read and line.kind is Kind.TEXT and line.glued and not counted:
            number, before, first = read.pop()
            read.append((number, f"{before} {line.text}", first))
            continue
        if number is None or number in used:
            if number in used:
                draft.find(
                    "note_number_twice",
                    line.text,
                    f"There are two notes {number}; this one was given another.",
                )
                text = line.text
            number = max(used, default=0) + 1
        used.add(number)
        read.append((number, text, line))
    citations = resolve_ibid(_cite(text, line) for _, text, line in read)
    for (number, text, _), citation in zip(read, citations, strict=True):
        draft.notes[number] = Note(number, text, citation)


def _cite(text: str, line: Line) -> Citation:
    """A note read, with the address of its link where the text itself shows none."""
    citation = parse_citation(text)
    if line.links and not citation.url:
        citation = replace(citation, url=line.links[0][1])
    return citation


def _number(line: Line) -> tuple[int | None, str]:
    match = _MARKED.match(line.text)
    if match:
        number = int(next(n for n in match.groups() if n).translate(FROM_RAISED))
        if number < 1000 and line.text[match.end() :].strip():
            return number, line.text[match.end() :].strip()
    return line.number, line.text


def report_unused(draft: Draft) -> None:
    """A note that nothing on the page leads to."""
    used = draft.marks | {number for block in draft.blocks for number in _cited(block.fields)}
    for number, note in draft.notes.items():
        if number not in used:
            draft.find(
                "note_without_mark", note.text, f"Nothing on the page leads to note {number}.", Severity.INFO
            )


def _cited(fields: object) -> list[int]:
    if not hasattr(fields, "get"):
        return []
    first = fields.get("citation")
    return ([first] if first else []) + list(fields.get("more_citations", ()))
