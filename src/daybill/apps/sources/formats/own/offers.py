"""Offers: one line a way to watch a title, seen on one day or from one day to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from daybill.apps.sources.formats.format import Context, Remark, day_of
from daybill.apps.sources.reading import Row
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.records import OfferRecord, Record, TitleRef

from .format import OwnFormat, past_day, seen_days, source_slug, strange
from .refs import PEOPLE, TITLE_FIELDS, keyed, needed_title
from .rows import Cells, OwnRows
from .values import (
    MOST,
    country_of,
    currency_of,
    flag,
    languages_of,
    link,
    monetization_of,
    plain,
    price_of,
    provider_of,
    quality_of,
    refusal,
    window_of,
)

LONGEST_TIER, LONGEST_URL = 40, 500
_PRICE = frozenset({"price", "price_minor", "currency"})
_WINDOW = frozenset({"starts", "ends", "ends_on_day_gone"})
_HISTORY = frozenset({"began_after", "ended_by", "began_by_method", "ended_by_method"})
_SEEN = frozenset({"observed", "first_seen", "last_seen"})
_ALWAYS = frozenset({"title", "provider", "country", "monetization"})
_TERMS = frozenset({"quality", "tier", "also_buy", "audio", "subtitles", "source"})
_OFFER_FIELDS = _ALWAYS | _PRICE | _WINDOW | _HISTORY | _SEEN | _TERMS | {"url"}
_FLAT = TITLE_FIELDS - _OFFER_FIELDS


_NO_PRICE: tuple[None, str] = (None, "")
_NO_WINDOW = (None, None)
_NO_HISTORY: tuple[None, None, bool, bool] = (None, None, False, False)


class OwnOffers(OwnFormat):
    """``{"title", "provider", "country", "monetization", …}``."""

    reader = OwnRows(
        needs=(("monetization",), ("provider",), ("country",)),
        absent=frozenset({"asked"}),
        cells=Cells(
            lists=frozenset({"audio", "subtitles", *PEOPLE}),
            numbers=frozenset({"price_minor", "number"}),
            flags=frozenset({"also_buy", "began_by_method", "ended_by_method"}),
        ),
    )
    row_name = "offers"
    known = _OFFER_FIELDS | _FLAT

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = row.values
        if type(told) is not dict:
            told = dict(Fields.of(told).values)
        shape = _shape(tuple(told))
        if shape.has_strange:
            yield from strange(told, self.known)
        address = ""
        if url := told.get("url"):
            address, why_not = link("url", url, longest=LONGEST_URL)
            if why_not:
                yield Remark(why_not)
        yield _offer(told, context, shape, address)


class _Shape(NamedTuple):
    """Which groups of fields stand in a row: most rows of a file have the same ones, and few have all."""

    has_strange: bool
    has_flat: bool
    has_price: bool
    has_window: bool
    has_history: bool
    has_terms: bool


@lru_cache(maxsize=2**10)
def _shape(fields: tuple[str, ...]) -> _Shape:
    there = frozenset(fields)
    groups = (_FLAT, _PRICE, _WINDOW, _HISTORY, _TERMS)
    return _Shape(not there <= OwnOffers.known, *(not group.isdisjoint(there) for group in groups))


def _offer(told: dict[str, Any], context: Context, shape: _Shape, address: str) -> OfferRecord:
    get = told.get
    place = get("provider"), get("country"), get("monetization")
    try:
        provider, name, parent, plan, country, monetization = _place(*place)
        began, ended = _days(get("observed"), get("first_seen"), get("last_seen"))
    except TypeError:
        # A list or an object cannot be looked up; what is told of it is an error that names it.
        provider, name, parent, plan, country, monetization = _place.__wrapped__(*place)
        began, ended = seen_days(told)
    if ended is None or ended > context.today:
        ended = day_of(context, ended)
    first = began or ended
    quality, tier, also_buy, audio, subtitles, source = _terms(told) if shape.has_terms else _NO_TERMS
    # In the order of the record's fields: by name a record takes twice as long to make.
    values: tuple[Any, ...] = (
        *(_title(told, has_flat=shape.has_flat), provider, country, monetization, first, ended),
        *(quality, tier or plan),
        *(_price(told) if shape.has_price else _NO_PRICE),
        *(window_of(told, country) if shape.has_window else _NO_WINDOW),
        *(also_buy, audio, subtitles, address, name, parent),
        *(_history(told, context, first, ended) if shape.has_history else _NO_HISTORY),
        source,
        # Who tells the first and the last day tells the whole of it.
        get("first_seen") is not None and get("last_seen") is not None,
    )
    return OfferRecord(*values)


@lru_cache(maxsize=2**14)
def _place(provider: object, country: object, monetization: object) -> tuple[str, str, str, str, str, str]:
    """Where and how: provider's slug, name, parent and plan, country and monetization."""
    word = provider_of(provider)
    code = country_of(country).code
    return word.slug, word.name, word.parent or "", word.tier or "", code, monetization_of(monetization)


@lru_cache(maxsize=2**14)
def _days(observed: object, first: object, last: object) -> tuple[date | None, date | None]:
    return seen_days({"observed": observed, "first_seen": first, "last_seen": last})


def _title(told: Mapping[str, Any], *, has_flat: bool) -> TitleRef:
    said = told.get("title")
    if type(said) is str and said and not has_flat:
        return keyed(said)
    beside = tuple((name, value) for name in _FLAT if (value := told.get(name)) is not None)
    try:
        return _remembered(said or "", beside)
    except TypeError:
        return needed_title(told, flat=_FLAT)


@lru_cache(maxsize=2**14)
def _remembered(said: str, beside: tuple[tuple[str, Any], ...]) -> TitleRef:
    return needed_title({"title": said} | dict(beside), flat=_FLAT)


def _price(told: Mapping[str, Any]) -> tuple[int | None, str]:
    currency, minor = told.get("currency"), told.get("price_minor")
    if told.get("price") is None and type(minor) is int and 0 <= minor <= MOST and currency:
        return minor, currency_of(currency)
    price = price_of(told)
    if price is None:
        return None, currency_of(currency)
    if price.period:
        reason = "An offer is paid once; what is paid by the month is a plan."
        raise refusal("price", told.get("price"), reason)
    return price.money.minor, price.money.currency


def _history(
    told: Mapping[str, Any], context: Context, first: date, last: date
) -> tuple[date | None, date | None, bool, bool]:
    after = past_day("began_after", told, context)
    by = past_day("ended_by", told, context)
    if after is not None and after >= first:
        raise refusal("began_after", after.isoformat(), f"It does not lie before first_seen, {first}.")
    if by is not None and by <= last:
        raise refusal("ended_by", by.isoformat(), f"It does not lie after last_seen, {last}.")
    began_method = flag("began_by_method", told.get("began_by_method"))
    ended_method = flag("ended_by_method", told.get("ended_by_method"))
    return after, by, bool(began_method), bool(ended_method)


_Terms = tuple[str, str, bool, tuple[str, ...], tuple[str, ...], str]
_NO_TERMS: _Terms = ("", "", False, (), (), "")


def _terms(told: Mapping[str, Any]) -> _Terms:
    get = told.get
    tier, also_buy = get("tier"), get("also_buy")
    audio, subtitles = get("audio"), get("subtitles")
    return (
        quality_of(get("quality")),
        plain("tier", tier, longest=LONGEST_TIER) if tier else "",
        bool(flag("also_buy", also_buy)) if also_buy is not None else False,
        languages_of("audio", audio) if audio is not None else (),
        languages_of("subtitles", subtitles) if subtitles is not None else (),
        source_slug(told),
    )
