"""Rows of an export of our own: their bounds stand as they are told."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from daybill.apps.availability.models import Look
from daybill.domain.records import OfferRecord
from tests.apps.availability.shelf import CHANGED, STORED, UNCHANGED, Shelf, day, record
from tests.factories import ProviderFactory

pytestmark = pytest.mark.django_db
PRICES = [
    {"first": 0, "last": 3, "price": 499, "ended_by": 7},
    {"first": 7, "last": 8, "price": 399, "began_after": 3, "ended_by": 9},
    {"first": 12, "last": 12, "price": 499, "began_after": 11},
]


@pytest.fixture
def shelf(db: None) -> Shelf:
    return Shelf()


def history(first: int, last: int | None = None, **fields: Any) -> OfferRecord:
    return record(first, last, is_history=True, **fields)


@pytest.mark.parametrize("order", list(itertools.permutations(PRICES)))
@pytest.mark.parametrize("is_apart", [False, True])
def test_a_history_is_stored_as_told_in_any_order(
    shelf: Shelf, order: list[dict[str, Any]], is_apart: bool
) -> None:
    rows = [history(**one) for one in order]
    outcomes = [shelf.store(one)[0] for one in rows] if is_apart else shelf.store(*rows)
    assert outcomes == [STORED] * 3
    assert shelf.spans() == [(0, 3, None, 7), (7, 8, 3, 9), (12, 12, 11, None)]
    first, second, third = shelf.offers()
    assert (first.follows, second.follows, third.follows) == (None, first, None)
    before = shelf.versions()
    assert shelf.store(*rows) == [UNCHANGED] * 3
    assert shelf.versions() == before


def test_a_history_claims_nothing_that_looks_known_here_would(shelf: Shelf) -> None:
    Look.objects.create(source=shelf.source, provider=ProviderFactory(), country="AU", day=day(1))
    shelf.store(history(5))
    assert shelf.spans() == [(5, 5, None, None)]


def test_the_flag_of_a_change_of_method_stays_on_the_side_it_is_about(shelf: Shelf) -> None:
    shelf.store(history(5, began_by_method=True, ended_by_method=True))
    shelf.store(record(0))
    [offer] = shelf.offers()
    assert (offer.began_by_method, offer.ended_by_method) == (False, True)
    assert shelf.spans() == [(0, 5, None, None)]


def test_a_longer_history_grows_the_row(shelf: Shelf) -> None:
    shelf.store(record(5, 6))
    assert shelf.store(history(5, 9)) == [UNCHANGED]
    assert shelf.store(history(2, 9, began_after=1, ended_by=11)) == [CHANGED]
    assert shelf.spans() == [(2, 9, 1, 11)]


def test_an_older_history_takes_nothing_back(shelf: Shelf) -> None:
    shelf.store(history(2, 9, began_after=1, ended_by=11))
    assert shelf.store(history(2, 5), history(2, 9), history(3, 9)) == [UNCHANGED] * 3
    assert shelf.spans() == [(2, 9, 1, 11)]


def test_a_history_over_two_rows_makes_them_one(shelf: Shelf) -> None:
    shelf.store(history(1, 2, ended_by=3), history(5, 6, began_after=4))
    assert shelf.store(history(1, 8)) == [CHANGED]
    assert shelf.spans() == [(1, 8, None, None)]


def test_what_is_seen_after_a_history_goes_on_from_it(shelf: Shelf) -> None:
    shelf.store(*(history(**one) for one in PRICES))
    assert shelf.store(record(14, price=499)) == [UNCHANGED]
    assert shelf.store(record(16, price=399)) == [CHANGED]
    assert shelf.spans()[-2:] == [(12, 14, 11, 16), (16, 16, 14, None)]
