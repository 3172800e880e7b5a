"""Country and language names of the sources, as codes; a state that is no more has no code and is left out."""

from __future__ import annotations

from functools import cache

from daybill.domain.countries import countries, country_names
from daybill.domain.identity import fold

_ALSO = {
    "usa": "US",
    "united states of america": "US",
    "hong kong": "HK",
    "macau": "MO",
    "south korea": "KR",
    "czech republic": "CZ",
    "turkey": "TR",
    "palestine": "PS",
    "myanmar": "MM",
    "bosnia and herzegovina": "BA",
    "ivory coast": "CI",
}


@cache
def _by_name() -> dict[str, str]:
    names = {fold(name): code for code, name in country_names("en").items() if code in countries()}
    return names | _ALSO


def country_code(name: str) -> str | None:
    """ISO 3166-1 for an English name; None for one that names no present country ("West Germany")."""
    return _by_name().get(fold(name.strip()))
