"""Footnote marks in running text: raised, in brackets, or glued to a name."""

from __future__ import annotations

import re

from daybill.domain.page_import.lines import FROM_RAISED, RAISED

_RAISED = re.compile(rf"\s?(?P<figures>[{RAISED}]+(?:[,\s]\s?[{RAISED}]+)*)")
_BRACKETED = re.compile(r"\s?\[\^?(?P<figures>\d{1,3}(?:,\s?\d{1,3})*)\](?!\()")
_GLUED = re.compile(
    r"(?<=[^\W\d_.])(?P<figures>\d{1,2})\s*$|(?<=[”\"»’.)])(?P<behind>\d{1,2})\s*$|,?\s\((?P<round>\d{1,2})\)\s*$|,\s(?P<comma>\d{1,2})\s*$"
)


def take_marks(text: str, notes: frozenset[int], *, glued: bool = False) -> tuple[str, tuple[int, ...]]:
    """The text without the marks of notes that exist, and their numbers; a raised figure without a note stays.

    Args:
        glued: whether plain figures at the end of the text, without a space, are a mark too: behind a name they are.
    """
    found: list[int] = []
    for pattern in (_RAISED, _BRACKETED):
        text = pattern.sub(lambda match: _taken(match, notes, found), text)
    if glued and not found and (match := _GLUED.search(text)):
        number = int(match["figures"] or match["behind"] or match["round"] or match["comma"])
        if number in notes or not notes:
            return text[: match.start()].rstrip(), (number,)
    return text.strip(), tuple(found)


def _taken(match: re.Match[str], notes: frozenset[int], found: list[int]) -> str:
    numbers = [int(n) for n in re.findall(r"\d+", match["figures"].translate(FROM_RAISED))]
    if not all(number in notes for number in numbers):
        return match[0]
    found.extend(numbers)
    return ""


def has_mark(text: str) -> bool:
    """Whether a short line ends with something that looks like a note's mark."""
    return bool(re.search(rf"[{RAISED}]\s*$|\[\d{{1,3}}\]\s*$", text) or _GLUED.search(text))
