"""Storing many providers, plans and offers at once; inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from daybill.apps.catalogue.actions import touch
from daybill.domain.countries import country
from daybill.domain.identity import clean_name, web_address
from daybill.domain.money import Money
from daybill.domain.plans import Period, plan_runs
from daybill.domain.plans import Plan as PlanRun
from daybill.domain.windows import Bound, Side, parse_bound

from . import models

BATCH = 2000
Record = dict[str, Any]
Ids = dict[str, int]


def store_providers(records: Sequence[Record]) -> Ids:
    """Store providers by slug, parents before their channels; returns slug -> id."""
    ids: Ids = {}
    for is_channel in (False, True):
        rows = [
            models.Provider(
                slug=r["slug"],
                name=clean_name(r["name"]),
                url=web_address(r.get("url", "")),
                parent_id=ids.get(r.get("parent", "")),
            )
            for r in records
            if bool(r.get("parent")) is is_channel
        ]
        models.Provider.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["slug"],
            update_fields=["name", "url", "parent"],
        )
        ids = dict(models.Provider.objects.values_list("slug", "id"))
    return ids


def store_plans(records: Iterable[Record], providers: Ids, sources: Ids) -> int:
    """Replace the plans of these sources; looks with the same terms become one run. Returns the number of runs."""
    looks = [
        PlanRun(
            provider=r["provider"],
            country=r["country"],
            name=r["name"],
            price=Money(r["price_minor"], r["currency"]),
            period=Period(r["period"]),
            first_seen=date.fromisoformat(r["observed"]),
            last_seen=date.fromisoformat(r["observed"]),
            source=r["source"],
            ads=r.get("ads"),
            quality=r.get("quality", ""),
            screens=r.get("screens"),
            trial_days=r.get("trial_days"),
        )
        for r in records
    ]
    models.Plan.objects.filter(source_id__in={sources[look.source] for look in looks}).delete()
    rows = [
        models.Plan(
            provider_id=providers[run.provider],
            country=run.country,
            name=run.name,
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
            source_id=sources[run.source],
        )
        for run in plan_runs(looks)
    ]
    touch(*(f"plans:{code}" for code in sorted({row.country for row in rows})), "plans")
    return len(models.Plan.objects.bulk_create(rows, batch_size=BATCH))


def _bound(text: str | None, side: Side, code: str) -> Bound | None:
    return parse_bound(text, side=side, zone=country(code).zone) if text else None


def _day(record: Record, name: str) -> date | None:
    return date.fromisoformat(record[name]) if record.get(name) else None


def _offers(records: Iterable[Record], titles: Ids, providers: Ids, sources: Ids) -> Iterator[models.Offer]:
    for r in records:
        starts = _bound(r.get("starts"), Side.START, r["country"])
        ends = _bound(r.get("ends"), Side.END, r["country"])
        first_seen = date.fromisoformat(r["first_seen"])
        yield models.Offer(
            title_id=titles[r["title"]],
            provider_id=providers[r["provider"]],
            country=r["country"],
            monetization=r["monetization"],
            quality=r.get("quality", ""),
            tier=r.get("tier", ""),
            also_buy=r.get("also_buy", False),
            price_minor=r.get("price_minor"),
            currency=r.get("currency", ""),
            starts=starts.at if starts else None,
            starts_precision=starts.precision if starts else "",
            ends=ends.at if ends else None,
            ends_precision=ends.precision if ends else "",
            audio=r.get("audio", []),
            subtitles=r.get("subtitles", []),
            url=web_address(r.get("url", "")),
            first_seen=first_seen,
            last_seen=date.fromisoformat(r["last_seen"]),
            began_after=_day(r, "began_after"),
            ended_by=_day(r, "ended_by"),
            began_by_method=r.get("began_by_method", False),
            ended_by_method=r.get("ended_by_method", False),
            # A snapshot of that day was the knowledge of that day, whenever the file was loaded.
            known_from=datetime.combine(first_seen, time.min, tzinfo=UTC),
            source_id=sources[r["source"]],
        )


def store_offers(records: Iterable[Record], titles: Ids, providers: Ids, sources: Ids) -> int:
    """Replace the offers of the records' sources; returns the number of offers."""
    rows = list(_offers(records, titles, providers, sources))
    before = models.Offer.objects.filter(source_id__in={row.source_id for row in rows})
    codes = {row.country for row in rows} | set(before.values_list("country", flat=True).distinct())
    before.delete()
    touch(*(f"offers:{code}" for code in sorted(codes)), "offers")
    return len(models.Offer.objects.bulk_create(rows, batch_size=BATCH))
