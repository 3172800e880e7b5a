"""The valid values nearest to a mistaken one, for errors that show the way out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from daybill.domain.identity import fold

LIMIT = 5
# Longer input is no misspelling of a short name, and comparing it costs time.
LONGEST_VALUE = 80


def _likeness(value: str, choice: str) -> float:
    if value == choice:
        return 1.0
    # A choice of two letters begins too many words to be meant by them.
    if choice.startswith(value) or (len(choice) > 2 and value.startswith(choice)):
        return 0.9
    return SequenceMatcher(None, value, choice).ratio()


def nearest(value: str, choices: Iterable[str], *, limit: int = LIMIT, cutoff: float = 0.6) -> list[str]:
    """Up to ``limit`` choices that resemble ``value``, best first; ties in alphabetical order."""
    return nearest_keys(value, {choice: choice for choice in choices}, limit=limit, cutoff=cutoff)


def nearest_keys(
    value: str, labels: Mapping[str, str], *, limit: int = LIMIT, cutoff: float = 0.6
) -> list[str]:
    """Like `nearest`, over key -> label: the keys whose key or label resembles ``value``."""
    wanted = fold(value.strip())[:LONGEST_VALUE]
    if not wanted:
        return []
    scored = []
    for key, label in labels.items():
        score = max(_likeness(wanted, fold(key)), _likeness(wanted, fold(label)))
        if score >= cutoff:
            scored.append((-score, key))
    return [key for _, key in sorted(scored)[:limit]]
