"""What readers and programs ask about offers and plans, as values of the domain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import TruncDate

from daybill.apps.catalogue.models import Source
from daybill.apps.catalogue.queries import PAGE_TYPES
from daybill.domain import offers as domain
from daybill.domain.countries import Country
from daybill.domain.money import Money
from daybill.domain.nearest import nearest_keys
from daybill.domain.plans import Period, plans_on
from daybill.domain.plans import Plan as DomainPlan
from daybill.domain.windows import Bound, Precision, local_day

from .models import Offer, Plan, Provider

_COLUMNS = (
    "title_id",
    "provider__slug",
    "provider__name",
    "provider__parent__slug",
    "country",
    "monetization",
    "quality",
    "tier",
    "also_buy",
    "price_minor",
    "currency",
    "starts",
    "starts_precision",
    "ends",
    "ends_precision",
    "audio",
    "subtitles",
    "url",
    "first_seen",
    "last_seen",
    "began_after",
    "ended_by",
    "source__slug",
    "source__last_known_after_days",
)


_INCLUDED = (domain.Monetization.FLATRATE, domain.Monetization.ADS, domain.Monetization.FREE)


def _bound(at: datetime | None, precision: str) -> Bound | None:
    return Bound(at, Precision(precision)) if at else None


def _offer(row: dict) -> domain.Offer:
    price = row["price_minor"]
    return domain.Offer(
        provider=row["provider__slug"],
        provider_name=row["provider__name"],
        parent=row["provider__parent__slug"] or "",
        country=row["country"],
        monetization=domain.Monetization(row["monetization"]),
        quality=row["quality"],
        tier=row["tier"],
        also_buy=row["also_buy"],
        price=Money(price, row["currency"]) if price is not None else None,
        starts=_bound(row["starts"], row["starts_precision"]),
        ends=_bound(row["ends"], row["ends_precision"]),
        audio=tuple(row["audio"]),
        subtitles=tuple(row["subtitles"]),
        url=row["url"],
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        began_after=row["began_after"],
        ended_by=row["ended_by"],
        source=row["source__slug"],
        last_known_after_days=row["source__last_known_after_days"] or settings.DAYBILL.last_known_after_days,
    )


def offers_of_titles(titles: Collection[int], country: str) -> dict[int, list[domain.Offer]]:
    """Title id -> what is known of it in a country now (not superseded); one query."""
    found: defaultdict[int, list[domain.Offer]] = defaultdict(list)
    rows = (
        Offer.objects.filter(title__in=titles, country=country, known_to=None)
        .order_by("id")
        .values(*_COLUMNS)
    )
    for row in rows:
        found[row["title_id"]].append(_offer(row))
    return found


def offers_of(title: int, country: str) -> list[domain.Offer]:
    """Everything known of one title in a country."""
    return offers_of_titles([title], country).get(title, [])


def countries_with_offers_of(title: int) -> list[tuple[str, date]]:
    """Countries in which anything is known of a title, with the day it was last seen there; newest first."""
    rows = Offer.objects.filter(title=title, known_to=None).values("country").annotate(seen=Max("last_seen"))
    return [(row["country"], row["seen"]) for row in rows.order_by("-seen", "country")]


def plan_history(country: str, providers: Iterable[str]) -> list[DomainPlan]:
    """Every run of every plan of these providers in a country; one query."""
    rows = Plan.objects.filter(country=country, provider__slug__in=set(providers))
    return [_plan(row) for row in rows.select_related("provider", "source")]


def plans_in(country: str, day: date, providers: Iterable[str]) -> list[DomainPlan]:
    """The newest known terms of every plan of these providers in a country as of a day; one query."""
    return plans_on(plan_history(country, providers), day)


def _plan(row: Plan) -> DomainPlan:
    return DomainPlan(
        provider=row.provider.slug,
        country=row.country,
        name=row.name,
        price=Money(row.price_minor, row.currency),
        period=Period(row.period),
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        source=row.source.slug,
        ads=row.ads,
        quality=row.quality,
        screens=row.screens,
        trial_days=row.trial_days,
        held_before=row.held_before,
    )


@dataclass(frozen=True, slots=True)
class CountrySummary:
    """What is known of a country: how many titles were ever listed there, and when one was seen last."""

    code: str
    titles: int
    last_seen: date | None


def countries_known() -> list[CountrySummary]:
    """Countries with offers (most titles first), then those of which only plans are known; two queries."""
    rows = (
        Offer.objects.filter(known_to=None)
        .values("country")
        .annotate(titles=Count("title", distinct=True), seen=Max("last_seen"))
    )
    with_offers = [
        CountrySummary(r["country"], r["titles"], r["seen"]) for r in rows.order_by("-titles", "country")
    ]
    seen = {summary.code for summary in with_offers}
    planned = Plan.objects.values_list("country", flat=True).distinct().order_by("country")
    return with_offers + [CountrySummary(code, 0, None) for code in planned if code not in seen]


def _standing(country: Country, at: datetime) -> Q:
    """Offers of films and series that had not ended by that instant, as far as one row can tell.

    The domain has the last word; a season's or an episode's offers are told on its series' page.
    """
    day = local_day(at, country.zone)
    return (
        Q(country=country.code, known_to=None, first_seen__lte=day, title__type__in=PAGE_TYPES)
        & (Q(ended_by=None) | Q(ended_by__gt=day))
        & (Q(ends=None) | Q(ends__gt=at) | Q(last_seen__gte=TruncDate("ends", tzinfo=country.zone)))
    )


@dataclass(frozen=True, slots=True)
class ProviderSummary:
    """A provider in a country.

    Attributes:
        titles: how many were last known on it; ``included``: those of them that need no payment each.
        last_seen: the last day one of them was seen there.
    """

    slug: str
    name: str
    titles: int
    included: int
    last_seen: date | None


def providers_in(country: Country, at: datetime) -> list[ProviderSummary]:
    """Providers with titles in a country, most titles first, then those of which only plans are known."""
    day = local_day(at, country.zone)
    rows = (
        Offer.objects.filter(_standing(country, at))
        .values("provider__slug", "provider__name")
        .annotate(
            titles=Count("title", distinct=True),
            included=Count("title", distinct=True, filter=Q(monetization__in=_INCLUDED)),
            seen=Max("last_seen"),
        )
        .order_by("-titles", "provider__name")
    )
    found = [
        ProviderSummary(
            r["provider__slug"], r["provider__name"], r["titles"], r["included"], min(r["seen"], day)
        )
        for r in rows
    ]
    names = {summary.slug for summary in found}
    planned = (
        Plan.objects.filter(country=country.code).values_list("provider__slug", "provider__name").distinct()
    )
    return found + [
        ProviderSummary(s, n, 0, 0, None) for s, n in planned.order_by("provider__name") if s not in names
    ]


def titles_listed(country: Country, at: datetime, provider: str | None = None) -> QuerySet[Offer, int]:
    """Ids of titles last known in a country (on a provider), the best known first, without repeats."""
    rows = Offer.objects.filter(_standing(country, at))
    if provider:
        rows = rows.filter(provider__slug=provider)
    return (
        rows.values("title_id")
        .annotate(popularity=Max("title__popularity"))
        .order_by("-popularity", "title_id")
        .values_list("title_id", flat=True)
    )


def newest_titles(country: Country, at: datetime, *, limit: int) -> list[int]:
    """Ids of titles most lately seen for the first time in a country by a look that had an earlier one to go by.

    Other terms of an offer that stood before are no arrival.
    """
    rows = (
        Offer.objects.filter(_standing(country, at), began_by_method=False, follows=None)
        .exclude(began_after=None)
        .values("title_id")
        .annotate(arrived=Max("first_seen"), popularity=Max("title__popularity"))
        .order_by("-arrived", "-popularity", "title_id")
    )
    return [row["title_id"] for row in rows[:limit]]


def next_ends(country: Country, at: datetime, *, limit: int) -> list[Offer]:
    """Offers whose announced end comes next."""
    return list(
        Offer.objects.filter(_standing(country, at), ends__gt=at)
        .select_related("title", "provider")
        .order_by("ends", "title__name", "id")[:limit]
    )


def next_end(country: Country, at: datetime) -> datetime | None:
    """The next announced end in a country: until then no count of what is listed changes by the clock."""
    rows = Offer.objects.filter(country=country.code, known_to=None, ends__gt=at)
    soonest: datetime | None = rows.aggregate(at=Min("ends"))["at"]
    return soonest


def newest_observation(country: str, day: date, provider: str | None = None) -> date | None:
    """The last day up to ``day`` on which anything is known to have stood in a country (on a provider)."""
    rows = Offer.objects.filter(country=country, known_to=None, first_seen__lte=day)
    if provider:
        rows = rows.filter(provider__slug=provider)
    newest: date | None = rows.aggregate(day=Max("last_seen"))["day"]
    return min(newest, day) if newest else None


def sources_of(offers: Iterable[domain.Offer]) -> list[Source]:
    """The sources that told of these offers; one query."""
    return list(Source.objects.filter(slug__in={offer.source for offer in offers}))


def provider_by_slug(slug: str) -> Provider | None:
    """The provider of an id, with its parent."""
    return Provider.objects.filter(slug=slug).select_related("parent").first()


def providers_near(slug: str) -> list[str]:
    """Slugs of providers whose id or name resembles a mistaken one."""
    return nearest_keys(slug, dict(Provider.objects.values_list("slug", "name")))


def channels_of(provider: Provider) -> list[Provider]:
    """Channels sold through a provider."""
    return list(provider.channels.all())


def provider_names(slugs: Sequence[str]) -> dict[str, str]:
    """Slug -> name of providers that exist."""
    return dict(Provider.objects.filter(slug__in=slugs).values_list("slug", "name"))
