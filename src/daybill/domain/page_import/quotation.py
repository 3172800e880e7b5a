"""Quotation marks of many countries, and what stands before and behind a quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOSERS = {
    "“": "”“",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "「": "」",
    "『": "』",
    "”": "”",
    "`": "'´",
}
OPENERS = frozenset(_CLOSERS)
_SINGLE = frozenset("‘‚'`")
CLOSERS = frozenset("”“»«›‹\"’'」』‘")
_DASH_BEHIND = re.compile(r"[.,]?[⁰¹²³⁴⁵⁶⁷⁸⁹]*\s*(?:[–—―‒-]|--|~|\()\s*\S")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A text with a quotation in it, in three pieces, the marks themselves left out."""

    lead: str
    quote: str
    tail: str


def starts_quoted(text: str) -> bool:
    """Whether a paragraph begins with a quotation mark (an apostrophe that begins a word is none)."""
    stripped = text.lstrip(" (*_[…")
    if not stripped or stripped[0] not in OPENERS:
        return False
    return stripped[0] not in "'’" or not re.match(r"['’](?:\d\ds|[Tt]is|[Tt]was|em|[Cc]ause)\b", stripped)


def ends_quoted(text: str) -> bool:
    """Whether a paragraph ends with a closing mark, its note's figure aside."""
    stripped = re.sub(r"(?<=\D)\d{1,2}$", "", text.rstrip(" .,)]*_⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return bool(stripped) and stripped.rstrip(" .,")[-1:] in CLOSERS


def find_quotation(text: str, *, from_start: bool = False) -> Quotation | None:
    """The first quotation that is a whole one; None where no mark opens and closes.

    Args:
        from_start: only one that the text begins with.
    """
    start = _opening(text)
    if start is None or (from_start and text[:start].strip(" (*_[…")):
        return None
    end = _closing(text, start)
    if end is None:
        return None
    quote = text[start + 1 : end].strip()
    return Quotation(text[:start].strip(), quote, text[end + 1 :].strip()) if quote else None


def _opening(text: str) -> int | None:
    begins = len(text) - len(text.lstrip())
    for i, mark in enumerate(text):
        if mark not in OPENERS or (mark == "”" and i != begins):
            continue
        if mark in _SINGLE and i and not text[i - 1].isspace():
            continue
        if i + 1 < len(text):
            return i
    return None


def _closing(text: str, start: int) -> int | None:
    """The closing mark with a dash or nothing behind it; else the last there is."""
    closers = _CLOSERS[text[start]]
    last = None
    for end in range(start + 2, len(text)):
        if text[end] not in closers or (text[end] in "’'" and text[end + 1 : end + 2].isalnum()):
            continue
        # In „…“ and »…« the closing mark of one is the opening mark of the next.
        if text[end] == text[start] and text[start] not in "\"'»«”" and text[end - 1].isspace():
            continue
        last = end
        if _DASH_BEHIND.match(text, end + 1):
            return end
    return last


def unquote(text: str) -> str:
    """A paragraph without the marks around it; those inside stay."""
    said = text.strip()
    if said[:1] in OPENERS:
        closers = _CLOSERS[said[0]]
        body = said[1:].rstrip()
        ended = body.rstrip(".,")
        if ended[-1:] and ended[-1] in closers:
            rest = body[len(ended) :]
            return (ended[:-1].rstrip() + rest).strip()
        return body.strip()
    return said


def without_closing(text: str) -> str:
    """A paragraph whose quotation began before it, without the mark that closes it, if that one has no partner."""
    said = text.rstrip()
    last = said.rstrip(".,")[-1:]
    if last in {"”", "»", '"', "“"} and sum(said.count(c) for c in "“„«") < said.count(last) + (last == "“"):
        cut = said.rindex(last)
        return (said[:cut] + said[cut + 1 :]).strip()
    return said
