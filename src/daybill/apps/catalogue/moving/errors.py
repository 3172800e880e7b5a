"""Why titles cannot be merged, split or put back."""

from __future__ import annotations

from daybill.domain.errors import DaybillError


class CannotMove(DaybillError):
    """A merge, split or undo that would lose something, or has nothing to do; nothing was changed."""
