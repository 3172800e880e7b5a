"""What the export commands share: one kind of line, to standard output or to a file that appears when it is whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import CommandError, CommandParser
from django.db import OperationalError

from daybill.apps.commands import DaybillCommand

from .kinds import DUMPS
from .writing import UNWRITABLE, write_lines, written_aside


class ExportCommand(DaybillCommand):
    """A command that writes one kind of line.

    Attributes:
        kind: name of its `Dump`.
    """

    kind: ClassVar[str]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["ndjson"], default="ndjson", help="Format of the dump.")
        parser.add_argument("--out", metavar="FILE", help="Write to FILE, which appears when it is whole.")

    def lines(self, **options: Any) -> Iterator[Mapping[str, Any]]:
        """The lines that the options ask for; nothing is read before the first is taken."""
        return next(dump for dump in DUMPS if dump.name == self.kind).lines()

    def handle(self, *args: Any, **options: Any) -> None:
        lines = self.lines(**options)
        if options["out"] in (None, "-"):
            self._to_stream(lines)
            return
        path = Path(options["out"])
        try:
            with written_aside(path) as out:
                count = write_lines(lines, out)
        except (OSError, OperationalError) as error:
            raise CommandError(
                UNWRITABLE.format(place=path, reason=getattr(error, "strerror", None) or error)
            ) from error
        self.stdout.write(f"{self.kind.capitalize()} written to {path}: {count:,}.")

    def _to_stream(self, lines: Iterator[Mapping[str, Any]]) -> None:
        # The stream itself: Django's wrapper would style each line.
        stream: Any = self.stdout._out  # noqa: SLF001
        if stream is sys.stdout and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
        try:
            write_lines(lines, stream)
            stream.flush()
        except OSError as error:
            # What could not be written stays in the stream: without this Python would fail once more as it closes it.
            with Path(os.devnull).open("w") as nowhere:
                os.dup2(nowhere.fileno(), stream.fileno())
            # A broken pipe is no failure: whoever read has had enough (| head).
            if not isinstance(error, BrokenPipeError):
                reason = error.strerror or error
                raise CommandError(UNWRITABLE.format(place="The dump", reason=reason)) from error
