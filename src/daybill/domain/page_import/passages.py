"""Long quotations with the name of who is quoted under them, as magazines print them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daybill.domain.page_import.draft import Draft
from daybill.domain.page_import.languages import differ
from daybill.domain.page_import.lines import Kind, Line
from daybill.domain.page_import.marks import has_mark, take_marks
from daybill.domain.page_import.names import is_name, read_attribution, strip_lead
from daybill.domain.page_import.quotation import (
    ends_quoted,
    find_quotation,
    starts_quoted,
    unquote,
    without_closing,
)
from daybill.domain.page_import.spoken import add_speech, dashes_speak, is_cue, is_direction, speech
from daybill.domain.page_import.values import BlockType

_DASHED = re.compile(r"\s*(?:[–—―‒~]|--)")
_LOGLINE_WORDS = 70
_SURELY_A_SENTENCE = 12
_PRICED = re.compile(r"[$€£]\s?\d")
_ROLE = re.compile(r"[,(].*$")


def read_voices(lines: Sequence[Line], draft: Draft, *, intro: bool) -> list[Line]:
    """Take passages and dialogue out of lines; returns the paragraphs that are neither.

    Args:
        intro: whether the lines open the page, so that its first paragraph is the logline.
    """
    notes = frozenset(draft.notes)
    prose: list[Line] = []
    buffer: list[Line] = []
    direction, cue = "", ""
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if cue:
            add_speech((cue, "", line.text), line, direction, draft)
            direction, cue = "", ""
            continue
        said = _said(lines, i, draft)
        if said and not _names_a_passage(line, following, notes):
            prose += _flush(buffer, draft)
            add_speech(said, line, direction, draft)
            direction = ""
        elif following and is_cue(line, following):
            prose += _flush(buffer, draft)
            cue = line.text.strip(" :")
        elif buffer and _is_attribution(line, buffer, notes):
            prose += _passage(buffer, line, draft)
        elif is_direction(line.text) and len(line.text) < 200 and following and speech(following.text):
            direction = f"{direction} {line.text}".strip()
        elif _attributed_in_line(line, draft, notes):
            prose += _flush(buffer, draft)
        elif intro and not prose and _only_labels(buffer) and _is_logline(line, following, notes, draft):
            prose += _flush(buffer, draft)
            draft.add(BlockType.LOGLINE, unquote(line.text), line)
        else:
            buffer.append(line)
            continue
        buffer = []
    return prose + _flush(buffer, draft)


def _only_labels(buffer: Sequence[Line]) -> bool:
    """Whether nothing but scraps of menus stands before the first sentence."""
    return all(len(line.text.split()) <= 6 and line.text[-1] not in '.!?…。”"»' for line in buffer)


def _said(lines: Sequence[Line], i: int, draft: Draft) -> tuple[str, str, str] | None:
    """A line as speech; a dash stands for the colon behind capitals, and between lines that have it too."""
    text = lines[i].text
    capitals = re.split(r"\s[–—]\s", text, maxsplit=1)[0].isupper()
    said = speech(text, dashes=capitals or dashes_speak(lines, i))
    return said if said and said[0].casefold() != draft.title.name.casefold() else None


def _is_logline(line: Line, following: Line | None, notes: frozenset[int], draft: Draft) -> bool:
    if (
        any(block.type is BlockType.LOGLINE for block in draft.blocks)
        or line.kind is not Kind.TEXT
        or line.quoted
    ):
        return False
    words = len(line.text.split())
    if not 5 <= words <= _LOGLINE_WORDS or starts_quoted(line.text):
        return False
    if words < _SURELY_A_SENTENCE and line.text.rstrip()[-1] not in ".!?…。":
        return False
    return following is None or not _is_attribution(following, [line], notes)


def _is_attribution(line: Line, buffer: Sequence[Line], notes: frozenset[int]) -> bool:
    """Whether a line is the name under a passage: with its note's mark, a dash, or right behind a closing quote."""
    if (
        line.kind is Kind.HEADING
        or len(line.text) > 140
        or starts_quoted(line.text)
        or _PRICED.search(line.text)
    ):
        return False
    text, marks = take_marks(line.text, notes, glued=True)
    bare = strip_lead(text)
    name = _ROLE.sub("", bare).strip()
    named = is_name(name, longest=7) or read_attribution(bare) is not None
    if not named or len(bare.split()) > 16:
        return False
    return (
        bool(marks)
        or has_mark(line.text)
        or bool(_DASHED.match(text))
        or ((ends_quoted(buffer[-1].text) or buffer[-1].quoted) and not text.endswith("."))
    )


def _names_a_passage(line: Line, following: Line | None, notes: frozenset[int]) -> bool:
    """“Name: “a long quotation”” with a name under it is quoted, not spoken; rare enough to want both."""
    return bool(following and starts_quoted(line.text) and _is_attribution(following, [line], notes))


def _attributed_in_line(line: Line, draft: Draft, notes: frozenset[int]) -> bool:
    """“A quotation.” – Name¹ on one line."""
    text, marks = take_marks(line.text, notes, glued=True)
    quotation = find_quotation(text, from_start=True)
    if not quotation or (not _DASHED.match(quotation.tail) and not (marks and quotation.tail)):
        return False
    who = strip_lead(quotation.tail)
    if not is_name(_ROLE.sub("", who).strip(), longest=7) and not read_attribution(who):
        return False
    _add([quotation.quote], who, marks, line, draft)
    return True


def _passage(buffer: list[Line], named: Line, draft: Draft) -> list[Line]:
    """Make a passage of the last quotation before a name; returns the paragraphs before it."""
    start = _start(buffer)
    notes = frozenset(draft.notes)
    quoted, before = buffer[start:], buffer[:start]
    who, marks = take_marks(named.text, notes, glued=True)
    texts = []
    for line in quoted:
        text, more = take_marks(line.text, notes, glued=ends_quoted(line.text))
        texts.append(text)
        marks = (*more, *marks)
    _add(texts, strip_lead(who), marks, quoted[0], draft)
    return list(before)


def _start(buffer: Sequence[Line]) -> int:
    """Where the quotation that ends with the buffer begins; the whole buffer where nothing opens it."""
    if buffer[-1].quoted:
        start = len(buffer) - 1
        while start and buffer[start - 1].quoted:
            start -= 1
        return start
    opened = [i for i, line in enumerate(buffer) if starts_quoted(line.text)]
    if not opened or not ends_quoted(buffer[-1].text):
        return opened[0] if opened else 0
    start = opened[-1]
    # Each paragraph of a long quotation opens with a mark; and an original stands above its translation.
    while start and starts_quoted(buffer[start - 1].text):
        start -= 1
    return start


def _add(texts: Sequence[str], who: str, marks: Sequence[int], line: Line, draft: Draft) -> None:
    paragraphs = [_bare(text, i, texts) for i, text in enumerate(texts)]
    translation = ""
    if (
        len(paragraphs) > 1
        and _closed(texts[-2])
        and (starts_quoted(texts[-1]) or texts[-1][:1] in "([")
        and differ(paragraphs[-2], paragraphs[-1])
    ):
        translation = paragraphs[-1].strip("()[] ")
    name, role = _name_and_role(who)
    cited = list(dict.fromkeys(marks))
    for number in cited:
        if number not in draft.notes:
            draft.find("mark_without_note", f"{who} {number}", f"There is no note {number} on the page.")
    draft.marks.update(cited)
    draft.add(
        BlockType.PASSAGE,
        "\n\n".join(paragraphs),
        line,
        printed=who,
        speaker=name,
        role=role,
        citation=cited[0] if cited else None,
        more_citations=cited[1:],
        translation=translation,
    )


def _bare(text: str, i: int, texts: Sequence[str]) -> str:
    if starts_quoted(text):
        return unquote(text)
    return without_closing(text) if i == len(texts) - 1 else text


def _closed(text: str) -> bool:
    return ends_quoted(text) or text.rstrip().endswith((")", "]"))


def _name_and_role(who: str) -> tuple[str, str]:
    """“Ann Doe, editor” as name and role."""
    match = _ROLE.search(who)
    return (who[: match.start()].strip(), match[0].strip(" ,()")) if match else (who, "")


def _flush(buffer: Sequence[Line], draft: Draft) -> list[Line]:
    return list(buffer)
