"""Stack: heavy lettering over one bold figure; a very short name is built letter by letter."""

from __future__ import annotations

from daybill.domain.bills import pen
from daybill.domain.bills.advances import measure, reach
from daybill.domain.bills.job import PAD, Art, Composition, Job, shares
from daybill.domain.bills.lettering import set_line
from daybill.domain.bills.scripts import Script, capitals, script_of
from daybill.domain.bills.shapes import Area, Box, Disc, Panel, Rect, Shape, Stroke

TOWER_ODDS = 0.6


def compose(job: Job) -> Composition:
    """A slab with the name above or below one figure."""
    name = capitals(job.facts.name)
    if (
        2 <= len(name) <= 5
        and name.isalnum()
        and script_of(name) is Script.LATIN
        and job.dice.chance(TOWER_ODDS)
    ):
        return tower(job, name)
    kind, art = job.dice.pick(ARTS)
    above = job.dice.chance(0.5)
    high = job.picture.high
    setting = job.setting(job.picture.wide - 2 * PAD, high * (0.6 if len(name) < 34 else 0.8) - 40)
    slab, rest = shares(job.picture, setting.took + 40, above=above)
    return Composition(kind, art(job, rest), (job.slab(slab, setting, light=False),))


def tower(job: Job, name: str) -> Composition:
    """One letter over another, each beside a block of ink, sides changing."""
    box, inks, dice = job.picture, job.inks, job.dice
    cell = box.high / len(name)
    side = box.wide * dice.pick((0.24, 0.3, 0.36))
    left = dice.chance(0.5)
    figure = dice.pick(("plain", "disc", "half", "bars"))
    art: list[Shape] = []
    panels = []
    for at, char in enumerate(name):
        y = box.y + at * cell
        x = box.x if left else box.right - side
        ink = (inks.first, inks.second)[at % 2]
        art.append(Rect(Box(x, y, side, cell + 1), ink))
        art.extend(beside(figure, Box(x, y, side, cell), inks.paper if at % 2 else inks.key, at))
        letter = Box(box.x + side if left else box.x, y, box.wide - side, cell)
        line = measure(char)
        cap = min((cell - 28) / line.swell, reach(line, letter.wide - 2 * PAD)[1])
        word = set_line(line, letter.x + PAD, y + (cell - cap * line.swell) / 2, letter.wide - 2 * PAD, cap)
        ground, fill = (inks.key, inks.paper) if at % 2 == 0 else (inks.paper, inks.key)
        panels.append(Panel(letter, ground, fill, (word,)))
        left = not left
    return Composition(f"tower-{figure}", art, tuple(panels))


def beside(figure: str, box: Box, ink: str, at: int) -> list[Shape]:
    """A small figure in the block beside a letter."""
    x, y = box.middle
    if figure == "disc":
        return [Disc(x, y, box.wide * 0.36, ink)]
    if figure == "half":
        return [Area(pen.half(x, y, box.wide * 0.5, 1 if at % 2 else -1), ink)]
    if figure == "bars":
        step = box.high / 7
        bars = "".join(pen.block(box.x, box.y + step * (2 * n + 1), box.wide, step) for n in range(3))
        return [Area(bars, ink)]
    return []


def fans(job: Job, box: Box) -> list[Shape]:
    """Quarter fans climbing from alternate corners."""
    inks, dice = job.inks, job.dice
    side = 1 if dice.chance(0.5) else -1
    rows = max(1, round(box.high / box.wide * dice.pick((1, 1, 1.6))))
    step = box.high / rows
    ladder = dice.pick(
        ((inks.second, inks.key, inks.paper, inks.first), (inks.paper, inks.second, inks.key, inks.paper))
    )
    shapes: list[Shape] = [job.ground(box, inks.first)]
    for row in range(rows):
        x = box.x if side > 0 else box.right
        for depth, ink in enumerate(ladder):
            radius = min(step, box.wide) * (1 - depth * 0.24)
            shapes.append(Area(pen.quarter(x, box.y + (row + 1) * step, radius, side, -1), ink))
        side = -side
    return shapes


def discs(job: Job, box: Box) -> list[Shape]:
    """Two or three discs, one printed over the next."""
    inks, dice = job.inks, job.dice
    x, y = box.middle
    count = dice.pick((2, 3)) if box.high > 330 else 2
    lean = dice.between(-26, 26)
    shapes: list[Shape] = [job.ground(box, inks.first)]
    if box.high > 330:
        radius = min(box.high * (0.3 if count == 2 else 0.22), 122)
        # The middle disc comes last: it prints over its neighbours.
        for at in sorted(range(count), key=lambda at: at == 1):
            offset = at - (count - 1) / 2
            ink = inks.second if at == 1 else inks.paper
            shapes.append(Disc(x + lean * offset, y + offset * radius * 1.2, radius, ink, at == 1))
        return shapes
    radius = min(box.high * 0.42, 92)
    return [
        *shapes,
        Disc(box.x + box.wide * 0.36, y, radius, inks.paper),
        Disc(box.x + box.wide * 0.64, y, radius, inks.second, True),
    ]


def phases(job: Job, box: Box) -> list[Shape]:
    """A column of moons, each a little fuller than the last."""
    inks, dice = job.inks, job.dice
    across = dice.pick((1, 2))
    cell = min(box.wide / across, 150)
    rows = max(1, int(box.high / cell))
    step = box.high / rows
    radius = min(cell, step) * 0.4
    waxing = 1 if dice.chance(0.5) else -1
    moons, shadows = [], []
    for row in range(rows):
        for col in range(across):
            x = box.x + box.wide * (col + 0.5) / across
            y = box.y + step * (row + 0.5)
            moons.append(pen.circle(x, y, radius))
            share = (row * across + col) / max(1, rows * across - 1)
            shadows.append(pen.circle(x + waxing * radius * (0.25 + 1.9 * share), y, radius))
    # Shadows are the ground's own ink, so a moon shows only where its shadow has left it.
    return [
        job.ground(box, inks.first),
        Area("".join(moons), inks.paper),
        Area("".join(shadows), inks.second, True),
    ]


def stairs(job: Job, box: Box) -> list[Shape]:
    """Steps, climbing or falling or meeting in the middle, with a disc above the low end."""
    inks, dice = job.inks, job.dice
    count = dice.pick((4, 5, 6, 8))
    way = dice.pick(("up", "down", "meet"))
    radius = min(box.high * 0.2, 62)
    wide = box.wide / count
    heights = {
        "up": [at + 1 for at in range(count)],
        "down": [count - at for at in range(count)],
        "meet": [max(1, round(abs(at - (count - 1) / 2) * 2)) for at in range(count)],
    }[way]
    x = {"up": box.x + radius + 26, "down": box.right - radius - 26, "meet": box.middle[0]}[way]
    treads = {0: "", 1: ""}
    for at, height in enumerate(heights):
        tall = box.high * 0.88 * height / count
        treads[at % 2] += pen.block(box.x + at * wide, box.foot - tall, wide, tall)
    return [
        job.ground(box, inks.first),
        Disc(x, box.y + radius + 26, radius, inks.paper),
        Area(treads[0], inks.key),
        Area(treads[1], inks.second),
    ]


def bars(job: Job, box: Box) -> list[Shape]:
    """Bars that swell towards one end, and a disc that interrupts them."""
    inks, dice = job.inks, job.dice
    count = max(3, round(box.high / dice.pick((44, 62, 80))))
    step = box.high / count
    down = dice.chance(0.5)
    d = ""
    for at in range(count):
        share = (at + 0.5) / count if down else 1 - (at + 0.5) / count
        d += pen.block(box.x, box.y + at * step, box.wide, step * (0.12 + 0.72 * share))
    radius = min(box.high * 0.26, dice.pick((64, 84, 104)))
    x = box.x + box.wide * dice.pick((0.34, 0.5, 0.66))
    y = box.y + box.high * dice.pick((0.36, 0.5, 0.64))
    return [job.ground(box, inks.first), Area(d, inks.second, True), Disc(x, y, radius, inks.paper)]


def arches(job: Job, box: Box) -> list[Shape]:
    """A gate of nested arches standing on the slab."""
    inks, dice = job.inks, job.dice
    x = box.middle[0]
    count = dice.pick((3, 4, 5))
    ladder = (inks.second, inks.paper, inks.key)
    shapes: list[Shape] = [job.ground(box, inks.first)]
    for at in range(count):
        radius = box.wide * 0.46 * (1 - at / (count + 0.4))
        top = max(box.y + 24 + at * box.high * 0.07, box.y + 12) + radius
        r, foot = round(radius), round(box.foot)
        d = f"M{round(x) - r} {foot}V{round(min(top, box.foot))}a{r} {r} 0 0 1 {2 * r} 0V{foot}z"
        shapes.append(Area(d, ladder[at % 3]))
    return shapes


def chevrons(job: Job, box: Box) -> list[Shape]:
    """Chevrons marching up or down the sheet."""
    inks, dice = job.inks, job.dice
    pitch = dice.pick((48, 64, 84))
    rise = dice.pick((60, 90, 130)) * (1 if dice.chance(0.5) else -1)
    weight = pitch * dice.pick((0.42, 0.56))
    x = box.middle[0]
    inked = {0: "", 1: ""}
    for at in range(-2, int(box.high / pitch) + 4):
        y = box.y + at * pitch
        inked[at % 2] += pen.line(((box.x - 9, y + rise), (x, y), (box.right + 9, y + rise)))
    return [
        job.ground(box, inks.first),
        Stroke(inked[0], inks.paper, weight),
        Stroke(inked[1], inks.second if dice.chance(0.6) else inks.key, weight),
    ]


ARTS: tuple[tuple[str, Art], ...] = (
    ("fans", fans),
    ("discs", discs),
    ("phases", phases),
    ("stairs", stairs),
    ("bars", bars),
    ("arches", arches),
    ("chevrons", chevrons),
)
