"""``daybill export``: everything a site knows, in one folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import OperationalError, connection, transaction

from daybill.api.dumps import DUMPS, UNWRITABLE, gzipped_text, write_lines
from daybill.apps.commands import DaybillCommand

PLAIN, PACKED = ".ndjson", ".ndjson.gz"


class Command(DaybillCommand):
    example = """
daybill export --out dump
daybill export --out dump --gzip
"""
    help = (
        "Write everything that export_titles, export_offers and the other exports write into one folder, a file each, "
        "as the store stood at one moment. The same content gives the same bytes. The files take their places when "
        "all of them are whole; other files of the folder stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--out", metavar="FOLDER", required=True, help="The folder; made where it is missing."
        )
        parser.add_argument("--gzip", action="store_true", help="Compress each file (.ndjson.gz).")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["out"])
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _aside(folder) as aside, one_moment():
                counts = {
                    dump.name: _write(aside, dump.name, dump.lines(), is_packed=options["gzip"])
                    for dump in DUMPS
                }
                _move(aside, folder)
        except (OSError, OperationalError) as error:
            raise CommandError(
                UNWRITABLE.format(place=folder, reason=getattr(error, "strerror", None) or error)
            ) from error
        told = ", ".join(f"{name} {count:,}" for name, count in counts.items())
        self.stdout.write(f"Written to {folder}: {told}.")


def _write(folder: Path, name: str, lines: Iterator[Mapping[str, Any]], *, is_packed: bool) -> int:
    with (folder / f"{name}{PACKED if is_packed else PLAIN}").open("xb") as file:
        if is_packed:
            with gzipped_text(file) as text:
                count = write_lines(lines, text)
        else:
            with open(file.fileno(), "w", encoding="utf-8", newline="\n", closefd=False) as text:
                count = write_lines(lines, text)
        file.flush()
        os.fsync(file.fileno())
    return count


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A hidden folder beside the files to be; gone afterwards, whatever happened."""
    aside = folder / f".export.{os.getpid()}.part"
    aside.mkdir()
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _move(aside: Path, folder: Path) -> None:
    """Put the files in their places; one of the same name, packed or not, must not stay beside a newer one.

    Raises:
        OSError: something that is no file stands in a place; no file was moved.
    """
    made = sorted(aside.iterdir())
    for path in made:
        place = folder / path.name
        if place.exists() and not place.is_file():
            raise OSError(0, f"{place.name} is not a file")
    for path in made:
        path.replace(folder / path.name)
        name = path.name.removesuffix(".gz")
        (folder / (name if path.name.endswith(".gz") else f"{name}.gz")).unlink(missing_ok=True)


@contextmanager
def one_moment() -> Iterator[None]:
    """Every query inside sees the store as it stood at the first; writers are not held up."""
    is_first = not connection.in_atomic_block
    with transaction.atomic():
        if is_first and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
