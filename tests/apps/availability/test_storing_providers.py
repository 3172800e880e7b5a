"""Providers as they are stored, and as offers make them."""

from __future__ import annotations

import pytest

from daybill.apps.availability.models import Provider
from daybill.apps.availability.storing import Named, ensure_providers, store_providers
from daybill.domain.records import ProviderRecord
from tests.apps.availability.shelf import CHANGED, STORED, UNCHANGED

pytestmark = pytest.mark.django_db


def test_a_provider_is_stored_once_and_changed_where_told_otherwise(db: None) -> None:
    told = ProviderRecord("nowhere-tv", "Nowhere TV", "https://nowhere.example/")
    assert store_providers([told, told]) == [STORED, UNCHANGED]
    assert store_providers([ProviderRecord("nowhere-tv", "Nowhere")]) == [CHANGED]
    row = Provider.objects.get()
    assert (row.name, row.url, row.parent) == ("Nowhere", "https://nowhere.example/", None)


def test_the_service_through_which_a_channel_is_sold_is_made_with_it(db: None) -> None:
    ids = ensure_providers([Named("channel", "Channel", parent="nowhere-tv")])
    assert Provider.objects.get(pk=ids["channel"]).parent == Provider.objects.get(slug="nowhere-tv")
    assert store_providers([ProviderRecord("other", "Other", parent="far-tv")]) == [STORED]
    assert Provider.objects.get(slug="other").parent == Provider.objects.get(slug="far-tv")


def test_nothing_is_sold_through_itself(db: None) -> None:
    store_providers([ProviderRecord("nowhere-tv", "Nowhere TV", parent="nowhere-tv")])
    ensure_providers([Named("far-tv", "Far TV", parent="far-tv")])
    assert set(Provider.objects.values_list("name", "parent")) == {("Nowhere TV", None), ("Far TV", None)}


def test_our_own_table_names_a_provider_it_knows(db: None) -> None:
    ensure_providers([Named("netflix", "NETFLIX!!")])
    assert Provider.objects.get().name == "Netflix"
