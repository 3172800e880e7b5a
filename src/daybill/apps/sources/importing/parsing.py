"""From a file to batches of rows, each with the records that its format makes of it."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from daybill.apps.sources.formats.format import Held, Remark
from daybill.apps.sources.reading import UNREADABLE, Row, UnreadableFile, stamp_of
from daybill.domain.errors import DaybillError, InvalidRecord
from daybill.domain.records import LookRecord, OfferRecord, Record

from .entries import Entry
from .jobs import Job
from .limits import cleaned, refuse_unstorable
from .reports import Problem

BATCH = 5_000
# Rows of one group are stored together up to this.
LARGEST_BATCH = 10 * BATCH
_LONGEST_TEXT, _MOST_PARTS, _DEEPEST = 2_000, 200, 8

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Parsed:
    """One row with what its parser made of it."""

    row: Row
    entry: Entry
    problem: Problem | None = None
    remarks: list[str] = field(default_factory=list)


def batches(job: Job) -> Iterator[list[Row]]:
    """Rows in lists of about `BATCH`; rows of one group are not torn apart.

    Raises:
        UnreadableFile: the file has been changed since the import began.
    """
    rows: list[Row] = []
    last: object = None
    for row in job.format.reader.rows(job.path):
        group = _group(job, row)
        if len(rows) >= BATCH and (group is None or group != last or len(rows) >= LARGEST_BATCH):
            _refuse_changed(job)
            yield rows
            rows = []
        rows.append(row)
        last = group
    _refuse_changed(job)
    if rows:
        yield rows


def _refuse_changed(job: Job) -> None:
    if job.survey.stamp and stamp_of(job.path) != job.survey.stamp:
        raise UnreadableFile(job.path, "It was changed while it was read.")


def _group(job: Job, row: Row) -> object:
    if row.fault:
        return None
    try:
        return job.format.group(row)
    except UNREADABLE:
        return None


MOST_REMARKS = 20


def parse(job: Job, row: Row) -> Parsed:
    """Let the format make records of a row; whatever it stumbles over is a refusal of this row alone."""
    parsed = Parsed(row, Entry(()))
    if row.fault:
        parsed.problem = _problem(job, row, "refused", row.fault)
        return parsed
    records: list[Record] = []
    try:
        for record in job.format.records(row, job.context):
            if isinstance(record, Remark):
                _remark(parsed.remarks, cleaned(record.text))
            else:
                refuse_unstorable(record)
                _refuse_stranger(record, job)
                records.append(record)
    except Held as held:
        parsed.problem = _problem(job, row, "held", held.reason)
    except DaybillError as error:
        parsed.problem = _problem(job, row, "refused", str(error))
    except UNREADABLE as error:
        log.warning("%s, line %d: %s: %s", job.path, row.line, type(error).__name__, error)
        reason = f"This row has another shape than its table and cannot be read ({type(error).__name__})."
        parsed.problem = _problem(job, row, "refused", reason)
    else:
        parsed.entry.records = records
    return parsed


def _refuse_stranger(record: Record, job: Job) -> None:
    """A complete listing is of one provider in one country; a row of another is in the wrong file.

    Raises:
        InvalidRecord: it is of another.
    """
    context = job.context
    if not context.is_complete or not isinstance(record, OfferRecord | LookRecord):
        return
    providers = {record.provider} if isinstance(record, OfferRecord) else {r.provider for r in record.offers}
    if record.country != context.country or providers - {context.provider}:
        said = f"{', '.join(sorted(providers))} in {record.country}"
        raise InvalidRecord(
            field="provider",
            value=said,
            reason=f"The listing is of {context.provider} in {context.country}.",
        )


def _remark(remarks: list[str], text: str) -> None:
    """Keep a remark; of a row that gives cause for many the first will do."""
    if len(remarks) < MOST_REMARKS:
        remarks.append(text[:_LONGEST_TEXT])
    elif len(remarks) == MOST_REMARKS:
        remarks.append("There is more of this kind in the row.")


def _problem(job: Job, row: Row, kind: str, reason: str) -> Problem:
    return Problem(kind, file_name(job), row.line, cleaned(reason), as_shown(row.values))


def file_name(job: Job) -> str:
    return cleaned(job.path.name)[:200]


def as_shown(value: Any, *, deepest: int = _DEEPEST) -> Any:
    """A row as JSON that an editor is shown: what is very long or deep is cut, and what no database keeps replaced."""
    if isinstance(value, str):
        text = cleaned(value)
        return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if not deepest:
        return "…"
    if isinstance(value, dict):
        parts = list(value.items())[:_MOST_PARTS]
        return {cleaned(str(k))[:_LONGEST_TEXT]: as_shown(v, deepest=deepest - 1) for k, v in parts}
    if isinstance(value, list | tuple):
        return [as_shown(part, deepest=deepest - 1) for part in value[:_MOST_PARTS]]
    return cleaned(str(value))[:_LONGEST_TEXT]
