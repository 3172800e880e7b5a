"""Which writing a name is in, and how it takes capitals.

Ranges of code points rather than ``unicodedata.name``: quicker, and the same under every Python.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from enum import StrEnum
from functools import lru_cache


class Script(StrEnum):
    LATIN = "latin"
    CYRILLIC = "cyrillic"
    CASED = "cased"  # Greek, Armenian: capitals, but no lettering face of ours
    HEBREW = "hebrew"
    ARABIC = "arabic"  # and its cursive neighbours
    TALL = "tall"  # Han, kana, Hangul: may stand in columns
    OTHER = "other"


# First code point of each run; a run lasts until the next.
_RUNS = (
    (0x0000, Script.LATIN),
    (0x0370, Script.CASED),
    (0x0400, Script.CYRILLIC),
    (0x0530, Script.CASED),
    (0x0590, Script.HEBREW),
    (0x0600, Script.ARABIC),
    (0x0900, Script.OTHER),
    (0x1100, Script.TALL),
    (0x1200, Script.OTHER),
    (0x1D00, Script.LATIN),
    (0x1F00, Script.CASED),
    (0x2000, Script.LATIN),
    (0x2190, Script.OTHER),
    (0x2460, Script.LATIN),
    (0x24EA, Script.OTHER),
    (0x2C60, Script.LATIN),
    (0x2C80, Script.OTHER),
    (0x2DE0, Script.CYRILLIC),
    (0x2E00, Script.LATIN),
    (0x2E80, Script.TALL),
    (0xA640, Script.CYRILLIC),
    (0xA6A0, Script.OTHER),
    (0xA720, Script.LATIN),
    (0xA800, Script.OTHER),
    (0xA960, Script.TALL),
    (0xA980, Script.OTHER),
    (0xAC00, Script.TALL),
    (0xD800, Script.OTHER),
    (0xF900, Script.TALL),
    (0xFB00, Script.LATIN),
    (0xFB13, Script.CASED),
    (0xFB1D, Script.HEBREW),
    (0xFB50, Script.ARABIC),
    (0xFE00, Script.OTHER),
    (0xFE30, Script.TALL),
    (0xFE70, Script.ARABIC),
    (0xFF00, Script.TALL),
    (0x10000, Script.OTHER),
    (0x20000, Script.TALL),
    (0x30000, Script.TALL),
    (0x40000, Script.OTHER),
)
_STARTS = [start for start, _ in _RUNS]
_SCRIPTS = [script for _, script in _RUNS]
_CURSIVE_FIRST = (Script.OTHER, Script.ARABIC, Script.HEBREW, Script.TALL, Script.CASED, Script.CYRILLIC)


@lru_cache(maxsize=4096)
def script_of(text: str) -> Script:
    """The most demanding script in the text; signs and digits alone count as Latin."""
    if text.isascii():
        return Script.LATIN
    found = {_SCRIPTS[bisect_right(_STARTS, ord(char)) - 1] for char in text if not char.isascii()}
    return next((script for script in _CURSIVE_FIRST if script in found), Script.LATIN)


def is_rtl(text: str) -> bool:
    """Whether the first strong letter runs from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def stands_in_columns(text: str) -> bool:
    """Whether most letters are Han, kana or Hangul."""
    if text.isascii():
        return False
    tall = sum(script_of(char) is Script.TALL for char in text)
    return tall * 2 >= sum(not char.isspace() for char in text)


def capitals(text: str) -> str:
    """The text in capitals, as a letterer sets it.

    Georgian stays as it is (few fonts hold its capitals) and Greek capitals drop their accents.
    """
    if text.isascii():
        return text.upper()
    raised = "".join(char.upper() if script_of(char) in _RAISED else char for char in text)
    if any("\u0370" <= char < "\u0400" or "\u1f00" <= char < "\u2000" for char in raised):
        loose = unicodedata.normalize("NFD", raised)
        raised = "".join(char for char in loose if char not in "\u0301\u0313\u0314\u0342\u0345\u0300")
    return unicodedata.normalize("NFC", raised)


_RAISED = {Script.LATIN, Script.CYRILLIC, Script.CASED}


def clusters(text: str) -> list[str]:
    """Letters with the marks, joiners and joined letters that belong to them."""
    parts: list[str] = []
    for char in text:
        joined = parts and parts[-1][-1] == "\u200d"
        if parts and (joined or char in "\u200c\u200d" or unicodedata.category(char).startswith("M")):
            parts[-1] += char
        else:
            parts.append(char)
    return parts
