"""What readers ask of the catalogue."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daybill.apps.catalogue import queries
from daybill.apps.catalogue.actions import touch
from daybill.apps.catalogue.cards import cards
from daybill.apps.catalogue.models import DataVersion, Title
from tests.factories import CreditFactory, NominationFactory, SeasonFactory, TitleFactory, TitleNameFactory
from tests.web import stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "tt",
        "tt1",
        "tt0113278",
        "0",
        "9" * 19,
        "9" * 400,
        "-1",
        "1.0",
        "١",
        "²",
        "tt0113277\n",
        "TT0113277",
    ],
)
def test_an_id_that_is_none_finds_nothing(db: None, text: str) -> None:
    stage.film(imdb_id="tt0113277")
    assert queries.title_by_id(text) is None


def test_a_title_is_found_by_either_id(db: None) -> None:
    heat = stage.film(imdb_id="tt0113277")
    assert queries.title_by_id("tt0113277") == queries.title_by_id(str(heat.pk)) == heat


def test_a_slug_is_of_its_type(db: None) -> None:
    film, series = stage.film(), stage.film(type="series")
    assert queries.title_by_slug("movie", "heat-1995") == film
    assert queries.title_by_slug("series", "heat-1995") == series
    assert queries.title_by_slug("season", "heat-1995") is None


def test_near_slugs_are_the_best_known_of_the_same_words_five_at_most(db: None) -> None:
    for n in range(8):
        stage.film("Heat", 1990 + n, popularity=n)
    assert [title.year for title in queries.slugs_near("movie", "heat-2020")] == [
        1997,
        1996,
        1995,
        1994,
        1993,
    ]
    assert queries.slugs_near("movie", "zzz") == []
    assert queries.slugs_near("movie", "z" * 5000) == []


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("The Heat", True),
        ("HEAT!", True),
        ("Héat", True),
        ("A Heat", True),
        ("Heats", False),
        ("Dead Heat", False),
    ],
)
def test_same_names_may_differ_in_article_case_and_accent(db: None, name: str, same: bool) -> None:
    heat, other = stage.film(), stage.film(name, 2013)
    assert (other.pk in queries.same_name_ids(heat)) is same
    assert (heat.pk in queries.same_name_ids(other)) is same
    assert heat.pk not in queries.same_name_ids(heat)


def test_a_season_of_the_name_is_not_told_apart(db: None) -> None:
    SeasonFactory(name="Heat")
    assert queries.same_name_ids(stage.film()) == []


def test_works_are_films_and_series_once_each_by_year(db: None) -> None:
    mann, other = stage.person("Michael Mann"), stage.person("Somebody")
    late, early = stage.film("Ali", 2001), stage.film("Thief", 1981)
    for title in (late, early, SeasonFactory()):
        for person in (mann, other):
            CreditFactory(title=title, person=person, role="director")
    assert queries.works_of([mann.pk, other.pk], "director") == [early.pk, late.pk]
    assert queries.works_of([mann.pk], "actor") == []


@pytest.mark.parametrize("query", ["", " ", "!!!", "\x00", "1995", "%", "_"])
def test_a_search_for_nothing_or_odd_things_is_answered(db: None, query: str) -> None:
    stage.film()
    assert queries.search_titles(query).count() == 0
    assert queries.search_people(query) == []


def test_every_word_must_begin_a_word(db: None) -> None:
    stage.film("Dead Heat")
    assert queries.search_titles("heat dea").count() == 1
    assert queries.search_titles("eat").count() == 0
    assert queries.search_titles("heat live").count() == 0


def test_a_title_with_two_matching_names_is_found_once(db: None) -> None:
    heat = stage.film()
    for name in ("Heat again", "Heat still"):
        TitleNameFactory(title=heat, name=name)
    assert [title.pk for title in queries.search_titles("heat")] == [heat.pk]


def test_a_number_as_a_whole_name_is_no_year(db: None) -> None:
    stage.film("1917", 2019)
    assert queries.search_titles("1917").count() == 1
    assert queries.search_titles("1917 2019").count() == 1
    assert queries.search_titles("1917 1995").count() == 0


def test_known_for_names_three_titles_at_most_each_once(db: None) -> None:
    pacino = stage.person("Al Pacino")
    for n in range(5):
        title = stage.film(f"Film {n}", popularity=n)
        for role in ("actor", "director"):
            CreditFactory(title=title, person=pacino, role=role)
    assert queries.known_for([pacino]) == {pacino.pk: ["Film 4", "Film 3", "Film 2"]}
    assert queries.known_for([]) == {}


def test_credited_people_stand_once_in_order_of_billing(db: None) -> None:
    heat = stage.film()
    stage.credit(heat, "Second", position=2)
    stage.credit(heat, "First", position=1, character="Hanna")
    stage.credit(heat, "First", position=7, character="Again", source=stage.source("other"))
    found = queries.title_facts(heat).credited("actor")
    assert [(c.person.name, c.character) for c in found] == [("First", "Hanna"), ("Second", "")]


def test_facts_name_every_source_once(db: None) -> None:
    heat = stage.full_heat()
    assert [source.slug for source in queries.title_facts(heat).sources] == [
        "films-table",
        "other-table",
        "ratings",
    ]


def test_cards_keep_the_order_asked_for_and_leave_out_what_is_not_there(db: None) -> None:
    first, second = stage.film("A", imdb_id="tt0000001"), stage.film("B")
    found = cards([second.pk, 10**9, first.pk, second.pk])
    assert [card.key for card in found] == [f"daybill-{second.pk}", "tt0000001"]
    assert cards([]) == []


def test_a_card_names_two_stars_and_no_person_twice(db: None) -> None:
    heat = stage.film()
    for position, name in enumerate(("Pacino", "De Niro", "Kilmer"), start=1):
        stage.credit(heat, name, position=position)
        stage.credit(heat, name, position=position, source=stage.source("other"))
    [card] = cards([heat.pk])
    assert card.stars == ("Pacino", "De Niro")


@pytest.mark.parametrize("count", [1, 60])
def test_cards_are_four_queries(db: None, count: int) -> None:
    for n in range(count):
        stage.credit(stage.film(f"Film {n}"), f"Actor {n}")
    ids = list(Title.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as asked:
        assert len(cards(ids)) == count
    assert len(asked) == 4


@pytest.mark.parametrize("count", [1, 60])
def test_ceremonies_are_two_queries(db: None, count: int) -> None:
    for n in range(count):
        NominationFactory(year=1996, title=TitleFactory(), category=f"C{n}")
    with CaptureQueriesContext(connection) as asked:
        found = queries.nominations_in("academy-awards", 1996)
        assert [(n.title.name, n.body.name, list(n.nominees.all())) for n in found]
    assert len(asked) == 2


def test_versions_begin_at_nought_and_only_rise(db: None) -> None:
    assert queries.data_versions("a", "b") == (0, 0)
    touch("a")
    touch("a", "b")
    assert queries.data_versions("b", "a", "c") == (1, 2, 0)
    assert DataVersion.objects.count() == 2
