"""What the formats of our own files have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from daybill.apps.sources.formats.format import Context, Format, Remark
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.identity import clean_name
from daybill.domain.nearest import nearest
from daybill.domain.records import SourceRecord

from .values import LONGEST_SLUG, day_at, refusal, slug

OWN = SourceRecord(slug="own-data", name="The publisher's own data", ranks={"": 5})
LONGEST_SOURCE = 50


class OwnFormat(Format):
    """Rows of one kind of our own files.

    Attributes:
        known: every field a row may have.
    """

    source = OWN
    known: ClassVar[frozenset[str]]


def strange(values: Mapping[str, Any], known: Iterable[str], path: str = "") -> Iterator[Remark]:
    """A remark for each field that means nothing to us, so that a slip of the pen loses nothing in silence."""
    for name in values:
        if name not in known:
            shown = clean_name(str(name)[:60]).encode("utf-8", "backslashreplace").decode()
            near = nearest(shown, known, limit=1)
            hint = f" Is it “{near[0]}”?" if near else ""
            yield Remark(f"“{path}{shown}” is no field we know, and was left out.{hint}")


def lost_letters(name: str) -> Remark:
    """Of a name that is stored as it came, damaged as it looks (`daybill.apps.sources.reading.is_damaged`)."""
    return Remark(f"Letters of “{name[:60]}” seem to have been lost before it came here.")


def source_slug(told: Mapping[str, Any]) -> str:
    """The slug of the source a row names; "" where it names none: then it is the word of the import's own.

    Raises:
        InvalidRecord: it is no slug.
    """
    value = told.get("source")
    if value is None or value == "":
        return ""
    if type(value) is not str:
        raise refusal("source", value, "This is not text.")
    return slug("source", value, LONGEST_SOURCE)


def named_slug(told: Fields, field: str, *, longest: int = LONGEST_SLUG) -> str:
    """An id that must be there.

    Raises:
        InvalidRecord: it is missing, or no slug.
    """
    return slug(f"{told.path}{field}", told.needed_text(field), longest)


def seen_days(told: Mapping[str, Any]) -> tuple[date | None, date | None]:
    """First and last day of a row: ``observed``, or ``first_seen`` and ``last_seen``; ``None`` where not told.

    Raises:
        InvalidRecord: one is no day, both ways are told, or the last lies before the first.
    """
    observed = day_at("observed", told.get("observed"))
    first = day_at("first_seen", told.get("first_seen"))
    last = day_at("last_seen", told.get("last_seen"))
    if observed is not None:
        if first or last:
            reason = "The row also has first_seen or last_seen: give one or the other."
            raise refusal("observed", told.get("observed"), reason)
        return observed, observed
    if first is not None and last is not None and last < first:
        raise refusal("last_seen", told.get("last_seen"), f"It lies before first_seen, {first}.")
    return first or last, last or first


def past_day(field: str, told: Mapping[str, Any], context: Context) -> date | None:
    """A day that has been, ``None`` where it is not told.

    Raises:
        InvalidRecord: it is no day, or lies in the future.
    """
    day = day_at(field, told.get(field))
    if day is not None and day > context.today:
        raise refusal(field, day.isoformat(), "This day is yet to come.")
    return day


def several_lines(field: str, told: Fields) -> str:
    """Text that may run over several lines; the characters no text has are taken out.

    Raises:
        InvalidRecord: it is no text.
    """
    lines = told.text(field).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(c for c in line if c == "\t" or c.isprintable()) for line in lines).strip()
