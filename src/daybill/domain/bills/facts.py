"""What a bill may know of its title, made fit to print."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

# Longer than any name a poster could carry; the rest is cut at a word.
LONGEST_NAME = 120
LONGEST_PERSON = 40
# Honest writing stacks up to three marks on a letter (Vietnamese, Thai); the rest is noise.
MOST_MARKS = 3

# Zero-width joiners shape emoji and several scripts; other format characters are invisible or bidi tricks.
JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class BillFacts:
    """The facts of one title.

    Args:
        id: any stable identifier; part of the seed of every choice.
        genre: a slug such as ``crime`` or ``science-fiction``; an unknown one is treated as none.
        cast: most important first; the first two are printed.
        minutes: running time; None or 0 when unknown.
    """

    id: str
    name: str
    year: int | None = None
    genre: str | None = None
    director: str | None = None
    cast: tuple[str, ...] = ()
    minutes: int | None = None

    def printable(self) -> BillFacts:
        """The same facts without characters that cannot be printed, and with over-long words cut."""
        people = (cut(clean(person), LONGEST_PERSON) for person in self.cast[:2])
        return replace(
            self,
            name=cut(clean(self.name), LONGEST_NAME) or "?",
            director=cut(clean(self.director or ""), LONGEST_PERSON) or None,
            cast=tuple(person for person in people if person),
        )


def is_mark(char: str) -> bool:
    """Whether the character sits on the one before it."""
    return unicodedata.category(char).startswith("M")


def is_unprintable(char: str) -> bool:
    """Controls, format characters, lone surrogates, private use, and what XML forbids."""
    if char in JOINERS:
        return False
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} or ord(char) & 0xFFFE == 0xFFFE


def clean(text: str) -> str:
    """Text in composed form, on one line, with single spaces and no unprintable characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", " ".join(text.split())):
        if is_unprintable(char):
            continue
        marks = marks + 1 if is_mark(char) else 0
        homeless = marks and (not kept or kept[-1].isspace())
        if marks <= MOST_MARKS and not homeless:
            kept.append(char)
    return " ".join("".join(kept).split())


def cut(text: str, most: int) -> str:
    """At most ``most`` characters, ending in an ellipsis after a whole word where there is one."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head) + "…"
