"""Rings: something round, or seen through something round, with the name on a slab above or below."""

from __future__ import annotations

import math

from daybill.domain.bills import pen
from daybill.domain.bills.job import PAD, SLAB_PAD, Art, Composition, Job, shares
from daybill.domain.bills.shapes import Area, Box, Disc, Rect, Shape, Stroke

HEAVENLY = frozenset({"science-fiction", "fantasy", "adventure"})


def compose(job: Job) -> Composition:
    """Rings around a point that is seldom the middle."""
    box, dice = job.picture, job.dice
    kind, art = dice.pick((*ARTS, *HEAVENS) if job.facts.genre in HEAVENLY else ARTS)
    above = dice.chance(0.4)
    setting = job.setting(box.wide - 2 * PAD, box.high * (0.4 if len(job.facts.name) <= 30 else 0.54))
    slab, rest = shares(box, setting.took + 2 * SLAB_PAD, above=above)
    return Composition(kind, [Rect(rest, job.field), *art(job, rest)], (job.slab(slab, setting),))


def centre(job: Job, box: Box) -> tuple[float, float]:
    """Where the rings meet."""
    return (
        box.x + box.wide * job.dice.pick((0.3, 0.42, 0.5, 0.58, 0.7)),
        box.y + box.high * job.dice.pick((0.38, 0.5, 0.6)),
    )


def target(job: Job, box: Box) -> list[Shape]:
    """Rings that widen outwards."""
    x, y = centre(job, box)
    count = job.dice.pick((5, 6, 7))
    growth = job.dice.pick((4.4, 5.2, 6.4))
    ladder = (job.light, job.inks.second, job.dim)
    shapes: list[Shape] = [
        Disc(x, y, 26 + at * at * growth, ladder[(count - at) % 3]) for at in range(count, 0, -1)
    ]
    return [*shapes, Disc(x, y, 20, job.light)]


def sunburst(job: Job, box: Box) -> list[Shape]:
    """Rays all round a disc."""
    x, y = centre(job, box)
    count = job.dice.pick((10, 12, 16, 22))
    step = 2 * math.pi / count
    d = "".join(pen.ray(x, y, step * at, step * (at + 0.5), 760) for at in range(count))
    radius = job.dice.pick((56, 76, 96))
    return [
        Area(d, job.light),
        Disc(x, y, radius, job.inks.second),
        Disc(x, y, radius * 0.64, job.inks.key),
        Disc(x, y, radius * job.dice.pick((0.2, 0.34)), job.inks.paper),
    ]


def moire(job: Job, box: Box) -> list[Shape]:
    """Two sets of rings printed out of register."""
    x, y = centre(job, box)
    pitch = job.dice.pick((20, 27, 34))
    lean = job.dice.pick((-26, -14, 14, 26))
    shapes: list[Shape] = []
    for side, ink in ((-1, job.light), (1, job.inks.second)):
        d = "".join(pen.circle(x + side * lean, y + side * 18, at * pitch) for at in range(1, 300 // pitch))
        shapes.append(Stroke(d, ink, pitch * 0.4))
    return shapes


def eye(job: Job, box: Box) -> list[Shape]:
    """An eye, and the lids that echo it."""
    x, y = box.middle
    wide = box.wide * 0.47
    lid = min(190.0, box.high * 0.42)
    echo = ""
    for at in range(1, 8):
        echo += almond(x, y, wide + at * 14, lid + at * job.dice.pick((46, 46, 60)))
    look = job.dice.pick((-24, 0, 24))
    return [
        Stroke(echo, job.inks.second, 7),
        Area(almond(x, y, wide, lid), job.inks.paper),
        Disc(x + look, y, lid * 0.42, job.inks.second if job.night else job.inks.first),
        Disc(x + look, y, lid * 0.23, job.inks.key),
        Disc(x + look + 15, y - 15, 10, job.inks.paper),
    ]


def almond(x: float, y: float, wide: float, lift: float) -> str:
    """Two equal curves that meet left and right of a point."""
    left, right, middle, level, up = round(x - wide), round(x + wide), round(x), round(y), round(lift)
    return f"M{left} {level}Q{middle} {level - up} {right} {level}Q{middle} {level + up} {left} {level}z"


def ripples(job: Job, box: Box) -> list[Shape]:
    """Half rings spreading from two opposite edges until they meet."""
    x = box.x + box.wide * job.dice.pick((0.3, 0.5, 0.7))
    pitch = job.dice.pick((30, 38, 46))
    shapes: list[Shape] = []
    for y, ink in ((box.y, job.light), (box.foot, job.inks.second)):
        d = "".join(pen.circle(x, y, at * pitch) for at in range(1, int(box.high * 0.62 / pitch) + 1))
        shapes.append(Stroke(d, ink, pitch * job.dice.pick((0.3, 0.5))))
        x = box.x + box.right - x
    return shapes


def record(job: Job, box: Box) -> list[Shape]:
    """A record with its grooves and label, larger than the sheet."""
    x = box.x + box.wide * job.dice.pick((0.1, 0.5, 0.9))
    y = box.y + box.high * job.dice.pick((0.4, 0.56))
    radius = min(box.high * 0.46, job.dice.pick((150, 190)))
    disc_ink = job.inks.second if job.night else job.inks.key
    grooves = "".join(pen.circle(x, y, radius * share / 100) for share in range(44, 98, 9))
    return [
        Disc(x, y, radius, disc_ink),
        Stroke(grooves, job.field, 2),
        Disc(x, y, radius * 0.36, job.light if job.night else job.inks.second),
        Disc(x, y, radius * 0.06, job.inks.paper),
    ]


def bubbles(job: Job, box: Box) -> list[Shape]:
    """Rings of many sizes, none touching the next."""
    dice = job.dice
    kept: list[tuple[float, float, float]] = []
    for at in range(40):
        radius = (76, 54, 38, 24, 15)[min(4, at // 7)]
        x = dice.between(box.x + radius * 0.4, box.right - radius * 0.4)
        y = dice.between(box.y + radius * 0.4, box.foot - radius * 0.4)
        if all(math.hypot(x - a, y - b) > radius + r + 6 for a, b, r in kept):
            kept.append((x, y, radius))
    rings = "".join(pen.circle(x, y, r) for x, y, r in kept)
    hearts = "".join(pen.circle(x, y, r * 0.5) for x, y, r in kept if r > 20)
    lit = "".join(pen.circle(x, y, r) for x, y, r in kept[::3])
    return [Area(rings, job.inks.second), Area(lit, job.light), Area(hearts, job.dim)]


def orbit(job: Job, box: Box) -> list[Shape]:
    """A planet and its shadow, ringed."""
    x, y = centre(job, box)
    radius = min(box.high * 0.24, job.dice.pick((72, 92, 108)))
    tilt = job.dice.pick((-32, -22, 18, 28))
    shapes: list[Shape] = [
        Disc(x, y, radius, job.inks.second),
        Disc(x - radius * 0.3, y - radius * 0.3, radius, job.light, job.over),
    ]
    for at in range(3):
        d = ellipse(x, y, 150 + at * 50, 36 + at * 18, tilt + at * 8)
        shapes.append(Stroke(d, job.inks.paper, 7 - at * 2))
    return shapes


def ellipse(x: float, y: float, wide: float, high: float, tilt: float) -> str:
    """A tilted ellipse; half axes and degrees."""
    dx, dy = wide * math.cos(math.radians(tilt)), wide * math.sin(math.radians(tilt))
    arc = f"a{round(wide)} {round(high)} {round(tilt)} 0 1 "
    across, down = round(2 * dx), round(2 * dy)
    return f"M{round(x - dx)} {round(y - dy)}{arc}{across} {down}{arc}{-across} {-down}"


def system(job: Job, box: Box) -> list[Shape]:
    """Worlds on their courses round a sun beyond the edge."""
    dice = job.dice
    x = box.x if dice.chance(0.5) else box.right
    way = 1 if x == box.x else -1
    y = box.foot if dice.chance(0.5) else box.y
    down = 1 if y == box.y else -1
    courses, worlds, moons = "", "", ""
    for at, radius in enumerate((150, 232, 310, 400, 500)):
        courses += pen.circle(x, y, radius)
        angle = dice.between(0.25, 1.3)
        place = (x + way * radius * math.cos(angle), y + down * radius * math.sin(angle))
        size = dice.pick((9, 14, 20, 27))
        if at % 2:
            moons += pen.circle(*place, size)
        else:
            worlds += pen.circle(*place, size)
    return [
        Stroke(courses, job.light, 2.5),
        Disc(x, y, 92, job.inks.second),
        Area(worlds, job.inks.paper),
        Area(moons, job.inks.second if job.night else job.inks.key),
    ]


def eclipse(job: Job, box: Box) -> list[Shape]:
    """A dark disc over a bright one, in a thin crown of rays."""
    x, y = centre(job, box)
    radius = min(box.high * 0.26, job.dice.pick((78, 96)))
    step = math.pi / 12
    crown = "".join(
        pen.ray(x, y, step * at - 0.05, step * at + 0.05, radius * (2.6 if at % 2 else 1.9))
        for at in range(24)
    )
    shift = radius * job.dice.pick((-0.16, 0.1, 0.2))
    return [
        Area(crown, job.light),
        Disc(x, y, radius * 1.3, job.inks.second),
        Disc(x, y, radius * 1.08, job.inks.paper),
        Disc(x + shift, y + shift / 2, radius, job.inks.key),
    ]


ARTS: tuple[tuple[str, Art], ...] = (
    ("target", target),
    ("sunburst", sunburst),
    ("moire", moire),
    ("eye", eye),
    ("ripples", ripples),
    ("record", record),
    ("bubbles", bubbles),
    ("eclipse", eclipse),
)
# Twice each: where a film looks up, its bill should mostly do so too.
HEAVENS: tuple[tuple[str, Art], ...] = (("orbit", orbit), ("system", system)) * 3
