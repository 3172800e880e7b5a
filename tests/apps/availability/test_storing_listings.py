"""Complete listings of a provider in a country: what they end, what they spare, and which are refused."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from daybill.apps.availability import queries
from daybill.apps.availability.models import Look, Offer
from daybill.apps.availability.storing import (
    Listing,
    OfferStore,
    SuspiciousListing,
    ToldOffer,
    close_listing,
    refuse_suspicious,
)
from daybill.apps.catalogue.models import DataVersion, Source, Title
from daybill.domain.countries import country
from tests.apps.availability.shelf import day, number, record
from tests.factories import ProviderFactory, SourceFactory, TitleFactory

pytestmark = pytest.mark.django_db


class Listings:
    """A provider's listings as one source tells them; titles are letters."""

    def __init__(self) -> None:
        self.source: Source = SourceFactory()
        self.titles: dict[str, Title] = {name: TitleFactory(name=name) for name in "abc"}

    def store(self, names: str, at: int, source: Source | None = None, **fields: Any) -> None:
        told = [ToldOffer(self.titles[n].pk, (source or self.source).pk, record(at, **fields)) for n in names]
        OfferStore().store(told)

    def listing(self, at: int) -> Listing:
        at_day = day(at)
        assert at_day
        return Listing(self.source.pk, "netflix", "AU", at_day)

    def close(self, at: int, names: str = "", spared: str = "") -> int:
        return close_listing(
            self.listing(at),
            spared={self.titles[n].pk for n in spared},
            seen={self.titles[n].pk for n in names},
        )

    def bring(self, names: str, at: int, spared: str = "", **fields: Any) -> int:
        """Import a complete listing; how many offers it ended."""
        self.store(names, at, **fields)
        return self.close(at, names, spared)

    def spans(self, name: str) -> list[tuple[int | None, ...]]:
        rows = Offer.objects.filter(title=self.titles[name]).order_by("first_seen", "pk")
        return [
            (number(o.first_seen), number(o.last_seen), number(o.began_after), number(o.ended_by))
            for o in rows
        ]

    def all(self) -> dict[str, list[tuple[int | None, ...]]]:
        return {name: self.spans(name) for name in self.titles}


@pytest.fixture
def netflix(db: None) -> Listings:
    return Listings()


def versions(netflix: Listings) -> list[int]:
    for title in netflix.titles.values():
        title.refresh_from_db()
    scope = DataVersion.objects.filter(scope="offers:AU").values_list("number", flat=True).first() or 0
    return [scope, *(title.data_version for title in netflix.titles.values())]


def test_the_first_listing_is_a_baseline(netflix: Listings) -> None:
    assert netflix.bring("ab", 0) == 0
    assert netflix.all() == {"a": [(0, 0, None, None)], "b": [(0, 0, None, None)], "c": []}
    look = Look.objects.get()
    assert (look.provider.slug, look.title, number(look.day)) == ("netflix", None, 0)
    noon = datetime(2026, 1, 2, 12, tzinfo=UTC)
    assert queries.newest_titles(country("AU"), noon, limit=9) == []


def test_the_second_listing_bounds_what_came_and_what_went(netflix: Listings) -> None:
    netflix.bring("ab", 0)
    before = versions(netflix)
    netflix.store("bc", 7)
    between = versions(netflix)
    assert netflix.close(7, "bc") == 1
    assert netflix.all() == {"a": [(0, 0, None, 7)], "b": [(0, 7, None, None)], "c": [(7, 7, 0, None)]}
    assert [b - a for a, b in zip(before, between, strict=True)] == [1, 0, 1, 1]
    assert [b - a for a, b in zip(between, versions(netflix), strict=True)] == [1, 1, 0, 0]
    noon = datetime(2026, 1, 8, 12, tzinfo=UTC)
    assert queries.newest_titles(country("AU"), noon, limit=9) == [netflix.titles["c"].pk]


def test_the_same_listing_twice_ends_nothing_more(netflix: Listings) -> None:
    netflix.bring("ab", 0)
    netflix.bring("bc", 7)
    before, told = netflix.all(), versions(netflix)
    assert netflix.bring("bc", 7) == 0
    assert netflix.bring("ab", 0) == 0
    assert (netflix.all(), versions(netflix)) == (before, told)
    assert Look.objects.count() == 2


def test_titles_that_held_rows_may_be_about_are_spared(netflix: Listings) -> None:
    netflix.bring("ab", 0)
    assert netflix.bring("b", 7, spared="a") == 0
    assert netflix.spans("a") == [(0, 0, None, None)]
    assert netflix.bring("ab", 9) == 0
    assert netflix.spans("a") == [(0, 9, None, None)]


def test_other_providers_countries_and_sources_stay(netflix: Listings) -> None:
    other = SourceFactory(slug="other")
    netflix.store("a", 0, provider="stan")
    netflix.store("a", 0, country="NZ")
    netflix.store("a", 0, source=other)
    netflix.store("a", 0)
    assert netflix.bring("b", 7) == 1
    ended = Offer.objects.get(ended_by=day(7))
    assert (ended.provider.slug, ended.country, ended.source) == ("netflix", "AU", netflix.source)


def test_every_way_to_watch_a_title_that_is_not_named_ends(netflix: Listings) -> None:
    netflix.store("a", 0)
    netflix.store("a", 0, price=499)
    assert netflix.bring("b", 7) == 2


def test_a_way_that_the_listing_does_not_name_ends_though_its_title_is_named(netflix: Listings) -> None:
    netflix.store("a", 0, price=499)
    assert netflix.bring("a", 7) == 1
    assert netflix.spans("a") == [(0, 0, None, 7), (7, 7, None, None)]


def test_what_has_ended_already_stays_as_it_ended(netflix: Listings) -> None:
    netflix.bring("ab", 0)
    netflix.bring("b", 3)
    assert netflix.bring("b", 7) == 0
    assert netflix.spans("a") == [(0, 0, None, 3)]


def test_an_announced_end_is_not_touched(netflix: Listings) -> None:
    netflix.store("a", 0, ends="2026-06")
    netflix.bring("b", 7)
    offer = Offer.objects.get(title=netflix.titles["a"])
    assert (offer.ends.month, offer.ends_precision, number(offer.ended_by)) == (6, "month", 7)


def test_the_price_that_took_over_is_the_one_that_ends(netflix: Listings) -> None:
    netflix.bring("a", 0, price=499)
    netflix.bring("a", 3, price=399)
    assert netflix.bring("b", 7) == 1
    assert netflix.spans("a") == [(0, 0, None, 3), (3, 3, 0, 7)]


HISTORY = {0: "ab", 3: "bc", 6: "ac", 9: "abc"}


@pytest.mark.parametrize("order", [(9, 6, 3, 0), (6, 0, 9, 3), (0, 9, 3, 6), (3, 9, 0, 6), (0, 9, 6, 3)])
def test_listings_imported_in_another_order_tell_the_same(netflix: Listings, order: tuple[int, ...]) -> None:
    for at in order:
        netflix.bring(HISTORY[at], at)
    assert netflix.all() == {
        "a": [(0, 0, None, 3), (6, 9, 3, None)],
        "b": [(0, 3, None, 6), (9, 9, 6, None)],
        "c": [(3, 9, 0, None)],
    }


def test_an_older_listing_bounds_what_was_seen_later_and_raises_its_page(netflix: Listings) -> None:
    netflix.store("a", 7)
    before = versions(netflix)
    assert netflix.bring("b", 3) == 0
    assert netflix.spans("a") == [(7, 7, 3, None)]
    assert versions(netflix)[1] == before[1] + 1


def test_an_older_listing_spares_too(netflix: Listings) -> None:
    netflix.store("a", 7)
    netflix.bring("b", 3, spared="a")
    assert netflix.spans("a") == [(7, 7, None, None)]


def stood(netflix: Listings, count: int) -> None:
    titles = TitleFactory.create_batch(count)
    OfferStore().store([ToldOffer(title.pk, netflix.source.pk, record(0)) for title in titles])


@pytest.mark.parametrize(("standing", "named"), [(0, 0), (3, 0), (10, 4), (100, 49)])
def test_an_empty_or_tiny_listing_is_refused(netflix: Listings, standing: int, named: int) -> None:
    stood(netflix, standing)
    with pytest.raises(SuspiciousListing, match=r"--force") as caught:
        refuse_suspicious(netflix.listing(7), named=named)
    assert (caught.value.named, caught.value.standing) == (named, standing)


@pytest.mark.parametrize(("standing", "named"), [(0, 1), (9, 1), (10, 5), (11, 6), (100, 50)])
def test_half_of_what_stood_is_enough_and_few_need_none(netflix: Listings, standing: int, named: int) -> None:
    stood(netflix, standing)
    refuse_suspicious(netflix.listing(7), named=named)
    assert Offer.objects.filter(ended_by=None).count() == standing


def test_a_listing_is_measured_by_what_stood_on_its_own_day(netflix: Listings) -> None:
    stood(netflix, 10)
    netflix.bring("a", 7)
    refuse_suspicious(netflix.listing(9), named=1)
    with pytest.raises(SuspiciousListing):
        refuse_suspicious(netflix.listing(5), named=1)


def test_ways_of_one_title_are_counted_once(netflix: Listings) -> None:
    for quality in ("", "sd", "hd", "4k"):
        netflix.store("abc", 0, quality=quality)
    refuse_suspicious(netflix.listing(7), named=1)


def test_a_listing_of_a_provider_nobody_knew_is_remembered(netflix: Listings) -> None:
    assert netflix.close(3) == 0
    assert Look.objects.get().provider == ProviderFactory(slug="netflix")
