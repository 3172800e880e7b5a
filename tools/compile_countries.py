"""Write src/daybill/domain/data/countries.json: ISO 3166-1 codes with zone, currency and languages.

    python tools/compile_countries.py

Sources: the codes and zones of the tz database (zone.tab, public domain, plus BV and HM, which have no
inhabitants and therefore no zone there); currencies and languages from Unicode CLDR as shipped by Babel.
"""

from __future__ import annotations

import importlib.resources
import json
from pathlib import Path

from babel.languages import get_official_languages, get_territory_language_info
from babel.numbers import get_territory_currencies

OUT = Path(__file__).parents[1] / "src/daybill/domain/data/countries.json"

# Countries with several zones: the one most people live in decides when a day ends.
MAIN_ZONE = {
    "AQ": "Antarctica/McMurdo", "AR": "America/Argentina/Buenos_Aires", "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo", "BV": "Europe/Oslo", "CA": "America/Toronto", "CD": "Africa/Kinshasa",
    "CL": "America/Santiago", "CN": "Asia/Shanghai", "CY": "Asia/Nicosia", "DE": "Europe/Berlin",
    "EC": "America/Guayaquil", "ES": "Europe/Madrid", "FM": "Pacific/Pohnpei", "GL": "America/Nuuk",
    "HM": "Australia/Perth", "ID": "Asia/Jakarta", "KI": "Pacific/Tarawa", "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro", "MN": "Asia/Ulaanbaatar", "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland", "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby", "PS": "Asia/Gaza", "PT": "Europe/Lisbon", "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv", "UM": "Pacific/Midway", "US": "America/New_York", "UZ": "Asia/Tashkent",
    "VN": "Asia/Ho_Chi_Minh",
}  # fmt: skip

# Where CLDR's official order is not the order in which people of the country would expect to be spoken to.
LANGUAGES = {
    "AQ": ["en"], "BE": ["nl", "fr", "de"], "BV": ["no"], "CH": ["de", "fr", "it"], "FI": ["fi", "sv"],
    "GS": ["en"], "HK": ["zh", "en"], "HM": ["en"], "IE": ["en", "ga"], "IL": ["he", "ar"],
    "IN": ["hi", "en"], "LU": ["fr", "de", "lb"], "MO": ["zh", "pt"], "MT": ["mt", "en"],
    "NO": ["no"], "NZ": ["en", "mi"], "PH": ["fil", "en"], "PK": ["ur", "en"], "SG": ["en", "zh", "ms", "ta"],
    "TF": ["fr"], "UM": ["en"], "ZA": ["en", "af", "zu", "xh"],
}  # fmt: skip
CURRENCY = {"AQ": "USD", "GS": "GBP", "BV": "NOK", "HM": "AUD", "TF": "EUR", "PS": "ILS", "IO": "USD"}


def zones_by_country() -> dict[str, list[str]]:
    table = importlib.resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    zones: dict[str, list[str]] = {"BV": [], "HM": []}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            zones.setdefault(code, []).append(zone)
    return zones


def languages_of(code: str) -> list[str]:
    if code in LANGUAGES:
        return LANGUAGES[code]
    official = get_official_languages(code, de_facto=True)
    spoken = get_territory_language_info(code)
    by_speakers = sorted(official, key=lambda tag: -float(spoken.get(tag, {}).get("population_percent", 0)))
    short = dict.fromkeys(tag.split("_")[0] for tag in by_speakers)
    return list(short) or ["en"]


def main() -> None:
    rows = {}
    for code, zones in sorted(zones_by_country().items()):
        if code not in MAIN_ZONE and len(zones) != 1:
            raise SystemExit(f"{code} has {len(zones)} zones and none is named as its main one in MAIN_ZONE.")
        currencies = get_territory_currencies(code, tender=True)
        rows[code] = {
            "zone": MAIN_ZONE.get(code) or zones[0],
            "currency": CURRENCY.get(code) or currencies[0],
            "languages": languages_of(code),
        }
    lines = ",\n".join(f"{json.dumps(code)}: {json.dumps(row)}" for code, row in rows.items())
    OUT.write_text("{\n" + lines + "\n}\n", encoding="utf-8")
    print(f"{len(rows)} countries written to {OUT}")


if __name__ == "__main__":
    main()
