"""Compose a bill: facts in, shapes and lettering out. The same facts always give the same bill."""

from __future__ import annotations

from daybill.domain.bills.dice import Dice
from daybill.domain.bills.facts import BillFacts
from daybill.domain.bills.families import column, diagonal, horizon, rings, stack, tiles
from daybill.domain.bills.inks import LEGIBLE, Inks, choose_inks, contrast
from daybill.domain.bills.job import Family, Job
from daybill.domain.bills.lettering import set_plain, set_small, stood_on
from daybill.domain.bills.shapes import Bill, Box, Panel, Word

# The sheet: one to three, as the old bills were. The margin is unprinted paper.
WIDE, HIGH = 300, 900
LEFT, TOP, RIGHT, FOOT = 14.0, 14.0, 286.0, 866.0
MEASURE = RIGHT - LEFT
BLANK_STRIP = 92.0
YEAR_WIDE = 62.0

SALT = 16
"""Raise it to deal every bill anew."""

FAMILIES: dict[str, Family] = {
    "stack": stack.compose,
    "diagonal": diagonal.compose,
    "horizon": horizon.compose,
    "rings": rings.compose,
    "column": column.compose,
    "tiles": tiles.compose,
}
SUITED = {
    "action": ("diagonal", "stack", "horizon", "diagonal"),
    "adventure": ("horizon", "diagonal", "rings", "horizon"),
    "animation": ("tiles", "rings", "stack", "horizon"),
    "comedy": ("tiles", "stack", "rings", "column"),
    "crime": ("diagonal", "column", "stack", "rings"),
    "documentary": ("stack", "column", "tiles", "horizon"),
    "drama": ("column", "horizon", "tiles", "stack"),
    "family": ("tiles", "horizon", "stack", "rings"),
    "fantasy": ("rings", "horizon", "tiles", "column"),
    "film-noir": ("diagonal", "column", "column", "rings"),
    "history": ("horizon", "column", "stack", "horizon"),
    "horror": ("rings", "column", "diagonal", "column"),
    "music": ("rings", "tiles", "stack", "column"),
    "musical": ("rings", "tiles", "stack", "column"),
    "mystery": ("rings", "column", "diagonal", "rings"),
    "romance": ("tiles", "horizon", "column", "stack"),
    "science-fiction": ("rings", "horizon", "column", "rings"),
    "short": ("stack", "tiles", "rings", "horizon"),
    "sport": ("diagonal", "stack", "tiles", "diagonal"),
    "thriller": ("diagonal", "rings", "column", "diagonal"),
    "war": ("horizon", "diagonal", "stack", "horizon"),
    "western": ("horizon", "stack", "diagonal", "horizon"),
}
ANY_FAMILY = tuple(FAMILIES)


def compose(facts: BillFacts, stub: bool = False) -> Bill:
    """The bill of a title. A stub, for lists, leaves the small print out and a blank strip at its foot.

    Any text is accepted: what cannot be printed is left out, what is too long is cut.
    """
    dice = Dice(f"{SALT}|{facts.id}|{facts.name}|{facts.year}")
    shown = facts.printable()
    family = dice.pick(SUITED.get(shown.genre or "", ANY_FAMILY))
    if family == "column" and not column.suits(shown.name):
        family = "stack"
    inks, night = choose_inks(shown.year, shown.genre, dice)
    margins, picture = stub_margins(shown, inks) if stub else full_margins(shown, inks)
    composition = FAMILIES[family](Job(shown, dice, inks, night, picture))
    return Bill(
        mark=f"b{dice.mark}{'s' if stub else ''}",
        paper=inks.paper,
        picture=picture,
        art=tuple(composition.art),
        panels=(*composition.panels, *margins),
        family=family,
        kind=composition.kind,
    )


def on_paper(words: tuple[Word, ...], inks: Inks, ink: str | None = None) -> Panel:
    """Words on the bare margin."""
    x, y = min(word.box.x for word in words), min(word.box.y for word in words)
    right, foot = max(word.box.right for word in words), max(word.box.foot for word in words)
    return Panel(Box(x, y, right - x, foot - y), inks.paper, ink or inks.key, words, painted=False)


def stub_margins(facts: BillFacts, inks: Inks) -> tuple[list[Panel], Box]:
    """Room for the snipe; until one is pasted there, the year stands in it."""
    foot = HIGH - BLANK_STRIP
    picture = Box(LEFT, TOP, MEASURE, foot - TOP)
    if facts.year is None:
        return [], picture
    return [on_paper(set_small(str(facts.year), LEFT, foot + 24, MEASURE, 44.0), inks)], picture


def full_margins(facts: BillFacts, inks: Inks) -> tuple[list[Panel], Box]:
    """Stars above the picture, director and year below it, and the small print."""
    panels: list[Panel] = []
    top = TOP
    for person, cap in zip(facts.cast, (21.0, 17.0), strict=False):
        words = set_small(person, LEFT, top + 4, MEASURE, cap)
        panels.append(on_paper(words, inks))
        top = panels[-1].box.foot + 4
    if panels:
        top += 8
    foot = FOOT
    billing = billing_panels(facts, inks)
    if billing:
        foot = min(panel.box.y for panel in billing) - 12
    return [*panels, *billing, *small_print(facts, inks)], Box(LEFT, top, MEASURE, foot - top)


def billing_panels(facts: BillFacts, inks: Inks) -> list[Panel]:
    """Director and year in one line at the foot."""
    year = str(facts.year) if facts.year is not None else ""
    top = FOOT - 15
    if not facts.director:
        return [on_paper(stood_on(set_small(year, LEFT, top, MEASURE, 17.0), FOOT), inks)] if year else []
    room = MEASURE - YEAR_WIDE - 12 if year else MEASURE
    panels = [on_paper(stood_on(set_small(facts.director, LEFT, top, room, 15.0), FOOT), inks)]
    if year:
        ink = inks.first if contrast(inks.first, inks.paper) >= LEGIBLE else inks.key
        panels.append(on_paper(set_small(year, RIGHT - YEAR_WIDE, top, YEAR_WIDE, 15.0), inks, ink))
    return panels


def small_print(facts: BillFacts, inks: Inks) -> list[Panel]:
    """Genre and running time, at the very foot."""
    bits = [
        facts.genre.replace("-", " ") if facts.genre in SUITED else "",
        f"{facts.minutes} min" if facts.minutes else "",
    ]
    text = " · ".join(bit for bit in bits if bit)
    return [on_paper((set_plain(text, LEFT, HIGH - 22, MEASURE, 7.5),), inks)] if text else []
