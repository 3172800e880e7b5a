"""Widths of the lettering, read once from ``advances.json`` (see ``tools/measure_advances.py``)."""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from importlib.resources import files
from math import fsum
from typing import NamedTuple

from daybill.domain.bills.facts import JOINERS, is_mark
from daybill.domain.bills.scripts import Script, script_of

_TABLE = json.loads(files(__package__).joinpath("advances.json").read_text(encoding="utf-8"))

STOPS: tuple[int, ...] = tuple(_TABLE["stops"])
WIDTHS: dict[str, tuple[float, ...]] = {
    char: tuple(value / 1000 for value in values)
    for chars, values in _TABLE["widths"].items()
    for char in chars
}
ABOVE: dict[str, float] = {char: v / 1000 for chars, v in _TABLE["above"].items() for char in chars}
BELOW: dict[str, float] = {char: v / 1000 for chars, v in _TABLE["below"].items() for char in chars}

# Cap height, and the room over and under it that the script itself needs, in em. Measured for the two
# lettering faces; for system faces generous enough for Noto, Arial and the Apple and Microsoft defaults.
VERTICALS: dict[Script, tuple[float, float, float]] = {
    Script.LATIN: (_TABLE["cap"]["latin"] / 1000, 0.0, 0.0),
    Script.CYRILLIC: (_TABLE["cap"]["cyrillic"] / 1000, 0.0, 0.0),
    Script.CASED: (0.73, 0.0, 0.03),
    Script.HEBREW: (0.72, 0.06, 0.22),
    Script.ARABIC: (0.78, 0.08, 0.36),
    Script.TALL: (0.84, 0.0, 0.12),
    Script.OTHER: (0.86, 0.1, 0.34),
}
# Faces without a width axis are scaled instead, within what the eye forgives.
GLYPH_SCALES = (0.8, 0.9, 1.0, 1.12, 1.25)
GUESSED_EM = {Script.ARABIC: 0.54, Script.HEBREW: 0.62, Script.TALL: 1.0, Script.OTHER: 0.66}
MARK_EM = 0.21


class Measure(NamedTuple):
    """A line of lettering measured in em: its width at each stop, and its reach from the baseline."""

    text: str
    script: Script
    widths: tuple[float, ...]
    cap: float
    rise: float
    drop: float

    @property
    def swell(self) -> float:
        """Height of the ink as a multiple of the cap height; 1 without accents or tails."""
        return (self.rise + self.drop) / self.cap

    @property
    def stretch_free(self) -> bool:
        """Whether the face has no width axis, so that the reader's own font is scaled to the measure."""
        return self.script not in (Script.LATIN, Script.CYRILLIC)


@lru_cache(maxsize=1024)
def guessed(char: str) -> tuple[float, ...]:
    """Widths of a character no lettering face holds, as the system's heavy face might set it."""
    if is_mark(char) or char in JOINERS or 0x1F3FB <= ord(char) <= 0x1F3FF:
        return (0.0,) * len(STOPS)
    em = (
        1.3
        if ord(char) >= 0x1F000 and script_of(char) is Script.OTHER
        else GUESSED_EM.get(script_of(char), 0.66)
    )
    return tuple(em * scale for scale in GLYPH_SCALES)


@lru_cache(maxsize=8192)
def measure(text: str) -> Measure:
    """Measure a line."""
    script = script_of(text)
    columns = [WIDTHS.get(char) or guessed(char) for char in text]
    widths = tuple(max(0.15, fsum(column)) for column in zip(*columns, strict=True)) or (0.15,) * len(STOPS)
    if script not in (Script.LATIN, Script.CYRILLIC):
        # A mixed line is held by scaling, so it may not move further than glyphs may be scaled.
        widths = tuple(widths[2] * scale for scale in GLYPH_SCALES)
    cap, over, under = VERTICALS[script]
    for char in text:
        over, under = max(over, ABOVE.get(char, 0.0)), max(under, BELOW.get(char, 0.0))
    high_marks, low_marks = loose_marks(text) if not text.isascii() else (0, 0)
    return Measure(text, script, widths, cap, cap + over + MARK_EM * high_marks, under + MARK_EM * low_marks)


def loose_marks(text: str) -> tuple[int, int]:
    """The tallest pile of combining marks over any letter, and the deepest under one."""
    highest = deepest = high = low = 0
    for char in text:
        place = unicodedata.combining(char)
        if not is_mark(char):
            high = low = 0
        elif 202 <= place <= 222 or place == 240:
            low += 1
        else:
            high += 1
        highest, deepest = max(highest, high), max(deepest, low)
    return highest, deepest


def reach(measured: Measure, wide: float) -> tuple[float, float]:
    """Smallest and largest cap height at which the line can fill a measure ``wide`` units wide."""
    return wide / measured.widths[-1] * measured.cap, wide / measured.widths[0] * measured.cap


def stretch_for(measured: Measure, em: float) -> int | None:
    """The width axis, in per cent, at which the line is ``em`` wide; None in faces without one."""
    if measured.stretch_free:
        return None
    widths = measured.widths
    if em <= widths[0]:
        return STOPS[0]
    for at in range(1, len(STOPS)):
        if em <= widths[at]:
            share = (em - widths[at - 1]) / (widths[at] - widths[at - 1])
            return round(STOPS[at - 1] + (STOPS[at] - STOPS[at - 1]) * share)
    return STOPS[-1]
