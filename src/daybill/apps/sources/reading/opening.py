"""Opening what came in: compressed or not, with its damage found before anything is stored."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from daybill.domain.errors import DaybillError

_CHUNK = 1 << 20
_HEAD = 1 << 20
_LINE_END = re.compile(r"\r\n|\n|\r")
_OPENERS: dict[bytes, Any] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ": lzma.open}
_MAGIC = max(map(len, _OPENERS))
_DAMAGE = (EOFError, gzip.BadGzipFile, lzma.LZMAError, zlib.error)
_BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


class UnreadableFile(DaybillError):
    """A file that cannot be read as a whole; nothing of it was stored.

    Attributes:
        path: where it lies.
        reason: what is wrong and what to do, as a sentence.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class EmptyFile(UnreadableFile):
    """A file with nothing in it; in a folder of files it is passed over."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "It is empty.")


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, decompressed where they are gzip, bzip2 or xz.

    Raises:
        UnreadableFile: it is not there, may not be read, or its compressed data ends early or is damaged.
    """
    if path.exists() and not path.is_file():
        raise UnreadableFile(path, "It is not a regular file.")
    try:
        with path.open("rb") as raw:
            magic = raw.read(_MAGIC)
        opener = next((one for start, one in _OPENERS.items() if magic.startswith(start)), None)
        with opener(path, "rb") if opener else path.open("rb") as file:
            yield cast("BinaryIO", file)
    except _DAMAGE as error:
        raise UnreadableFile(
            path, "Its compressed data is damaged or ends early. Fetch the file again."
        ) from error
    except OSError as error:
        raise UnreadableFile(path, f"It cannot be read: {error.strerror or error}.") from error


@contextmanager
def opened_text(path: Path) -> Iterator[IO[str]]:
    """The file's text as UTF-8; bytes that are none come out as lone surrogates, so that one row can be refused for it.

    Raises:
        UnreadableFile: as `opened`.
    """
    with opened(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
        try:
            yield text
        finally:
            text.detach()


def is_broken_text(text: str) -> bool:
    """Whether bytes that are no UTF-8 stood in it (see `opened_text`)."""
    return any("\udc80" <= c <= "\udcff" for c in text) if not text.isascii() else False


@dataclass(frozen=True)
class Head:
    """The beginning of a file, by which its format is recognised.

    Attributes:
        path: where it lies.
        text: up to 1 MiB of it.
    """

    path: Path
    text: str

    @cached_property
    def first_line(self) -> str:
        return _LINE_END.split(self.text, maxsplit=1)[0]

    @property
    def is_json(self) -> bool:
        return self.text.lstrip()[:1] in {"{", "["}


def head_of(path: Path) -> Head:
    """Read a file's beginning.

    Raises:
        UnreadableFile: it cannot be read, is empty, or is UTF-16.
    """
    with opened(path) as file:
        start = file.read(_HEAD)
    if not start.strip():
        raise EmptyFile(path)
    if encoding := _BOMS.get(start[:2]):
        raise UnreadableFile(path, f"It is written in {encoding}. Save it as UTF-8.")
    return Head(path, start.decode("utf-8-sig", errors="surrogateescape"))


@dataclass(frozen=True, slots=True)
class Survey:
    """A file read through once: that it is whole, which it is, and how much there is of it.

    Attributes:
        digest: SHA-256 of its decompressed bytes.
        size: decompressed bytes.
        lines: line ends in them.
        stamp: by which it is seen that the file has been written anew since.
    """

    digest: str
    size: int
    lines: int
    stamp: tuple[int, ...] = ()


def survey(path: Path) -> Survey:
    """Read the whole file through.

    Raises:
        UnreadableFile: as `opened`.
    """
    stamp = stamp_of(path)
    digest = hashlib.sha256()
    size = lines = 0
    with opened(path) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            lines += chunk.count(b"\n")
    return Survey(digest.hexdigest(), size, lines, stamp)


def stamp_of(path: Path) -> tuple[int, ...]:
    """Which file it is, how large, and when it was written; another one once it is replaced or changed.

    Raises:
        UnreadableFile: it is not there.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise UnreadableFile(path, f"It cannot be read: {error.strerror or error}.") from error
    return (found.st_ino, found.st_size, found.st_mtime_ns)
