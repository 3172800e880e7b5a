"""Stored citations as values of the domain, for those who hand them on."""

from __future__ import annotations

from datetime import date

from daybill.domain.citations import Citation as CitedWork
from daybill.domain.citations import WrittenDate

from .models import Citation


def cited_work(citation: Citation) -> CitedWork:
    """The work a stored citation names."""
    return CitedWork(
        author=citation.author,
        title=citation.title,
        container=citation.container,
        publisher=citation.publisher,
        date=_written(citation.date),
        url=citation.url,
        archived_url=citation.archived_url,
        accessed=_day(citation.accessed),
        locator=citation.locator,
    )


def _written(text: str) -> WrittenDate | None:
    """A stored date; its second number is a month, or from 21 a season (EDTF)."""
    if not text:
        return None
    year, *rest = (int(part) for part in text.split("-"))
    if rest and rest[0] > 20:
        return WrittenDate(text, year, season=rest[0] - 20)
    return WrittenDate(text, year, rest[0] if rest else None, rest[1] if len(rest) > 1 else None)


def _day(value: date | None) -> WrittenDate | None:
    return WrittenDate(value.isoformat(), value.year, value.month, value.day) if value else None
