"""Looks: that a source looked at a provider or a title on a day; what it found is among the offers."""

from __future__ import annotations

from collections.abc import Iterator

from daybill.apps.sources.formats.format import Context, Remark, day_of
from daybill.apps.sources.reading import Row
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.records import Asked, PastLookRecord, Record

from .format import OwnFormat, source_slug, strange
from .refs import named_title
from .rows import OwnRows
from .values import country_of, day_at, monetization_of, plain, provider_of, refusal

LONGEST_METHOD = 20


class OwnLooks(OwnFormat):
    """``{"source", "country", "provider" or "title", "day", "asked", "method"}``."""

    reader = OwnRows(
        needs=(("day",), ("country",), ("provider", "title")),
        absent=frozenset({"monetization", "price", "price_minor", "offers"}),
    )
    row_name = "looks"
    known = frozenset({"source", "country", "provider", "title", "day", "asked", "method"})

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = Fields.of(row.values)
        values = told.values
        yield from strange(values, self.known)
        day = day_at("day", values.get("day"))
        if day is None:
            raise refusal("day", "", "A look is made on a day: write it as YYYY-MM-DD.")
        if told.has("provider") == told.has("title"):
            raise refusal(
                "provider", values.get("provider"), "A look is at a provider or at a title: give one of them."
            )
        yield PastLookRecord(
            country=country_of(values.get("country")).code,
            day=day_of(context, day),
            provider=provider_of(values["provider"]).slug if told.has("provider") else "",
            title=named_title("title", values["title"]) if told.has("title") else None,
            asked=_asked(told),
            method=plain("method", values.get("method"), longest=LONGEST_METHOD),
            source=source_slug(values),
        )


def _asked(told: Fields) -> Asked | None:
    """[provider, monetization] pairs; an empty monetization stands for every one."""
    if not told.has("asked"):
        return None
    pairs = []
    for pair in told.entries("asked"):
        if not isinstance(pair, list) or len(pair) != 2:
            raise refusal("asked", pair, "Each entry is a pair: [provider, monetization].")
        provider, monetization = pair
        told_slug = provider_of(provider, "asked").slug if provider != "" else ""
        pairs.append((told_slug, monetization_of(monetization) if monetization != "" else ""))
    return tuple(pairs)
