"""Citations as CSL-JSON, the shape that reference managers and citation processors exchange.

Source: https://github.com/citation-style-language/schema (csl-data.json, CSL 1.0.2)
"""

from __future__ import annotations

import re
from typing import Any

from daybill.domain.citations.dates import WrittenDate
from daybill.domain.citations.values import Citation

_AND = re.compile(r"\s*(?:,?\s+(?:and|&|und|et|y)\s+|;)\s*")
_PARTICLES = frozenset("van von de der den da di du del della la le ten ter zu bin al".split())
_PAGES = re.compile(r"pp?\.\s*(.+)")


def to_csl(citation: Citation, *, id: str = "") -> dict[str, Any]:  # noqa: A002 - CSL's own word
    """One CSL-JSON item; fields that are not known are absent."""
    pages = _PAGES.fullmatch(citation.locator)
    item: dict[str, Any] = {
        "id": id or csl_id(citation),
        "type": csl_type(citation),
        "author": csl_names(citation.author),
        "title": citation.title,
        "container-title": citation.container,
        "publisher": citation.publisher,
        "issued": _csl_date(citation.date),
        "accessed": _csl_date(citation.accessed),
        "URL": citation.url,
        "archive_location": citation.archived_url,
        "page": pages[1] if pages else "",
        "note": "; ".join(part for part in (citation.note, "" if pages else citation.locator) if part),
    }
    return {name: value for name, value in item.items() if value}


def csl_type(citation: Citation) -> str:
    """The nearest of CSL's types, from what is known and nothing else."""
    if "interview" in citation.note.lower():
        return "interview"
    if citation.container:
        return "chapter" if citation.publisher else "article-magazine"
    if citation.publisher:
        return "book"
    return "webpage" if citation.url else "document"


def csl_id(citation: Citation) -> str:
    """An id of author, year and first word of the title: ``feeney-2012-study``."""
    names = csl_names(citation.author)
    family = names[0].get("family") or names[0].get("literal", "") if names else ""
    words = [word for word in re.findall(r"\w+", citation.title.lower()) if word not in {"the", "a", "an"}]
    year = str(citation.date.year) if citation.date else ""
    said = [re.sub(r"\W+", "", family).lower(), year, *words[:1]]
    return "-".join(part for part in said if part) or "source"


def csl_names(author: str) -> list[dict[str, str]]:
    """Names in family and given part; one word alone is a literal name."""
    names = [name.strip(" ,") for name in _AND.split(author)]
    return [_csl_name(name) for name in names if name]


def _csl_name(name: str) -> dict[str, str]:
    words = name.split()
    if len(words) == 1:
        return {"literal": name}
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return {"family": " ".join(words[start:]), "given": " ".join(words[:start])}


def _csl_date(date: WrittenDate | None) -> dict[str, Any]:
    if date is None:
        return {}
    parts = [n for n in (date.year, date.month, date.day) if n]
    return {"date-parts": [parts]} | ({"season": date.season} if date.season else {})
