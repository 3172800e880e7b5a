"""Diagonal: the name on a slope, upright stems on a climbing line, and sharp shapes above and below it."""

from __future__ import annotations

import math

from daybill.domain.bills import pen
from daybill.domain.bills.job import PAD, Art, Composition, Job
from daybill.domain.bills.shapes import Area, Box, Disc, Panel, Rect, Shape, Stroke

SLOPES = (12, 15, 18, 20)
SLAB_EDGE = 22.0


def compose(job: Job) -> Composition:
    """Art over the whole picture, a sloped slab across it."""
    box, dice = job.picture, job.dice
    kind, art = dice.pick(ARTS)
    shapes = art(job, box)
    tangent = round(math.tan(math.radians(dice.pick(SLOPES))), 3) * (1 if dice.chance(0.5) else -1)
    length = len(job.facts.name)
    setting = job.setting(box.wide - 2 * PAD, box.high * (0.34 if length < 22 else 0.5))
    rise = abs(tangent) * box.wide
    high = setting.took + 2 * SLAB_EDGE
    middle = box.y + box.high * (dice.pick((0.4, 0.5, 0.6)) if length < 40 else 0.5)
    # The slope may not carry a corner of the slab, or its stripe, out of the picture.
    middle = min(max(middle, box.y + (high + rise) / 2 + 4), box.foot - (high + rise) / 2 - 28)
    slab = Box(box.x, middle - high / 2, box.wide, high)
    turn = (1.0, tangent, 0.0, 1.0, 0.0, round(-tangent * box.middle[0], 1))
    ground, ink = (job.inks.paper, job.inks.key) if job.night else (job.inks.key, job.inks.paper)
    panel = Panel(slab, ground, ink, setting.within(slab), turn)
    stripe_y = slab.foot + 8
    d = sloped(box, stripe_y, stripe_y + 14, tangent)
    return Composition(kind, [*shapes, Area(d, dice.pick((job.inks.first, job.inks.second)))], (panel,))


def sloped(box: Box, top: float, foot: float, tangent: float) -> str:
    """A band across the picture on the given slope."""
    half = tangent * box.wide / 2
    return pen.polygon(
        ((box.x, top - half), (box.right, top + half), (box.right, foot + half), (box.x, foot - half))
    )


def corners(job: Job) -> tuple[float, float, float]:
    """A source on one side: (its x, the far x, 1 or -1 towards the far side)."""
    box = job.picture
    return (box.x, box.right, 1.0) if job.dice.chance(0.5) else (box.right, box.x, -1.0)


def beams(job: Job, box: Box) -> list[Shape]:
    """Searchlights from one corner crossed by a third, and a disc they miss."""
    dice, inks = job.dice, job.inks
    near, far, way = corners(job)
    rising = dice.chance(0.4)
    source = box.foot if rising else box.y
    spread = [
        at + dice.between(-0.04, 0.04)
        for at in ((0.9, 0.62, 0.36, 0.1) if rising else (0.16, 0.42, 0.74, 1.06))
    ]
    shapes: list[Shape] = [Rect(box, job.sky)]
    for at, ink in ((0, inks.first), (2, inks.second)):
        a, b = (box.y + box.high * share for share in spread[at : at + 2])
        shapes.append(Area(pen.polygon(((near, source), (far, a), (far, b))), ink, job.over))
    low, high = (0.1, 0.4) if rising else (0.58, 0.9)
    crossing = ((far, source), (near, box.y + box.high * low), (near, box.y + box.high * high))
    shapes.append(Area(pen.polygon(crossing), inks.second, job.over))
    radius = dice.pick((40, 52, 64, 76))
    y = box.y + radius + 36 if rising else box.foot - radius - 36
    shapes.append(Disc(far - way * radius * dice.pick((0.9, 1.3)), y, radius, inks.first, job.over))
    return shapes


def bolt(job: Job, box: Box) -> list[Shape]:
    """A jagged bolt from top to foot, and its echo."""
    dice, inks = job.dice, job.inks
    near, _, way = corners(job)
    turns = dice.pick((3, 4, 5))
    width = box.wide * dice.pick((0.3, 0.38, 0.46))
    spine = []
    for at in range(turns + 1):
        lean = dice.between(0.08, 0.2) if at % 2 == 0 else dice.between(0.5, 0.66)
        spine.append((near + way * box.wide * lean, box.y + box.high * at / turns))
    shapes: list[Shape] = [Rect(box, job.sky)]
    for shift, ink in ((way * 30, inks.second), (0.0, inks.first)):
        left = [(x + shift, y) for x, y in spine]
        right = [(x + shift + way * width * (1 - 0.8 * at / turns), y) for at, (x, y) in enumerate(spine)]
        shapes.append(Area(pen.polygon([*left, *reversed(right)]), ink, job.over))
    return shapes


def shards(job: Job, box: Box) -> list[Shape]:
    """Broken glass: long triangles that meet near one point."""
    dice, inks = job.dice, job.inks
    x = box.x + box.wide * dice.pick((0.25, 0.5, 0.75))
    y = box.y + box.high * dice.pick((0.28, 0.72))
    angle = dice.between(0, 1)
    shapes: list[Shape] = [Rect(box, job.sky)]
    drawn = {0: "", 1: "", 2: ""}
    for at in range(9):
        start = angle
        angle += dice.between(0.34, 0.62)
        gap = dice.between(14, 40)
        middle = (start + angle) / 2
        drawn[at % 3] += pen.ray(
            x + gap * math.cos(middle), y + gap * math.sin(middle), start, angle - 0.12, 720
        )
    for d, ink in zip(
        drawn.values(), (inks.first, inks.second, job.dim if dice.chance(0.5) else inks.first), strict=True
    ):
        shapes.append(Area(d, ink))
    return shapes


def bands(job: Job, box: Box) -> list[Shape]:
    """Parallel bands on the slope, wide to narrow, with a disc behind them."""
    dice, inks = job.dice, job.inks
    tangent = dice.pick((-0.5, -0.36, 0.36, 0.5))
    radius = dice.pick((90, 112))
    x, y = box.x + box.wide * dice.pick((0.32, 0.68)), box.y + box.high * dice.pick((0.2, 0.8))
    pitch = dice.pick((46, 60, 78))
    count = int(box.high / pitch) + 4
    drawn = {0: "", 1: ""}
    for at in range(count):
        top = box.y + (at - 2) * pitch
        drawn[at % 2] += sloped(box, top, top + pitch * (0.14 + 0.62 * at / count), tangent)
    return [
        Rect(box, job.sky),
        Disc(x, y, radius, inks.second),
        Area(drawn[0], inks.first, job.over),
        Area(drawn[1], inks.second if dice.chance(0.5) else inks.first, job.over),
    ]


def rays(job: Job, box: Box) -> list[Shape]:
    """A fan of many rays from a corner, with a quarter sun in it."""
    dice, inks = job.dice, job.inks
    near, _, way = corners(job)
    low = dice.chance(0.5)
    y, down = (box.foot, -1) if low else (box.y, 1)
    count = dice.pick((7, 9, 12))
    step = math.pi / 2 / count
    d = ""
    for at in range(count):
        start, end = step * at, step * (at + 0.5)
        ends = [(near + way * 960 * math.cos(a), y + down * 960 * math.sin(a)) for a in (start, end)]
        d += pen.polygon([(near, y), *ends])
    radius = dice.pick((80, 110, 140))
    return [
        Rect(box, inks.second if dice.chance(0.5) else job.sky),
        Area(d, inks.first),
        Area(pen.quarter(near, y, radius + 22, int(way), down), inks.key if not job.night else inks.second),
        Area(pen.quarter(near, y, radius, int(way), down), inks.paper),
    ]


def split(job: Job, box: Box) -> list[Shape]:
    """A great disc cut along a slope, its halves slid apart."""
    dice, inks = job.dice, job.inks
    x, y = box.middle
    radius = dice.pick((112, 126, 150))
    slide = dice.pick((-70, -46, 46, 70))
    reach = dice.pick((150, 190))
    near, far = (inks.first, inks.second) if dice.chance(0.5) else (inks.second, inks.first)
    rules = "".join(
        pen.line(((box.x, box.y + at), (box.right, box.y + at - 99))) for at in range(30, 1000, 46)
    )
    return [
        Rect(box, job.sky),
        Stroke(rules, inks.second, dice.pick((2, 5, 9)), job.over),
        Area(pen.half(x + slide, y - reach + 60, radius, -1), near),
        Area(pen.half(x - slide, y + reach - 60, radius, 1), far),
        Disc(x + slide, y - reach + 24 - radius * 0.2, radius * 0.3, job.sky),
    ]


ARTS: tuple[tuple[str, Art], ...] = (
    ("beams", beams),
    ("bolt", bolt),
    ("shards", shards),
    ("bands", bands),
    ("rays", rays),
    ("split", split),
)
