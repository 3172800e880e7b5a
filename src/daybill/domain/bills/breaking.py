"""Breaking a name into lines that fill a box: dynamic programming over line ends, then one scale for all."""

from __future__ import annotations

import math
from dataclasses import dataclass

from daybill.domain.bills.advances import Measure, measure, reach
from daybill.domain.bills.scripts import Script, clusters, script_of

MOST_LINES = 13
LONGEST_WORD = 16
# Below this cap height lettering no longer shouts.
THIN = 20.0
# How many times taller than another one line of a name may stand before it looks like a mistake.
MOST_UNEVEN = 2.8

LINKERS = frozenset(
    {
        *(
            "OF",
            "IN",
            "AT",
            "AND",
            "&",
            "TO",
            "ON",
            "FOR",
            "FROM",
            "BY",
            "WITH",
            "OR",
            "THE",
            "A",
            "AN",
            "VS",
            "VS.",
        ),
        *("DE", "DU", "ET", "OU", "À", "AU", "EN", "LA", "LE", "LES", "Y", "E", "DEL", "DI", "DA"),
        *("UND", "VON", "IM", "VAN", "DER", "DEN", "И", "В", "НА", "С"),
    }
)
DASHES = frozenset({"-", "–", "—", "/", ":", "|", "·"})


@dataclass(frozen=True, slots=True)
class Break:
    """Lines with their cap heights; ``took`` is the height of them all with ``gap`` between."""

    lines: tuple[Measure, ...]
    caps: tuple[float, ...]
    gap: float
    took: float


def is_link(text: str) -> bool:
    """Whether a line holds joining words alone, which stand small between the words that matter."""
    return all(word in LINKERS for word in text.split())


def pieces(name: str) -> list[str]:
    """The words of a name in capitals, dashes dropped, over-long words split."""
    words = [word for word in name.split() if word not in DASHES] or [name]
    return [piece for word in words for piece in split_long(word)]


def split_long(word: str) -> list[str]:
    """A word in parts of at most sixteen letters: at its own hyphen if it has one, else evenly."""
    if "-" in word[1:-1] and len(word) > 12:
        at = word.index("-", 1)
        return [word[: at + 1], *split_long(word[at + 1 :])]
    letters = clusters(word)
    if len(letters) <= LONGEST_WORD:
        return [word]
    count = math.ceil(len(letters) / LONGEST_WORD)
    size = math.ceil(len(letters) / count)
    parts = ["".join(letters[at : at + size]) for at in range(0, len(letters), size)]
    # Only alphabets hyphenate; other scripts simply go on in the next line.
    if script_of(word) in (Script.LATIN, Script.CYRILLIC, Script.CASED):
        parts = [part + "-" if part[-1].isalpha() else part for part in parts[:-1]] + parts[-1:]
    return parts


def partition(words: list[str], widths: list[float], space: float, count: int) -> list[str]:
    """Words in ``count`` lines of the evenest widths."""
    starts = [0.0]
    for width in widths:
        starts.append(starts[-1] + width + space)
    total = len(words)
    target = (starts[-1] - space) / count
    links = [word in LINKERS for word in words]
    best: list[tuple[float, tuple[int, ...]] | None] = [(0.0, ())] + [None] * total
    for line in range(1, count + 1):
        row: list[tuple[float, tuple[int, ...]] | None] = [None] * (total + 1)
        for end in range(line, total - (count - line) + 1):
            for start in range(end - 1, line - 2, -1):
                wide = starts[end] - starts[start] - space
                before = best[start]
                if before is not None:
                    linked = count > 1 and all(links[start:end])
                    cost = before[0] + (0.15 if linked else (wide - target) ** 2)
                    current = row[end]
                    if current is None or cost < current[0]:
                        row[end] = (cost, (*before[1], end))
                if wide > 2.5 * target and end - start > 1:
                    break
        best = row
    found = best[total]
    ends = found[1] if found else tuple(range(1, total + 1))
    return [" ".join(words[start:end]) for start, end in zip((0, *ends), ends, strict=False)]


def line_counts(total: int, em: float, wide: float, high: float) -> range:
    """Numbers of lines worth trying for a name ``em`` wide in one line."""
    likely = math.sqrt(max(1.0, high * em / (0.68 * wide)))
    most = min(total, MOST_LINES)
    least = max(1, min(most, int(likely * 0.6)))
    return range(least, max(least, min(most, math.ceil(likely * 1.35) + 1)) + 1)


def fit(texts: list[str], wide: float, high: float) -> tuple[Break, float]:
    """Cap heights for given lines in a box, and how good they look (more is better)."""
    # fsum, because Python 3.12 changed how the built-in sum rounds, and a bill may not depend on that.
    lines = [measure(text) for text in texts]
    small = [len(lines) > 1 and is_link(text) for text in texts]
    gap = max(5.0, min(14.0, high * 0.022))
    link_cap = max(11.0, min(24.0, high * 0.05))
    low, most = [], []
    for line, is_small in zip(lines, small, strict=True):
        least, largest = (link_cap, link_cap) if is_small else reach(line, wide)
        low.append(least * line.swell)
        most.append(max(least, largest) * line.swell)
    room = high - gap * (len(lines) - 1)
    spread = math.fsum(most) - math.fsum(low)
    share = max(0.0, min(1.0, (room - math.fsum(low)) / spread)) if spread > 0 else 0.0
    heights = [a + (b - a) * share for a, b in zip(low, most, strict=True)]
    cramped = math.fsum(heights) > room
    if cramped:
        gap = min(gap, high * 0.2 / len(lines))
        room = high - gap * (len(lines) - 1)
        heights = [height * room / math.fsum(heights) for height in heights]
    caps = tuple(height / line.swell for height, line in zip(heights, lines, strict=True))
    took = math.fsum(heights) + gap * (len(lines) - 1)
    loud = [cap for cap, is_small in zip(caps, small, strict=True) if not is_small] or list(caps)
    thin = sum(cap < THIN for cap in loud)
    # A lone "I" would otherwise tower over the words beside it.
    uneven = max(0.0, max(loud) / min(loud) - MOST_UNEVEN)
    score = (
        took / high - abs(share - 0.4) * 0.25 - cramped * 0.4 - thin * 0.25 - uneven * 0.2 - len(lines) * 0.02
    )
    return Break(tuple(lines), caps, gap, took), score


def break_lines(words: list[str], wide: float, high: float) -> Break:
    """The break that fills the box with the least strain."""
    widths = [measure(word).widths[1] for word in words]
    space = measure("A A").widths[1] - 2 * measure("A").widths[1]
    em = math.fsum(measure(word).widths[2] + 0.26 for word in words)
    best: tuple[Break, float] | None = None
    for count in line_counts(len(words), em, wide, high):
        candidate = fit(partition(words, widths, space, count), wide, high)
        if best is None or candidate[1] > best[1]:
            best = candidate
    assert best is not None
    return best[0]
