"""A provider's plans by territory, as its help pages print them: Netflix's, and any other of the same shape.

Where the price says US dollars but the number is in the local money (Mexico's "119 USD"), the row is held: a plan
above 40 US dollars a month is implausible, and a yen or peso is not guessed in its place. What an extra member costs
is no plan, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from daybill.apps.sources.reading import Reply, Row, as_mapping, as_text, refuse_damaged
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import clean_name
from daybill.domain.money import Money, parse_price
from daybill.domain.providers import ProviderWord, providers, resolve
from daybill.domain.records import PlanRecord, Record, SourceRecord
from daybill.domain.windows import parse_day

from .format import Context, Format, Held, Remark, day_of
from .territories import territory

HIGHEST_PLAUSIBLE_USD_MINOR = 4000
_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d{2})-?(\d{2})-?(\d{2})(?!\d)")


def _holds(document: Any) -> bool:
    """Territories with lists of plans; one that is spoiled does not make it another file."""
    return isinstance(document, dict) and any(
        isinstance(plan, dict) and {"plan", "price"} <= plan.keys()
        for plans in document.values()
        if isinstance(plans, list)
        for plan in plans
    )


def _plans(document: Any, path: Path) -> Iterator[dict[str, Any]]:
    """Each plan with its territory: ``{"country": "AU", "plan": {…}, "is_repeated": false}``."""
    for code, plans in document.items():
        is_repeated = code == "UK" and "GB" in document
        for plan in plans if isinstance(plans, list) else (plans,):
            yield {"country": code, "plan": plan, "is_repeated": is_repeated}


class SubscriptionPrices(Format):
    """``{"AU": [{"plan", "price", "country_code", "source_url"}]}``."""

    source = SourceRecord(
        slug="netflix-prices",
        name="Netflix plans by territory, from its help pages",
        url="https://help.netflix.com/en/node/24926",
        licence="facts only",
        notice="Plans and prices.",
    )
    reader = Reply(_holds, _plans, "an object of territories with lists of plans and prices")
    row_name = "plans"

    def source_of(self, context: Context) -> SourceRecord:
        if context.provider in {"", "netflix"}:
            return self.source
        provider = resolve(context.provider)
        return SourceRecord(
            slug=f"{provider.slug}-prices", name=f"{provider.name} plans by territory", licence="facts only"
        )

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        entry = as_mapping(row.values, "plan")
        if entry.get("is_repeated"):
            raise Held("the United Kingdom stands twice (GB, UK)")
        code = territory(as_text(entry.get("country"), "country")).code
        plan = as_mapping(entry.get("plan"), "plan")
        name = clean_name(refuse_damaged(as_text(plan.get("plan"), "plan"), field="plan"))
        if not name:
            raise InvalidRecord(field="plan", value="", reason="The plan has no name.")
        price = parse_price(as_text(plan.get("price"), "price"))
        if not is_plausible(price.money, price.period or "month"):
            raise Held("the number is not in the currency it names")
        provider = _provider(context, as_text(plan.get("source_url"), "source_url"))
        day = day_of(context, context.observed or _day_in_name(context.path))
        yield PlanRecord(
            provider=provider.slug,
            country=code,
            name=name,
            price=price.money,
            period=price.period or "month",
            first_seen=day,
            last_seen=day,
            ads=True if "with ads" in name.casefold() else None,
            provider_name=provider.name,
        )


def is_plausible(money: Money, period: str = "month") -> bool:
    """Whether a plan can cost this; only a sum in US dollars can be judged without an exchange rate."""
    months = 12 if period == "year" else 1
    return money.currency != "USD" or money.minor <= HIGHEST_PLAUSIBLE_USD_MINOR * months


def _provider(context: Context, address: str) -> ProviderWord:
    """The provider told, else the one on whose site the plan was read."""
    if context.provider:
        return resolve(context.provider)
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    for provider in providers().values():
        site = (urlsplit(provider.url).hostname or "").removeprefix("www.") if provider.url else ""
        if site and (host == site or host.endswith(f".{site}")):
            return ProviderWord(provider.slug, provider.name, provider.parent)
    raise InvalidRecord(
        field="source_url", value=address, reason="Nothing says whose plan this is. Give --provider."
    )


def _day_in_name(path: Path) -> date | None:
    """The day in ``netflix_prices_20250810_130900.json`` or ``netflix_prices_2026-08-16.json``."""
    match = _DAY_IN_NAME.search(path.name)
    return parse_day("-".join(match.groups())) if match else None
