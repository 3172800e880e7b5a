"""Where sources disagree: every source's word is kept, one is shown, and it is said which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's word for one field of a title.

    Attributes:
        field: ``year``, ``runtime_minutes``, ``name`` or ``season_count``.
        value: the value as text.
        source: slug of the source.
        as_of: the day the source said so, where known.
    """

    field: str
    value: str
    source: str
    as_of: date | None = None


def choose(claims: Sequence[Claim], preference: Sequence[str]) -> Claim | None:
    """The claim to show: the most preferred source's; sources not listed come last, by name."""
    rank = {source: place for place, source in enumerate(preference)}
    return min(
        claims,
        key=lambda claim: (rank.get(claim.source, len(rank)), claim.source, claim.value),
        default=None,
    )


def disagreement(claims: Sequence[Claim], shown: str) -> list[Claim]:
    """Claims whose value is not the one shown, one for each value and source, in order of value."""
    return sorted({c for c in claims if c.value != shown}, key=lambda c: (c.value, c.source))
