"""``daybill import_dossiers``: dossiers that another site exported."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from daybill.apps.commands import DaybillCommand
from daybill.apps.dossiers.loading import Loaded, load_dossier_lines
from daybill.apps.sources.reading import UnreadableFile, opened_text


class Command(DaybillCommand):
    example = """
daybill import_dossiers dump/dossiers.ndjson.gz
daybill import_dossiers dossiers.ndjson --format json
"""
    help = (
        "Publish dossiers from our own NDJSON, as `daybill export_dossiers` writes it, for titles that have none in "
        "that language. Nothing an editor has written is overwritten."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="The file, compressed or not.")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="Of the report.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        try:
            began = time.monotonic()
            with opened_text(path) as lines:
                loaded = load_dossier_lines(lines, path.name)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        if options["format"] == "json":
            self.stdout.write(json.dumps(report(loaded, time.monotonic() - began)))
            return
        there = loaded.read - loaded.stored - len(loaded.refused)
        self.stdout.write(
            f"{loaded.stored} of {loaded.read} dossiers published; {there} were there, {len(loaded.refused)} refused."
        )
        for line, reason in loaded.refused:
            self.stdout.write(f"refused: {path.name}, line {line}: {reason}")


def report(loaded: Loaded, seconds: float) -> dict[str, Any]:
    """What became of the dossiers, for a program."""
    return {
        "source": "own-data",
        "run": None,
        "read": loaded.read,
        "stored": loaded.stored,
        "changed": 0,
        "unchanged": loaded.read - loaded.stored - len(loaded.refused),
        "held": 0,
        "refused": len(loaded.refused),
        "problems": [{"kind": "refused", "line": line, "reason": reason} for line, reason in loaded.refused],
        "seconds": round(seconds, 2),
    }
