"""Single offers as they are stored: seen, seen again, seen otherwise."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daybill.apps.availability.models import Look, Offer
from daybill.apps.availability.storing import OfferStore, ToldOffer
from daybill.apps.catalogue.models import DataVersion
from tests.apps.availability.shelf import CHANGED, STORED, UNCHANGED, Shelf, day, record
from tests.factories import ProviderFactory, SourceFactory, TitleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(db: None) -> Shelf:
    return Shelf()


def test_an_offer_seen_for_the_first_time_is_stored_as_told(shelf: Shelf) -> None:
    told = record(
        3,
        price=499,
        quality="4k",
        tier="plus",
        ends="2026-06",
        also_buy=True,
        audio=("en",),
        subtitles=("de", "fr"),
        url="https://films.example/1",
    )
    assert shelf.store(told) == [STORED]
    [offer] = shelf.offers()
    assert (offer.provider.slug, offer.country, offer.monetization) == ("netflix", "AU", "rent")
    assert (offer.quality, offer.tier, offer.also_buy) == ("4k", "plus", True)
    assert (offer.price_minor, offer.currency, offer.ends_precision) == (499, "AUD", "month")
    assert (offer.audio, offer.subtitles, offer.url) == (["en"], ["de", "fr"], "https://films.example/1")
    assert offer.known_from.date() == day(3)
    assert shelf.spans() == [(3, 3, None, None)]
    assert not Look.objects.exists()


def test_seen_again_an_offer_is_not_changed_and_its_page_is_new(shelf: Shelf) -> None:
    shelf.store(record(0))
    before = shelf.versions()
    assert shelf.store(record(7)) == [UNCHANGED]
    assert shelf.spans() == [(0, 7, None, None)]
    assert shelf.versions() == tuple(version + 1 for version in before)


def test_what_was_told_already_changes_no_page(shelf: Shelf) -> None:
    shelf.store(record(0), record(7), record(0, price=499))
    before = shelf.versions()
    assert shelf.store(record(7), record(0, price=499), record(3)) == [UNCHANGED] * 3
    assert shelf.versions() == before
    assert shelf.versions() == (2, 1, 1)


def test_versions_of_other_titles_and_countries_stay(shelf: Shelf) -> None:
    other = TitleFactory()
    shelf.store(record(0))
    other.refresh_from_db()
    assert other.data_version == 1
    assert not DataVersion.objects.filter(scope="offers:NZ").exists()


def test_another_price_ends_one_row_and_begins_another(shelf: Shelf) -> None:
    shelf.store(record(0, price=499))
    before = shelf.versions()
    assert shelf.store(record(7, price=399)) == [CHANGED]
    old, new = shelf.offers()
    assert shelf.spans() == [(0, 0, None, 7), (7, 7, 0, None)]
    assert (old.price_minor, new.price_minor, new.follows) == (499, 399, old)
    assert shelf.versions() == tuple(version + 1 for version in before)


def test_prices_that_follow_each_other_in_one_batch_know_each_other(shelf: Shelf) -> None:
    shelf.store(record(0, price=499), record(7, price=399), record(9, price=299))
    first, second, third = shelf.offers()
    assert (first.follows, second.follows, third.follows) == (None, first, second)
    assert shelf.spans() == [(0, 0, None, 7), (7, 7, 0, 9), (9, 9, 7, None)]


def test_another_window_ends_one_row_and_begins_another(shelf: Shelf) -> None:
    shelf.store(record(0, ends="2026-06"))
    assert shelf.store(record(7, ends="2026-09")) == [CHANGED]
    assert [offer.ends.month for offer in shelf.offers()] == [6, 9]
    assert shelf.store(record(8, ends="2026-09")) == [UNCHANGED]


@pytest.mark.parametrize(
    "other", [{"quality": "4k"}, {"tier": "plus"}, {"provider": "stan"}, {"country": "NZ"}, {"price": 499}]
)
def test_another_way_to_watch_ends_nothing(shelf: Shelf, other: dict[str, Any]) -> None:
    shelf.store(record(0))
    assert shelf.store(record(7, **other)) == [STORED]
    assert shelf.spans() == [(0, 0, None, None), (7, 7, None, None)]


def test_several_sources_of_one_offer_stand_apart(shelf: Shelf) -> None:
    other = SourceFactory(slug="other")
    shelf.store(record(0, price=499))
    assert shelf.store(record(7, price=399), source=other) == [STORED]
    assert [offer.source.slug for offer in shelf.offers()] == ["films-table", "other"]
    assert shelf.spans() == [(0, 0, None, None), (7, 7, None, None)]


@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize("is_apart", [False, True])
def test_two_prices_of_one_way_on_one_day_both_stand(shelf: Shelf, is_turned: bool, is_apart: bool) -> None:
    assert shelf.store(record(0, price=399), record(0, price=499)) == [STORED, STORED]
    again = [record(7, price=399), record(7, price=499)][:: -1 if is_turned else 1]
    outcomes = [shelf.store(one)[0] for one in again] if is_apart else shelf.store(*again)
    assert outcomes == [UNCHANGED, UNCHANGED]
    assert shelf.prices() == [(399, 0, 7), (499, 0, 7)]


@pytest.mark.parametrize("order", list(itertools.permutations([399, 599])))
def test_of_two_prices_the_one_that_is_gone_is_the_one_replaced(shelf: Shelf, order: tuple[int, ...]) -> None:
    shelf.store(record(0, price=399), record(0, price=499))
    shelf.store(*(record(7, price=price) for price in order))
    assert shelf.prices() == [(499, 0, 0), (399, 0, 7), (599, 7, 7)]
    replaced, stayed, new = shelf.offers()
    assert (new.follows, stayed.ended_by, replaced.ended_by) == (replaced, None, day(7))


def test_a_new_address_or_language_is_shown_at_once(shelf: Shelf) -> None:
    shelf.store(record(0, url="https://films.example/1"))
    before = shelf.versions()
    assert shelf.store(record(0, url="https://films.example/2", audio=("en",))) == [CHANGED]
    [offer] = shelf.offers()
    assert (offer.url, offer.audio) == ("https://films.example/2", ["en"])
    assert shelf.versions() == tuple(version + 1 for version in before)
    assert shelf.store(record(5, url="https://films.example/3")) == [CHANGED]
    assert [(o.url, o.audio) for o in shelf.offers()] == [("https://films.example/3", [])]


def test_an_older_address_is_not_shown(shelf: Shelf) -> None:
    shelf.store(record(5, url="https://films.example/2"))
    shelf.store(record(0, url="https://films.example/1"))
    assert [offer.url for offer in shelf.offers()] == ["https://films.example/2"]


def test_an_offer_with_two_addresses_does_not_change_at_every_import(shelf: Shelf) -> None:
    addresses = ["https://films.example/2", "https://films.example/1"]
    shelf.store(*(record(0, url=url) for url in addresses))
    assert shelf.store(*(record(7, url=url) for url in addresses[::-1])) == [UNCHANGED, UNCHANGED]
    assert [offer.url for offer in shelf.offers()] == [addresses[0]]


def test_days_may_come_backwards(shelf: Shelf) -> None:
    for at, price in [(9, 299), (7, 399), (3, 499), (0, 499)]:
        shelf.store(record(at, price=price))
    assert shelf.spans() == [(0, 3, None, 7), (7, 7, 3, 9), (9, 9, 7, None)]
    first, second, third = shelf.offers()
    assert (first.follows, second.follows, third.follows) == (None, first, second)


def test_a_run_that_begins_earlier_is_a_change(shelf: Shelf) -> None:
    shelf.store(record(9))
    assert shelf.store(record(3)) == [CHANGED]
    assert [offer.known_from.date() for offer in shelf.offers()] == [day(3)]


def test_a_price_between_two_looks_at_another_cuts_it_and_seen_again_the_row_is_whole(shelf: Shelf) -> None:
    shelf.store(record(0, price=499), record(9, price=499))
    shelf.store(record(5, price=399))
    assert shelf.prices() == [(499, 0, 0), (399, 5, 5), (499, 9, 9)]
    assert shelf.store(record(5, price=499)) == [CHANGED]
    assert shelf.prices() == [(499, 0, 9), (399, 5, 5)]
    assert [offer.follows for offer in shelf.offers()] == [None, None]


def at_provider(shelf: Shelf, *days: int) -> None:
    for at in days:
        Look.objects.create(
            source=shelf.source, provider=ProviderFactory(slug="netflix"), country="AU", day=day(at)
        )


def test_an_arrival_lies_after_the_last_look_at_its_provider(shelf: Shelf) -> None:
    at_provider(shelf, 1, 4, 9)
    shelf.store(record(6), record(6, provider="stan"), record(6, country="NZ"))
    assert sorted(shelf.spans(), key=str) == [(6, 6, 4, 9), (6, 6, None, None), (6, 6, None, None)]


def test_an_arrival_lies_after_the_last_look_at_its_title(shelf: Shelf) -> None:
    shelf.look(2, asked=(("netflix", ""),))
    shelf.store(record(6), record(6, provider="stan"))
    assert shelf.spans() == [(6, 6, 2, None), (6, 6, None, None)]


def test_a_look_of_another_source_bounds_nothing(shelf: Shelf) -> None:
    at_provider(shelf, 1)
    shelf.store(record(6), source=SourceFactory(slug="other"))
    assert shelf.spans() == [(6, 6, None, None)]


def test_a_provider_is_made_once_with_the_name_told(shelf: Shelf) -> None:
    shelf.store(record(0, provider="nowhere-tv", provider_name="Nowhere TV"))
    shelf.store(record(1, provider="nowhere-tv", provider_name="Other"))
    assert [offer.provider.name for offer in shelf.offers()] == ["Nowhere TV"]


def test_what_was_superseded_is_left_alone(shelf: Shelf) -> None:
    shelf.store(record(0))
    Offer.objects.update(known_to=shelf.offers()[0].known_from)
    assert shelf.store(record(7)) == [STORED]
    assert shelf.spans() == [(0, 0, None, None), (7, 7, None, None)]


def queries_of(shelf: Shelf, titles: list[int], at: int, price: int) -> int:
    told = [ToldOffer(title, shelf.source.pk, record(at, price=price)) for title in titles]
    store = OfferStore()
    store.store(told[:1])
    with CaptureQueriesContext(connection) as queries:
        store.store(told[1:])
    return len(queries)


def test_one_offer_takes_as_many_queries_as_five_hundred(shelf: Shelf) -> None:
    titles = [title.pk for title in TitleFactory.create_batch(501)]
    for at, price in [(0, 499), (1, 499), (2, 399), (3, 299)]:
        few = queries_of(shelf, titles[:2], at, price)
        many = queries_of(shelf, [titles[0], *titles[2:]], at, price)
        assert many == few
    assert Offer.objects.count() == 3 * 501


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(data=st.data(), seen=st.lists(st.tuples(st.integers(0, 9), st.sampled_from([399, 499])), min_size=1))
def test_in_whatever_order_a_batch_loses_and_doubles_nothing(
    shelf: Shelf, data: Any, seen: list[Any]
) -> None:
    Offer.objects.all().delete()
    shelf.store(*(record(at, price=price) for at, price in data.draw(st.permutations(seen))))
    for at, price in seen:
        assert [1 for p, first, last in shelf.prices() if p == price and first <= at <= last] == [1]
    before = (shelf.prices(), shelf.spans(), shelf.versions())
    shelf.store(*(record(at, price=price) for at, price in data.draw(st.permutations(seen))))
    assert (shelf.prices(), shelf.spans(), shelf.versions()) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(seen=st.lists(st.tuples(st.integers(0, 9), st.sampled_from([399, 499])), min_size=1))
def test_one_by_one_no_row_overlaps_another_of_its_price(shelf: Shelf, seen: list[Any]) -> None:
    Offer.objects.all().delete()
    for at, price in seen:
        shelf.store(record(at, price=price))
        assert any(p == price and first <= at <= last for p, first, last in shelf.prices())
    for (p, _, last), (q, first, _) in itertools.combinations(shelf.prices(), 2):
        assert p != q or last < first
    assert {p for p, _, _ in shelf.prices()} == {price for _, price in seen}
