"""``daybill restore``: a site from the file that ``daybill backup`` made."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS

from daybill.apps.commands import DaybillCommand

if TYPE_CHECKING:
    from daybill.config.backup.manifest import Manifest


class Command(DaybillCommand):
    help = (
        "Make the site what it was when a backup was made: its database, SQLite or PostgreSQL, and its media\n"
        "files. Stop the site first. A new database is set up by itself; one with content is left alone unless\n"
        "--replace is given. A backup of an earlier version is brought up to date. Where anything is wrong with\n"
        "the file, nothing is changed."
    )
    example = (
        "DAYBILL_HOME=/srv/guide daybill restore /backup/daybill-backup.zip\n"
        "daybill restore daybill-backup.zip --replace --dry-run"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="A file that `daybill backup` made.")
        parser.add_argument(
            "--replace", action="store_true", help="Remove the content that is there, and its media files."
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Check the whole file and say what would be done; write nothing.",
        )
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="Default: %(default)s."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        from daybill.config.backup.errors import BackupError

        begun = time.monotonic()
        try:
            manifest = self.restore(options["file"], replace=options["replace"], dry_run=options["dry_run"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        said = {
            "file": str(options["file"].absolute()),
            "bytes": options["file"].stat().st_size,
            "tables": len(manifest.tables),
            "rows": manifest.rows,
            "media": len(manifest.media),
            "seconds": round(time.monotonic() - begun, 2),
            "made_at": manifest.made_at.isoformat(),
            "made_by": manifest.version,
            "dry_run": options["dry_run"],
        }
        if options["format"] == "json":
            self.stdout.write(json.dumps(said))
        else:
            self.tell(said)

    def restore(self, file: Path, *, replace: bool, dry_run: bool) -> Manifest:
        from daybill.config.backup.progress import shown_progress
        from daybill.config.backup.restoring import check_restore, restore_backup

        media_root = Path(settings.MEDIA_ROOT)
        if dry_run:
            return check_restore(file, using=DEFAULT_DB_ALIAS, media_root=media_root, replace=replace)
        with shown_progress("Restoring") as progress:
            manifest = restore_backup(
                file, using=DEFAULT_DB_ALIAS, media_root=media_root, replace=replace, progress=progress
            )
        # The versions that pages are kept under may be those of other data.
        caches["pages"].clear()
        call_command("update_index", verbosity=0)
        return manifest

    def tell(self, said: dict[str, Any]) -> None:
        begins = "Would restore" if said["dry_run"] else "Restored"
        self.stdout.write(
            f"{begins} {said['rows']} rows of {said['tables']} tables and {said['media']} media files, as they were "
            f"at {said['made_at']} (Daybill {said['made_by']}), in {said['seconds']} s."
        )
        if not said["dry_run"] and not settings.DAYBILL.secret_key:
            self.stdout.write("This home has no secret yet: put its daybill.env here, or run `daybill init`.")
        elif not said["dry_run"]:
            self.stdout.write("Start it: daybill run")
