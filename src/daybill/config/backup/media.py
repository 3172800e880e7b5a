"""The files that editors uploaded: listed for a backup, and exchanged as a whole at a restore."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

# Left behind only where a restore was killed; a backup and the next restore pass it over.
STAGE_PREFIX = ".daybill-restore-"


def media_files(root: Path) -> Iterator[tuple[str, Path]]:
    """(path below the folder with ``/``, file), sorted; links are followed, each folder once."""
    seen: set[str] = set()
    for folder, folders, names in os.walk(root, followlinks=True):
        real = os.path.realpath(folder)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith(STAGE_PREFIX))
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_file():
                yield path.relative_to(root).as_posix(), path


class MediaExchange:
    """Puts new files in the place of those that are there, and can take it back until ``finish``.

    All of it happens inside the media folder, which may be a mount of its own: a rename never leaves it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._stage = root / f"{STAGE_PREFIX}{os.getpid()}"
        self._new = self._stage / "new"
        self._old = self._stage / "old"
        self._moved: list[tuple[Path, Path]] = []

    def prepare(self) -> Path:
        """The folder to write the new files into."""
        shutil.rmtree(self._stage, ignore_errors=True)
        self._new.mkdir(parents=True)
        self._old.mkdir()
        return self._new

    def exchange(self) -> None:
        for path in sorted(self._root.iterdir()):
            if not path.name.startswith(STAGE_PREFIX):
                self._move(path, self._old / path.name)
        for path in sorted(self._new.iterdir()):
            self._move(path, self._root / path.name)

    def _move(self, path: Path, to: Path) -> None:
        path.rename(to)
        self._moved.append((path, to))

    def take_back(self) -> None:
        while self._moved:
            path, to = self._moved.pop()
            to.rename(path)

    def finish(self) -> None:
        """Remove what is not in use: the old files after an exchange, the new ones where it was taken back."""
        shutil.rmtree(self._stage, ignore_errors=True)
