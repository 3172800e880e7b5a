"""``daybill export_titles``: the catalogue as NDJSON, one title a line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import CommandError, CommandParser

from daybill.apps.catalogue.export import title_lines
from daybill.apps.catalogue.models import TitleType
from daybill.apps.catalogue.queries import PAGE_TYPES
from daybill.apps.commands import DaybillCommand

# Within JSON these need no escape, yet many programs end a line at them.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class Command(DaybillCommand):
    example = """
daybill export_titles --format ndjson | head
daybill export_titles --format ndjson --type movie --out films.ndjson
"""
    help = (
        "Write every film and series as one JSON object a line, in UTF-8, to standard output or to a file. "
        "The schema of a line is daybill/api/schemas/title.schema.json."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["ndjson"], default="ndjson", help="Format of the dump.")
        parser.add_argument(
            "--type",
            dest="types",
            action="append",
            choices=TitleType.values,
            help="Only titles of this type; may be repeated. Without it: films and series.",
        )
        parser.add_argument("--out", metavar="FILE", help="Write to FILE, which appears when it is whole.")

    def handle(self, *args: Any, **options: Any) -> None:
        types = options["types"] or PAGE_TYPES
        if options["out"] not in (None, "-"):
            path = Path(options["out"])
            try:
                with written_aside(path) as out:
                    count = write_lines(types, out)
            except OSError as error:
                raise CommandError(f"{path} could not be written: {error.strerror or error}.") from error
            self.stdout.write(f"Titles written to {path}: {count:,}.")
            return
        # The stream itself: Django's wrapper would style each line.
        stream: Any = self.stdout._out  # noqa: SLF001
        if stream is sys.stdout and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
        try:
            write_lines(types, stream)
            stream.flush()
        except OSError as error:
            # What could not be written stays in the stream: without this Python would fail once more as it closes it.
            with Path(os.devnull).open("w") as nowhere:
                os.dup2(nowhere.fileno(), stream.fileno())
            # A broken pipe is no failure: whoever read has had enough (| head).
            if not isinstance(error, BrokenPipeError):
                raise CommandError(f"The dump could not be written: {error.strerror or error}.") from error


def write_lines(types: tuple[str, ...] | list[str], out: TextIO) -> int:
    """Write every title of these types; returns how many."""
    count = 0
    for count, line in enumerate(title_lines(types), start=1):  # noqa: B007 (the last number is the count)
        text = json.dumps(line, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        out.write(text.translate(_LINE_ENDS) + "\n")
    return count


@contextmanager
def written_aside(path: Path) -> Iterator[TextIO]:
    """A file beside ``path`` that takes its place at the end; on any error ``path`` is left as it was.

    Raises:
        OSError: the place cannot be written, or is something other than a file.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise OSError(0, "it is not a file")
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with aside.open("x", encoding="utf-8", newline="\n") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
