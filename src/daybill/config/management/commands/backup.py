"""``daybill backup``: the whole site in one file."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS

from daybill.apps.commands import DaybillCommand


class Command(DaybillCommand):
    help = (
        "Write the site's database and media files into one file, while the site runs: all tables as they are at\n"
        "one moment. It fits SQLite and PostgreSQL alike, whichever it was made from. The settings and the secret\n"
        "in daybill.env are not in it. It holds password hashes, so only its owner can read it."
    )
    example = "daybill backup /backup/daybill-backup.zip\ndaybill backup nightly.zip --format json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            type=Path,
            help="The file to write; an earlier backup is replaced once the new one is whole.",
        )
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="Default: %(default)s."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        from daybill.config.backup.errors import BackupError
        from daybill.config.backup.progress import shown_progress
        from daybill.config.backup.writing import write_backup

        begun = time.monotonic()
        try:
            with shown_progress("Backing up") as progress:
                report = write_backup(
                    options["file"],
                    using=DEFAULT_DB_ALIAS,
                    media_root=Path(settings.MEDIA_ROOT),
                    progress=progress,
                )
        except BackupError as error:
            raise CommandError(str(error)) from error
        manifest = report.manifest
        said = {
            "file": str(report.file),
            "bytes": report.size,
            "tables": len(manifest.tables),
            "rows": manifest.rows,
            "media": len(manifest.media),
            "seconds": round(time.monotonic() - begun, 2),
        }
        if options["format"] == "json":
            self.stdout.write(json.dumps(said))
            return
        self.stdout.write(
            f"{said['file']}: {said['rows']} rows of {said['tables']} tables and {said['media']} media files, "
            f"{said['bytes']} bytes, in {said['seconds']} s."
        )
        self.stdout.write("Keep daybill.env too, apart from it: it holds the settings and the secret.")
