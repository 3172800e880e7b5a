"""Horizon: a disc, a line of land and the strata under it, with the name on the ground."""

from __future__ import annotations

from daybill.domain.bills import pen
from daybill.domain.bills.job import PAD, SLAB_PAD, Art, Composition, Job, shares
from daybill.domain.bills.shapes import Area, Box, Disc, Rect, Screen, Shape

SCREEN_STEPS = 5


def compose(job: Job) -> Composition:
    """Sky, sun and land over a slab at the foot."""
    box, dice = job.picture, job.dice
    land_kind, land = dice.pick(LANDS)
    sky_kind, sky = dice.pick(SKIES)
    radius = dice.pick((64.0, 84.0, 104.0, 122.0))
    x = box.x + box.wide * dice.pick((0.24, 0.36, 0.5, 0.64, 0.76))
    lift = dice.pick((0.1, 0.55, 1.3))
    setting = job.setting(box.wide - 2 * PAD, box.high * (0.36 if len(job.facts.name) <= 30 else 0.5))
    slab, rest = shares(box, setting.took + 2 * SLAB_PAD, above=False)
    line = max(rest.y + rest.high * 0.4, rest.foot - rest.high * dice.pick((0.22, 0.3, 0.4)))
    above = Box(rest.x, rest.y, rest.wide, line - rest.y)
    below = Box(rest.x, line, rest.wide, rest.foot - line)
    radius = min(radius, above.high * 0.42)
    sun = Disc(x, max(line - radius * lift, above.y + radius * 0.9), radius, job.inks.second)
    shapes = [Rect(rest, job.sky), *sky(job, above), sun, *land(job, below)]
    return Composition(f"{land_kind}-{sky_kind}", shapes, (job.slab(slab, setting, light=False),))


def halftone(job: Job, box: Box) -> list[Shape]:
    """Dots that swell in five steps, as a coarse litho screen would."""
    down = job.dice.chance(0.5)
    cell = job.dice.pick((8, 9, 11))
    rows = max(1, round(box.high / cell / SCREEN_STEPS))
    shapes: list[Shape] = []
    for step in range(SCREEN_STEPS):
        at = step if down else SCREEN_STEPS - 1 - step
        strip = Box(box.x, box.y + at * rows * cell, box.wide, rows * cell)
        shapes.append(Screen(strip, cell, round(cell * (0.13 + 0.11 * (step + 1)), 1), job.inks.first))
    return shapes


def engraved(job: Job, box: Box) -> list[Shape]:
    """Lines that thin out towards the land, or away from it."""
    pitch = job.dice.pick((12, 15, 20))
    count = int(box.high / pitch)
    down = job.dice.chance(0.7)
    d = ""
    for at in range(count):
        share = at / count if down else 1 - at / count
        d += pen.block(box.x, box.y + at * pitch, box.wide, max(1.0, pitch * 0.72 * (1 - share)))
    return [Area(d, job.inks.first, job.over)]


def bare(job: Job, box: Box) -> list[Shape]:
    """One flat ink down to the land."""
    return [Rect(Box(box.x, box.y, box.wide, box.high + 1), job.inks.first)]


def stars(job: Job, box: Box) -> list[Shape]:
    """Scattered points; by day they might be birds or snow."""
    ink = job.inks.paper if job.night else job.inks.first
    d = ""
    for at in range(26):
        x = box.x + box.wide * ((at * 0.618 + job.dice.between(0, 0.09)) % 1)
        d += pen.circle(x, job.dice.between(box.y + 8, box.foot - 12), job.dice.pick((2, 2, 3, 5)))
    return [Area(d, ink)]


def strata(job: Job, box: Box) -> list[Shape]:
    """Three wide bands, deepest at the top."""
    cut = box.high / 3
    return [
        Rect(Box(box.x, box.y, box.wide, cut), job.inks.first),
        Screen(Box(box.x, box.y + cut, box.wide, cut), 10, 3.2, job.inks.first),
    ]


def peaks(job: Job, box: Box) -> list[Shape]:
    """Two ranges, the nearer in the key."""
    dice = job.dice
    shapes: list[Shape] = []
    for depth, (lift, count, ink) in enumerate(((150, 6, job.inks.first), (84, 4, job.dim))):
        points = [(box.x, box.foot + 2)]
        for at in range(count + 1):
            up = lift * (dice.between(0.4, 1) if at % 2 else dice.between(-0.2, 0.1))
            points.append((box.x + box.wide * at / count, box.y + depth * box.high * 0.5 - up))
        shapes.append(Area(pen.polygon([*points, (box.right, box.foot + 2)]), ink, depth == 0 and job.over))
    return shapes


def dunes(job: Job, box: Box) -> list[Shape]:
    """Two long swells of sand."""
    dice = job.dice
    shapes: list[Shape] = []
    left, right = round(box.x), round(box.right)
    for depth, ink in enumerate((job.inks.first, job.dim)):
        base = round(box.y + depth * box.high * 0.44)
        a, b = dice.between(-90, -30), dice.between(30, 80)
        if dice.chance(0.5):
            a, b = b, a
        d = (
            f"M{left} {base}C{left + 90} {round(base + a)} {left + 180} {round(base + b)} {right} {base - 16}"
            f"V{round(box.foot + 2)}H{left}z"
        )
        shapes.append(Area(d, ink, depth == 0 and job.over))
    return shapes


def sea(job: Job, box: Box) -> list[Shape]:
    """Bars of water that widen as they come nearer."""
    y, tall, d = box.y, job.dice.pick((3.0, 5.0)), ""
    while y < box.foot:
        d += pen.block(box.x, y, box.wide, min(tall, box.foot - y))
        y, tall = y + tall + max(3, 13 - tall / 4), tall * 1.5
    return [Area(d, job.inks.first if job.dice.chance(0.6) else job.dim)]


def road(job: Job, box: Box) -> list[Shape]:
    """A road from the vanishing point, with its broken line."""
    x = box.x + box.wide * job.dice.pick((0.3, 0.5, 0.7))
    marks = ""
    for at in (0.16, 0.4, 0.74):
        y, half = box.y + box.high * at, 1 + 7 * at
        ends = (
            (x - half, y),
            (x + half, y),
            (x + half * 1.4, y + box.high * 0.14),
            (x - half * 1.4, y + box.high * 0.14),
        )
        marks += pen.polygon(ends)
    road_d = pen.polygon(((x - 5, box.y), (x + 5, box.y), (box.right + 30, box.foot), (box.x - 30, box.foot)))
    field = job.inks.second if job.night else job.inks.first
    return [Rect(box, field), Area(road_d, job.inks.key), Area(marks, job.inks.paper)]


def furrows(job: Job, box: Box) -> list[Shape]:
    """A ploughed field: furrows that fan out from one point of the horizon."""
    x = box.x + box.wide * job.dice.pick((0.2, 0.5, 0.8))
    d = ""
    for at in range(-9, 10):
        foot = x + at * 74
        d += pen.polygon(
            ((x + at * 8, box.y), (x + at * 8 + 4, box.y), (foot + 37, box.foot), (foot, box.foot))
        )
    return [Rect(box, job.inks.first), Area(d, job.dim)]


def islands(job: Job, box: Box) -> list[Shape]:
    """Half discs on still water, each with its reflection in bars."""
    dice = job.dice
    shapes: list[Shape] = [Rect(box, job.inks.first)]
    d = reflections = ""
    for share in (dice.between(0.1, 0.3), dice.between(0.6, 0.9)):
        x, radius = box.x + box.wide * share, dice.between(34, 78)
        d += pen.half(x, box.y, radius, -1)
        for at in range(4):
            wide = radius * (1.7 - at * 0.4)
            reflections += pen.block(x - wide / 2, box.y + 8 + at * 13, wide, 6)
    return [*shapes, Area(d + reflections, job.dim)]


def slats(job: Job, box: Box) -> list[Shape]:
    """Slats of sky across the sinking sun, over flat land."""
    d = "".join(pen.block(box.x, box.y - 96 + at * 22, box.wide, 3 + at * 2.6) for at in range(5))
    return [
        Area(d, job.sky),
        Rect(box, job.inks.first),
        Area(pen.block(box.x, box.y + 26, box.wide, 14), job.dim),
    ]


SKIES: tuple[tuple[str, Art], ...] = (
    ("halftone", halftone),
    ("engraved", engraved),
    ("bare", bare),
    ("stars", stars),
    ("strata", strata),
)
LANDS: tuple[tuple[str, Art], ...] = (
    ("peaks", peaks),
    ("dunes", dunes),
    ("sea", sea),
    ("road", road),
    ("furrows", furrows),
    ("islands", islands),
    ("slats", slats),
)
