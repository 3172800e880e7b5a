"""From lines to a file: the same lines give the same bytes, and a file appears when it is whole."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TextIO, cast

# Within JSON these need no escape, yet many programs end a line at them.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
UNWRITABLE = "{place} could not be written: {reason}."


def line_text(line: Mapping[str, Any]) -> str:
    """A line in JSON with its keys sorted, and its line end."""
    text = json.dumps(line, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    return _LINE_ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", text) + "\n"


def write_lines(lines: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Write every line; returns how many."""
    count = 0
    for count, line in enumerate(lines, start=1):  # noqa: B007 (the last number is the count)
        out.write(line_text(line))
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


@contextmanager
def gzipped_text(file: IO[bytes]) -> Iterator[TextIO]:
    """Text that is written compressed, without a name or a time in it: the same lines give the same bytes."""
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed,
        io.TextIOWrapper(cast("IO[bytes]", packed), encoding="utf-8", newline="\n") as text,
    ):
        yield text
