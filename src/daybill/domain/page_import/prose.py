"""Running text: a section of it is one block, a list one block for each item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daybill.domain.page_import.draft import Draft
from daybill.domain.page_import.lines import Kind, Line
from daybill.domain.page_import.marks import take_marks
from daybill.domain.page_import.values import BlockType

_ITEM_WORDS = 25
_SENTENCE_ENDS = re.compile(r"(?<=\w{3})[.!?]+[”’\"')]?\s+\S")


def add_prose(lines: Sequence[Line], kind: BlockType, draft: Draft) -> None:
    """Paragraphs as one block."""
    if not lines:
        return
    notes = frozenset(draft.notes)
    read = [take_marks(line.text, notes) for line in lines]
    marks = [number for _, numbers in read for number in numbers]
    first = lines[0]
    links = tuple(link for line in lines for link in line.links)
    whole = Line(first.kind, first.text, first.index, number=first.number, links=links)
    others = [{"number": line.number} for line in lines[1:] if line.number is not None]
    draft.add(
        kind,
        "\n\n".join(text for text, _ in read),
        whole,
        citation=marks[0] if marks else None,
        more_citations=marks[1:],
        items=others,
    )


def read_prose(lines: Sequence[Line], kind: BlockType, draft: Draft) -> None:
    """Paragraphs between lists as one block each, every item of a list as one."""
    prose: list[Line] = []
    for line in lines:
        if line.kind is Kind.BULLET:
            add_prose(prose, kind, draft)
            add_prose([line], kind, draft)
            prose = []
        else:
            prose.append(line)
    add_prose(prose, kind, draft)


def read_items_or_prose(lines: Sequence[Line], kind: BlockType, draft: Draft) -> None:
    """A list that may have lost its bullets: paragraphs of one sentence each are its items, others are prose."""
    bare = [line for line in lines if line.kind is Kind.TEXT]
    if len(bare) < 2 or len(bare) != len(lines) or not all(_one_sentence(line.text) for line in bare):
        read_prose(lines, kind, draft)
        return
    for line in lines:
        add_prose([line], kind, draft)


def _one_sentence(text: str) -> bool:
    return len(text.split()) <= _ITEM_WORDS and not _SENTENCE_ENDS.search(text)


def read_list(lines: Sequence[Line], kind: BlockType, draft: Draft) -> None:
    """A list whose items are bullets, paragraphs, or paragraphs under a heading of their own."""
    listed = any(line.kind is Kind.BULLET for line in lines)
    headed = any(line.kind is Kind.HEADING for line in lines)
    group: list[Line] = []
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if line.kind is Kind.HEADING:
            add_prose(group, kind, draft)
            group = [line]
        elif headed and group and line.kind is Kind.TEXT:
            group.append(line)
        elif listed and line.kind is Kind.TEXT and following and _leads_in(line.text):
            draft.crumb("lead_in", line.text)
        else:
            add_prose(group, kind, draft)
            group = []
            add_prose([line], kind, draft)
    add_prose(group, kind, draft)


def _leads_in(text: str) -> bool:
    """A sentence that only announces a list."""
    return text.rstrip().endswith((":", "…")) and len(text.split()) < 40
