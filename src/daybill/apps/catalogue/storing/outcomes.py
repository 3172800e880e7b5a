"""What became of a record that came in."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """New here; there already and told otherwise; or told again as it stands."""

    STORED = "stored"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
