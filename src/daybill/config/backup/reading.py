"""Open a backup and check every part of it; nothing is trusted before that."""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .errors import BackupError
from .manifest import MANIFEST, MEDIA, Manifest, Member, StoredTable, from_json
from .tables import Values

_CHUNK = 1 << 20
# A million media files take some 150 MB; more is not a manifest of ours.
_LARGEST_MANIFEST = 256 << 20
# What zipfile and zlib raise at files that are cut short, garbled, encrypted or of another kind.
_UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


def is_backup(file: Path) -> bool:
    """Whether a file is a zip with a manifest of ours."""
    try:
        with open_backup(file):
            return True
    except BackupError:
        return False


@contextmanager
def open_backup(file: Path) -> Generator[Backup]:
    """A backup, its manifest read.

    Raises:
        BackupError: there is no such file, or it is no backup.
    """
    try:
        if not file.is_file():
            raise BackupError(f"There is no file {file}." if not file.exists() else f"{file} is not a file.")
        archive = zipfile.ZipFile(file)
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror or error}.") from error
    except _UNREADABLE as error:
        raise BackupError(
            f"{file} is not a backup, or it was cut short ({error}). Give a file that `daybill backup` made."
        ) from error
    with archive:
        yield Backup(file, archive)


class Backup:
    """An open backup.

    Attributes:
        manifest: what it says of itself.
    """

    def __init__(self, file: Path, archive: zipfile.ZipFile) -> None:
        self._file = file
        self._archive = archive
        with self._readable(MANIFEST):
            if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
                raise BackupError(f"{file}: its manifest is too large to be one.")
            text = archive.read(MANIFEST)
        try:
            self.manifest: Manifest = from_json(text)
        except BackupError as error:
            raise BackupError(f"{file}: {error}") from error

    @contextmanager
    def _readable(self, path: str) -> Generator[None]:
        try:
            yield
        except BackupError:
            raise
        except (*_UNREADABLE, OSError) as error:
            raise BackupError(
                f"{self._file} is not a whole backup: {path} cannot be read ({error}). Take another one."
            ) from error

    def verify(self) -> None:
        """Read every part and compare it with its digest.

        Raises:
            BackupError: a part is missing, is one too many, or is not what was written.
        """
        names = self._archive.namelist()
        expected = [MANIFEST, *(member.path for member in self.manifest.members)]
        if sorted(names) != sorted(expected):
            strays = sorted(set(names) ^ set(expected)) or ["a name that is there twice"]
            raise BackupError(f"{self._file} does not hold what its manifest says: {strays[0]!r}.")
        for member in self.manifest.members:
            self._verify(member)

    def _verify(self, member: Member) -> None:
        digest, size = hashlib.sha256(), 0
        with self._readable(member.path), self._archive.open(member.path) as part:
            # A part that unpacks to more than it says ends here, and not when the disk is full.
            while size <= member.size and (chunk := part.read(_CHUNK)):
                digest.update(chunk)
                size += len(chunk)
        if (size, digest.hexdigest()) != (member.size, member.digest):
            raise BackupError(
                f"{self._file}: {member.path} is not what was written (its digest differs). Take another backup."
            )

    def rows(self, stored: StoredTable) -> Iterator[Values]:
        """The rows of a table, as the file holds them.

        Raises:
            BackupError: a line is not an array of one value for each column.
        """
        width = len(stored.table.columns)
        with self._archive.open(stored.member.path) as part:
            for number, line in enumerate(_lines(part), start=1):
                try:
                    row = json.loads(line)
                except ValueError:
                    row = None
                if not isinstance(row, list) or len(row) != width:
                    raise BackupError(
                        f"{self._file}: line {number} of {stored.member.path} is not {width} values."
                    )
                yield row

    def copy_media(self, folder: Path) -> None:
        """Write the media files into an empty folder."""
        for member in self.manifest.media:
            path = folder / member.path.removeprefix(MEDIA)
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._archive.open(member.path) as part, path.open("xb") as file:
                shutil.copyfileobj(part, file, _CHUNK)


def _lines(part: IO[bytes]) -> Iterator[bytes]:
    # zipfile reads line by line slowly; whole pieces are some four times as fast.
    rest = b""
    while chunk := part.read(_CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
    if rest:
        yield rest
