"""One import of a source at a time: a lock that a killed process cannot leave behind."""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

from daybill.domain.errors import DaybillError


class ImportRunning(DaybillError):
    """Another import of the same source is at work."""

    def __init__(self, source: str) -> None:
        super().__init__(
            f"Another import of {source} is running. Wait for it to end; nothing of this one was stored."
        )
        self.source = source


@contextmanager
def locked(sources: Iterable[str]) -> Iterator[None]:
    """Hold the locks of these sources (slugs).

    Raises:
        ImportRunning: somebody else holds one of them.
    """
    folder = Path(settings.HOME) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        for source in sorted(set(sources)):
            file = stack.enter_context((folder / f"import-{source}.lock").open("w"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise ImportRunning(source) from error
        yield
