"""Reading the files of a compiled catalogue: one JSON object a line, gzipped."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from daybill.domain.errors import InvalidRecord

Record = dict[str, Any]
SUFFIX = ".ndjson.gz"


def files_of(folder: Path) -> list[Path]:
    """The record files of a folder, in order of their names."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def digest_of(folder: Path) -> str:
    """One SHA-256 over the names and bytes of a folder's record files."""
    digest = hashlib.sha256()
    for path in files_of(folder):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read_records(folder: Path, name: str) -> Iterator[Record]:
    """The records of ``<name>.ndjson.gz``; none where the folder has no such file.

    Raises:
        InvalidRecord: a line is not a JSON object; the error names the file and the line.
    """
    path = folder / f"{name}{SUFFIX}"
    if not path.is_file():
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
            except ValueError as error:
                raise InvalidRecord(
                    field=f"{path.name}, line {number}", value=line[:80], reason="This is not JSON."
                ) from error
            if not isinstance(record, dict):
                raise InvalidRecord(
                    field=f"{path.name}, line {number}", value=line[:80], reason="A record is a JSON object."
                )
            yield record
