"""The first thing to know of a backup: what made it, what it holds, and the digest of every part."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from .errors import BackupError
from .tables import Column, Kind, Table

MANIFEST = "manifest.json"
FORMAT = "daybill-backup"
FORMAT_VERSION = 1
MEDIA = "media/"

Migrations = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a backup: its path there, its size in bytes and SHA-256 in hex, both before compression."""

    path: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class StoredTable:
    """A table as a backup holds it: one JSON array a line, values in the order of its columns."""

    table: Table
    rows: int
    member: Member


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        version: of the Daybill that made it.
        made_at: aware UTC; the moment whose data it holds.
        vendor: the kind of database it was made from.
        migrations: (app, name), those that were applied.
        media: the members under ``media/``.
    """

    version: str
    made_at: datetime
    vendor: str
    migrations: Migrations
    tables: tuple[StoredTable, ...]
    media: tuple[Member, ...]

    @property
    def rows(self) -> int:
        return sum(stored.rows for stored in self.tables)

    @property
    def members(self) -> list[Member]:
        return [*(stored.member for stored in self.tables), *self.media]


def to_json(manifest: Manifest) -> bytes:
    """The manifest as the file holds it."""
    said = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "daybill": manifest.version,
        "made_at": manifest.made_at.isoformat(),
        "database": manifest.vendor,
        "rows": manifest.rows,
        "media_files": len(manifest.media),
        "migrations": by_app(manifest.migrations),
        "tables": [
            {
                "label": stored.table.label,
                "table": stored.table.name,
                "columns": [[column.name, column.kind] for column in stored.table.columns],
                "rows": stored.rows,
                **_said_of(stored.member),
            }
            for stored in manifest.tables
        ],
        "media": [_said_of(member) for member in manifest.media],
    }
    return json.dumps(said, indent=1, ensure_ascii=False).encode()


def by_app(migrations: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """App -> names of its migrations, both sorted."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(migrations):
        found.setdefault(app, []).append(name)
    return found


def _said_of(member: Member) -> dict[str, object]:
    return {"member": member.path, "bytes": member.size, "sha256": member.digest}


def from_json(text: bytes) -> Manifest:
    """The manifest that a file holds.

    Raises:
        BackupError: it is none, it is of a later form, or a part of it is missing or unsafe.
    """
    try:
        said = json.loads(text)
        if said["format"] != FORMAT:
            raise BackupError("Its manifest is of something else. Give a file that `daybill backup` made.")
        if said["format_version"] != FORMAT_VERSION:
            raise BackupError(
                f"It has form {said['format_version']} and this version reads form {FORMAT_VERSION}. "
                f"It was made by Daybill {said.get('daybill', 'of another version')}: use that version."
            )
        return _read(said)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BackupError(
            f"Its manifest cannot be read ({type(error).__name__}: {error}). Take another backup."
        ) from error


def _read(said: Mapping[str, Any]) -> Manifest:
    made_at = datetime.fromisoformat(said["made_at"])
    return Manifest(
        version=str(said["daybill"]),
        made_at=made_at,
        vendor=str(said["database"]),
        migrations=frozenset(
            (str(app), str(name)) for app, names in said["migrations"].items() for name in names
        ),
        tables=tuple(_stored_table(row) for row in said["tables"]),
        media=tuple(_media_member(row) for row in said["media"]),
    )


def _stored_table(row: Mapping[str, Any]) -> StoredTable:
    columns = tuple(Column(str(name), Kind(kind)) for name, kind in row["columns"])
    return StoredTable(
        Table(str(row["label"]), str(row["table"]), columns), rows=int(row["rows"]), member=_member(row)
    )


def _member(row: Mapping[str, Any]) -> Member:
    return Member(str(row["member"]), int(row["bytes"]), str(row["sha256"]))


def _media_member(row: Mapping[str, Any]) -> Member:
    member = _member(row)
    name = member.path.removeprefix(MEDIA)
    parts = name.split("/")
    # Written out of its folder, a file could replace any other: a program's, or the database.
    unsafe = {"", ".", ".."}.intersection(parts) or "\\" in name or "\0" in name or ":" in parts[0]
    if not member.path.startswith(MEDIA) or unsafe or PurePosixPath(name).is_absolute():
        raise BackupError(
            f"It names a media file {member.path!r}, which would be written outside the media folder. "
            "Do not trust this file."
        )
    return member
