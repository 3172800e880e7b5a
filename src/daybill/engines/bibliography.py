"""Citations as BibTeX, written by pybtex."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any

from daybill.domain.citations import Citation, csl_id, csl_names, csl_type
from daybill.domain.errors import ConfigurationError
from daybill.domain.identity import slugify

_KINDS = {"article-magazine": "article", "chapter": "incollection", "book": "book", "webpage": "online"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def to_bibtex(citations: Iterable[Citation]) -> str:
    """The citations as a BibTeX file in UTF-8, each under a key of its own.

    Raises:
        ConfigurationError: pybtex is not installed.
    """
    try:
        # Loaded when it is asked for: no page needs it.
        database = importlib.import_module("pybtex.database")
    except ImportError as error:
        raise ConfigurationError("BibTeX is written by pybtex. Install it: pip install pybtex.") from error
    entries: dict[str, Any] = {}
    for citation in citations:
        key = _free_key(slugify(csl_id(citation)) or "source", entries)
        people = [database.Person(_bibtex_name(name)) for name in csl_names(citation.author)]
        entries[key] = database.Entry(
            _kind(citation), fields=_fields(citation), persons={"author": people} if people else {}
        )
    return str(database.BibliographyData(entries).to_string("bibtex"))


def _kind(citation: Citation) -> str:
    return _KINDS.get(csl_type(citation), "article" if citation.container else "misc")


def _free_key(key: str, taken: dict[str, object]) -> str:
    """The key, with the next letter behind it where another source has it."""
    if key not in taken:
        return key
    number = 2
    while f"{key}-{number}" in taken:
        number += 1
    return f"{key}-{number}"


def _bibtex_name(name: dict[str, str]) -> str:
    """“Family, Given”; a name of one word, or of an office, in braces, so that it is not taken apart."""
    if "literal" in name:
        return f"{{{name['literal'].replace('{', '').replace('}', '')}}}"
    return _balanced(f"{name['family']}, {name['given']}")


def _fields(citation: Citation) -> dict[str, str]:
    date = citation.date
    container = "booktitle" if csl_type(citation) == "chapter" else "journal"
    said = {
        "title": citation.title,
        container: citation.container,
        "publisher": citation.publisher,
        "year": str(date.year) if date else "",
        "month": _MONTHS[date.month - 1] if date and date.month else "",
        "date": date.iso if date else "",
        "url": citation.url or citation.archived_url,
        "urldate": citation.accessed.iso if citation.accessed else "",
        "pages": citation.locator.removeprefix("pp.").removeprefix("p.").strip(),
        "note": citation.note,
    }
    return {name: _balanced(value) for name, value in said.items() if value}


def _balanced(value: str) -> str:
    """A value whose braces pair; where they do not, without any: BibTeX cannot hold one alone."""
    depth = 0
    for c in value:
        depth += (c == "{") - (c == "}")
        if depth < 0:
            break
    return value if depth == 0 else value.replace("{", "").replace("}", "")
