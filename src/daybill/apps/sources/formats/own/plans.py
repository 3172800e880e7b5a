"""Plans and promotions: what a provider asks in a country, and what it advertises there."""

from __future__ import annotations

from collections.abc import Iterator

from daybill.apps.sources.formats.format import Context, Remark, day_of
from daybill.apps.sources.reading import Row
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.plans import Period
from daybill.domain.records import PlanRecord, PromoRecord, Record

from .format import OwnFormat, past_day, seen_days, source_slug, strange
from .rows import Cells, OwnRows
from .values import (
    LONGEST_WORD,
    chosen,
    country_of,
    flag,
    link,
    needed,
    plain,
    price_of,
    provider_of,
    quality_of,
    refusal,
    whole,
    window_of,
)

LONGEST_TEXT = LONGEST_URL = 200
_PERIODS = tuple(p.value for p in Period)


class OwnPlans(OwnFormat):
    """``{"provider", "country", "name", "price_minor", "currency", "period", …}``: one run of the same terms a line."""

    reader = OwnRows(
        needs=(("provider",), ("country",), ("name",), ("price", "price_minor")),
        absent=frozenset({"monetization", "title", "text", "type"}),
        cells=Cells(
            numbers=frozenset({"price_minor", "screens", "trial_days"}),
            flags=frozenset({"ads"}),
        ),
    )
    row_name = "plans"
    known = frozenset(
        {
            "provider",
            "country",
            "name",
            "price",
            "price_minor",
            "currency",
            "period",
            "ads",
            "quality",
            "screens",
        }
        | {"trial_days", "observed", "first_seen", "last_seen", "held_before", "source"}
    )

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = Fields.of(row.values)
        values = told.values
        yield from strange(values, self.known)
        provider = provider_of(values.get("provider"))
        price = price_of(values)
        if price is None:
            raise refusal(
                "price", "", "A plan has a price. Write it as text, or as price_minor with currency."
            )
        first, last = seen_days(values)
        last = day_of(context, last)
        first = first or last
        held_before = past_day("held_before", values, context)
        if held_before is not None and held_before >= first:
            raise refusal(
                "held_before", held_before.isoformat(), f"It does not lie before first_seen, {first}."
            )
        yield PlanRecord(
            provider=provider.slug,
            country=country_of(values.get("country")).code,
            name=needed("name", values.get("name"), longest=LONGEST_WORD),
            price=price.money,
            period=_period(told, price.period or ""),
            first_seen=first,
            last_seen=last,
            ads=flag("ads", values.get("ads")),
            quality=quality_of(values.get("quality")),
            screens=whole("screens", values.get("screens")),
            trial_days=whole("trial_days", values.get("trial_days")),
            held_before=held_before,
            provider_name=provider.name,
            source=source_slug(values),
        )


def _period(told: Fields, written: str) -> str:
    """How often it is paid, as told beside the price or in it."""
    period = told.text("period") or written
    if period not in _PERIODS:
        raise chosen("period", period, _PERIODS, "A period")
    if written and written != period:
        raise refusal("period", period, f"The price of the same row is for a {written}.")
    return period


class OwnPromos(OwnFormat):
    """``{"provider", "country", "text", "url", "plan", "disclosure", "starts", "ends"}``."""

    reader = OwnRows(
        needs=(("provider",), ("country",), ("text",)),
        absent=frozenset({"monetization", "title", "price", "price_minor"}),
        cells=Cells(),
    )
    row_name = "promotions"
    known = frozenset(
        {"provider", "country", "text", "url", "plan", "disclosure", "starts", "ends", "ends_on_day_gone"}
        | {"source"}
    )

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = Fields.of(row.values)
        values = told.values
        yield from strange(values, self.known)
        provider = provider_of(values.get("provider"))
        country = country_of(values.get("country")).code
        starts, ends = window_of(values, country)
        address, why_not = link("url", values.get("url"), longest=LONGEST_URL)
        if why_not:
            yield Remark(why_not)
        yield PromoRecord(
            provider=provider.slug,
            country=country,
            text=needed("text", values.get("text"), longest=LONGEST_TEXT),
            url=address,
            plan_name=plain("plan", values.get("plan"), longest=LONGEST_WORD),
            disclosure=plain("disclosure", values.get("disclosure"), longest=LONGEST_TEXT),
            starts=starts,
            ends=ends,
            provider_name=provider.name,
            source=source_slug(values),
        )
