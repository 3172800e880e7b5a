"""Plans and promotions as they are stored."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest

from daybill.apps.availability.models import Plan, Promo
from daybill.apps.availability.storing import ToldPlan, ToldPromo, store_plans, store_promos
from daybill.apps.catalogue.models import DataVersion
from daybill.apps.catalogue.storing import Outcome
from daybill.domain.countries import country
from daybill.domain.money import Money
from daybill.domain.records import PlanRecord, PromoRecord
from daybill.domain.windows import Side, parse_bound
from tests.apps.availability.shelf import CHANGED, STORED, UNCHANGED, day, number
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db
Told = tuple[int, int, int, int | None]


def at(value: int) -> date:
    found = day(value)
    assert found
    return found


def store(first: int, price: int = 999, last: int | None = None, **fields: Any) -> Outcome:
    source = SourceFactory(slug=fields.pop("source", "prices"))
    held = fields.pop("held_before", None)
    plan = PlanRecord(
        **{"provider": "netflix", "country": "AU", "name": "Basic", "period": "month"} | fields,
        price=Money(price, "AUD"),
        first_seen=at(first),
        last_seen=at(first if last is None else last),
        held_before=day(held),
    )
    [outcome] = store_plans([ToldPlan(plan, source.pk)])
    return outcome


def told() -> list[Told]:
    """Price, first and last day, and the day before which the terms did not hold."""
    rows = Plan.objects.order_by("first_seen", "price_minor")
    return [
        (r.price_minor, number(r.first_seen) or 0, number(r.last_seen) or 0, number(r.held_before))
        for r in rows
    ]


def version(code: str = "AU") -> int:
    return DataVersion.objects.filter(scope=f"plans:{code}").values_list("number", flat=True).first() or 0


def test_a_plan_seen_again_is_the_same_run_and_a_new_page(db: None) -> None:
    assert store(0) == STORED
    assert version() == 1
    assert store(7) == UNCHANGED
    assert told() == [(999, 0, 7, None)]
    assert version() == 2


def test_the_same_look_twice_changes_no_page(db: None) -> None:
    store(0)
    store(7, 1099)
    before = version()
    assert [store(0), store(7, 1099)] == [UNCHANGED, UNCHANGED]
    assert (version(), version("NZ")) == (before, 0)


def test_another_price_is_known_to_lie_between_two_looks(db: None) -> None:
    store(0)
    store(3)
    assert store(7, 1099) == CHANGED
    assert told() == [(999, 0, 3, None), (1099, 7, 7, 3)]


LOOKS = [(0, 999), (2, 999), (4, 1099), (6, 999), (8, 999)]


@pytest.mark.parametrize("order", list(itertools.permutations(LOOKS))[::7])
def test_looks_in_any_order_give_the_same_runs(db: None, order: list[tuple[int, int]]) -> None:
    for first, price in order:
        store(first, price)
    runs = told()
    assert [price for price, *_ in runs] == [999, 1099, 999]
    assert (runs[1][1:3], runs[0][1], runs[2][2]) == ((4, 4), 0, 8)
    for (_, first, last, _), (_, *_, held) in itertools.pairwise(runs):
        assert held == last
        assert first <= last


def test_a_plan_that_turns_out_older_is_changed(db: None) -> None:
    store(7)
    assert store(0) == CHANGED
    assert told() == [(999, 0, 7, None)]


HISTORY: list[dict[str, Any]] = [
    {"first": 0, "last": 3},
    {"first": 7, "price": 1099, "last": 9, "held_before": 3},
    {"first": 20, "price": 1099, "last": 22, "held_before": 15},
    {"first": 30, "price": 1299, "held_before": 25},
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_a_history_is_stored_as_told_in_any_order(db: None, order: tuple[int, ...]) -> None:
    for place in order:
        store(**HISTORY[place])
    assert told() == [(999, 0, 3, None), (1099, 7, 9, 3), (1099, 20, 22, 15), (1299, 30, 30, 25)]
    before = version()
    assert {store(**one) for one in HISTORY} == {UNCHANGED}
    assert version() == before


def test_a_bound_before_a_run_outlasts_an_earlier_look(db: None) -> None:
    store(7, held_before=2)
    store(5)
    assert told() == [(999, 5, 7, 2)]


def test_the_later_word_of_one_day_stands(db: None) -> None:
    store(0)
    assert store(0, 1099) == CHANGED
    assert told() == [(1099, 0, 0, None)]


@pytest.mark.parametrize(
    "other", [{"name": "Premium"}, {"country": "NZ"}, {"provider": "stan"}, {"source": "other"}]
)
def test_another_plan_is_apart(db: None, other: dict[str, Any]) -> None:
    store(0)
    assert store(7, 1099, **other) == STORED
    assert [run[1:] for run in told()] == [(0, 0, None), (7, 7, None)]


@pytest.mark.parametrize(
    "other", [{"period": "year"}, {"ads": True}, {"quality": "4k"}, {"screens": 2}, {"trial_days": 7}]
)
def test_other_terms_begin_a_run(db: None, other: dict[str, Any]) -> None:
    store(0)
    assert store(7, **other) == CHANGED
    assert [run[1:] for run in told()] == [(0, 0, None), (7, 7, 0)]


def test_several_looks_of_one_call_are_told_one_by_one(db: None) -> None:
    source = SourceFactory()
    plans = [
        PlanRecord("netflix", "AU", "Basic", Money(price, "AUD"), "month", at(first), at(first))
        for first, price in LOOKS
    ]
    outcomes = store_plans([ToldPlan(plan, source.pk) for plan in plans])
    assert outcomes == [STORED, UNCHANGED, CHANGED, CHANGED, UNCHANGED]
    assert told() == [(999, 0, 2, None), (1099, 4, 4, 2), (999, 6, 8, 4)]


def promote(**fields: Any) -> Outcome:
    promo = PromoRecord(**{"provider": "netflix", "country": "AU", "text": "30 days free"} | fields)
    [outcome] = store_promos([ToldPromo(promo, SourceFactory().pk)])
    return outcome


def test_a_promotion_is_known_again_by_its_text(db: None) -> None:
    ends = parse_bound("2026-12", side=Side.END, zone=country("AU").zone)
    assert promote(ends=ends, url="https://films.example/", plan_name="Basic", disclosure="Ad") == STORED
    assert version() == 1
    assert promote(ends=ends, url="https://films.example/", plan_name="Basic", disclosure="Ad") == UNCHANGED
    assert version() == 1
    assert promote(url="javascript:alert(1)") == CHANGED
    assert version() == 2
    [row] = Promo.objects.all()
    assert (row.ends, row.ends_precision, row.url, row.plan_name) == (None, "", "", "")


def test_promotions_of_other_countries_are_others(db: None) -> None:
    assert [promote(), promote(country="NZ"), promote(text="Half price")] == [STORED] * 3
    assert (version(), version("NZ")) == (2, 1)
