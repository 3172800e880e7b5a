"""What a bill is made of. Units are those of the sheet: 300 wide, 900 high, y downwards."""

from __future__ import annotations

from dataclasses import dataclass

Turn = tuple[float, float, float, float, float, float]
"""An affine matrix a b c d e f, as SVG writes it: x' = ax + cy + e, y' = bx + dy + f."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    x: float
    y: float
    wide: float
    high: float

    @property
    def right(self) -> float:
        return self.x + self.wide

    @property
    def foot(self) -> float:
        return self.y + self.high

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.wide / 2, self.y + self.high / 2

    def holds(self, other: Box, slack: float = 0.5) -> bool:
        """Whether the other box lies inside this one, give or take ``slack``."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.foot <= self.foot + slack
        )

    def meets(self, other: Box, slack: float = 0.5) -> bool:
        """Whether the two boxes overlap by more than ``slack``."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.foot, other.foot) - max(self.y, other.y) > slack
        )


@dataclass(frozen=True, slots=True)
class Rect:
    """A block of ink. ``over``: the ink multiplies with what lies beneath."""

    box: Box
    ink: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    x: float
    y: float
    radius: float
    ink: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A filled path; ``d`` is SVG path data."""

    d: str
    ink: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn path, ``weight`` units thick."""

    d: str
    ink: str
    weight: float
    over: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """A field of even dots, as a litho screen lays them: one dot in the middle of each square cell."""

    box: Box
    cell: float
    radius: float
    ink: str


Shape = Rect | Disc | Area | Stroke | Screen


@dataclass(frozen=True, slots=True)
class Lettering:
    """One line of lettering, or one column when ``upright``.

    ``x`` is where it starts, or its centre when ``centred``; ``baseline`` is the top of an upright column.
    ``length`` is the measure it is held to. ``stretch`` is the width axis in per cent, None in faces
    without one. ``spaced`` letters
    keep their shape and take the measure up in the air between them. ``box`` bounds the ink, accents and
    tails included.
    """

    text: str
    x: float
    baseline: float
    size: float
    length: float
    box: Box
    stretch: int | None = None
    centred: bool = False
    upright: bool = False
    spaced: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A printer's rule beside a short word."""

    box: Box


Word = Lettering | Rule


@dataclass(frozen=True, slots=True)
class Panel:
    """Words on flat ground. Unpainted panels are bare paper; ``turn`` moves box and words together."""

    box: Box
    ground: str
    ink: str
    words: tuple[Word, ...]
    turn: Turn | None = None
    painted: bool = True


@dataclass(frozen=True, slots=True)
class Bill:
    """A composed poster: paper, then the art inside ``picture``, then the panels.

    ``mark`` is safe in an XML id and differs between bills and between a bill and its stub.
    ``family`` and ``kind`` name the composition.
    """

    mark: str
    paper: str
    picture: Box
    art: tuple[Shape, ...]
    panels: tuple[Panel, ...]
    family: str
    kind: str
