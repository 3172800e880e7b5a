"""Which part of a dossier a heading opens, told by its words."""

from __future__ import annotations

import importlib.resources
import json
import re
from enum import StrEnum
from functools import cache, lru_cache

from daybill.domain.identity import fold, normalise_name


class Part(StrEnum):
    """The parts of a page; most share their name with the blocks they hold."""

    INTRO = "intro"
    LOGLINE = "logline"
    SYNOPSIS = "synopsis"
    REVIEW = "review"
    CRITICS = "critics"
    AWARDS = "awards"
    LISTS = "lists"
    FACTS = "facts"
    THEMES = "themes"
    COMPARISON = "comparison"
    SCENES = "scenes"
    TRIVIA = "trivia"
    SOUNDTRACK = "soundtrack"
    QUOTES = "quotes"
    DIALOGUE = "dialogue"
    PASSAGES = "passages"
    QUESTIONS = "questions"
    TRAILERS = "trailers"
    CHART = "chart"
    OFFERS = "offers"
    CREDITS = "credits"
    NOTES = "notes"
    NAVIGATION = "navigation"
    UNKNOWN = "unknown"


# What a page of everything calls itself; only its first line is asked.
_ALL_ABOUT = re.compile(
    r"^(everything|all (you|there|about)|(the|a|your) .*guide to|the (full|complete|ultimate)).* §$|§.* guide$"
)


@cache
def _patterns() -> tuple[tuple[Part, re.Pattern[str]], ...]:
    """The table ``headings.json``: for each part the words that name it.

    They are regular expressions over a folded heading, the title's own name in it as ``§``. Their order matters, for
    the first that matches wins: "What did the critics think about it" is of critics before it is about the story.
    """
    table = importlib.resources.files("daybill.domain.page_import").joinpath("headings.json")
    rows = json.loads(table.read_text(encoding="utf-8"))
    return tuple((Part(part), re.compile("|".join(wordings))) for part, wordings in rows.items())


def comparable(text: str, name: str) -> str:
    """A heading as it is compared: folded words, the title's own name as ``§``."""
    said = f" {normalise_name(text)} "
    own = normalise_name(name)
    for form in (own, own.removeprefix("the ")):
        if form and any(c.isalnum() for c in form):
            said = said.replace(f" {form} ", " § ").replace(f" {form}s ", " § ")
    return " ".join(
        re.sub(
            r"\bthe (movie|film|series|show) §|§ the (movie|film|series|show)\b|\b(movie|film|tv series) §",
            "§",
            said,
        ).split()
    )


@lru_cache(maxsize=4096)
def part_of(heading: str, name: str) -> Part | None:
    """The part that a heading opens; None where its words say nothing."""
    said = comparable(heading, name)
    if not said or said == "§":
        return None
    for part, pattern in _patterns():
        if pattern.search(said):
            return part
    return None


def is_question(text: str) -> bool:
    """Whether a line asks, in the scripts we meet."""
    return text.rstrip(" )”’\"'*").endswith(("?", "？", "؟"))


def own_name_heading(heading: str, name: str, year: int | None) -> bool:
    """Whether a heading is the page's title: the name with its year, a word or two, or “Everything about” before it."""
    said = comparable(heading, name)
    if said.startswith("§") and len(said.split()) <= 2 + bool(year):
        return True
    return fold(heading).startswith(f"{fold(name)} ({year}") or bool(_ALL_ABOUT.search(said))
