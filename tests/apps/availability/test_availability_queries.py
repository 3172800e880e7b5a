"""What readers ask about offers and plans."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daybill.apps.availability import queries
from daybill.domain.countries import country
from daybill.domain.money import Money
from daybill.domain.offers import Status
from daybill.domain.standings import standings
from daybill.domain.windows import Precision
from tests.web import stage
from tests.web.stage import NOON, TODAY

pytestmark = pytest.mark.django_db
AU = country("AU")


def listed(at: datetime = NOON, provider: str | None = None) -> list[int]:
    return list(queries.titles_listed(AU, at, provider))


def test_nothing_known_is_nothing(db: None) -> None:
    heat = stage.film()
    assert queries.offers_of(heat.pk, "AU") == []
    assert queries.offers_of_titles([], "AU") == {}
    assert queries.countries_known() == []
    assert queries.providers_in(AU, NOON) == []
    assert queries.newest_observation("AU", date(2026, 11, 20)) is None
    assert listed() == []
    assert queries.provider_by_slug("none") is None
    assert queries.providers_near("none") == []


def test_an_offer_comes_out_as_it_went_in(db: None) -> None:
    heat = stage.film()
    stage.offer(
        heat,
        "mubi-amazon",
        monetization="rent",
        price_minor=499,
        currency="AUD",
        quality="4k",
        audio=["en"],
        subtitles=["de", "fr"],
        starts="2026-06",
        ends="2026-12-31",
        url="https://mubi.example/",
    )
    parent = stage.provider("prime-video")
    channel = queries.provider_by_slug("mubi-amazon")
    assert channel
    channel.parent = parent
    channel.save()
    stage.source("films-table").last_known_after_days = 9
    [found] = queries.offers_of(heat.pk, "AU")
    assert (found.provider, found.parent, found.price) == ("mubi-amazon", "prime-video", Money(499, "AUD"))
    assert found.starts
    assert found.starts.precision is Precision.MONTH
    assert found.ends
    assert found.ends.at == datetime(2026, 12, 31, 13, tzinfo=UTC)
    assert (found.audio, found.subtitles, found.source) == (("en",), ("de", "fr"), "films-table")


def test_the_source_or_else_the_site_says_how_long_a_word_stands(db: None, settings: Any) -> None:
    heat = stage.film()
    stage.source("slow", last_known_after_days=90)
    stage.offer(heat, source="slow")
    stage.offer(heat, "stan")
    found = {offer.source: offer.last_known_after_days for offer in queries.offers_of(heat.pk, "AU")}
    assert found == {"slow": 90, "films-table": settings.DAYBILL.last_known_after_days}


def test_what_was_superseded_is_not_known_any_more(db: None) -> None:
    heat = stage.film()
    stage.offer(heat, known_to=NOON)
    assert queries.offers_of(heat.pk, "AU") == []
    assert queries.countries_known() == []
    assert listed() == []


def test_a_listed_title_is_one_the_domain_says_stands(db: None) -> None:
    """The query is the domain's rule in SQL: what has ended or not begun to be known is not listed.

    (East of Greenwich it lists for good what was last seen on the very day of its announced end.)
    """
    cases: list[dict[str, Any]] = [
        {},
        {"first_seen": TODAY - timedelta(days=200)},
        {"first_seen": TODAY + timedelta(days=1)},
        {"first_seen": date(2026, 5, 20), "ends": "2026-06"},
        {"first_seen": date(2026, 5, 20), "last_seen": date(2026, 7, 2), "ends": "2026-06"},
        {"ends": "2026-12"},
        {"ends": "2026-11-20"},
        {"ends": "2026-11-20T12:01+00:00"},
        {"first_seen": date(2026, 11, 1), "ended_by": date(2026, 11, 8)},
        {"first_seen": date(2026, 11, 1), "ended_by": TODAY},
        {"first_seen": date(2026, 11, 1), "ended_by": TODAY + timedelta(days=1)},
    ]
    for number, case in enumerate(cases):
        stage.offer(stage.film(f"Case {number}"), **case)
    found = set(listed())
    for offer in queries.Offer.objects.select_related("title"):
        [*standing] = standings(queries.offers_of(offer.title_id, "AU"), NOON, AU.zone)
        stands = bool(standing) and standing[0].status in (Status.ON, Status.LAST_KNOWN)
        assert (offer.title_id in found) is stands, (offer.title.name, standing)


def test_titles_are_listed_once_the_best_known_first(db: None) -> None:
    low, high = stage.film("Low", popularity=1), stage.film("High", popularity=9)
    for title in (low, high):
        for on in ("netflix", "stan"):
            stage.offer(title, on)
    assert listed() == [high.pk, low.pk]
    assert listed(provider="stan") == [high.pk, low.pk]
    assert listed(provider="none") == []


def test_providers_are_those_with_most_titles_then_those_with_plans(db: None) -> None:
    for n in range(3):
        stage.offer(stage.film(f"S{n}"), "stan", first_seen=TODAY - timedelta(days=n))
    stage.offer(stage.film("N"), "netflix", monetization="rent")
    stage.plan("binge")
    stage.plan("stan")
    found = queries.providers_in(AU, NOON)
    assert [(p.slug, p.titles, p.included, p.last_seen) for p in found] == [
        ("stan", 3, 3, TODAY),
        ("netflix", 1, 0, TODAY),
        ("binge", 0, 0, None),
    ]


def test_countries_are_those_with_most_titles_then_those_with_plans(db: None) -> None:
    heat, thief = stage.film(), stage.film("Thief")
    stage.offer(heat, country="NZ")
    stage.offer(heat)
    stage.offer(thief)
    stage.offer(thief, "stan")
    stage.plan(country="AS")
    stage.plan(country="AU")
    found = queries.countries_known()
    assert [(c.code, c.titles, c.last_seen) for c in found] == [
        ("AU", 2, TODAY),
        ("NZ", 1, TODAY),
        ("AS", 0, None),
    ]


def test_arrivals_are_newest_first_and_never_a_baseline_or_a_change_of_method(db: None) -> None:
    week = TODAY - timedelta(days=7)
    stage.offer(stage.film("Baseline"))
    stage.offer(stage.film("Method"), began_after=week, began_by_method=True)
    older = stage.film("Older")
    stage.offer(older, first_seen=TODAY - timedelta(days=2), began_after=week)
    newer = stage.film("Newer")
    stage.offer(newer, began_after=week)
    assert queries.newest_titles(AU, NOON, limit=9) == [newer.pk, older.pk]
    assert queries.newest_titles(AU, NOON, limit=1) == [newer.pk]


def test_other_terms_of_an_offer_are_no_arrival(db: None) -> None:
    heat = stage.film()
    old = stage.offer(heat, first_seen=TODAY - timedelta(days=9), ended_by=TODAY)
    stage.offer(heat, began_after=TODAY - timedelta(days=9), follows=old)
    assert queries.newest_titles(AU, NOON, limit=9) == []


def test_next_ends_are_in_order_and_to_come(db: None) -> None:
    for name, ends in (("B", "2027-01"), ("A", "2026-12-01"), ("Past", "2026-11-01"), ("Open", None)):
        stage.offer(stage.film(name), first_seen=date(2026, 10, 30), **({"ends": ends} if ends else {}))
    assert [offer.title.name for offer in queries.next_ends(AU, NOON, limit=9)] == ["A", "B"]


def test_plans_of_a_day_are_the_newest_terms_known_then(db: None) -> None:
    stage.plan(price_minor=1699, first_seen=date(2025, 8, 10))
    stage.plan(price_minor=1899, first_seen=date(2026, 8, 16), held_before=date(2025, 8, 10))
    for day, price in ((date(2025, 8, 9), None), (date(2025, 12, 1), 1699), (TODAY, 1899)):
        found = queries.plans_in("AU", day, ["netflix"])
        assert [plan.price.minor for plan in found] == ([price] if price else [])
    assert queries.plans_in("NZ", TODAY, ["netflix"]) == []
    assert queries.plans_in("AU", TODAY, []) == []


def test_near_providers_are_found_by_id_or_name(db: None) -> None:
    stage.provider("sbs-on-demand", name="SBS On Demand")
    assert queries.providers_near("sbs-ondemand") == ["sbs-on-demand"]
    assert queries.providers_near("\x00") == []
    assert queries.providers_near("z" * 5000) == []


@pytest.mark.parametrize("count", [1, 60])
def test_offers_and_plans_are_one_query_each(db: None, count: int) -> None:
    titles = [stage.film(f"Film {n}") for n in range(count)]
    for n, title in enumerate(titles):
        stage.offer(title, f"p{n}", source=f"s{n}")
        stage.plan(f"p{n}", source=stage.source(f"s{n}"))
    with CaptureQueriesContext(connection) as asked:
        queries.offers_of_titles([title.pk for title in titles], "AU")
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as asked:
        queries.plans_in("AU", TODAY, [f"p{n}" for n in range(count)])
    assert len(asked) == 1
