"""Dates, prices, numbers and lists as they are written where the reader is (CLDR, through Babel)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from babel import Locale, UnknownLocaleError, dates, lists, numbers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from daybill.domain.money import Money
from daybill.domain.windows import Bound, Precision, Side, bound_day

from .place import Place


def day(value: date, place: Place) -> str:
    """A day with its year: ``20 May 2026``."""
    return dates.format_date(value, "long", locale=place.locale)


def month(value: date, place: Place) -> str:
    """A month with its year: ``June 2026``."""
    return dates.format_skeleton("yMMMM", value, locale=place.locale)


def bound(value: Bound, side: Side, place: Place) -> str:
    """A bound as exactly as it is known, and not more."""
    last = bound_day(value, side=side, zone=place.country.zone)
    return month(last, place) if value.precision is Precision.MONTH else day(last, place)


def money(value: Money, place: Place) -> str:
    """A price in its own currency; a foreign dollar is told apart (``USD4.99`` in Australia)."""
    digits = numbers.get_currency_precision(value.currency)
    amount = Decimal(value.minor).scaleb(-digits)
    return numbers.format_currency(amount, value.currency, locale=place.locale)


def number(value: float, place: Place) -> str:
    return numbers.format_decimal(value, locale=place.locale)


def listing(words: Sequence[str], place: Place, *, style: str = "standard") -> str:
    """``Stan, Netflix and Disney+``."""
    return lists.format_list(list(words), style=style, locale=place.locale)  # type: ignore[arg-type]


def days_left(ends: Bound, at: datetime) -> int | None:
    """Whole days until an end whose day is known; ``None`` where only its month is."""
    if ends.precision is Precision.MONTH:
        return None
    return max(0, (ends.at - at) // timedelta(days=1))


def duration(minutes: int) -> str:
    """``2 h 50 min``."""
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}
    if hours:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(minutes)d min") % {"minutes": rest}


def spoken_duration(minutes: int) -> str:
    """``2 hours and 50 minutes``."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours})
    if rest or not hours:
        parts.append(ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest})
    return _(" and ").join(parts)


def language_name(code: str, place: Place) -> str:
    """A language's name in the language of the page; the code where CLDR has none."""
    try:
        return Locale.parse(code).get_display_name(place.spoken) or code
    except (ValueError, UnknownLocaleError):
        return code


# Seasons as EDTF numbers them.
_SEASONS = {"21": _l("Spring"), "22": _l("Summer"), "23": _l("Autumn"), "24": _l("Winter")}


def partial_date(text: str, place: Place) -> str:
    """A date of unequal precision (``2012``, ``2012-24``, ``2012-03``, ``2012-03-09``) in words."""
    year, _dash, rest = text.partition("-")
    if rest in _SEASONS:
        return f"{_SEASONS[rest]} {year}"
    if not rest:
        return year
    if len(rest) == 2:
        return month(date(int(year), int(rest), 1), place)
    return day(date.fromisoformat(text), place)
