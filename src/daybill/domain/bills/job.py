"""A printer's job: what a family is given to compose one picture, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from daybill.domain.bills.dice import Dice
from daybill.domain.bills.facts import BillFacts
from daybill.domain.bills.inks import Inks
from daybill.domain.bills.lettering import Setting, set_name
from daybill.domain.bills.shapes import Box, Panel, Rect, Shape

# Bare ink between the edge of a slab and its lettering.
PAD = 16.0
SLAB_PAD = 18.0


@dataclass(frozen=True, slots=True)
class Job:
    """One picture to compose inside ``picture``. ``night``: key ground, inks knocked out of it."""

    facts: BillFacts
    dice: Dice
    inks: Inks
    night: bool
    picture: Box

    @property
    def over(self) -> bool:
        """By day inks overprint; at night they are knocked out of the key and must not."""
        return not self.night

    @property
    def sky(self) -> str:
        return self.inks.key if self.night else self.inks.paper

    @property
    def field(self) -> str:
        """A flat ground that art stands on."""
        return self.inks.key if self.night else self.inks.first

    @property
    def light(self) -> str:
        """What shows clearly on the field."""
        return self.inks.first if self.night else self.inks.paper

    @property
    def dim(self) -> str:
        """The ink that is left over: darker than the light, still apart from the field."""
        return self.inks.paper if self.night else self.inks.key

    def setting(self, wide: float, high: float) -> Setting:
        """The name set in a box."""
        return set_name(self.facts.name, wide, high)

    def slab(self, box: Box, setting: Setting, *, light: bool | None = None) -> Panel:
        """The name in the middle of a slab; ``light`` paper or dark key, by default the sky's opposite."""
        bright = self.night if light is None else light
        ground, ink = (self.inks.paper, self.inks.key) if bright else (self.inks.key, self.inks.paper)
        return Panel(box, ground, ink, setting.within(box))

    def ground(self, box: Box, ink: str) -> Rect:
        """A flat ground under art."""
        return Rect(box, ink)


@dataclass(frozen=True, slots=True)
class Composition:
    """What a family makes of a job. ``kind`` names the art."""

    kind: str
    art: list[Shape]
    panels: tuple[Panel, ...]


Art = Callable[[Job, Box], list[Shape]]
Family = Callable[[Job], Composition]


def shares(box: Box, high: float, *, above: bool) -> tuple[Box, Box]:
    """Cut a strip ``high`` tall off the top or foot of a box: (strip, rest)."""
    rest = box.high - high
    if above:
        return Box(box.x, box.y, box.wide, high), Box(box.x, box.y + high, box.wide, rest)
    return Box(box.x, box.y + rest, box.wide, high), Box(box.x, box.y, box.wide, rest)
