"""Who is who: found again by id, key, title or sole name, and made only where nothing else is possible."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daybill.apps.catalogue.models import Person, PersonId
from daybill.apps.catalogue.people import News, resolve_people, store_people
from daybill.domain.records import PersonRecord, PersonRef
from tests.factories import CreditFactory, PersonFactory, TitleFactory

pytestmark = pytest.mark.django_db
ANN = "Ann Lee"


def one(name: str, ids: dict[str, str] | None = None, key: str = "", title: int | None = None) -> int:
    [pk] = resolve_people([(title, PersonRef(name, tuple((ids or {}).items()), key))])
    return pk


def both_ways(*refs: tuple[int | None, PersonRef]) -> list[int]:
    """What refs come to in one batch, having asserted that they come to the same one by one."""
    places = []
    for batches in ([refs], [[ref] for ref in refs]):
        found = [pk for batch in batches for pk in resolve_people(batch)]
        people = list(Person.objects.order_by("pk"))
        told = [(p.name, p.slug, p.imdb_id, sorted(p.ids.values_list("scheme", "value"))) for p in people]
        places.append(([found.index(pk) for pk in found], told))
        Person.objects.all().delete()
    assert places[0] == places[1]
    return places[0][0]


def test_a_person_is_found_by_an_id_under_any_name() -> None:
    known = PersonFactory(name=ANN, imdb_id="nm0000001")
    PersonId.objects.create(person=known, scheme="tmdb", value="7")
    assert one("A. Lee", {"imdb": "nm0000001"}) == known.pk
    assert one("Somebody", {"tmdb": "7"}) == known.pk


def test_a_person_is_found_by_what_our_own_files_call_them() -> None:
    by_key, by_address = (
        PersonFactory(name=ANN, record_key="tmdb:person:7"),
        PersonFactory(name=ANN, slug="ann-2"),
    )
    by_id = PersonFactory(name=ANN, imdb_id="nm0000003", slug="ann-3")
    assert one(ANN, key="tmdb:person:7") == by_key.pk
    assert one(ANN, key="daybill:person/ann-2") == by_address.pk
    assert one(ANN, key="nm0000003") == by_id.pk


def test_two_ids_of_one_scheme_are_two_people() -> None:
    assert both_ways(
        (None, PersonRef(ANN, (("imdb", "nm0000001"),))), (None, PersonRef(ANN, (("imdb", "nm0000002"),)))
    ) == [0, 1]


def test_ids_of_two_schemes_on_one_title_under_one_name_are_one_person() -> None:
    title = TitleFactory()
    first = one(ANN, {"justwatch": "7"}, title=title.pk)
    CreditFactory(title=title, person=Person.objects.get(pk=first))
    PersonFactory(name=ANN, imdb_id="nm0000009", slug="another-ann")
    assert one(ANN, {"imdb": "nm0000001"}, title=title.pk) == first
    assert Person.objects.get(pk=first).imdb_id == "nm0000001"


def test_the_only_one_of_a_name_is_meant_and_learns_an_id() -> None:
    assert both_ways((None, PersonRef(ANN)), (None, PersonRef("ann lee", (("imdb", "nm0000001"),)))) == [0, 0]


def test_one_word_alone_joins_no_ids() -> None:
    assert both_ways(
        (None, PersonRef("Michael", (("tmdb", "1"),))), (None, PersonRef("Michael", (("imdb", "nm0000001"),)))
    ) == [0, 1]


def test_a_bare_name_among_namesakes_is_somebody_known_by_name_alone() -> None:
    for number in (1, 2):
        PersonFactory(name=ANN, imdb_id=f"nm000000{number}", slug=f"ann-{number}")
    first = one(ANN)
    assert Person.objects.get(pk=first).record_key == "name:ann-lee"
    assert one(ANN) == first
    assert Person.objects.count() == 3


def test_people_whom_a_source_s_own_files_tell_apart_are_two() -> None:
    assert both_ways(
        (None, PersonRef(ANN, key="x:1")),
        (None, PersonRef(ANN, key="x:2")),
        (None, PersonRef(ANN, key="x:1")),
    ) == [0, 1, 0]


def test_slugs_are_distinct_and_fit_their_column() -> None:
    long = "Ann " * 49
    people = resolve_people(
        [
            (None, PersonRef(name, (("imdb", f"nm{n:07}"),)))
            for n, name in enumerate([ANN, ANN, long, long, "幸福", "李安"])
        ]
    )
    slugs = list(Person.objects.filter(pk__in=people).order_by("pk").values_list("slug", flat=True))
    assert slugs[:2] == ["ann-lee", "ann-lee-nm0000001"]
    assert len(set(slugs)) == 6
    assert all(0 < len(slug) <= 120 for slug in slugs)


def test_an_id_that_is_somebody_else_s_is_not_learnt() -> None:
    one("Al Pacino", {"tmdb": "5"})
    ann = one(ANN, {"imdb": "nm0000001"})
    assert one(ANN, {"imdb": "nm0000001", "tmdb": "5"}) == ann
    assert PersonId.objects.get(value="5").person.name == "Al Pacino"


def test_a_list_of_people_says_what_each_told() -> None:
    records = [PersonRecord(ANN, (("imdb", "nm0000001"),), slug="ann-of-stage")]
    assert store_people(records) == [News.PERSON]
    assert Person.objects.get().slug == "ann-of-stage"
    assert store_people(records) == [News.NONE]
    assert store_people([PersonRecord(ANN, (("imdb", "nm0000001"), ("tmdb", "7")))]) == [News.IDS]


def test_the_number_of_queries_does_not_follow_the_size_of_a_batch() -> None:
    title = TitleFactory()
    counts = []
    for start, size in ((0, 2), (1000, 400)):
        refs = [
            (title.pk, PersonRef(f"Person {n}", (("tmdb", str(n)), ("imdb", f"nm{n:07}"))))
            for n in range(start, start + size)
        ]
        with CaptureQueriesContext(connection) as queries:
            resolve_people(refs)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20
