"""Path data in whole units: short to write, quick to read."""

from __future__ import annotations

import math
from collections.abc import Iterable

Point = tuple[float, float]


def block(x: float, y: float, wide: float, high: float) -> str:
    """A closed rectangle."""
    left, top = round(x), round(y)
    right, foot = round(x + wide), round(y + high)
    return f"M{left} {top}H{right}V{foot}H{left}z"


def polygon(points: Iterable[Point]) -> str:
    """A closed polygon."""
    return "M" + "L".join(f"{round(x)} {round(y)}" for x, y in points) + "z"


def line(points: Iterable[Point]) -> str:
    """An open run of straight lines."""
    return "M" + "L".join(f"{round(x)} {round(y)}" for x, y in points)


def circle(x: float, y: float, radius: float) -> str:
    """A closed circle, for joining many into one path."""
    r = max(1, round(radius))
    return f"M{round(x) - r} {round(y)}a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1-{2 * r} 0z"


def quarter(x: float, y: float, radius: float, across: int, down: int) -> str:
    """A quarter disc whose corner is (x, y), opening to ``across`` (1 right, -1 left) and ``down``."""
    r = round(radius)
    sweep = 1 if across * down < 0 else 0
    return f"M{round(x)} {round(y)}v{r * down}a{r} {r} 0 0 {sweep} {r * across} {-r * down}z"


def half(x: float, y: float, radius: float, down: int) -> str:
    """A half disc on a level diameter with its middle at (x, y), bulging downwards (1) or up (-1)."""
    r = round(radius)
    return f"M{round(x) - r} {round(y)}a{r} {r} 0 0 {1 if down < 0 else 0} {2 * r} 0z"


def leaf(x: float, y: float, side: float, rising: bool) -> str:
    """Two quarter arcs across a square whose top left corner is (x, y)."""
    c, left, top = round(side), round(x), round(y)
    if rising:
        return f"M{left} {top + c}a{c} {c} 0 0 1 {c} {-c}a{c} {c} 0 0 1 {-c} {c}z"
    return f"M{left} {top}a{c} {c} 0 0 1 {c} {c}a{c} {c} 0 0 1 {-c} {-c}z"


def ray(x: float, y: float, start: float, end: float, reach: float) -> str:
    """A wedge from a point, between two angles in radians."""
    return polygon(
        [
            (x, y),
            (x + reach * math.cos(start), y + reach * math.sin(start)),
            (x + reach * math.cos(end), y + reach * math.sin(end)),
        ]
    )
