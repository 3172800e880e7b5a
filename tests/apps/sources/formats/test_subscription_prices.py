"""Plans by territory: the day, the provider, and prices that are not believed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from daybill.apps.sources.formats.format import Context, Held
from daybill.apps.sources.formats.subscription_prices import SubscriptionPrices, is_plausible
from daybill.domain.errors import InvalidRecord
from daybill.domain.money import Money
from tests.apps.sources.formats.dirt import TODAY, read_file, said, soiled_json, survives

FORM = SubscriptionPrices()
PLAN = {
    "plan": "Standard with ads",
    "price": "9.99 AUD / month",
    "extra_member_slots": "7.99 $ / month",
    "country_code": "AU",
    "source_url": "https://help.netflix.com/en/node/24926/au",
}
ENTRY = {"country": "AU", "plan": PLAN, "is_repeated": False}
CONTEXT = Context(Path("netflix_prices_2026-08-16.json"), TODAY)


def plan(**changed: object):
    return said(FORM, ENTRY | {"plan": PLAN | changed}, CONTEXT)[0]


def test_a_plan_has_its_price_on_the_files_day():
    found = plan()
    assert (found.provider, found.country, found.name) == ("netflix", "AU", "Standard with ads")
    assert (found.price, found.period, found.ads) == (Money(999, "AUD"), "month", True)
    assert found.first_seen == found.last_seen == date(2026, 8, 16)


def test_a_plan_that_names_no_ads_says_nothing_of_them():
    assert plan(plan="Standard").ads is None


@pytest.mark.parametrize(
    ("file", "day"),
    [
        ("netflix_prices_20250810_130900.json", date(2025, 8, 10)),
        ("prices-2026-08-16.json.gz", date(2026, 8, 16)),
    ],
)
def test_the_day_stands_in_the_files_name(file, day):
    assert said(FORM, ENTRY, Context(Path(file), TODAY))[0].first_seen == day


def test_the_day_told_stands_above_that_of_the_name():
    context = Context(Path("netflix_prices_20250810.json"), TODAY, observed=date(2026, 1, 1))
    assert said(FORM, ENTRY, context)[0].first_seen == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("file", "field"),
    [("prices.json", "observed"), ("2027-01-01.json", "observed"), ("20251399.json", "date")],
)
def test_without_a_day_that_can_be_nothing_is_read(file, field):
    with pytest.raises(InvalidRecord) as refused:
        said(FORM, ENTRY, Context(Path(file), TODAY))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("money", "period", "believed"),
    [
        (Money(11900, "USD"), "month", False),
        (Money(4000, "USD"), "month", True),
        (Money(11900, "USD"), "year", True),
        (Money(11900, "SEK"), "month", True),
    ],
)
def test_only_a_sum_in_us_dollars_can_be_disbelieved(money, period, believed):
    assert is_plausible(money, period) is believed


def test_mexicos_119_us_dollars_are_held():
    with pytest.raises(Held, match="not in the currency"):
        plan(price="119 USD / month")


@pytest.mark.parametrize(
    ("price", "money"),
    [("1,590 JPY / month", Money(1590, "JPY")), ("339,00 CZK / month", Money(33900, "CZK"))],
)
def test_prices_are_read_as_their_countries_write_them(price, money):
    assert plan(price=price).price == money


def test_the_kingdom_that_stands_twice_is_held_once(tmp_path):
    path = tmp_path / "prices.json"
    path.write_text(json.dumps({"GB": [PLAN], "UK": [PLAN]}))
    first, second = FORM.reader.rows(path)
    assert said(FORM, first.values, CONTEXT)[0].country == "GB"
    with pytest.raises(Held, match="twice"):
        said(FORM, second.values, CONTEXT)


def test_the_kingdom_under_its_other_code_alone_is_the_kingdom(tmp_path):
    path = tmp_path / "prices.json"
    path.write_text(json.dumps({"UK": [PLAN]}))
    (row,) = FORM.reader.rows(path)
    assert said(FORM, row.values, CONTEXT)[0].country == "GB"


def test_another_providers_file_of_the_shape_is_read():
    context = Context(Path("stan_2026-08-16.json"), TODAY, provider="stan")
    assert said(FORM, ENTRY | {"plan": PLAN | {"source_url": None}}, context)[0].provider == "stan"
    assert FORM.source_of(context).slug == "stan-prices"
    assert FORM.source_of(CONTEXT).slug == "netflix-prices"


def test_the_site_tells_the_provider():
    assert plan(source_url="https://help.stan.com.au/plans").provider == "stan"


@pytest.mark.parametrize("address", ["https://notnetflix.com/", "https://[", "", None])
def test_a_plan_of_nobody_asks_for_its_provider(address):
    with pytest.raises(InvalidRecord, match="--provider"):
        plan(source_url=address)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (ENTRY | {"country": "AC"}, "country"),
        (ENTRY | {"plan": "Standard"}, "plan"),
        (ENTRY | {"plan": PLAN | {"price": "free"}}, "price"),
        (ENTRY | {"plan": PLAN | {"price": 9.99}}, "price"),
        (ENTRY | {"plan": PLAN | {"plan": ""}}, "plan"),
    ],
)
def test_what_cannot_be_read_is_refused_where_it_stands(values, field):
    with pytest.raises(InvalidRecord) as refused:
        said(FORM, values, CONTEXT)
    assert refused.value.field == field


def test_a_spoiled_territory_is_one_refused_row(tmp_path):
    path = tmp_path / "netflix_20260816.json"
    path.write_text(json.dumps({"AU": [PLAN], "NZ": "soon"}))
    outcome = read_file(FORM, path)
    assert (outcome.records, outcome.refused) == ({"PlanRecord": 1}, {"plan": 1})


@given(soiled_json(ENTRY))
def test_no_other_error_escapes_plans(values):
    survives(FORM, values, CONTEXT)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "rows", "stored", "disbelieved"),
    [("20250810_130900", 769, 751, 12), ("2026-08-16", 777, 771, 0)],
)
def test_the_real_plans_are_read(shared_folder, file, rows, stored, disbelieved):
    outcome = read_file(FORM, shared_folder / f"data/subscription_prices/netflix_prices_{file}.json")
    assert (outcome.rows, outcome.records) == (rows, {"PlanRecord": stored})
    assert outcome.refused == {"country": 3}
    assert outcome.held["the number is not in the currency it names"] == disbelieved
    assert outcome.held["the United Kingdom stands twice (GB, UK)"] == 3
