from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.money import Money
from daybill.domain.plans import Period, Plan, plan_runs, plans_on
from tests import strategies


def standard(day: str, minor: int, **fields) -> Plan:
    seen = date.fromisoformat(day)
    plan = Plan("netflix", "AU", "Standard", Money(minor, "AUD"), Period.MONTH, seen, seen, "prices")
    return replace(plan, **fields)


@given(strategies.plan_looks())
def test_every_look_lies_in_exactly_one_run_of_its_terms(looks):
    runs = plan_runs(looks)
    for look in looks:
        holding = [
            run
            for run in runs
            if run.name == look.name
            and run.price == look.price
            and run.first_seen <= look.first_seen <= run.last_seen
        ]
        assert len(holding) == 1


@given(strategies.plan_looks(), st.randoms())
def test_the_order_of_the_looks_does_not_matter(looks, random):
    shuffled = random.sample(looks, len(looks))
    assert set(plan_runs(shuffled)) == set(plan_runs(looks))


@given(strategies.plan_looks())
def test_runs_of_one_plan_follow_each_other_with_other_terms(looks):
    runs = sorted(plan_runs(looks), key=lambda run: (run.name, run.first_seen))
    for before, after in pairwise(runs):
        if before.name == after.name:
            assert before.last_seen < after.first_seen
            assert before.price != after.price
            assert after.held_before == before.last_seen


@given(strategies.plan_looks(), strategies.days)
def test_a_plan_is_shown_once_and_never_before_it_was_seen(looks, day):
    shown = plans_on(plan_runs(looks), day)
    assert len({plan.name for plan in shown}) == len(shown)
    assert all(plan.first_seen <= day for plan in shown)


@given(strategies.plan_looks(), strategies.days)
def test_what_the_newest_look_showed_is_shown(looks, day):
    newest = max((look.first_seen for look in looks if look.first_seen <= day), default=None)
    on_it = {(look.name, look.price) for look in looks if look.first_seen == newest}
    assert on_it <= {(plan.name, plan.price) for plan in plans_on(plan_runs(looks), day)}


@given(strategies.plan_looks())
def test_what_the_last_look_of_all_did_not_show_is_not_shown(looks):
    last = max((look.first_seen for look in looks), default=None)
    on_it = {(look.name, look.price) for look in looks if look.first_seen == last}
    assert {(plan.name, plan.price) for plan in plans_on(plan_runs(looks), strategies.LAST_DAY)} == on_it


def test_a_price_that_rose_is_known_to_have_risen_between_two_looks():
    runs = plan_runs([standard("2025-08-01", 1699), standard("2026-08-01", 1899)])
    assert [(run.price.minor, run.held_before) for run in runs] == [(1699, None), (1899, date(2025, 8, 1))]


def test_terms_that_returned_are_a_run_of_their_own():
    runs = plan_runs([standard("2025-01-01", 999), standard("2025-02-01", 1599), standard("2025-03-01", 999)])
    assert [run.price.minor for run in runs] == [999, 1599, 999]


def test_a_plan_that_the_newest_look_no_longer_shows_is_left_out():
    looks = [
        standard("2025-01-01", 999, name="Basic"),
        standard("2025-01-01", 1599),
        standard("2025-06-01", 1599),
    ]
    assert [plan.name for plan in plans_on(plan_runs(looks), date(2025, 3, 1))] == ["Basic", "Standard"]
    assert [plan.name for plan in plans_on(plan_runs(looks), date(2025, 7, 1))] == ["Standard"]


def test_plans_of_a_provider_are_shown_cheapest_first():
    looks = [standard("2025-01-01", 2599, name="Premium"), standard("2025-01-01", 999, name="Zero")]
    assert [plan.name for plan in plans_on(looks, date(2025, 1, 1))] == ["Zero", "Premium"]
