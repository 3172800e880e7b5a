"""``daybill import_page``: a page that a publisher already has becomes a draft dossier."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from daybill.apps.catalogue.models import Title
from daybill.apps.catalogue.queries import title_by_id
from daybill.apps.commands import DaybillCommand
from daybill.apps.dossiers.importing import import_page
from daybill.apps.dossiers.models import Dossier
from daybill.apps.dossiers.reading import PageFile, read_file
from daybill.domain.countries import country
from daybill.domain.errors import DaybillError
from daybill.domain.page_import import ReadPage
from daybill.domain.windows import parse_day

# One byte more than is read, so that the reader can say that it is too large.
MOST_BYTES = 10_000_001


class Command(DaybillCommand):
    example = """
daybill import_page heat.txt --title tt0113277 --country AU --observed 2025-08-20
daybill import_page notes.html --title tt0113277 --dry-run --format json
"""
    help = (
        "Read a page (plain text, Markdown or HTML) about a title and store it as a draft of its dossier. "
        "Every word of it is in a block, in a field, or left over for the editor."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The page.")
        parser.add_argument("--title", required=True, help="IMDb id of the title it is about (tt0113277).")
        parser.add_argument("--country", default="AU", help="Where its offers hold. Default: %(default)s.")
        parser.add_argument("--language", default="en", help="Language of its words. Default: %(default)s.")
        parser.add_argument(
            "--observed", metavar="DAY", help="The day it was read (YYYY-MM-DD): its offers were seen then."
        )
        parser.add_argument("--dry-run", action="store_true", help="Read and report; store nothing.")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="Of the report.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            title = self._title(options["title"])
            self._check_language(options["language"])
            page = PageFile(
                name=options["file"].name,
                data=self._bytes(options["file"]),
                country=country(options["country"]).code,
                observed=parse_day(options["observed"]) if options["observed"] else None,
            )
            read = read_file(page, title)
            stored = None
            if not options["dry_run"]:
                stored = import_page(
                    read, title, name=page.name, digest=page.digest, language=options["language"]
                )
        except DaybillError as error:
            raise CommandError(f"{options['file']}: {error} Nothing was stored.") from error
        if options["format"] == "json":
            self.stdout.write(json.dumps(read.to_json(), ensure_ascii=False, indent=2))
            return
        self.stdout.write(report(read))
        if stored is None:
            self.stdout.write("Nothing was stored: this was a dry run.")
        elif stored.is_new:
            self.stdout.write(f"Stored as a draft of the dossier of {title}, with {stored.offers} offers.")
        else:
            self.stdout.write(f"The same page was imported before: the dossier of {title} is unchanged.")
            if stored.offers:
                self.stdout.write(f"{stored.offers} offers were stored, now that they have a day.")

    def _title(self, text: str) -> Title:
        title = title_by_id(text)
        if title is None:
            raise CommandError(
                f"--title {text}: no such title is in the catalogue. Give an IMDb id such as tt0113277."
            )
        return title

    def _check_language(self, text: str) -> None:
        try:
            Dossier._meta.get_field("language").run_validators(text)
        except ValidationError as error:
            raise CommandError(f"--language {text}: {' '.join(error.messages)}") from error

    def _bytes(self, path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                return file.read(MOST_BYTES)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def report(page: ReadPage) -> str:
    """What was read, for a person: a line a kind, then what to look at."""
    counts: dict[str, int] = {}
    for block in page.blocks:
        counts[str(block.type)] = counts.get(str(block.type), 0) + 1
    lines = [f"{count:>4}  {kind}" for kind, count in counts.items()]
    lines += [
        f"{len(page.offers):>4}  offers",
        f"{len(page.citations):>4}  citations",
        f"{len(page.promos):>4}  promotions",
        f"{len(page.left_over):>4}  left over",
    ]
    if page.updated_on:
        lines.append(f"Updated on {page.updated_on}.")
    lines += [f"{finding.severity}: {finding.rule}: {finding.why}" for finding in page.findings]
    return "\n".join(lines)
