"""What became of every row, counted and told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, QuerySet, When

from daybill.apps.sources.models import ImportProblem, ImportRun

# Of one run; all are counted.
MOST_KEPT = 10_000
MOST_TOLD = 1_000
# Of a run that was taken back: how many problems it had, and the first of them.
_Told = tuple[int, list[ImportProblem]]
_TOLD = "_told_problems"


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was refused or held, or stored with a remark."""

    kind: str
    file: str
    line: int
    reason: str
    row: Any = None


@dataclass(slots=True)
class Tally:
    """Rows by what became of them; each data row counts once."""

    read: int = 0
    stored: int = 0
    changed: int = 0
    unchanged: int = 0
    held: int = 0
    refused: int = 0
    ended: int = 0

    def count(self, outcome: str) -> None:
        self.read += 1
        setattr(self, outcome, getattr(self, outcome) + 1)


COUNTS = ("read", "stored", "changed", "unchanged", "held", "refused", "ended")


def as_json(run: ImportRun) -> dict[str, Any]:
    """The report of a run in the shape others rely on; of its problems the first thousand.

    ``read`` is the sum of stored, changed, unchanged, held and refused. ``ended`` counts offers, not rows.
    """
    told: _Told | None = getattr(run, _TOLD, None)
    kept, shown = told or (run.problems.count(), list(_worst_first(run)[:MOST_TOLD]))
    problems = [{"kind": p.kind, "file": p.file, "line": p.line, "reason": p.reason} for p in shown]
    return {
        "source": run.source,
        "run": run.pk,
        **{name: getattr(run, name) for name in COUNTS},
        "problems": problems,
        "problems_left_out": max(0, kept - len(problems)),
        "seconds": round(run.seconds, 2),
    }


def _worst_first(run: ImportRun) -> QuerySet[ImportProblem]:
    """What was refused or held, in the order of the files, then remarks."""
    is_remark = Case(When(kind=ImportProblem.Kind.REMARK, then=1), default=0)
    return run.problems.order_by(is_remark, "id")


def keep_told(run: ImportRun) -> None:
    """Read what the report shows of a run that is about to be taken back."""
    setattr(run, _TOLD, (run.problems.count(), list(_worst_first(run)[:MOST_TOLD])))


def keep_problems(run: ImportRun, problems: list[Problem], kept: int) -> int:
    """Store problems of a batch up to the most that one run keeps; how many are stored now."""
    # Remarks must not crowd out why rows were refused.
    some = problems if kept < MOST_KEPT // 2 else [p for p in problems if p.kind != "remark"]
    rows = some[: max(0, MOST_KEPT - kept)]
    ImportProblem.objects.bulk_create(
        [
            ImportProblem(run=run, kind=p.kind, file=p.file, line=p.line, reason=p.reason, row=p.row)
            for p in rows
        ],
        batch_size=1000,
    )
    return kept + len(rows)
