"""Setting words: one line to a measure, a name in a box, a name in columns."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from daybill.domain.bills.advances import Measure, measure, reach, stretch_for
from daybill.domain.bills.breaking import break_lines, is_link, pieces
from daybill.domain.bills.scripts import Script, capitals, clusters, is_rtl, stands_in_columns
from daybill.domain.bills.shapes import Box, Lettering, Rule, Word

ARTICLES = frozenset(
    ("THE", "A", "AN", "LE", "LA", "LES", "DER", "DIE", "DAS", "EL", "LOS", "LAS", "IL", "LO")
)

# Wider than this an opening article no longer hangs over its line; it joins it.
WIDEST_LEAD = 400.0
# How far a short line is spaced out before rules fill the measure instead.
MOST_AIR = 1.22
# Scripts whose letters hang together, and break when they are spaced out.
JOINED = frozenset({Script.ARABIC, Script.OTHER})
# Accents may make a small line this much taller than its capitals before the line shrinks.
MOST_SWELL = 1.45

# Vertical text turns ordinary Latin letters on their side; their full-width forms stay upright.
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@dataclass(frozen=True, slots=True)
class Setting:
    """A name set at the origin, ``took`` units high; move it into place with ``at``."""

    words: tuple[Word, ...]
    wide: float
    took: float

    def at(self, x: float, y: float) -> tuple[Word, ...]:
        """The same words with their top left corner at (x, y)."""
        return tuple(moved(word, x, y) for word in self.words)

    def within(self, box: Box) -> tuple[Word, ...]:
        """The same words in the middle of a box."""
        return self.at(box.x + (box.wide - self.wide) / 2, box.y + (box.high - self.took) / 2)


def moved(word: Word, x: float, y: float) -> Word:
    """A word elsewhere on the sheet."""
    box = Box(word.box.x + x, word.box.y + y, word.box.wide, word.box.high)
    if isinstance(word, Rule):
        return Rule(box)
    return replace(word, x=word.x + x, baseline=word.baseline + y, box=box)


def set_line(line: Measure, x: float, top: float, wide: float, cap: float) -> Lettering:
    """One line ``cap`` tall and, as far as the face can go, ``wide`` wide; else centred in that width."""
    size = cap / line.cap
    length = min(wide, line.widths[-1] * size)
    left = x + (wide - length) / 2
    height = (line.rise + line.drop) * size
    return Lettering(
        text=line.text,
        x=x + wide / 2 if line.stretch_free else left,
        baseline=top + line.rise * size,
        size=size,
        length=length,
        box=Box(left, top, length, height),
        stretch=stretch_for(line, length / size),
        centred=line.stretch_free,
        rtl=not line.text.isascii() and is_rtl(line.text),
    )


def flanked(
    line: Measure, x: float, top: float, wide: float, cap: float, share: float = 1.0
) -> tuple[Word, ...]:
    """A line that fills the measure: with more air between its letters, or with a rule on either side.

    ``share`` is the part of the measure the letters may take.
    """
    lettering = set_line(line, x, top, wide, cap)
    natural = min(wide * share, line.widths[-2] * cap / line.cap) if share < 1 else lettering.length
    if natural > wide - 1:
        return (lettering,)
    if natural * MOST_AIR > wide and line.script not in JOINED:
        box = Box(x, lettering.box.y, wide, lettering.box.high)
        return (
            replace(lettering, x=x + wide / 2 if lettering.centred else x, length=wide, box=box, spaced=True),
        )
    lettering = set_line(line, x + (wide - natural) / 2, top, natural, cap)
    weight = max(2.5, cap * 0.16)
    y = lettering.baseline - cap / 2 - weight / 2
    left, right = lettering.box.x - 8, lettering.box.right + 8
    return (Rule(Box(x, y, left - x, weight)), lettering, Rule(Box(right, y, x + wide - right, weight)))


def set_small(text: str, x: float, top: float, wide: float, cap: float) -> tuple[Word, ...]:
    """A person or a year in one line of at most ``cap``, filling the measure."""
    line = measure(capitals(text))
    height = min(cap, reach(line, wide)[1], cap * MOST_SWELL / line.swell)
    return flanked(line, x, top, wide, height)


def stood_on(words: tuple[Word, ...], baseline: float) -> tuple[Word, ...]:
    """The same line with its letters on a given baseline."""
    now = next(word.baseline for word in words if isinstance(word, Lettering))
    return tuple(moved(word, 0, baseline - now) for word in words)


def set_plain(text: str, x: float, top: float, wide: float, cap: float) -> Lettering:
    """Small print: one line at its natural width, in the middle of the measure."""
    line = measure(capitals(text))
    natural = min(wide, line.widths[2] * cap / line.cap)
    return set_line(line, x + (wide - natural) / 2, top, natural, cap)


@lru_cache(maxsize=512)
def set_name(name: str, wide: float, high: float) -> Setting:
    """The name as large as a box allows.

    Han, kana and Hangul stand in columns from the right; everything else lies in justified lines.
    """
    if stands_in_columns(name):
        return set_columns(name, wide, high)
    words = pieces(capitals(name))
    if not (len(words) > 1 and words[0] in ARTICLES and high > 60 and wide < WIDEST_LEAD):
        return set_lines(words, wide, high)
    cap = min(26.0, high * 0.08)
    article = lead(measure(words[0]), wide, cap)
    rest = set_lines(words[1:], wide, high - cap - 10)
    return Setting((*article, *rest.at(0, cap + 10)), wide, rest.took + cap + 10)


def lead(article: Measure, wide: float, cap: float) -> tuple[Word, ...]:
    """An opening article stands small at the left, with a rule to the right edge."""
    natural = min(wide * 0.45, article.widths[2] * cap / article.cap)
    lettering = set_line(article, 0, 0, natural, cap)
    start = lettering.box.right + 8
    return (lettering, Rule(Box(start, cap / 2 - 2.5, wide - start, 5)))


def set_lines(words: list[str], wide: float, high: float) -> Setting:
    """Words in justified lines from the top of a box."""
    broken = break_lines(words, wide, high)
    out: list[Word] = []
    y = 0.0
    several = len(broken.lines) > 1
    for line, cap in zip(broken.lines, broken.caps, strict=True):
        if several and is_link(line.text):
            out.extend(flanked(line, 0, y, wide, cap, share=0.5))
        else:
            out.append(set_line(line, 0, y, wide, cap))
        y += cap * line.swell + broken.gap
    return Setting(tuple(out), wide, broken.took)


def set_columns(name: str, wide: float, high: float) -> Setting:
    """Characters in columns, read down and from right to left."""
    runs = [clusters(word) for word in name.split()]
    flat = [char for run in runs for char in run]
    cell, depth = best_cell(lambda per: math.ceil(len(flat) / per), len(flat), wide, high)
    by_word, word_depth = best_cell(
        lambda per: sum(math.ceil(len(run) / per) for run in runs), len(flat), wide, high
    )
    # Words keep columns of their own unless that makes the letters much smaller.
    if by_word >= 0.72 * cell:
        cell, depth = by_word, word_depth
        columns = [run[at : at + depth] for run in runs for at in range(0, len(run), depth)]
    else:
        columns = [flat[at : at + depth] for at in range(0, len(flat), depth)]
    block = cell * len(columns)
    right = wide - (wide - block) / 2
    placed = tuple(column(chars, right - cell * at, cell) for at, chars in enumerate(columns, start=1))
    return Setting(placed, wide, cell * max(len(chars) for chars in columns))


def best_cell(columns: Callable[[int], int], longest: int, wide: float, high: float) -> tuple[float, int]:
    """The largest square cell, and how many stand in a column; holes in the block count against it."""

    def merit(size: tuple[float, int]) -> tuple[float, int]:
        cell, per = size
        return cell * longest / (columns(per) * per), per

    return max(((min(wide / columns(per), high / per), per) for per in range(1, longest + 1)), key=merit)


def column(chars: list[str], x: float, cell: float) -> Lettering:
    """One column whose cells are ``cell`` square, its left edge at ``x``."""
    high = cell * len(chars)
    return Lettering(
        text="".join(chars).translate(FULL_WIDTH),
        x=x + cell / 2,
        baseline=0.0,
        size=cell * 0.94,
        length=high,
        box=Box(x, 0.0, cell, high),
        upright=True,
    )
