"""Where a reader is: ISO 3166-1 countries, with the zone in which their days end.

The table ``data/countries.json`` is made by ``tools/compile_countries.py``, which names its sources.
"""

from __future__ import annotations

import importlib.resources
import json
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from daybill.domain.errors import UnknownChoice
from daybill.domain.nearest import nearest_keys

# Countries whose English names take the article in a sentence; CLDR has no such form.
_WITH_ARTICLE = frozenset(
    "AE AX BS CC CD CF CG CK CX DO EH FK FM FO GB GM HM IM IO KM KY MH MP MV NL PH PN SB SC TC TF UM US VA VG "
    "VI".split()
)

# What readers and sources write for a code of ISO 3166-1.
_ALSO_WRITTEN = {"UK": "GB", "EL": "GR"}


@dataclass(frozen=True, slots=True)
class Country:
    """A country as ISO 3166-1 knows it.

    Attributes:
        code: alpha-2, upper case.
        zone: the zone most of its people live in; its days end at midnight there.
        currency: ISO 4217.
        languages: ISO 639 codes, the one it is addressed in first.
    """

    code: str
    zone: ZoneInfo
    currency: str
    languages: tuple[str, ...]

    def name(self, language: str = "en") -> str:
        """The country's name in a language; in English where CLDR has none, then the code."""
        return country_names(language).get(self.code) or country_names("en").get(self.code, self.code)

    def name_in_sentence(self, language: str = "en") -> str:
        """The name as it stands after a preposition: ``the United States``, in English."""
        name = self.name(language)
        return f"the {name}" if language == "en" and self.code in _WITH_ARTICLE else name


@cache
def countries() -> dict[str, Country]:
    """Every country by its code, in order of the codes."""
    table = importlib.resources.files("daybill.domain").joinpath("data/countries.json")
    rows = json.loads(table.read_text(encoding="utf-8"))
    return {
        code: Country(code, ZoneInfo(row["zone"]), row["currency"], tuple(row["languages"]))
        for code, row in rows.items()
    }


@cache
def country_names(language: str) -> dict[str, str]:
    """Code -> name in a language (CLDR); empty for a language CLDR does not know."""
    try:
        territories = Locale.parse(language.replace("-", "_")).territories
    except (ValueError, UnknownLocaleError):
        return {}
    return {code: str(territories[code]) for code in countries() if code in territories}


def country(code: str) -> Country:
    """The country of an alpha-2 code in either case.

    Raises:
        UnknownChoice: no such code; ``nearest`` holds codes of countries with a like code or name.
    """
    # Only ASCII: "ß" in capitals is "SS", which is South Sudan.
    found = countries().get(code.upper()) if code.isascii() else None
    if found is None:
        also = _ALSO_WRITTEN.get(code.upper())
        close = [also] if also else nearest_keys(code, country_names("en"))
        raise UnknownChoice(what="country", value=code, nearest=close)
    return found
