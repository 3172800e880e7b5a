"""Netflix's plans in 233 territories at two dates, as its help pages print them.

Where the price says US dollars but the number is in the local money (Mexico's "119 USD"), the row is refused:
a plan above 40 US dollars a month is implausible, and a yen or peso is not guessed in its place.
"""

from __future__ import annotations

from pathlib import Path

from daybill.domain.countries import countries
from daybill.domain.errors import InvalidMoney
from daybill.domain.money import Money, parse_price
from demo.drafts import Catalogue
from demo.tables import read_json

SOURCE = "netflix-prices"
_LOOKS = {"netflix_prices_20250810_130900.json": "2025-08-10", "netflix_prices_2026-08-16.json": "2026-08-16"}
HIGHEST_PLAUSIBLE_USD_MINOR = 4000


def is_plausible(money: Money) -> bool:
    """Whether a month's plan can cost this; only a sum in US dollars can be judged without an exchange rate."""
    return money.currency != "USD" or money.minor <= HIGHEST_PLAUSIBLE_USD_MINOR


def read(catalogue: Catalogue, folder: Path) -> None:
    for file, day in _LOOKS.items():
        table = read_json(folder / "subscription_prices" / file)
        for code, rows in table.items():
            for row in rows:
                catalogue.count(SOURCE, "rows")
                _plan(catalogue, code, row, day, is_repeated=code == "UK" and "GB" in table)


def _plan(catalogue: Catalogue, code: str, row: dict[str, str], day: str, *, is_repeated: bool) -> None:
    place = {"country": code, "plan": row["plan"], "price": row["price"], "day": day}
    if is_repeated:
        catalogue.hold(SOURCE, place, "the United Kingdom stands twice (GB, UK)")
    elif code not in countries():
        catalogue.hold(SOURCE, place, "not a country of ISO 3166-1")
    else:
        try:
            price = parse_price(row["price"])
        except InvalidMoney as error:
            catalogue.hold(SOURCE, place, error.reason)
            return
        if is_plausible(price.money):
            catalogue.plans.append(_record(code, row, price.money, price.period or "month", day))
        else:
            catalogue.hold(SOURCE, place, "the number is not in the currency it names")


def _record(code: str, row: dict[str, str], money: Money, period: str, day: str) -> dict[str, object]:
    extra = row.get("extra_member_slots")
    record: dict[str, object] = {
        "provider": "netflix",
        "country": code,
        "name": row["plan"],
        "price_minor": money.minor,
        "currency": money.currency,
        "period": period,
        "observed": day,
        "source": SOURCE,
    }
    if "with ads" in row["plan"]:
        record["ads"] = True
    if extra:
        record["extra_member_minor"] = parse_price(extra, currency=money.currency).money.minor
    return record
