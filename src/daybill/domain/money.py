"""Money in minor units, and the prices that sources write as text.

Minor digits are those of CLDR, as Babel ships them (2 for the euro, 0 for the yen, 3 for the Kuwaiti dinar).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from babel.numbers import get_currency_precision, is_currency

from daybill.domain.errors import InvalidMoney

# Signs that stand for one currency only. "$", "¥" and "kr" stand for several and need a context.
_SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₩": "KRW",
    "₪": "ILS",
    "₺": "TRY",
    "R$": "BRL",
    "US$": "USD",
    "AU$": "AUD",
    "A$": "AUD",
    "NZ$": "NZD",
    "CA$": "CAD",
    "C$": "CAD",
    "HK$": "HKD",
    "NT$": "TWD",
    "S$": "SGD",
    "MX$": "MXN",
    "Ft": "HUF",
    "zł": "PLN",
    "Kč": "CZK",
}
_DOLLARS_AND_PESOS = (
    *(
        "USD",
        "AUD",
        "NZD",
        "CAD",
        "HKD",
        "TWD",
        "SGD",
        "BBD",
        "BMD",
        "BND",
        "BSD",
        "BZD",
        "FJD",
        "GYD",
        "JMD",
    ),
    *("KYD", "LRD", "NAD", "SBD", "SRD", "TTD", "XCD", "MXN", "CLP", "COP", "ARS"),
)
_SHARED_SIGNS = {
    "$": frozenset(_DOLLARS_AND_PESOS),
    "¥": frozenset({"JPY", "CNY"}),
    "kr": frozenset({"SEK", "NOK", "DKK", "ISK"}),
}
_PRICE = re.compile(
    r"(?P<before>[^\d\s]*)\s*(?P<number>\d[\d.,\s']*)\s*(?P<after>[^\d\s/]*)\s*(?:/\s*(?P<period>\w+))?"
)
_PERIODS = {"month": "month", "mo": "month", "year": "year", "yr": "year"}


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount.

    Attributes:
        minor: in the currency's smallest unit (cents; whole yen), never negative.
        currency: ISO 4217, upper case.
    """

    minor: int
    currency: str

    @property
    def digits(self) -> int:
        """How many digits of ``minor`` are behind the point."""
        return get_currency_precision(self.currency)

    def decimal_text(self) -> str:
        """``"15.99"``, ``"1590"``, ``"1.250"``: a point, no thousands mark, no currency."""
        if not self.digits:
            return str(self.minor)
        text = str(self.minor).rjust(self.digits + 1, "0")
        return f"{text[: -self.digits]}.{text[-self.digits :]}"


@dataclass(frozen=True, slots=True)
class Price:
    """A price as a source writes it.

    Attributes:
        money: the amount.
        period: ``month`` or ``year`` for a plan; None for a single payment.
    """

    money: Money
    period: str | None = None


def parse_price(text: str, *, currency: str | None = None) -> Price:
    """Read ``"1,590 JPY / month"``, ``"7.99 $"``, ``"€2.99"``, ``"339,00 CZK / month"``.

    Args:
        text: amount with its currency (code or sign) before or behind it; a period after a slash is optional.
        currency: what a shared sign ("$") or no sign means here, ISO 4217; a code in the text must agree.

    Raises:
        InvalidMoney: no amount, an unknown or contradicting currency or period, or a number that can be read two ways.
    """
    match = _PRICE.fullmatch(" ".join(text.split()))
    if not match:
        raise InvalidMoney(field="price", value=text, reason="There is no single amount in it.")
    if match["before"] and match["after"]:
        raise InvalidMoney(field="price", value=text, reason="It has words on both sides of the amount.")
    code = _currency(match["before"] or match["after"], currency, text)
    period = match["period"]
    if period and period not in _PERIODS:
        raise InvalidMoney(field="price", value=text, reason="Its period is neither a month nor a year.")
    minor = _minor(match["number"].strip(), code, text)
    return Price(Money(minor, code), _PERIODS[period] if period else None)


def _currency(word: str, context: str | None, text: str) -> str:
    """The currency meant by a code, a sign or nothing at all."""
    if word in _SHARED_SIGNS:
        if context in _SHARED_SIGNS[word]:
            return context
        raise InvalidMoney(
            field="price", value=text, reason=f"“{word}” stands for several currencies; name the one."
        )
    code = _SIGNS.get(word, word.upper() or context or "")
    if not code or not is_currency(code):
        raise InvalidMoney(field="price", value=text, reason="Its currency is not one of ISO 4217.")
    if context and code != context:
        raise InvalidMoney(field="price", value=text, reason=f"It says {code} where {context} is expected.")
    return code


def _minor(number: str, currency: str, text: str) -> int:
    """Minor units of a written number; thousands and decimal marks told apart by position.

    With two kinds of mark the last is the decimal one. With one kind, a mark that is repeated or has three
    digits behind it marks thousands, except that a point does not in a currency of three minor digits.
    """
    digits = get_currency_precision(currency)
    number = number.replace(" ", "").replace("'", "")
    marks = [c for c in number if c in ".,"]
    decimal = _decimal_mark(number, marks, digits)
    whole, _, fraction = number.rpartition(decimal) if decimal else (number, "", "")
    groups = re.split(r"[.,]", whole)
    regular = len(groups) == 1 or (
        1 <= len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:]) and groups[0] != "0"
    )
    if not regular or not all(groups) or len(fraction.rstrip("0")) > digits or (decimal and not fraction):
        raise InvalidMoney(field="price", value=text, reason="Its number cannot be read without guessing.")
    return int("".join(groups) + fraction[:digits].ljust(digits, "0"))


def _decimal_mark(number: str, marks: list[str], digits: int) -> str:
    """Which mark, if any, is the decimal one."""
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) != 1:
        return ""
    behind = len(number) - number.index(marks[0]) - 1
    if behind != 3:
        return marks[0]
    return "." if digits == 3 and marks[0] == "." else ""
