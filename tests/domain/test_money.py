import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.errors import InvalidMoney
from daybill.domain.money import Money, parse_price


@pytest.mark.parametrize(
    ("text", "currency", "minor", "code", "period"),
    [
        ("1,590 JPY / month", None, 1590, "JPY", "month"),
        ("7.99 $ / month", "USD", 799, "USD", "month"),
        ("6.99 AU$ / month", None, 699, "AUD", "month"),
        ("339,00 CZK / month", None, 33900, "CZK", "month"),
        ("99,99 CHF / month", None, 9999, "CHF", "month"),
        ("29,900 COP / month", None, 2990000, "COP", "month"),
        ("119 SEK / month", None, 11900, "SEK", "month"),
        ("€2.99", "EUR", 299, "EUR", None),
        ("£1,234.50", None, 123450, "GBP", None),
        ("1.234,50 EUR", None, 123450, "EUR", None),
        ("1.250 KWD", None, 1250, "KWD", None),
        ("4.5", "USD", 450, "USD", None),
        ("99.99 USD / year", None, 9999, "USD", "year"),
    ],
)
def test_prices_are_read(text: str, currency: str | None, minor: int, code: str, period: str | None) -> None:
    price = parse_price(text, currency=currency)
    assert (price.money, price.period) == (Money(minor, code), period)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("", None),
        ("free", None),
        ("7.99 $", None),
        ("7.99 $", "EUR"),
        ("7.99 EUR", "USD"),
        ("7.99 XQX", None),
        ("7,99,9.5 USD", None),
        ("1,59,0 JPY", None),
        ("15.5 JPY", None),
        ("7.99 USD / fortnight", None),
        ("from 7.99 USD", None),
        ("0.999 USD", None),
        ("-7.99 USD", None),
    ],
)
def test_what_cannot_be_read_without_guessing_is_refused(text: str, currency: str | None) -> None:
    with pytest.raises(InvalidMoney):
        parse_price(text, currency=currency)


@given(minor=st.integers(0, 10**12), code=st.sampled_from(["USD", "JPY", "KWD", "HUF", "EUR"]))
def test_the_text_of_an_amount_reads_back(minor: int, code: str) -> None:
    money = Money(minor, code)
    assert parse_price(f"{money.decimal_text()} {code}").money == money
