"""What a new source has to say for itself; everything else is written once (see `daybill.apps.sources.importing`)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from daybill.apps.sources.reading import Reader, Row
from daybill.domain.errors import DaybillError, InvalidRecord
from daybill.domain.records import Record, SourceRecord


@dataclass(frozen=True, slots=True)
class Context:
    """What a parser may know besides its row.

    Attributes:
        path: the file.
        today: the day of the import, UTC.
        observed: the day the rows were observed (``--as-of``), where told.
        provider, country: of which the file is a listing, where told.
        is_complete: the file names everything that the provider has in the country.
        language: of the words of a reply, where told (``--language``).
        notes: what `Format.survey` made of the file.
    """

    path: Path
    today: date
    observed: date | None = None
    provider: str = ""
    country: str = ""
    is_complete: bool = False
    language: str = ""
    notes: Any = None


class Held(DaybillError):
    """A row that is kept for an editor and not stored: nobody can say what it means without a guess.

    Attributes:
        reason: why, as a sentence.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a row that is stored all the same, and that the report mentions."""

    text: str


class Format:
    """One shape of file of one source: how it is read, and what its rows mean.

    A subclass gives ``source``, ``reader`` and `records`; the rest is for sources that need it. It is made once for all
    runs and keeps nothing between rows.
    """

    source: ClassVar[SourceRecord]
    reader: ClassVar[Reader]
    # Titles that nothing fits are made; false for tables that only speak of titles (offers, awards).
    makes_titles: ClassVar[bool] = False
    # Each row is one of these to a person reading the report.
    row_name: ClassVar[str] = "rows"

    def survey(self, rows: Iterable[Row]) -> Any:
        """Something about the whole file that its rows need (which names stand twice), read in a pass of its own.

        Overridden by a source that needs one; the frame then hands the answer to each row as ``context.notes``.
        """
        return None

    @property
    def needs_survey(self) -> bool:
        return type(self).survey is not Format.survey

    def group(self, row: Row) -> Hashable:
        """Rows that follow each other with an equal group (not None) are stored together."""
        return None

    def source_of(self, context: Context) -> SourceRecord:
        """The source of one file, where one format serves several."""
        return self.source

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        """What a row says.

        Raises:
            InvalidRecord: it cannot be stored; the row is refused and the next one read.
            Held: it means nothing without a guess; the row is kept for an editor.
        """
        raise NotImplementedError


def day_of(context: Context, told: date | None = None) -> date:
    """The day a row was observed: its own, else ``--as-of``.

    Raises:
        InvalidRecord: neither is told, or it lies in the future.
    """
    day = told or context.observed
    if day is None:
        raise InvalidRecord(
            field="observed",
            value="",
            reason="Nothing says on which day it was seen. Give --as-of YYYY-MM-DD.",
        )
    if day > context.today:
        raise InvalidRecord(field="observed", value=day.isoformat(), reason="This day is yet to come.")
    return day


__all__ = ["Context", "Format", "Held", "InvalidRecord", "Remark", "day_of"]
