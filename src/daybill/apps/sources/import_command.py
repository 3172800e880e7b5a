"""What every ``import_…`` command does: find the files, run the import, show its progress, tell its report."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from daybill.apps.availability.queries import provider_by_slug, providers_near
from daybill.apps.commands import DaybillCommand
from daybill.domain.countries import country
from daybill.domain.errors import DaybillError, InvalidRecord, UnknownChoice
from daybill.domain.identity import slugify
from daybill.domain.nearest import nearest_keys
from daybill.domain.providers import providers, resolve
from daybill.domain.windows import parse_day

from .formats.format import Format
from .importing import Options, as_json, find_jobs, run_import
from .models import ImportRun
from .reading import UnreadableFile

PROBLEMS_SHOWN = 20
LONGEST_SOURCE = 50


class ImportCommand(DaybillCommand):
    """Reads files of its ``formats``; a subclass gives these, ``help`` and ``example``, and the options that apply.

    Exit code 0 when the run finished, also with refused rows; 1 when it could not.
    """

    formats: ClassVar[Sequence[Format]]
    # Which further options make sense for these files.
    has_listing: ClassVar[bool] = False
    has_days: ClassVar[bool] = False
    has_provider: ClassVar[bool] = False
    has_language: ClassVar[bool] = False
    has_source: ClassVar[bool] = False
    speaks_of_titles: ClassVar[bool] = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            type=Path,
            metavar="PATH",
            help="A file, compressed (gzip, bzip2, xz) or not, or a folder.",
        )
        if self.has_days or self.has_listing:
            parser.add_argument(
                "--as-of",
                metavar="DAY",
                help="The day the rows were observed (YYYY-MM-DD), where the file does not say.",
            )
        if self.has_listing:
            parser.add_argument("--country", help="The country the listing is of (AU).")
            parser.add_argument(
                "--complete",
                action="store_true",
                help="The file names all that the provider has in the country: what it does not name has gone.",
            )
            parser.add_argument(
                "--force",
                action="store_true",
                help="Take a complete listing even if it is empty or suddenly tiny.",
            )
        if self.has_provider or self.has_listing:
            parser.add_argument("--provider", help="The provider the file is of (netflix).")
        if self.has_language:
            parser.add_argument(
                "--language", help="The language of the replies (fr), where they are not in English."
            )
        if self.has_source:
            parser.add_argument("--source", help="Keep the data under this source's id instead of own-data.")
        if any(one.makes_titles for one in self.formats):
            parser.add_argument(
                "--no-create",
                action="store_true",
                help="Make no titles: take only what is said of those that are here.",
            )
        if self.speaks_of_titles:
            parser.add_argument(
                "--create",
                action="store_true",
                help="Make a title for a row that no title fits, instead of asking.",
            )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Read, match and report; keep nothing. On SQLite nothing else can be saved meanwhile.",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text", help="Of the report.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            asked = self._options(options)
            today: date = settings.DAYBILL.now().date()
            jobs = find_jobs(options["paths"], self.formats, asked, today)
            name = type(self).__module__.rpartition(".")[2]
            with _Bars() as bars:
                run = run_import(name, jobs, asked, progress=bars.show)
        except KeyboardInterrupt as error:
            raise CommandError(
                "Stopped. What was stored stays; run the same command again and it goes on from there.",
                returncode=130,
            ) from error
        except UnreadableFile as error:
            raise CommandError(f"{error} Nothing was stored.") from error
        except DaybillError as error:
            raise CommandError(str(error)) from error
        if options["format"] == "json":
            self.stdout.write(json.dumps(as_json(run)))
        else:
            self._tell(run, is_dry=asked.is_dry)

    def _options(self, options: dict[str, Any]) -> Options:
        code = country(options["country"]).code if options.get("country") else ""
        provider = known_provider(options["provider"]) if options.get("provider") else ""
        observed = parse_day(options["as_of"]) if options.get("as_of") else None
        is_complete = bool(options.get("complete"))
        if is_complete and not (code and provider and observed):
            raise InvalidRecord(
                field="--complete",
                value="",
                reason="A complete listing is of one provider in one country on one day: "
                "give --provider, --country and --as-of.",
            )
        if bool(code) != bool(provider) and self.has_listing:
            raise InvalidRecord(
                field="--provider", value=provider or code, reason="Give --provider and --country together."
            )
        if self.has_listing and provider and not observed:
            raise InvalidRecord(
                field="--as-of", value="", reason="A listing is of one day: give it as YYYY-MM-DD."
            )
        if observed and observed > settings.DAYBILL.now().date():
            raise InvalidRecord(field="--as-of", value=options["as_of"], reason="This day is yet to come.")
        return Options(
            observed=observed,
            provider=provider,
            country=code,
            is_complete=is_complete,
            language=options.get("language") or "",
            creates=bool(options.get("create")),
            makes_none=bool(options.get("no_create")),
            is_dry=options["dry_run"],
            is_forced=bool(options.get("force")),
            source=_source_slug(options.get("source")),
        )

    def _tell(self, run: ImportRun, *, is_dry: bool) -> None:
        report = as_json(run)
        rate = f", {run.read / run.seconds:,.0f} rows/s" if run.seconds else ""
        self.stdout.write(f"{report['source']}: {run.read:,} rows in {run.seconds:.1f} s{rate}")
        for name in ("stored", "changed", "unchanged", "held", "refused"):
            self.stdout.write(f"{report[name]:>10,}  {name}")
        if run.ended:
            self.stdout.write(f"{run.ended:>10,}  offers ended")
        for problem in report["problems"][:PROBLEMS_SHOWN]:
            self.stdout.write(
                f"{problem['kind']}: {problem['file']}, line {problem['line']}: {problem['reason']}"
            )
        left = len(report["problems"]) - PROBLEMS_SHOWN + report["problems_left_out"]
        if left > 0:
            self.stdout.write(
                f"… and {left:,} more; the admin shows them, and --format json the first thousand."
            )
        if is_dry:
            self.stdout.write("Nothing was kept: this was a dry run.")


def _source_slug(text: str | None) -> str:
    if text is None:
        return ""
    if slugify(text) != text or not 0 < len(text) <= LONGEST_SOURCE:
        raise InvalidRecord(
            field="--source",
            value=text,
            reason=f"Write an id of small letters, digits and hyphens, up to {LONGEST_SOURCE} of them.",
        )
    return text


def known_provider(word: str) -> str:
    """The slug of a provider that is in our own table or on this site.

    Raises:
        UnknownChoice: it is in neither; a new one comes in with `import_providers`.
    """
    slug = resolve(word).slug
    if slug in providers() or provider_by_slug(slug):
        return slug
    near = [*providers_near(slug), *nearest_keys(slug, {key: one.name for key, one in providers().items()})]
    raise UnknownChoice(what="provider", value=word, nearest=list(dict.fromkeys(near))[:5])


class _Bars:
    """A bar for each file, with its rate and the time left; on the error stream, and only where somebody looks."""

    def __init__(self) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:,.0f} rows"),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        console = Console(file=sys.stderr)
        self._progress = Progress(*columns, console=console, disable=not console.is_terminal)
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()

    def show(self, file: str, done: int, lines: int) -> None:
        if file not in self._tasks:
            self._tasks[file] = self._progress.add_task(file, total=lines, rate="")
        task = self._tasks[file]
        speed = self._progress.tasks[task].speed
        self._progress.update(task, completed=done, total=lines, rate=f"{speed:,.0f}/s" if speed else "")
