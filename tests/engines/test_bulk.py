from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from daybill.apps.availability.models import Offer
from daybill.apps.catalogue.models import Claim, Rating, Title
from daybill.domain.offers import Monetization
from daybill.engines import bulk
from tests.factories import DossierFactory, OfferFactory, ProviderFactory, SourceFactory, TitleFactory

HOBART = timezone(timedelta(hours=11))
MOMENTS = [
    datetime(2026, 11, 1, 12, tzinfo=UTC),
    datetime(2026, 11, 1, 0, 0, 0, 123456, tzinfo=UTC),
    datetime(2026, 11, 2, 0, 30, 0, 1, tzinfo=HOBART),
]


def column_names(model, *, without=("id",)):
    return [field.attname for field in model._meta.concrete_fields if field.attname not in without]


def stored(model, *, without=("id",)):
    """Every row as the ORM reads it, by the order of ids."""
    return list(model.objects.order_by("id").values_list(*column_names(model, without=without)))


def assert_stored_alike(instances):
    """Rows stored in bulk read back as those that bulk_create stores."""
    model = type(instances[0])
    names = column_names(model)
    rows = [[getattr(instance, name) for name in names] for instance in instances]
    model.objects.bulk_create(instances)
    expected = stored(model)
    model.objects.all().delete()
    assert bulk.insert_rows(model, names, iter(rows)) == len(instances)
    assert stored(model) == expected


@pytest.mark.django_db
def test_offers_read_back_as_bulk_create_stores_them():
    parts = {"title": TitleFactory(), "provider": ProviderFactory(), "source": SourceFactory()}
    offers = [
        OfferFactory.build(
            **parts,
            known_from=moment,
            known_to=known_to,
            audio=audio,
            price_minor=price,
            currency="AUD",
            tier="Große „Flat“ 映画 \t\\N\n",
            also_buy=price is None,
            monetization=Monetization.RENT,
        )
        for moment in MOMENTS
        for known_to in (None, MOMENTS[2])
        for audio, price in (([], None), (["en", "mi-ō\\", None, 1.5], 499))
    ]
    assert_stored_alike(offers)


@pytest.mark.django_db
def test_titles_claims_and_decimals_read_back_as_bulk_create_stores_them():
    assert_stored_alike([*TitleFactory.build_batch(3, year=1995), TitleFactory.build(name="Amélie\\n'\";")])
    title, source = TitleFactory(), SourceFactory()
    assert_stored_alike([Claim(title=title, source=source, field="year", value=v) for v in ("1995", "%s ?")])
    assert_stored_alike([Rating(title=title, source=source, value=Decimal(v)) for v in ("8.3", "0", "10.00")])


@pytest.mark.django_db
def test_a_field_with_a_form_of_its_own_is_stored_in_it():
    dossier = DossierFactory(body=[("logline", {"text": "A clock."})])
    names = column_names(type(dossier), without=())
    row = [getattr(dossier, name) for name in names]
    expected = stored(type(dossier), without=("body",))
    body = dossier.body.get_prep_value()
    type(dossier).objects.all().delete()
    bulk.insert_rows(type(dossier), names, [row])
    assert stored(type(dossier), without=("body",)) == expected
    assert type(dossier).objects.get().body.get_prep_value() == body


@pytest.mark.django_db
def test_the_next_id_follows_those_that_were_given():
    title = TitleFactory()
    names = column_names(Title, without=())
    row = [getattr(title, name) for name in names]
    row[names.index("id")], row[names.index("slug")] = title.id + 500, "another"
    bulk.insert_rows(Title, names, [row])
    bulk.reset_sequence(Title)
    assert TitleFactory().id == title.id + 501


@pytest.mark.django_db
def test_no_rows_are_no_error():
    assert bulk.insert_rows(Title, column_names(Title), []) == 0
    assert bulk.update_rows(Title, "id", ["name"], []) == 0
    assert bulk.delete_where_in(Title, "id", []) == 0


@pytest.mark.django_db
def test_an_update_changes_the_rows_it_names_and_counts_those_it_found():
    one, two, three = (OfferFactory(price_minor=100, currency="AUD") for _ in range(3))
    rows = [(one.id, 499, ["en"], MOMENTS[2]), (three.id, None, [], None), (three.id + 9, 1, [], None)]
    assert bulk.update_rows(Offer, "id", ["price_minor", "audio", "known_to"], rows) == 2
    read = Offer.objects.order_by("id").values_list("price_minor", "audio", "known_to")
    assert list(read) == [(499, ["en"], MOMENTS[2]), (100, two.audio, None), (None, [], None)]
    assert bulk.update_rows(Offer, "id", ["price_minor"], [(two.id, 7)]) == 1


@pytest.mark.django_db
def test_rows_are_deleted_in_chunks(monkeypatch):
    monkeypatch.setattr(bulk, "DELETE_CHUNK", 2)
    titles = TitleFactory.create_batch(6)
    assert bulk.delete_where_in(Title, "slug", (title.slug for title in titles[:5])) == 5
    assert list(Title.objects.values_list("id", flat=True)) == [titles[5].id]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"), [("known_from", MOMENTS[0].replace(tzinfo=None)), ("last_seen", MOMENTS[0])], ids=str
)
def test_a_moment_without_its_zone_and_a_moment_for_a_day_are_refused(field, value):
    offer = OfferFactory()
    with pytest.raises(TypeError, match="2026, 11, 1"), transaction.atomic():
        bulk.update_rows(Offer, "id", [field], [(offer.id, value)])
    assert Offer.objects.get().last_seen == date(2026, 11, 1)


@pytest.mark.django_db
def test_a_row_the_database_refuses_is_an_error_of_djangos_and_stores_nothing():
    names = column_names(Title)
    rows = [[getattr(title, name) for name in names] for title in TitleFactory.build_batch(2, slug="same")]
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert_rows(Title, names, rows)
    assert not Title.objects.exists()


def test_nothing_is_stored_outside_a_transaction(transactional_db):
    assert not connection.in_atomic_block
    with pytest.raises(TransactionManagementError):
        bulk.insert_rows(Title, ["name"], [("x",)])
