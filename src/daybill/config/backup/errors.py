"""What stops a backup or a restore."""

from __future__ import annotations

from daybill.domain.errors import DaybillError


class BackupError(DaybillError):
    """A backup cannot be made, read or restored; the message says what to do."""
