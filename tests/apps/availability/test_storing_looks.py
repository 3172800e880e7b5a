"""Complete looks at titles: what they find, and what they do not."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daybill.apps.availability.models import Look, Offer
from daybill.apps.availability.storing import OfferStore, ToldLook
from tests.apps.availability.shelf import CHANGED, STORED, UNCHANGED, Shelf, day, record
from tests.factories import TitleFactory

pytestmark = pytest.mark.django_db
NETFLIX: dict[str, Any] = {"provider": "netflix"}
STAN: dict[str, Any] = {"provider": "stan"}
BOTH = (("netflix", "flatrate"), ("stan", "flatrate"))


@pytest.fixture
def shelf(db: None) -> Shelf:
    return Shelf()


def test_the_first_look_is_a_baseline(shelf: Shelf) -> None:
    assert shelf.look(0, NETFLIX) == STORED
    assert shelf.spans() == [(0, 0, None, None)]
    assert shelf.looks() == [(0, None, "")]


def test_a_look_ends_what_it_was_asked_about_and_did_not_find(shelf: Shelf) -> None:
    shelf.look(0, NETFLIX, STAN, asked=BOTH)
    before = shelf.versions()
    assert shelf.look(7, STAN, asked=BOTH) == CHANGED
    assert shelf.spans() == [(0, 0, None, 7), (0, 7, None, None)]
    assert shelf.versions() == tuple(version + 1 for version in before)


def test_a_look_ends_nothing_it_was_not_asked_about(shelf: Shelf) -> None:
    shelf.look(0, NETFLIX, STAN, {"price": 499}, asked=(*BOTH, ("netflix", "rent")))
    assert shelf.look(7, asked=(("stan", "flatrate"),)) == CHANGED
    assert {offer.provider.slug for offer in shelf.offers() if offer.ended_by} == {"stan"}


def test_a_look_at_every_way_of_a_provider_ends_all_of_them(shelf: Shelf) -> None:
    shelf.look(0, NETFLIX, {"price": 499}, STAN)
    shelf.look(7, asked=(("netflix", ""),))
    assert {(o.provider.slug, o.ended_by) for o in shelf.offers()} == {("netflix", day(7)), ("stan", None)}


def test_a_look_at_everything_ends_whatever_it_does_not_find(shelf: Shelf) -> None:
    shelf.store(record(0), record(0, country="NZ"))
    assert shelf.look(7, asked=None) == CHANGED
    assert sorted((o.country, o.ended_by) for o in shelf.offers()) == [("AU", day(7)), ("NZ", None)]


def test_a_look_that_finds_nothing_of_an_unknown_title_is_remembered(shelf: Shelf) -> None:
    before = shelf.versions()
    assert shelf.look(0, asked=BOTH) == UNCHANGED
    assert shelf.looks() == [(0, [list(pair) for pair in BOTH], "")]
    assert shelf.versions() == before
    shelf.look(7, NETFLIX, asked=BOTH)
    assert shelf.spans() == [(7, 7, 0, None)]


def test_what_was_not_asked_about_before_did_not_arrive(shelf: Shelf) -> None:
    shelf.look(0, asked=(("stan", "flatrate"),))
    shelf.look(7, NETFLIX, STAN, asked=BOTH)
    assert {(o.provider.slug, o.began_after) for o in shelf.offers()} == {("netflix", None), ("stan", day(0))}


def test_the_same_look_twice_tells_nothing(shelf: Shelf) -> None:
    for at, found in [(0, NETFLIX), (7, STAN)]:
        shelf.look(at, found)
    before, spans = shelf.versions(), shelf.spans()
    for at, found in [(0, NETFLIX), (7, STAN), (7, STAN)]:
        assert shelf.look(at, found) == UNCHANGED
    assert (shelf.versions(), shelf.spans()) == (before, spans)
    assert Look.objects.count() == 2


def test_seen_again_is_no_change_and_a_new_page(shelf: Shelf) -> None:
    shelf.look(0, NETFLIX)
    before = shelf.versions()
    assert shelf.look(7, NETFLIX) == UNCHANGED
    assert shelf.versions() == tuple(version + 1 for version in before)


@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize("is_apart", [False, True])
def test_of_two_looks_on_one_day_what_either_found_stands(
    shelf: Shelf, is_turned: bool, is_apart: bool
) -> None:
    shelf.look(0, NETFLIX, STAN)
    shelf.look(9, NETFLIX, STAN)
    twins = [
        shelf.looked(5, record(5), asked=(("netflix", "flatrate"),)),
        shelf.looked(5, asked=BOTH),
    ][:: -1 if is_turned else 1]
    for part in [[twin] for twin in twins] if is_apart else [twins]:
        OfferStore().store_looks(part)
    assert {(o.provider.slug, o.first_seen, o.ended_by) for o in shelf.offers()} == {
        ("netflix", day(0), None),
        ("stan", day(0), day(5)),
        ("stan", day(9), None),
    }
    assert sorted(shelf.looks()[1][1]) == [["netflix", "flatrate"], ["stan", "flatrate"]]


def test_a_change_of_method_is_neither_an_arrival_nor_an_end(shelf: Shelf) -> None:
    shelf.look(0, NETFLIX, asked=BOTH, method="mixed")
    shelf.look(7, STAN, asked=BOTH, method="separate")
    assert shelf.spans() == [(0, 0, None, None), (7, 7, None, None)]
    gone, begun = shelf.offers()
    assert (gone.ended_by_method, begun.began_by_method) == (True, True)
    shelf.look(9, NETFLIX, asked=BOTH, method="separate")
    assert shelf.spans() == [(0, 0, None, None), (7, 7, None, 9), (9, 9, 7, None)]


def test_another_price_at_a_look_follows_the_one_before(shelf: Shelf) -> None:
    shelf.look(0, {"price": 499})
    assert shelf.look(7, {"price": 399}) == CHANGED
    old, new = shelf.offers()
    assert (new.follows, shelf.spans()) == (old, [(0, 0, None, 7), (7, 7, 0, None)])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    data=st.data(),
    history=st.dictionaries(
        st.integers(0, 9), st.frozensets(st.sampled_from([399, 499, 599])), min_size=1, max_size=6
    ),
)
def test_looks_in_any_order_and_any_batches_leave_the_same_rows(
    shelf: Shelf, data: Any, history: dict[int, frozenset[int]]
) -> None:
    told = []
    order = data.draw(st.permutations(sorted(history)))
    cut = data.draw(st.integers(0, len(order)))
    for parts in ([sorted(history)], [order[:cut], order[cut:]]):
        Offer.objects.all().delete()
        Look.objects.all().delete()
        for part in parts:
            looks = [
                shelf.looked(at, *(record(at, price=price) for price in sorted(history[at]))) for at in part
            ]
            OfferStore().store_looks(looks)
        followed = [(o.price_minor, o.follows and o.follows.price_minor) for o in shelf.offers()]
        told.append((shelf.prices(), shelf.spans(), followed, shelf.looks()))
    assert told[0] == told[1]


def test_one_look_takes_as_many_queries_as_five_hundred(shelf: Shelf) -> None:
    titles = [title.pk for title in TitleFactory.create_batch(501)]
    for at, price in [(0, 499), (1, 499), (2, 399), (3, None)]:
        counts = []
        for part in (titles[:1], titles[1:]):
            found = () if price is None else (record(at, price=price),)
            at_day = day(at)
            assert at_day
            told = [ToldLook(title, shelf.source.pk, "AU", at_day, found) for title in part]
            store = OfferStore()
            store.is_empty(shelf.source.pk)
            with CaptureQueriesContext(connection) as queries:
                store.store_looks(told)
            counts.append(len(queries))
        assert at == 0 or counts[0] == counts[1]
    assert Offer.objects.filter(ended_by=day(3)).count() == 501
