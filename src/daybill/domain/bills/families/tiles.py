"""Tiles: a wall of cut paper, two to four across, over or under the name."""

from __future__ import annotations

from collections.abc import Callable

from daybill.domain.bills import pen
from daybill.domain.bills.job import PAD, SLAB_PAD, Composition, Job, shares
from daybill.domain.bills.shapes import Area, Box, Shape

Tile = Callable[[float, float, float, int], str]
"""Path data of a motif in a square: left, top, side, and which of four ways it is turned."""


def compose(job: Job) -> Composition:
    """Rows of tiles fill what the name leaves; the slab takes the remainder."""
    box, dice = job.picture, job.dice
    kind, motifs, across = dice.pick(KINDS)
    above = dice.chance(0.45)
    cell = box.wide / across
    long = len(job.facts.name) > 26
    least_rows = (4 if long else 6) * across // 3
    setting = job.setting(
        box.wide - 2 * PAD, max(box.high * 0.25, box.high - least_rows * cell - 2 * SLAB_PAD)
    )
    rows = max(1, int((box.high - setting.took - 2 * SLAB_PAD) // cell))
    slab, rest = shares(box, box.high - rows * cell, above=above)
    return Composition(kind, wall(job, rest, cell, across, rows, motifs), (job.slab(slab, setting),))


def wall(job: Job, box: Box, cell: float, across: int, rows: int, motifs: tuple[Tile, ...]) -> list[Shape]:
    """Grounds first, then motifs, one path for each ink."""
    dice, inks = job.dice, job.inks
    colours = (inks.paper, inks.first, inks.second, inks.key)
    grounds: dict[str, str] = {}
    figures: dict[str, str] = {}
    pairs = [(a, b) for a in colours for b in colours if a != b and {a, b} != {inks.first, inks.second}]
    # A short roll of pairs gives each wall a rhythm of its own; free choice makes every wall the same noise.
    roll = [dice.pick(pairs) for _ in range(dice.pick((2, 3, 5)))]
    orderly = dice.chance(0.4)
    for row in range(rows):
        for col in range(across):
            at = row * across + col
            ground, ink = roll[(row + col) % len(roll)] if orderly else dice.pick(roll)
            motif = motifs[(row + 2 * col) % len(motifs)] if orderly else dice.pick(motifs)
            turn = (row + col) % 4 if orderly else dice.throw() % 4
            x, y = box.x + col * cell, box.y + row * cell
            grounds[ground] = grounds.get(ground, "") + pen.block(x, y, cell, cell)
            if at % 11 != 7 or len(motifs) > 1:
                figures[ink] = figures.get(ink, "") + motif(x, y, cell, turn)
    return [Area(d, ink) for layer in (grounds, figures) for ink, d in layer.items()]


def quarter(x: float, y: float, side: float, turn: int) -> str:
    across, down = ((1, 1), (-1, 1), (-1, -1), (1, -1))[turn]
    return pen.quarter(x if across > 0 else x + side, y if down > 0 else y + side, side, across, down)


def half(x: float, y: float, side: float, turn: int) -> str:
    return pen.half(x + side / 2, y + side * (0.25 if turn % 2 else 0.75), side / 2, 1 if turn % 2 else -1)


def disc(x: float, y: float, side: float, turn: int) -> str:
    return pen.circle(x + side / 2, y + side / 2, side * (0.2, 0.3, 0.38, 0.44)[turn])


def bars(x: float, y: float, side: float, turn: int) -> str:
    step = side / 6
    if turn % 2:
        return "".join(pen.block(x + at * 2 * step, y, step, side) for at in range(3))
    return "".join(pen.block(x, y + at * 2 * step, side, step) for at in range(3))


def leaf(x: float, y: float, side: float, turn: int) -> str:
    return pen.leaf(x, y, side, turn % 2 == 0)


def triangle(x: float, y: float, side: float, turn: int) -> str:
    corners = ((x, y), (x + side, y), (x + side, y + side), (x, y + side))
    return pen.polygon(corner for at, corner in enumerate(corners) if at != turn)


def hourglass(x: float, y: float, side: float, turn: int) -> str:
    middle = (x + side / 2, y + side / 2)
    if turn % 2:
        return pen.polygon(((x, y), (x + side, y), middle, (x + side, y + side), (x, y + side), middle))
    return pen.polygon(((x, y), middle, (x + side, y), (x + side, y + side), middle, (x, y + side)))


def diamond(x: float, y: float, side: float, turn: int) -> str:
    inset = side * (0.0, 0.12, 0.0, 0.24)[turn]
    return pen.polygon(
        (
            (x + side / 2, y + inset),
            (x + side - inset, y + side / 2),
            (x + side / 2, y + side - inset),
            (x + inset, y + side / 2),
        )
    )


def step(x: float, y: float, side: float, turn: int) -> str:
    third = side / 3
    rising = turn % 2
    return "".join(
        pen.block(x + (at if rising else 2 - at) * third, y + (2 - at) * third, third, (at + 1) * third)
        for at in range(3)
    )


def window(x: float, y: float, side: float, turn: int) -> str:
    left, top, r = round(x + side * 0.2), round(y + side * 0.12), round(side * 0.3)
    foot = round(y + side * 0.9)
    return f"M{left} {foot}V{top + r}a{r} {r} 0 0 1 {2 * r} 0V{foot}z"


KINDS: tuple[tuple[str, tuple[Tile, ...], int], ...] = (
    ("mixed", (quarter, half, disc, bars, leaf), 3),
    ("quarters", (quarter,), 3),
    ("petals", (leaf,), 3),
    ("sails", (triangle,), 3),
    ("halves", (half, disc), 2),
    ("kites", (hourglass, diamond), 3),
    ("steps", (step, triangle), 3),
    ("windows", (window,), 4),
    ("beads", (disc, diamond), 4),
    ("weave", (bars, quarter), 2),
)
