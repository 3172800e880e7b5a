"""Chance that falls the same way for ever.

``random.Random`` promises stable output only for ``random()``; these dice are bytes of SHA-256, so a bill
drawn today is the bill drawn by any later Python.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """An endless row of throws, fixed by a seed."""

    def __init__(self, seed: str) -> None:
        self._key = hashlib.sha256(seed.encode("utf-8", "replace")).digest()
        self._block = 0
        self._bytes = self._key
        self._at = 0

    @property
    def mark(self) -> str:
        """Eight hexadecimal digits that name the seed."""
        return self._key[-4:].hex()

    def throw(self) -> int:
        """A whole number from 0 to 65,535."""
        if self._at + 2 > 28:  # the last four bytes are the mark
            self._block += 1
            self._bytes = hashlib.sha256(self._key + self._block.to_bytes(4, "big")).digest()
            self._at = 0
        self._at += 2
        return int.from_bytes(self._bytes[self._at - 2 : self._at], "big")

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, each as likely as the next."""
        return options[self.throw() * len(options) >> 16]

    def chance(self, odds: float) -> bool:
        """True with the given probability."""
        return self.throw() < odds * 65536

    def between(self, low: float, high: float) -> float:
        """A number from ``low`` up to, but not including, ``high``."""
        return low + (high - low) * self.throw() / 65536
