"""A citation as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from daybill.domain.citations.dates import WrittenDate
from daybill.domain.identity import normalise_name


@dataclass(frozen=True, slots=True)
class Citation:
    """The source under one claim; what is not known is "" or None.

    Attributes:
        author: as it is written, several joined by "and".
        container: the magazine, site, book or series it stands in.
        url, archived_url: http or https.
        locator: a page (``p. 12``) or a timecode (``01:12:30``).
        note: whatever else the footnote says (``X in an interview``, ``vol. 6, no. 1``).
        ibid: whether the footnote only points to the one before it.
    """

    author: str = ""
    title: str = ""
    container: str = ""
    publisher: str = ""
    date: WrittenDate | None = None
    url: str = ""
    archived_url: str = ""
    accessed: WrittenDate | None = None
    locator: str = ""
    note: str = ""
    ibid: bool = False

    @property
    def source_key(self) -> tuple[str, ...]:
        """What tells two sources apart: all but where in them, and when, somebody looked."""
        said = (self.author, self.title, self.container, self.publisher)
        when = self.date.iso if self.date else ""
        key = (*map(normalise_name, said), when)
        return key if any(key) else (self.url, normalise_name(self.note))

    def to_json(self) -> dict[str, Any]:
        """All that is known, dates both as written and in ISO 8601."""
        said: dict[str, Any] = {
            "author": self.author,
            "title": self.title,
            "container": self.container,
            "publisher": self.publisher,
            "date": self.date.text if self.date else "",
            "date_iso": self.date.iso if self.date else "",
            "date_precision": str(self.date.precision) if self.date else "",
            "url": self.url,
            "archived_url": self.archived_url,
            "accessed": self.accessed.iso if self.accessed else "",
            "locator": self.locator,
            "note": self.note,
        }
        return {name: value for name, value in said.items() if value}
