"""Column: the name climbs the sheet like the blade sign of a picture house, beside a row of uprights."""

from __future__ import annotations

import math

from daybill.domain.bills import pen
from daybill.domain.bills.advances import measure, reach
from daybill.domain.bills.job import Art, Composition, Job
from daybill.domain.bills.scripts import Script, capitals, script_of, stands_in_columns
from daybill.domain.bills.shapes import Area, Box, Disc, Panel, Rect, Shape

SHORTEST, LONGEST = 4, 40
# Films that are likely to be about a city; nothing else gets a skyline.
CITY_GENRES = frozenset({"crime", "film-noir", "thriller", "romance", "comedy"})


def suits(name: str) -> bool:
    """A blade sign wants a name that can be turned, or one that stands in a column by itself."""
    if stands_in_columns(name):
        return 2 <= len(name) <= 9
    turned = script_of(name) in (Script.LATIN, Script.CYRILLIC, Script.CASED)
    return turned and SHORTEST <= len(name) <= LONGEST


def compose(job: Job) -> Composition:
    """A sign as high as the picture, and uprights beside it."""
    box, dice, name = job.picture, job.dice, job.facts.name
    kind, art = dice.pick((*ARTS, *CITY) if job.facts.genre in CITY_GENRES else ARTS)
    left, climbs = dice.chance(0.5), dice.chance(0.72)
    standing = stands_in_columns(name)
    wide = 132.0 if len(name) < 26 else 176.0
    if not standing:
        wide = max(wide, min(190.0, reach(measure(capitals(name)), box.high - 40)[0] + 34))
    sign = Box(box.x if left else box.right - wide, box.y, wide, box.high)
    rest = Box(box.x + wide if left else box.x, box.y, box.wide - wide, box.high)
    shapes: list[Shape] = [Rect(rest, job.field), *art(job, rest)]
    if standing:
        setting = job.setting(wide - 28, box.high - 36)
        return Composition(kind, shapes, (job.slab(sign, setting),))
    return Composition(kind, shapes, (turned(job, sign, climbs),))


def turned(job: Job, sign: Box, climbs: bool) -> Panel:
    """The sign with its name read upwards, or downwards. The panel is laid flat, then turned."""
    setting = job.setting(sign.high - 40, sign.wide - 34)
    flat = Box(0.0, 0.0, sign.high, sign.wide)
    panel = job.slab(flat, setting)
    upwards = (0.0, -1.0, 1.0, 0.0, sign.x, sign.foot)
    downwards = (0.0, 1.0, -1.0, 0.0, sign.right, sign.y)
    turn = upwards if climbs else downwards
    return Panel(flat, panel.ground, panel.ink, panel.words, turn)


def skyline(job: Job, box: Box) -> list[Shape]:
    """Towers with lit windows under a moon."""
    dice, inks = job.dice, job.inks
    count = dice.pick((3, 4))
    wide = box.wide / count
    towers, windows = {0: "", 1: ""}, ""
    for at in range(count):
        tall = box.high * dice.between(0.28, 0.66)
        x = box.x + at * wide
        towers[at % 2] += pen.block(x, box.foot - tall, wide, tall + 1)
        for row in range(int(tall // 58)):
            if dice.chance(0.6):
                windows += pen.block(x + wide * 0.3, box.foot - tall + 16 + row * 56, wide * 0.4, 22)
    return [
        moon(job, box),
        Area(towers[0], inks.second),
        Area(towers[1], inks.first if job.night else inks.key),
        Area(windows, inks.paper),
    ]


def moon(job: Job, box: Box) -> Disc:
    """A disc near the top."""
    radius = box.wide * job.dice.pick((0.22, 0.3, 0.36))
    x = box.x + box.wide * job.dice.pick((0.4, 0.5, 0.62))
    return Disc(x, box.y + radius + job.dice.between(24, 90), radius, job.inks.paper)


def lamps(job: Job, box: Box) -> list[Shape]:
    """Street lamps going away, each in its pool of light."""
    dice = job.dice
    posts = lights = pools = ""
    count = dice.pick((3, 4))
    for at in range(count):
        share = (at + 1) / count
        x = box.x + box.wide * (0.16 + 0.64 * (at / max(1, count - 1)))
        top = box.y + box.high * (0.62 - 0.46 * share)
        posts += pen.block(x - 2 - 3 * share, top, 4 + 6 * share, box.foot - top)
        lights += pen.circle(x, top, 12 + 16 * share)
        pools += pen.circle(x, top, 26 + 44 * share)
    return [Area(pools, job.inks.second), Area(posts, job.dim), Area(lights, job.inks.paper)]


def curtain(job: Job, box: Box) -> list[Shape]:
    """Folds of a stage curtain, looped up in the middle or to one side."""
    dice, inks = job.dice, job.inks
    count = dice.pick((5, 6, 7))
    peak = dice.pick((0, count // 2, count - 1))
    wide = box.wide / count
    folds = {0: "", 1: ""}
    for at in range(count):
        drop = box.high * (0.4 + 0.5 * abs(at - peak) / count + dice.between(0, 0.05))
        folds[at % 2] += pen.block(box.x + at * wide, box.y - 2, wide, drop)
        folds[at % 2] += pen.half(box.x + (at + 0.5) * wide, box.y + drop - 2, wide / 2, 1)
    radius = box.wide * 0.3
    spot = Disc(box.x + box.wide * (peak + 0.5) / count, box.foot - radius * 0.9, radius, inks.paper)
    return [spot, Area(folds[0], inks.second), Area(folds[1], job.light if job.night else inks.key)]


def blinds(job: Job, box: Box) -> list[Shape]:
    """Light through a blind, slats opening around one height."""
    dice = job.dice
    opening = dice.between(0.25, 0.7)
    pitch = dice.pick((18, 23, 30))
    slats, lit = "", ""
    for at in range(int(box.high / pitch)):
        y = box.y + at * pitch
        tall = pitch * min(0.86, 0.3 + abs((y - box.y) / box.high - opening))
        if at % 5 == 4:
            lit += pen.block(box.x, y, box.wide, tall)
        else:
            slats += pen.block(box.x, y, box.wide, tall)
    return [Area(slats, job.inks.second), Area(lit, job.light)]


def trunks(job: Job, box: Box) -> list[Shape]:
    """A wood: leaning trunks, near and far."""
    dice = job.dice
    drawn = {0: "", 1: ""}
    for at in range(6):
        x = box.x + box.wide * (at + dice.between(0.1, 0.7)) / 6
        wide = (7, 20)[at % 2] + dice.between(0, 6)
        lean = dice.between(-16, 16)
        drawn[at % 2] += pen.polygon(
            ((x + lean, box.y), (x + lean + wide * 0.6, box.y), (x + wide, box.foot), (x, box.foot))
        )
    return [moon(job, box), Area(drawn[0], job.inks.second), Area(drawn[1], job.dim)]


def firs(job: Job, box: Box) -> list[Shape]:
    """Tiers of fir branches, one tree tall, one behind it."""
    dice = job.dice
    shapes: list[Shape] = [moon(job, box)]
    for share, ink, top in (
        (dice.between(0.2, 0.36), job.inks.second, 0.42),
        (dice.between(0.58, 0.8), job.dim, 0.3),
    ):
        x, d = box.x + box.wide * share, ""
        tiers = dice.pick((4, 5, 6))
        for tier in range(tiers):
            head = box.y + box.high * (top + (0.98 - top) * tier / (tiers + 0.6))
            spread = box.wide * (0.14 + 0.34 * (tier + 1) / tiers)
            d += pen.polygon(
                ((x, head), (x + spread, head + box.high * 0.17), (x - spread, head + box.high * 0.17))
            )
        shapes.append(Area(d + pen.block(x - 6, box.foot - 60, 12, 60), ink))
    return shapes


def filmstrip(job: Job, box: Box) -> list[Shape]:
    """Frames of a strip, something round crossing them."""
    dice = job.dice
    frames = dice.pick((4, 5, 6))
    step = box.high / frames
    side = box.wide * 0.14
    start, end = dice.pick(((0.1, 0.9), (0.9, 0.1), (0.3, 0.7)))
    holes, windows, balls = "", "", ""
    for at in range(frames):
        y = box.y + at * step
        windows += pen.block(box.x + side * 1.4, y + 6, box.wide - side * 2.8, step - 12)
        inner = box.wide - side * 2.8 - 40
        share = start + (end - start) * at / (frames - 1)
        balls += pen.circle(box.x + side * 1.4 + 20 + inner * share, y + step / 2, 18)
        for hole in range(3):
            top = y + step * (hole + 0.3) / 3
            holes += pen.block(box.x + side * 0.4, top, side * 0.6, step * 0.14)
            holes += pen.block(box.right - side, top, side * 0.6, step * 0.14)
    return [Area(windows, job.inks.second), Area(holes, job.light), Area(balls, job.inks.paper)]


def waves(job: Job, box: Box) -> list[Shape]:
    """Upright ribbons that swing together."""
    dice = job.dice
    count = dice.pick((3, 4, 5))
    wide = box.wide / (2 * count)
    turns = dice.pick((3, 4, 6))
    step = box.high / turns
    swing = round(wide * 1.7)
    drawn = {0: "", 1: ""}
    for at in range(-1, count + 1):
        x = round(box.x + (2 * at + 0.5) * wide)
        down = "".join(
            f"q{swing * (1 if n % 2 else -1)} {round(step / 2)} 0 {round(step)}" for n in range(turns)
        )
        up = "".join(
            f"q{swing * (1 if n % 2 else -1)} {-round(step / 2)} 0 {-round(step)}"
            for n in reversed(range(turns))
        )
        drawn[at % 2] += f"M{x} {round(box.y)}{down}h{round(wide)}{up}z"
    return [Area(drawn[0], job.inks.second), Area(drawn[1], job.light)]


def candles(job: Job, box: Box) -> list[Shape]:
    """Uprights of uneven height, each with a flame."""
    dice = job.dice
    count = dice.pick((2, 3))
    wide = box.wide / count
    sticks, flames, glow = "", "", ""
    for at in range(count):
        x, top = box.x + wide * (at + 0.5), box.y + box.high * dice.between(0.3, 0.62)
        sticks += pen.block(x - wide * 0.24, top, wide * 0.48, box.foot - top)
        side = wide * 0.5
        flames += pen.leaf(x - side / 2, top - side * 1.4, side, dice.chance(0.5))
        glow += pen.circle(x, top - side * 0.9, side * math.sqrt(2))
    return [Area(glow, job.inks.second), Area(sticks, job.dim), Area(flames, job.inks.paper)]


ARTS: tuple[tuple[str, Art], ...] = (
    ("curtain", curtain),
    ("blinds", blinds),
    ("trunks", trunks),
    ("firs", firs),
    ("filmstrip", filmstrip),
    ("waves", waves),
    ("candles", candles),
)
CITY: tuple[tuple[str, Art], ...] = (("skyline", skyline), ("lamps", lamps)) * 3
