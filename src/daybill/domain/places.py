"""Country names as sources write them, as codes; one that ISO 3166-1 has no code for is still a country."""

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
_WITHOUT_CODE = frozenset(
    {
        "kosovo",
        "united soviet socialist republics",
        "soviet union",
        "ussr",
        "yugoslavia",
        "serbia and montenegro",
        "czechoslovakia",
        "west germany",
        "east germany",
    }
)


@cache
def _by_name() -> dict[str, str]:
    names = {fold(name): code for code, name in country_names("en").items() if code in countries()}
    return names | _ALSO


def country_code(name: str) -> str | None:
    """ISO 3166-1 for an English name; ``None`` for one that names no present country ("West Germany")."""
    return _by_name().get(fold(name.strip()))


def is_country(name: str) -> bool:
    """Whether an English name is that of a country, with a code or without."""
    return country_code(name) is not None or fold(name.strip()) in _WITHOUT_CODE
