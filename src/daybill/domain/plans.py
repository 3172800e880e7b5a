"""Plans: what a provider asks in a country, and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from daybill.domain.money import Money


class Period(StrEnum):
    """How often a plan is paid."""

    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Plan:
    """A run of looks at which a plan stood with the same terms.

    Attributes:
        ads, quality, screens, trial_days: ``None`` or ``""`` where the source does not say.
        first_seen, last_seen: first and last day the terms were observed.
        held_before: the last day on which other terms (or no such plan) were observed; ``None`` where
            nobody had looked. The terms began between it and ``first_seen``.
    """

    provider: str
    country: str
    name: str
    price: Money
    period: Period
    first_seen: date
    last_seen: date
    source: str
    ads: bool | None = None
    quality: str = ""
    screens: int | None = None
    trial_days: int | None = None
    held_before: date | None = None


def _terms(plan: Plan) -> tuple[object, ...]:
    return (plan.price, plan.period, plan.ads, plan.quality, plan.screens, plan.trial_days)


def _by_name(plans: Iterable[Plan]) -> dict[tuple[str, ...], list[Plan]]:
    named: defaultdict[tuple[str, ...], list[Plan]] = defaultdict(list)
    for plan in sorted(plans, key=lambda plan: plan.first_seen):
        named[plan.provider, plan.country, plan.name, plan.source].append(plan)
    return named


def plan_runs(looks: Iterable[Plan]) -> list[Plan]:
    """Join consecutive looks with the same terms into runs; each look is a plan seen on one day."""
    runs: list[Plan] = []
    for looked in _by_name(looks).values():
        current = looked[0]
        for look in looked[1:]:
            if _terms(look) == _terms(current):
                current = replace(current, last_seen=look.last_seen)
            else:
                runs.append(current)
                current = replace(look, held_before=current.last_seen)
        runs.append(current)
    return runs


def plans_on(plans: Iterable[Plan], day: date) -> list[Plan]:
    """The newest known terms of every plan as of a day, cheapest first.

    A plan that a later look of the same source, provider and country no longer shows is left out. Of looks
    within a run nothing is known: a day between two looks is answered by what the earlier one showed.
    """
    known = [plan for plan in plans if plan.first_seen <= day]
    newest_look: dict[tuple[str, str, str], date] = {}
    for plan in known:
        key = (plan.provider, plan.country, plan.source)
        look = plan.last_seen if plan.last_seen <= day else plan.first_seen
        newest_look[key] = max(newest_look.get(key, date.min), look)
    current = [
        runs[-1]
        for runs in _by_name(known).values()
        if runs[-1].last_seen >= newest_look[runs[-1].provider, runs[-1].country, runs[-1].source]
    ]
    return sorted(current, key=lambda plan: (plan.provider, plan.price.minor, plan.name))
