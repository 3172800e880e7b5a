"""From the bytes of a page to what was read in them, for a title of the catalogue."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings

from daybill.apps.catalogue.models import Title
from daybill.domain.countries import country
from daybill.domain.errors import InvalidMoment
from daybill.domain.page_import import PageFormat, ReadPage, read_page
from daybill.domain.page_import.decoding import decode_page
from daybill.domain.page_import.values import Finding, Severity
from daybill.domain.windows import local_day

from .importing import known_title

_FORMATS = {
    ".txt": PageFormat.TEXT,
    ".md": PageFormat.MARKDOWN,
    ".markdown": PageFormat.MARKDOWN,
    ".html": PageFormat.HTML,
    ".htm": PageFormat.HTML,
}


@dataclass(frozen=True, slots=True)
class PageFile:
    """The bytes of a page, and what is said of it."""

    name: str
    data: bytes
    country: str
    observed: date | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, hexadecimal: the same page is known again by it."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def format(self) -> PageFormat | None:
        """By the ending of the name; ``None`` leaves it to the reader."""
        ending = "." + self.name.rpartition(".")[2].lower() if "." in self.name else ""
        return _FORMATS.get(ending)


def read_file(page: PageFile, title: Title) -> ReadPage:
    """Read a page as one about a title.

    Raises:
        InvalidMoment: it is said to have been read on a day to come.
        PageRefused: it is empty, too large, no text, or about another title; nothing is kept of it.
    """
    if page.observed and page.observed > local_day(settings.DAYBILL.now(), country(page.country).zone):
        raise InvalidMoment(
            field="observed", value=page.observed.isoformat(), reason="That day is still to come."
        )
    decoded = decode_page(page.data)
    read = read_page(
        decoded.text,
        title=known_title(title),
        country=page.country,
        format=page.format,
        observed=page.observed,
    )
    return replace(read, findings=(*decoded.findings, *read.findings, *_undated(read)))


def _undated(page: ReadPage) -> tuple[Finding, ...]:
    count = sum(1 for offer in page.offers if offer.observed is None)
    if not count:
        return ()
    why = (
        f"{count} offers were not stored: the page has no date, and an offer without the day it was seen "
        "is no offer here. Import it again with the day it was read (--observed)."
    )
    return (Finding("undated_offers", Severity.WARNING, "", why),)
