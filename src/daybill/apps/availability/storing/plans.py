"""Storing plans and promotions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from daybill.apps.availability.models import Plan, Promo
from daybill.apps.catalogue.actions import touch
from daybill.apps.catalogue.storing import Outcome
from daybill.domain.identity import web_address
from daybill.domain.money import Money
from daybill.domain.plans import Period, plan_runs
from daybill.domain.plans import Plan as Run
from daybill.domain.records import PlanRecord, PromoRecord

from .providers import Named, ensure_providers

_Key = tuple[int, str, str, int]


@dataclass(frozen=True, slots=True)
class ToldPlan:
    """A plan as seen by a source."""

    record: PlanRecord
    source: int


def _looks(record: PlanRecord, key: _Key) -> list[Run]:
    """A record as looks under the names that rows have: one on its first day, one on its last."""
    return [
        Run(
            provider=str(key[0]),
            country=record.country,
            name=record.name,
            price=record.price,
            period=Period(record.period),
            first_seen=day,
            last_seen=day,
            source=str(key[3]),
            ads=record.ads,
            quality=record.quality,
            screens=record.screens,
            trial_days=record.trial_days,
            held_before=record.held_before,
        )
        for day in sorted({record.first_seen, record.last_seen})
    ]


def _row_looks(row: Plan, key: _Key) -> list[Run]:
    record = PlanRecord(
        provider="",
        country=row.country,
        name=row.name,
        price=Money(row.price_minor, row.currency),
        period=row.period,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        ads=row.ads,
        quality=row.quality,
        screens=row.screens,
        trial_days=row.trial_days,
        held_before=row.held_before,
    )
    return _looks(record, key)


def store_plans(told: Sequence[ToldPlan]) -> list[Outcome]:
    """Store looks at plans; consecutive ones with the same terms are one run, whatever their order."""
    providers = ensure_providers({Named(one.record.provider, one.record.provider_name) for one in told})
    grouped: defaultdict[_Key, list[int]] = defaultdict(list)
    for place, one in enumerate(told):
        record = one.record
        grouped[providers[record.provider], record.country, record.name, one.source].append(place)
    known: defaultdict[_Key, list[Plan]] = defaultdict(list)
    for row in Plan.objects.filter(
        provider__in=providers.values(), source__in={one.source for one in told}
    ).order_by("first_seen", "id"):
        known[row.provider_id, row.country, row.name, row.source_id].append(row)
    outcomes = [Outcome.UNCHANGED] * len(told)
    countries = set()
    for key, places in grouped.items():
        rows = known[key]
        before = [_terms(row) for row in rows]
        for place in places:
            outcomes[place] = _store_look(key, rows, told[place])
        if [_terms(row) for row in rows] != before:
            countries.add(key[1])
    if countries:
        touch(*(f"plans:{code}" for code in sorted(countries)), "plans")
    return outcomes


def _terms(row: Plan) -> tuple[object, ...]:
    return (
        row.price_minor,
        row.currency,
        row.period,
        row.ads,
        row.quality,
        row.screens,
        row.trial_days,
        row.first_seen,
        row.last_seen,
        row.held_before,
    )


def _store_look(key: _Key, rows: list[Plan], told: ToldPlan) -> Outcome:
    """Put one look among a plan's runs, and write those that came out otherwise."""
    fresh = _looks(told.record, key)
    days = {look.first_seen for look in fresh}
    # On one day a plan has one set of terms: the later word stands.
    kept = [look for row in rows for look in _row_looks(row, key) if look.first_seen not in days]
    runs = [_as_row(key, run) for run in _runs([*kept, *fresh])]
    was, now = [_terms(row) for row in rows], [_terms(row) for row in runs]
    if was == now:
        return Outcome.UNCHANGED
    _write(rows, runs)
    if not was:
        return Outcome.STORED
    is_seen_again = len(was) == len(now) and all(
        _but_last_seen(a) == _but_last_seen(b) for a, b in zip(was, now, strict=True)
    )
    return Outcome.UNCHANGED if is_seen_again else Outcome.CHANGED


def _but_last_seen(terms: tuple[object, ...]) -> tuple[object, ...]:
    return (*terms[:8], *terms[9:])


def _runs(looks: Sequence[Run]) -> list[Run]:
    """Join looks into runs as `plan_runs` does, but for what a history tells of the days before one.

    A run that is known not to have stood on a day after the look before it began anew; and one that turns out to have
    begun earlier keeps the day before which it did not, as long as that is earlier still.
    """
    parts: list[list[Run]] = []
    before: Run | None = None
    for look in sorted(looks, key=lambda one: one.first_seen):
        held = look.held_before
        if before is None or (held is not None and before.last_seen < held < look.first_seen):
            parts.append([])
        parts[-1].append(look)
        before = look
    return [run for part in parts for run in plan_runs(_with_bound(part))]


def _with_bound(looks: list[Run]) -> list[Run]:
    """The looks of one part, their first with the latest day told before it of the same terms."""
    first = looks[0]
    same = takewhile(lambda look: _asks(look) == _asks(first), looks)
    told = [look.held_before for look in same if look.held_before and look.held_before < first.first_seen]
    return [replace(first, held_before=max(told, default=None)), *looks[1:]]


def _asks(run: Run) -> tuple[object, ...]:
    return (run.price, run.period, run.ads, run.quality, run.screens, run.trial_days)


def _as_row(key: _Key, run: Run) -> Plan:
    return Plan(
        provider_id=key[0],
        country=key[1],
        name=key[2],
        source_id=key[3],
        price_minor=run.price.minor,
        currency=run.price.currency,
        period=run.period,
        ads=run.ads,
        quality=run.quality,
        screens=run.screens,
        trial_days=run.trial_days,
        first_seen=run.first_seen,
        last_seen=run.last_seen,
        held_before=run.held_before,
    )


def _write(rows: list[Plan], runs: Sequence[Plan]) -> None:
    """Rows keep their ids as far as they go."""
    for place, run in enumerate(runs):
        if place < len(rows):
            run.pk = rows[place].pk
        run.save()
    for row in rows[len(runs) :]:
        row.delete()
    rows[:] = runs


@dataclass(frozen=True, slots=True)
class ToldPromo:
    """A promotion as told by a source."""

    record: PromoRecord
    source: int


def store_promos(told: Sequence[ToldPromo]) -> list[Outcome]:
    """Store promotions; one is known again by its provider, country and text."""
    providers = ensure_providers({Named(one.record.provider, one.record.provider_name) for one in told})
    outcomes = []
    for one in told:
        record = one.record
        fields = {
            "plan_name": record.plan_name,
            "url": web_address(record.url),
            "disclosure": record.disclosure,
            "starts": record.starts.at if record.starts else None,
            "starts_precision": record.starts.precision if record.starts else "",
            "ends": record.ends.at if record.ends else None,
            "ends_precision": record.ends.precision if record.ends else "",
        }
        row, is_new = Promo.objects.get_or_create(
            provider_id=providers[record.provider],
            country=record.country,
            text=record.text,
            source_id=one.source,
            defaults=fields,
        )
        if is_new:
            outcomes.append(Outcome.STORED)
        elif all(getattr(row, name) == value for name, value in fields.items()):
            outcomes.append(Outcome.UNCHANGED)
        else:
            Promo.objects.filter(pk=row.pk).update(**fields)
            outcomes.append(Outcome.CHANGED)
    codes = sorted(
        {one.record.country for one, o in zip(told, outcomes, strict=True) if o != Outcome.UNCHANGED}
    )
    if codes:
        touch(*(f"plans:{code}" for code in codes), "plans")
    return outcomes
