"""An import from its first row to its report."""

from __future__ import annotations

import gc
import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from typing import Any

from django.conf import settings
from django.db import DatabaseError, DataError, IntegrityError, transaction

from daybill.apps.availability.storing import close_listing, ensure_providers
from daybill.apps.availability.storing.providers import Named
from daybill.apps.sources.formats.format import Context
from daybill.apps.sources.models import ImportRun
from daybill.apps.sources.reading import UNREADABLE, Row, UnreadableFile
from daybill.domain.errors import DaybillError, InvalidRecord
from daybill.domain.matching import Match
from daybill.domain.records import Record, TitleRecord, to_json

from .entries import Entry, is_listing
from .jobs import Job, Options
from .ledger import Ledger
from .limits import cleaned
from .listing import check_listing, listing_of, makes_titles, perhaps_named
from .locks import locked
from .parsing import Parsed, as_shown, batches, file_name, parse
from .questions import LEFT_OUT, Asked
from .reports import COUNTS, Problem, Tally, keep_problems, keep_told

log = logging.getLogger(__name__)
# Called with the file's name, rows done, and the lines of the file.
Progress = Callable[[str, int, int], None]


class ImportStopped(DaybillError):
    """The run could not go on; what it had stored stays, and the same command goes on from there."""


def run_import(command: str, jobs: Sequence[Job], options: Options, *, progress: Progress) -> ImportRun:
    """Read every file, and store what can be stored; one bad row never stops the rest.

    A run that was cut off goes on where it was, when the same files come in with the same options and nothing else of
    their sources came in meanwhile.

    Raises:
        ImportRunning: another import of one of the sources is at work.
        SuspiciousListing: a complete listing is empty or suddenly tiny.
        ImportStopped: the disk is full, or a file changed while it was read.
    """
    try:
        with locked(job.source.slug for job in jobs), _patient_collector():
            if options.is_complete and not options.is_forced:
                check_listing(jobs, options)
            with suppress(_DryRunIsOver):
                if not options.is_dry:
                    return _Run(command, jobs, options, progress).go()
                with transaction.atomic():
                    run = _Run(command, jobs, options, progress).go()
                    keep_told(run)
                    raise _DryRunIsOver
            return run
    except (DatabaseError, OSError, UnreadableFile) as error:
        raise ImportStopped(f"The import could not begin: {_said(error)} Nothing was stored.") from error


@contextmanager
def _patient_collector() -> Iterator[None]:
    """Millions of small values that all live until their batch ends: looking for garbage among them cost a third."""
    thresholds = gc.get_threshold()
    gc.set_threshold(200_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


class _DryRunIsOver(Exception):
    """Takes back all that a dry run stored."""


def _said(error: Exception) -> str:
    """What happened, as a sentence."""
    return f"{cleaned(str(error)).strip().rstrip('.') or type(error).__name__}."


class _Run:
    """One run; everything it holds in memory is a batch, and which titles it has spoken of."""

    def __init__(self, command: str, jobs: Sequence[Job], options: Options, progress: Progress) -> None:
        self._jobs, self._options, self._progress = jobs, options, progress
        self._tally = Tally()
        self._kept = 0
        self._seen: set[int] = set()
        self._spared: set[int] = set()
        self._is_unread = False
        self._ledgers: dict[tuple[str, bool], Ledger] = {}
        self._started = time.monotonic()
        self._run = self._begin(command)
        self._before = self._run.seconds

    def _begin(self, command: str) -> ImportRun:
        """A new run, or the one that was cut off over the same files with the same options."""
        files = [{"name": file_name(job), "sha256": job.survey.digest} for job in self._jobs]
        options = {k: v for k, v in asdict(self._options).items() if v and k != "is_forced"}
        told = json.dumps([command, files, options], default=str, sort_keys=True)
        print_ = hashlib.sha256(told.encode()).hexdigest()
        source = "+".join(dict.fromkeys(job.source.slug for job in self._jobs))[:200]
        run = None if self._options.is_dry else _cut_off(print_, source)
        if run is None:
            return ImportRun.objects.create(
                command=command,
                source=source,
                files=files,
                options=json.loads(json.dumps(options, default=str)),
                fingerprint=print_,
                started_at=settings.DAYBILL.now(),
            )
        for name in COUNTS:
            setattr(self._tally, name, getattr(run, name))
        self._kept = run.problems.count()
        run.state, run.error = ImportRun.State.RUNNING, ""
        run.save(update_fields=["state", "error"])
        return run

    def go(self) -> ImportRun:
        try:
            for number, job in enumerate(self._jobs):
                self._read(number, job)
            self._finish()
        except (DatabaseError, OSError, UnreadableFile) as error:
            self._fail(error)
            kept = (
                "Nothing was kept: this was a dry run."
                if self._options.is_dry
                else "What was stored stays; run the same command again and it goes on from there."
            )
            raise ImportStopped(
                f"The import stopped after {self._run.read:,} rows: {_said(error)} {kept}"
            ) from error
        return self._run

    def _ledger(self, job: Job) -> Ledger:
        key = (job.source.slug, makes_titles(job, self._options))
        if key not in self._ledgers:
            self._ledgers[key] = Ledger(job.source, makes_titles=key[1], observed=self._options.observed)
        return self._ledgers[key]

    def _read(self, number: int, job: Job) -> None:
        done = 0
        run = self._run
        lines = max(job.survey.lines, 1)
        for rows in batches(job):
            stored = 0
            if number <= run.file_number:
                stored = len(rows) if number < run.file_number else max(0, run.row_number - done)
            if stored:
                self._skip(job, rows[:stored])
            done += len(rows)
            if rows[stored:]:
                self._batch(number, job, rows[stored:], done)
            self._progress(job.path.name, done, max(lines, done))

    def _skip(self, job: Job, rows: Sequence[Row]) -> None:
        """Rows that an earlier, cut off part of this run has stored: only what is remembered of them is made up for."""
        parsed = [parse(job, row) for row in rows]
        entries = [one.entry for one in parsed if not one.problem]
        ledger = self._ledger(job)
        with transaction.atomic():
            found = ledger.find(entries)
            ledger.note(entries, found)
        if self._options.is_complete:
            for entry in entries:
                self._remember(entry, found)
            for one in parsed:
                self._spare_unread(one)

    def _remember(self, entry: Entry, found: dict[Any, Any]) -> None:
        for record, ref in entry.refs:
            match = found[ref]
            if not isinstance(match, Match):
                self._spared.add(match.title)
            elif match.title and is_listing(record):
                self._seen.add(match.title)
            else:
                self._spared |= {j.candidate for j in match.judgements}

    def _batch(self, number: int, job: Job, rows: Sequence[Row], done: int) -> None:
        """Store a batch; where titles it had found before are gone meanwhile, once more."""
        ledger = self._ledger(job)
        tally, kept = replace(self._tally), self._kept
        try:
            self._store(number, job, rows, done)
        except IntegrityError:
            if self._options.is_dry:
                raise
            self._tally, self._kept = tally, kept
            ledger.drop()
            self._store(number, job, rows, done)
        ledger.keep()

    def _store(self, number: int, job: Job, rows: Sequence[Row], done: int) -> None:
        parsed = [parse(job, row) for row in rows]
        ledger = self._ledger(job)
        with transaction.atomic():
            _store_rows(ledger, job, [one for one in parsed if not one.problem])
            asked = Asked(ledger.source, settings.DAYBILL.now())
            problems = [problem for one in parsed for problem in self._judge(job, one, asked)]
            asked.write()
            self._kept = keep_problems(self._run, problems, self._kept)
            was = (self._run.file_number, self._run.row_number)
            self._run.file_number, self._run.row_number = number, done
            try:
                self._save()
            except DatabaseError:
                self._run.file_number, self._run.row_number = was
                raise

    def _spare_unread(self, one: Parsed) -> None:
        """What a row that could not be read may have named is not ended; where nothing tells, nothing is."""
        if one.problem or one.entry.refusal:
            named = perhaps_named(one.row.values)
            self._is_unread |= named is None
            self._spared |= named or set()

    def _judge(self, job: Job, one: Parsed, asked: Asked) -> Iterator[Problem]:
        """Count a row by what became of it, and tell what is to be told of it."""
        file, row, entry = file_name(job), one.row, one.entry
        if self._options.is_complete:
            self._spare_unread(one)
            self._seen |= entry.listed
            self._spared |= entry.wrong
            for _, match in entry.matches:
                self._spared |= {j.candidate for j in match.judgements}
        for remark in one.remarks:
            yield Problem("remark", file, row.line, remark)
        if one.problem:
            self._tally.count(one.problem.kind)
            yield one.problem
        elif entry.refusal:
            self._tally.count("refused")
            yield Problem("refused", file, row.line, entry.refusal, as_shown(row.values))
        elif entry.matches:
            self._tally.count("held")
            ref, match = entry.matches[0]
            yield Problem("held", file, row.line, f"{ref}: {match.reason}.", as_shown(row.values))
            # Where no titles are to be made, a row like nothing here is no question.
            is_open = bool(match.judgements) or not self._options.makes_none
            if ref.name and match.reason != LEFT_OUT and is_open:
                asked.ask(ref, match, self._waiting(job, one))
        else:
            self._tally.count(_best(entry))

    def _waiting(self, job: Job, one: Parsed) -> dict[str, Any]:
        records = [_dated(record, job.source.slug, job.context) for record in one.entry.records]
        return {
            "format": type(job.format).__name__,
            "file": file_name(job),
            "line": one.row.line,
            "row": as_shown(one.row.values),
            "records": to_json(records),
            "told": to_json(list(one.entry.records)),
        }

    def _save(self) -> None:
        run = self._run
        for name in COUNTS:
            setattr(run, name, getattr(self._tally, name))
        run.seconds = self._before + time.monotonic() - self._started
        run.save()

    def _finish(self) -> None:
        with transaction.atomic():
            if self._options.is_complete:
                ensure_providers({Named(self._options.provider)})
                listing = listing_of(self._jobs[0], self._options)
                if self._is_unread and not self._options.is_forced:
                    reason = (
                        "Rows that could not be read do not say which titles they name, so nothing was ended. "
                        "Mend them, or import the listing again with --force."
                    )
                    problem = Problem("remark", file_name(self._jobs[0]), 0, reason)
                    self._kept = keep_problems(self._run, [problem], self._kept)
                else:
                    self._tally.ended += close_listing(listing, spared=self._spared, seen=self._seen)
            self._run.state = ImportRun.State.FINISHED
            self._run.finished_at = settings.DAYBILL.now()
            self._save()

    def _fail(self, error: Exception) -> None:
        """Say in the run that it could not go on; where even that cannot be written, the command says it alone."""
        with suppress(DatabaseError):
            self._run.refresh_from_db()
            failed = ImportRun.objects.filter(pk=self._run.pk)
            failed.update(state=ImportRun.State.FAILED, error=_said(error))


def _cut_off(fingerprint: str, source: str) -> ImportRun | None:
    """The run to go on with: the last one of its sources, where it is of the same files and did not end.

    The locks of its sources are ours: whoever else began an import of them and did not end it is gone.
    """
    mine = set(source.split("+"))
    found = None
    unfinished = ImportRun.objects.exclude(state=ImportRun.State.FINISHED).filter(fingerprint=fingerprint)
    if (last := unfinished.order_by("-id").first()) is not None:
        later = ImportRun.objects.filter(pk__gt=last.pk).values_list("source", flat=True)
        found = None if any(mine & set(other.split("+")) for other in later) else last
    running = ImportRun.objects.filter(state=ImportRun.State.RUNNING).values_list("pk", "source")
    gone = [pk for pk, other in running if mine & set(other.split("+")) and pk != (found.pk if found else 0)]
    ImportRun.objects.filter(pk__in=gone).update(state=ImportRun.State.FAILED, error="It was cut off.")
    return found


def _store_rows(ledger: Ledger, job: Job, parsed: Sequence[Parsed], *, is_first: bool = True) -> None:
    """Store rows; where one of them makes it fail for all, that one is found and refused.

    A title that was found before may be gone by now: first everything is looked up once more.
    """
    try:
        with transaction.atomic():
            ledger.store([one.entry for one in parsed])
    except (DataError, IntegrityError, InvalidRecord, *UNREADABLE) as error:
        ledger.forget()
        for one in parsed:
            one.entry = Entry(one.entry.records)
        if is_first:
            _store_rows(ledger, job, parsed, is_first=False)
        elif len(parsed) > 1:
            middle = len(parsed) // 2
            _store_rows(ledger, job, parsed[:middle], is_first=False)
            _store_rows(ledger, job, parsed[middle:], is_first=False)
        else:
            log.warning("%s, line %d", job.path, parsed[0].row.line, exc_info=error)
            parsed[0].entry.refusal = f"It cannot be stored: {_said(error)}"


def _best(entry: Entry) -> str:
    """A row of several records is stored if any of them is new, changed if any changed."""
    for outcome in ("stored", "changed"):
        if outcome in entry.outcomes:
            return outcome
    return "unchanged"


def _dated(record: Record, source: str, context: Context) -> Record:
    """The record with what it takes from its import written on it, so that it can be stored on another day."""
    if hasattr(record, "source") and not record.source:
        record = (
            record._replace(source=source) if hasattr(record, "_replace") else _with(record, source=source)
        )
    if isinstance(record, TitleRecord) and record.as_of is None:
        record = _with(record, as_of=context.observed)
    return record


def _with(record: Any, **values: Any) -> Any:
    return type(record)(**{name: getattr(record, name) for name in record.__slots__} | values)
