"""Countries and languages as replies and tables write them."""

from __future__ import annotations

from collections.abc import Iterable

from babel.core import get_global

from daybill.domain.countries import Country, countries
from daybill.domain.errors import InvalidRecord

# Written for a country all over the field, and exceptionally reserved in ISO 3166-1, so that they mean nothing else.
_ALSO_WRITTEN = {"UK": "GB", "EL": "GR"}


def territory(code: str, *, field: str = "country") -> Country:
    """The country of a code in either case; UK is GB.

    Raises:
        InvalidRecord: it is no country of ISO 3166-1.
    """
    upper = code.strip().upper() if code.isascii() else ""
    found = countries().get(_ALSO_WRITTEN.get(upper, upper))
    if found is None:
        raise InvalidRecord(field=field, value=code, reason="This is no country of ISO 3166-1.")
    return found


def known_countries(codes: Iterable[str]) -> tuple[list[str], list[str]]:
    """The countries of a list of codes, and the codes that are none today (SU, XK), each once in their order."""
    known: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for code in codes:
        try:
            known[territory(code).code] = None
        except InvalidRecord:
            unknown[code] = None
    return list(known), list(unknown)


def iso_639(code: str) -> str:
    """A language's shortest code in small letters: "eng" -> "en", "yue" stays; "" for text that is no code."""
    lower = code.strip().lower().replace("_", "-").partition("-")[0]
    if not (lower.isascii() and lower.isalpha() and 2 <= len(lower) <= 3):
        return ""
    return str(get_global("language_aliases").get(lower, lower)).partition("_")[0]
