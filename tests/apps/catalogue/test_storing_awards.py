"""Nominations, places in lists and relations: stored once, and known again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from daybill.apps.catalogue.models import (
    AwardBody,
    ListPlacing,
    Nomination,
    Nominee,
    Person,
    Relation,
    TitleList,
)
from daybill.apps.catalogue.storing import (
    Outcome,
    ToldAward,
    ToldPlacing,
    ToldRelation,
    store_awards,
    store_placings,
    store_relations,
)
from daybill.domain.records import AwardRecord, PersonRef, PlacingRecord, RelationRecord, TitleRef
from tests.factories import PersonFactory, SourceFactory, TitleFactory

pytestmark = pytest.mark.django_db
REF = TitleRef(name="Heat", type="movie")
MANN = PersonRef("Michael Mann", (("imdb", "nm0000520"),))


def award(**fields: Any) -> AwardRecord:
    return AwardRecord(
        **{
            "body": "oscars",
            "body_name": "Academy Awards",
            "category": "Directing",
            "film_name": "Heat",
            "year": 1996,
        }
        | fields
    )


def store(*records: AwardRecord, title: int | None = None, source: int | None = None) -> list[Outcome]:
    return store_awards([ToldAward(r, title, source or SourceFactory().pk) for r in records])


def test_the_same_nomination_again_changes_nothing() -> None:
    record = award(nominees=(MANN, PersonRef("Nobody Known")), won=True)
    assert store(record) == [Outcome.STORED]
    assert store(record) == [Outcome.UNCHANGED]
    assert (AwardBody.objects.get().name, Nomination.objects.get().won) == ("Academy Awards", True)
    assert [(n.name, n.person_id is not None) for n in Nominee.objects.all()] == [
        ("Michael Mann", True),
        ("Nobody Known", False),
    ]


def test_a_result_that_becomes_known_changes_it() -> None:
    store(award(won=None))
    assert store(award(won=True)) == [Outcome.CHANGED]
    assert Nomination.objects.get().won is True


def test_a_film_that_is_found_later_is_given_and_never_taken_away() -> None:
    heat = TitleFactory()
    store(award(title=REF))
    assert store(award(title=REF), title=heat.pk) == [Outcome.CHANGED]
    assert store(award(title=REF)) == [Outcome.UNCHANGED]
    assert Nomination.objects.get().title == heat


def test_rows_that_are_alike_to_the_letter_are_each_a_nomination() -> None:
    assert store(award(), award(), award()) == [Outcome.STORED] * 3
    assert store(award(), award(), award()) == [Outcome.UNCHANGED] * 3
    assert len({n.record_key for n in Nomination.objects.all()}) == 3


def test_two_films_of_one_row_are_two_nominations() -> None:
    one, other = (award(film_name="", title=TitleRef(ids=(("imdb", f"tt000000{n}"),))) for n in (1, 2))
    assert store(one, other) == [Outcome.STORED] * 2


def test_the_key_of_an_export_is_kept_and_known_again() -> None:
    record = award(key="abc-2")
    store(record)
    assert Nomination.objects.get().record_key == "abc-2"
    assert store(replace(record, detail="in other words")) == [Outcome.UNCHANGED]


def test_two_sources_may_tell_of_one_nomination() -> None:
    store(award(), source=SourceFactory(slug="a").pk)
    assert store(award(), source=SourceFactory(slug="b").pk) == [Outcome.STORED]


def test_a_bare_nominee_is_joined_to_the_only_one_of_the_name_and_nobody_is_made() -> None:
    ann = PersonFactory(name="Ann Lee")
    for number in (1, 2):
        PersonFactory(name="John Smith", slug=f"john-{number}")
    store(award(nominees=tuple(map(PersonRef, ("ANN LEE", "John Smith", "New Face")))))
    assert [n.person for n in Nominee.objects.all()] == [ann, None, None]
    assert Person.objects.count() == 3


def test_the_pages_of_a_nominated_title_are_drawn_anew_only_for_news() -> None:
    heat = TitleFactory()
    store(award(title=REF), title=heat.pk)
    heat.refresh_from_db()
    version = heat.data_version
    store(award(title=REF), title=heat.pk)
    heat.refresh_from_db()
    assert heat.data_version == version > 1


def placing(**fields: Any) -> PlacingRecord:
    return PlacingRecord(
        **{"list": "best", "list_name": "The Best", "publisher": "Paper", "title": REF, "rank": 3} | fields
    )


def test_a_place_in_a_list_is_stored_once_and_moves() -> None:
    heat, source = TitleFactory(), SourceFactory().pk
    outcomes = [store_placings([ToldPlacing(placing(rank=rank), heat.pk, source)]) for rank in (3, 3, 2)]
    assert outcomes == [[Outcome.STORED], [Outcome.UNCHANGED], [Outcome.CHANGED]]
    assert (TitleList.objects.get().name, ListPlacing.objects.get().rank) == ("The Best", 2)


def test_an_address_that_would_run_a_script_is_not_linked_to() -> None:
    store_placings([ToldPlacing(placing(url="javascript:alert(1)"), TitleFactory().pk, SourceFactory().pk)])
    assert TitleList.objects.get().url == ""


def test_a_relation_that_anybody_told_is_there_once() -> None:
    one, other = TitleFactory().pk, TitleFactory().pk
    told = RelationRecord(REF, "remake_of", REF)
    outcomes = [store_relations([ToldRelation(told, one, other, SourceFactory(slug=s).pk)]) for s in "ab"]
    assert outcomes == [[Outcome.STORED], [Outcome.UNCHANGED]]
    assert Relation.objects.get().source.slug == "a"
