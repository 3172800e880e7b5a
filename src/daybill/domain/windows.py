"""When something holds: half-open spans of time, and bounds that say how exactly they are known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from daybill.domain.errors import InvalidMoment

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# A year outside these is a slip of the pen or somebody's "for ever" (9999-12-31), and at the ends of the
# calendar there is no next midnight to reckon with.
FIRST_YEAR, LAST_YEAR = 1800, 2200
_MICROSECOND = timedelta(microseconds=1)


class Precision(StrEnum):
    """How exactly a moment is known."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """Which end of a window a bound closes."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open span [start, end) of aware UTC datetimes; ``None`` leaves that side open."""

    start: datetime | None = None
    end: datetime | None = None

    def is_open(self, at: datetime) -> bool:
        """Whether the window holds at that instant."""
        return (self.start is None or self.start <= at) and (self.end is None or at < self.end)


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a window.

    Attributes:
        at: aware UTC. A start holds from it; an end is exclusive. Where only the day or the month is
            known, a start is its first instant and an end the first instant after it, in the
            country's own zone: what is called "until June" may hold to the last midnight of June.
        precision: how exactly it is known; never ``unknown`` (that is no bound at all).
    """

    at: datetime
    precision: Precision


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a day in a zone, as UTC."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def last_instant(day: date, zone: ZoneInfo) -> datetime:
    """The last instant of a day in a zone, as UTC: what is asked of a day is how it stood at its close."""
    return midnight(day + timedelta(days=1), zone) - _MICROSECOND


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The calendar day of an instant in a zone."""
    return at.astimezone(zone).date()


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def parse_day(text: str) -> date:
    """A calendar day written ``YYYY-MM-DD``.

    Raises:
        InvalidMoment: anything else, a day that does not exist, or a year not from 1800 to 2200.
    """
    if not _DAY.fullmatch(text.strip()):
        raise InvalidMoment(field="date", value=text, reason="Write a date as YYYY-MM-DD.")
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidMoment(field="date", value=text, reason="There is no such day.") from error
    _refuse_distant_year(day.year, field="date", text=text)
    return day


def _refuse_distant_year(year: int, *, field: str, text: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidMoment(
            field=field, value=text, reason=f"Its year is not from {FIRST_YEAR} to {LAST_YEAR}."
        )


def parse_bound(text: str, *, side: Side, zone: ZoneInfo) -> Bound:
    """Read a bound written at its own precision: ``2026-06``, ``2026-06-30`` or an instant with its offset.

    Raises:
        InvalidMoment: another shape, a day that does not exist, an instant without an offset, or a year not
            from 1800 to 2200.
    """
    value = text.strip()
    if value[:4].isascii() and value[:4].isdigit():
        _refuse_distant_year(int(value[:4]), field="moment", text=text)
    month = _MONTH.fullmatch(value)
    try:
        if month:
            first = date(int(month[1]), int(month[2]), 1)
            day = first if side is Side.START else _next_month(first)
            return Bound(midnight(day, zone), Precision.MONTH)
        if _DAY.fullmatch(value):
            day = date.fromisoformat(value) + timedelta(days=side is Side.END)
            return Bound(midnight(day, zone), Precision.DAY)
        at = datetime.fromisoformat(value)
    except (ValueError, OverflowError) as error:
        raise InvalidMoment(
            field="moment", value=text, reason="Write YYYY-MM, YYYY-MM-DD or an instant with its offset."
        ) from error
    if at.tzinfo is None:
        raise InvalidMoment(field="moment", value=text, reason="An instant needs its offset (…T12:00Z).")
    return Bound(at.astimezone(UTC), Precision.INSTANT)


def bound_day(bound: Bound, *, side: Side, zone: ZoneInfo) -> date:
    """The first day of a start, the last day of an end (inclusive), in the zone."""
    at = bound.at - _MICROSECOND if side is Side.END else bound.at
    return local_day(at, zone)


def bound_text(bound: Bound, *, side: Side, zone: ZoneInfo) -> str:
    """The bound in ISO 8601 at its own precision; `parse_bound` reads it back to an equal bound."""
    if bound.precision is Precision.INSTANT:
        return bound.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    day = bound_day(bound, side=side, zone=zone)
    return day.strftime("%Y-%m") if bound.precision is Precision.MONTH else day.isoformat()
