"""The values of our own lines, each read once: what stands in thousands of rows is remembered by its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from babel.numbers import is_currency

from daybill.apps.sources.formats.territories import iso_639, territory
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.countries import Country, country
from daybill.domain.errors import InvalidRecord, UnknownChoice
from daybill.domain.identity import clean_name, web_address
from daybill.domain.money import Money, Price, parse_price
from daybill.domain.nearest import nearest
from daybill.domain.offers import Monetization, Quality
from daybill.domain.providers import ProviderWord, resolve
from daybill.domain.windows import Bound, Precision, Side, midnight, parse_bound, parse_day

MONETIZATIONS = {m.value: m.value for m in Monetization}
QUALITIES = {"": ""} | {
    word: q.value for q in Quality for word in (q.value, q.value.upper(), q.name, q.name.lower())
}
# What the columns of the store can hold.
MOST_SMALL, MOST = 32_767, 2_147_483_647
LONGEST_WORD = 120
LONGEST_SLUG = 80
_SLUG = re.compile(r"[A-Za-z0-9_-]+")
_SHOWN = 80


def refusal(field: str, value: object, reason: str) -> InvalidRecord:
    """The error for a value; one that is long, or no text, is shown as it can be shown."""
    if isinstance(value, int | float) and not (isinstance(value, int) and value.bit_length() > 64):
        return InvalidRecord(field=field, value=value, reason=reason)
    # A number of thousands of digits cannot even be written out.
    text = "a very large number" if isinstance(value, int) else str("" if value is None else value)[:_SHOWN]
    return InvalidRecord(field=field, value=text.encode("utf-8", "backslashreplace").decode(), reason=reason)


def chosen(field: str, value: object, choices: Iterable[str], what: str) -> InvalidRecord:
    """The error for a word that is none of a few: it names the nearest, and all of them."""
    near = nearest(value, choices, limit=2) if isinstance(value, str) else []
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    several = ", ".join(choice for choice in dict.fromkeys(choices) if choice)
    return refusal(field, value, f"{what} is one of {several}.{hint}")


def plain(field: str, value: object, *, longest: int) -> str:
    """Text of one line, tidied; "" for ``None``.

    Raises:
        InvalidRecord: no text, longer than it may be, or with half a character in it.
    """
    text = clean_name(Fields({field: value}).text(field))
    if len(text) > longest:
        raise refusal(field, text, f"It is longer than {longest} characters.")
    return text


def needed(field: str, value: object, *, longest: int) -> str:
    """As `plain`.

    Raises:
        InvalidRecord: as `plain`, and where there is none.
    """
    text = plain(field, value, longest=longest)
    if not text:
        raise refusal(field, value, "It is missing.")
    return text


@lru_cache(maxsize=2**12)
def slug(field: str, text: str, longest: int = LONGEST_SLUG) -> str:
    """An id of letters, digits, hyphens and underscores; "" stays.

    Raises:
        InvalidRecord: anything else.
    """
    if text and (len(text) > longest or not _SLUG.fullmatch(text)):
        reason = f"Such an id has letters, digits and hyphens, {longest} at most, as in disney-plus."
        raise refusal(field, text, reason)
    return text


@lru_cache(maxsize=2**10)
def _country(text: str) -> Country:
    try:
        return territory(text)
    except InvalidRecord as error:
        try:
            return country(text)
        except UnknownChoice as unknown:
            hint = f" Did you mean {' or '.join(unknown.nearest)}?" if unknown.nearest else ""
            raise refusal("country", text, f"{error.reason}{hint}") from error


def country_of(value: object) -> Country:
    """The country of a code in either case; UK is GB.

    Raises:
        InvalidRecord: no country of ISO 3166-1; the nearest are named.
    """
    if type(value) is not str or not value:
        raise refusal("country", value, "It is missing. Write an ISO 3166-1 code such as AU.")
    return _country(value[:LONGEST_WORD])


@lru_cache(maxsize=2**13)
def _provider(field: str, text: str) -> ProviderWord:
    word = resolve(needed(field, text, longest=LONGEST_WORD))
    slug(field, word.slug)
    return word


def provider_of(value: object, field: str = "provider") -> ProviderWord:
    """The provider that a slug, or any word a source uses for it, means.

    Raises:
        InvalidRecord: there is no such word.
    """
    if type(value) is not str:
        raise refusal(field, value, "It is missing. Write a provider's slug such as netflix, or its name.")
    return _provider(field, value)


def monetization_of(value: object) -> str:
    """Raises:
    InvalidRecord: none of `daybill.domain.offers.Monetization`.
    """
    found = MONETIZATIONS.get(value) if type(value) is str else None
    if found is None:
        raise chosen("monetization", value, MONETIZATIONS, "A monetization")
    return found


def quality_of(value: object) -> str:
    """``sd``, ``hd`` or ``4k``; "" where not told.

    Raises:
        InvalidRecord: anything else.
    """
    found = QUALITIES.get(value) if type(value) is str else "" if value is None else None
    if found is None:
        raise chosen("quality", value, [q.value for q in Quality], "A quality")
    return found


_day = lru_cache(maxsize=2**14)(parse_day)


def day_at(field: str, value: object) -> date | None:
    """A day ``YYYY-MM-DD``; ``None`` where there is none.

    Raises:
        InvalidRecord: anything else, a day that does not exist, or a year that is not from 1800 to 2200.
    """
    if value is None or value == "":
        return None
    if type(value) is not str:
        raise refusal(field, value, "Write a date as YYYY-MM-DD.")
    try:
        return _day(value)
    except InvalidRecord as error:
        raise refusal(field, value, error.reason) from error


@lru_cache(maxsize=2**14)
def _bound(text: str, side: Side, code: str) -> Bound:
    return parse_bound(text, side=side, zone=country(code).zone)


@lru_cache(maxsize=2**12)
def _gone(text: str, code: str) -> Bound:
    return Bound(midnight(parse_day(text), country(code).zone), Precision.DAY)


def bound_at(field: str, value: object, side: Side, code: str) -> Bound | None:
    """A month, a day or an instant, in the zone of a country; ``None`` where it is not known.

    Raises:
        InvalidRecord: anything else.
    """
    if value is None or value == "" or value == "unknown":  # noqa: PLR1714 (a list has no place in a set)
        return None
    if type(value) is not str:
        raise refusal(field, value, "Write YYYY-MM, YYYY-MM-DD or an instant with its offset.")
    try:
        return _bound(value, side, code)
    except InvalidRecord as error:
        raise refusal(field, value, error.reason) from error


def end_of(told: Mapping[str, Any], code: str) -> Bound | None:
    """The end a row announces: as ``ends``, or by the first day without it (``ends_on_day_gone``).

    Raises:
        InvalidRecord: neither can be read, or they contradict each other.
    """
    ends = bound_at("ends", told.get("ends"), Side.END, code)
    day_gone = told.get("ends_on_day_gone")
    if day_gone is None or day_gone == "":
        return ends
    if type(day_gone) is not str:
        raise refusal("ends_on_day_gone", day_gone, "Write a date as YYYY-MM-DD.")
    try:
        gone = _gone(day_gone, code)
    except InvalidRecord as error:
        raise refusal("ends_on_day_gone", day_gone, error.reason) from error
    if ends is not None and ends.at != gone.at:
        raise refusal("ends_on_day_gone", day_gone, f"The row also says that it ends {told['ends']}.")
    return gone


def window_of(told: Mapping[str, Any], code: str) -> tuple[Bound | None, Bound | None]:
    """The announced start and end.

    Raises:
        InvalidRecord: one cannot be read, or the end does not lie behind the start.
    """
    starts = bound_at("starts", told.get("starts"), Side.START, code)
    ends = end_of(told, code)
    if starts is not None and ends is not None and ends.at <= starts.at:
        said = told.get("ends") or told.get("ends_on_day_gone")
        raise refusal("ends", said, f"It ends before it starts ({told['starts']}).")
    return starts, ends


def whole(field: str, value: object, *, most: int = MOST_SMALL) -> int | None:
    """A whole number from 0; ``None`` where there is none.

    Raises:
        InvalidRecord: anything else, or a number beyond ``most``.
    """
    if value is None:
        return None
    if type(value) is float and value.is_integer():
        value = int(value)
    if type(value) is not int:
        raise refusal(field, value, "This is not a whole number.")
    if not 0 <= value <= most:
        raise refusal(field, str(value)[:20], f"It is not from 0 to {most}.")
    return value


def year_written(field: str, value: object) -> str | int | float | None:
    """A year as it was written, fit to be read on; ``None`` where there is none.

    Raises:
        InvalidRecord: it is neither text nor a number.
    """
    if value is None or value == "":
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and -MOST < value < MOST
    if not is_number and not isinstance(value, str):
        raise refusal(field, value, "This is not a year.")
    return plain(field, value, longest=LONGEST_WORD) if isinstance(value, str) else value  # type: ignore[return-value]


def flag(field: str, value: object) -> bool | None:
    """True or false; ``None`` where it is not told.

    Raises:
        InvalidRecord: anything else.
    """
    if value is None or value is True or value is False:
        return value
    raise refusal(field, value, "This is neither true nor false.")


@lru_cache(maxsize=2**9)
def _currency(text: str) -> str:
    code = text.strip().upper()
    if not (code.isascii() and is_currency(code)):
        raise refusal("currency", text, "This is no currency of ISO 4217, such as AUD.")
    return code


def currency_of(value: object) -> str:
    """ISO 4217; "" where not told.

    Raises:
        InvalidRecord: there is no such currency.
    """
    if value is None or value == "":
        return ""
    if type(value) is not str:
        raise refusal("currency", value, "This is no currency of ISO 4217, such as AUD.")
    return _currency(value[:_SHOWN])


@lru_cache(maxsize=2**13)
def _price(text: str, currency: str) -> Price:
    return parse_price(text, currency=currency or None)


def price_of(told: Mapping[str, Any]) -> Price | None:
    """What a row asks: ``price_minor`` with ``currency``, or ``price`` as text; ``None`` where it names none.

    Raises:
        InvalidRecord: an amount without its currency, one that can be read two ways, or two that differ.
    """
    currency = currency_of(told.get("currency"))
    minor = whole("price_minor", told.get("price_minor"), most=MOST)
    written = told.get("price")
    if written is None or written == "":
        if minor is None:
            return None
        if not currency:
            raise refusal("price_minor", minor, "A price needs its currency, such as AUD.")
        return Price(Money(minor, currency))
    if type(written) is not str and (type(written) not in {int, float} or isinstance(written, bool)):
        raise refusal("price", written, "Write a price as text, such as 3.99 AUD.")
    try:
        price = _price(str(written)[:_SHOWN], currency)
    except InvalidRecord as error:
        raise refusal("price", written, error.reason) from error
    if price.money.minor > MOST or (minor is not None and minor != price.money.minor):
        raise refusal("price", written, f"The row also says that it is {minor} in the smallest unit.")
    return price


@lru_cache(maxsize=2**12)
def _languages(field: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for code in codes:
        short = iso_639(code) if isinstance(code, str) else ""
        if not short:
            raise refusal(field, code, "A language is an ISO 639 code, such as en.")
        found[short] = None
    return tuple(found)


def languages_of(field: str, value: object) -> tuple[str, ...]:
    """Languages by their shortest ISO 639 codes.

    Raises:
        InvalidRecord: no list, or something in it that is no such code.
    """
    if value is None or value == []:
        return ()
    codes = tuple(Fields({field: value}).texts(field))
    return _languages(field, codes)


def link(field: str, value: object, *, longest: int) -> tuple[str, str]:
    """(address, why it was left out): one of the two is empty."""
    if (
        type(value) is str
        and value.isascii()
        and value.startswith("https://")
        and _may_be_link(value, longest)
    ):
        return value, ""
    text = Fields({field: value}).text(field)
    if not text:
        return "", ""
    if _may_be_link(text, longest) and (address := web_address(text)):
        return address, ""
    return "", f"{field} {text[:_SHOWN]!r} is no address that can be linked to, and was left out."


def _may_be_link(text: str, longest: int) -> bool:
    return len(text) <= longest and text.isprintable() and " " not in text
