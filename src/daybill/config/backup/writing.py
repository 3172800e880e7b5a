"""Make a backup: one zip file of tables, media and a manifest."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO

from django.db import Error, connections

import daybill

from .errors import BackupError
from .manifest import MANIFEST, MEDIA, Manifest, Member, Migrations, StoredTable, to_json
from .media import media_files
from .migrating import known_to_this_version, refuse_behind
from .reading import is_backup
from .snapshot import Snapshot, open_snapshot
from .tables import Table, Values, from_database, tables

Progress = Callable[[str, int, int], None]
_CHUNK = 1 << 20
_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Report:
    """What a backup holds: its file, its size in bytes, its manifest."""

    file: Path
    size: int
    manifest: Manifest


def write_backup(file: Path, *, using: str, media_root: Path, progress: Progress = lambda *_: None) -> Report:
    """Back up a database as it is at one moment, and the media files after it, while the site runs.

    The file is replaced as a whole at the end; only its owner can read it, for it holds password hashes.

    Raises:
        BackupError: the file cannot be written or is something else, or the database is not up to date.
    """
    file = file.absolute()
    try:
        _refuse_place(file, media_root)
        refuse_behind(using)
        with _written_aside(file) as beside, zipfile.ZipFile(beside, "w") as archive:
            manifest = _write_parts(archive, using, media_root, progress)
            archive.writestr(_entry(MANIFEST, manifest.made_at), to_json(manifest))
        return Report(file, file.stat().st_size, manifest)
    except OSError as error:
        raise BackupError(
            f"{file} cannot be written: {error.strerror or error}. Choose a place with room that you may write to."
        ) from error
    except (Error, sqlite3.Error) as error:
        raise BackupError(f"The database cannot be read: {str(error).strip()}") from error


def _refuse_place(file: Path, media_root: Path) -> None:
    if file.is_dir():
        raise BackupError(f"{file} is a folder. Name a file in it, such as {file / 'daybill-backup.zip'}.")
    if not file.parent.is_dir():
        raise BackupError(f"There is no folder {file.parent}. Make it first.")
    if file.resolve().is_relative_to(media_root.resolve()):
        raise BackupError(
            f"{file} is in the media folder, where anyone could fetch it. Choose another place."
        )
    if os.path.lexists(file) and not is_backup(file):
        raise BackupError(
            f"{file} is there and is no backup; it stays as it is. Name another file, or remove it."
        )


@contextmanager
def _written_aside(file: Path) -> Generator[IO[bytes]]:
    """A file that takes the place of another once it is whole and on the disk, or vanishes."""
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    beside = os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")
    try:
        with beside:
            yield beside
            beside.flush()
            os.fsync(beside.fileno())
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write_parts(archive: zipfile.ZipFile, using: str, media_root: Path, progress: Progress) -> Manifest:
    vendor = connections[using].vendor
    wanted = tables()
    stored = []
    with open_snapshot(using) as snapshot:
        # The first read: what follows is the database of this moment.
        migrations = _applied(snapshot)
        made_at = datetime.now(UTC)
        for done, table in enumerate(wanted):
            progress(table.label, done, len(wanted))
            stored.append(_write_table(archive, vendor, table, snapshot, made_at))
    progress("media", len(wanted), len(wanted))
    media = list(_write_media(archive, media_root, made_at))
    return Manifest(daybill.__version__, made_at, vendor, migrations, tuple(stored), tuple(media))


def _applied(snapshot: Snapshot) -> Migrations:
    rows = snapshot.rows("django_migrations", ["app", "name"])
    return known_to_this_version((str(app), str(name)) for app, name in rows)


def _write_table(
    archive: zipfile.ZipFile, vendor: str, table: Table, snapshot: Snapshot, made_at: datetime
) -> StoredTable:
    path = f"tables/{table.label}.ndjson"
    with closing(snapshot.rows(table.name, [column.name for column in table.columns])) as rows:
        counted = _Count(rows)
        lines = map(_line, from_database(vendor, table, counted))
        try:
            member = _write_member(archive, path, made_at, lines)
        except (TypeError, ValueError, AttributeError) as error:
            raise BackupError(f"Row {counted.number} of {table.name} cannot be written: {error}.") from error
    return StoredTable(table, counted.number, member)


class _Count:
    """Counts what passes through."""

    def __init__(self, rows: Iterable[Values]) -> None:
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[Values]:
        for row in self._rows:
            self.number += 1
            yield row


def _line(row: Values) -> bytes:
    return _LINE.encode(row).encode() + b"\n"


def _write_media(archive: zipfile.ZipFile, root: Path, made_at: datetime) -> Iterator[Member]:
    for name, path in media_files(root):
        try:
            file = path.open("rb")
        except FileNotFoundError:
            # An editor removed it after the folder was listed.
            continue
        except OSError as error:
            raise BackupError(f"The media file {path} cannot be read: {error.strerror}.") from error
        with file:
            parts = iter(partial(file.read, _CHUNK), b"")
            try:
                yield _write_member(archive, MEDIA + name, made_at, parts)
            except UnicodeEncodeError as error:
                raise BackupError(
                    f"The media file {name!r} has a name that is no text. Rename it."
                ) from error


def _write_member(archive: zipfile.ZipFile, path: str, made_at: datetime, parts: Iterable[bytes]) -> Member:
    digest, size = hashlib.sha256(), 0
    with archive.open(_entry(path, made_at), "w", force_zip64=True) as member:
        for part in parts:
            member.write(part)
            digest.update(part)
            size += len(part)
    return Member(path, size, digest.hexdigest())


def _entry(path: str, made_at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, made_at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
