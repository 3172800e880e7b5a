"""Paper and inks: which palette a decade and a mood print with, and what reads on what."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from daybill.domain.bills.dice import Dice

# WCAG 2.2, 1.4.3: text on its ground.
LEGIBLE = 4.5
SNIPE = "#ffc629"
"""The yellow of the snipe, which no ink may come near: it says "you can watch it"."""

DARK, WARM, COOL = "dark", "warm", "cool"
MOODS = {
    **dict.fromkeys(("action", "crime", "film-noir", "horror", "mystery", "thriller", "war"), DARK),
    **dict.fromkeys(("adventure", "animation", "comedy", "family", "music", "musical", "romance"), WARM),
    **dict.fromkeys(("reality", "sport", "talk-show", "western"), WARM),
    **dict.fromkeys(("documentary", "drama", "fantasy", "history", "news", "science-fiction", "short"), COOL),
}
NIGHT_ODDS = {DARK: 0.62, COOL: 0.4, WARM: 0.22}
SWAP_ODDS = 0.35

# Mood -> [first year after the era, [paper, key, first ink, second ink], ...], ...
PALETTES: dict[str, list[tuple[int, list[list[str]]]]] = {
    mood: [(era["before"], era["inks"]) for era in eras]
    for mood, eras in json.loads(
        files(__package__).joinpath("palettes.json").read_text(encoding="utf-8")
    ).items()
}


@dataclass(frozen=True, slots=True)
class Inks:
    """What one bill is printed with, as #rrggbb."""

    paper: str
    key: str
    first: str
    second: str


def choose_inks(year: int | None, genre: str | None, dice: Dice) -> tuple[Inks, bool]:
    """Inks for a title, and whether it is night (key ground, inks knocked out)."""
    mood = MOODS.get(genre or "", COOL)
    eras = PALETTES[mood]
    if year is None:
        palettes = dice.pick(eras)[1]
    else:
        palettes = next((inks for before, inks in eras if year < before), eras[-1][1])
    paper, key, first, second = dice.pick(palettes)
    if dice.chance(SWAP_ODDS):
        first, second = second, first
    return Inks(paper, key, first, second), dice.chance(NIGHT_ODDS[mood])


@lru_cache(maxsize=512)
def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(two)))
    return (light + 0.05) / (dark + 0.05)
