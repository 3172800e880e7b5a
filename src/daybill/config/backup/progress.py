"""A bar on a terminal while tables pass; nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def shown_progress(label: str) -> Generator[Callable[[str, int, int], None]]:
    """A function of (what is under way, how many are done, of how many)."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    columns = (TextColumn("{task.description:<40}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda what, done, total: bar.update(
            task, description=f"{label}: {what}"[:40], completed=done, total=total
        )
