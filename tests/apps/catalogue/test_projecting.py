"""What is shown of a title follows from every source's word on it, and from nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daybill.apps.catalogue.models import Credit, DataVersion, Person, Source, Title, TitleWord
from daybill.apps.catalogue.projecting import project
from daybill.domain.words import title_words
from tests.factories import SourceFactory, TitleFactory

pytestmark = pytest.mark.django_db


def say(title: Title, slug: str, *, rank: int = 50, **words: Any) -> TitleWord:
    source = SourceFactory(slug=slug)
    Source.objects.filter(pk=source.pk).update(ranks={"": rank})
    return TitleWord.objects.create(title=title, source=source, words=title_words(**words))


def facts(title: Title) -> dict[str, Any]:
    """All that is shown of a title."""
    title.refresh_from_db()
    columns = (
        "name",
        "search_key",
        "original_name",
        "year",
        "end_year",
        "runtime_minutes",
        "season_count",
        "popularity",
    )
    lists = ("names", "genres", "countries", "languages", "certifications", "ratings", "claims", "credits")
    return {name: getattr(title, name) for name in columns} | {
        name: sorted(map(str, getattr(title, name).all())) for name in lists
    }


@pytest.fixture
def heat() -> Title:
    title: Title = TitleFactory(name="heat", slug="heat-1995")
    say(
        title,
        "b",
        rank=50,
        name="Chaleur",
        year=1996,
        runtime_minutes=171,
        ratings=[{"value": "8", "of": "imdb"}],
    )
    say(
        title,
        "a",
        rank=10,
        name="Heat",
        year=1995,
        genres=["crime"],
        countries=["US"],
        languages=["en"],
        certifications=[{"country": "AU", "value": "MA15+"}],
        credits=[{"name": "Michael Mann", "role": "director", "ids": {"imdb": "nm0000520"}}],
        popularity=60,
    )
    return title


def test_the_preferred_source_is_shown_and_the_others_stand_beside_it(heat: Title) -> None:
    project([heat.pk])
    shown = facts(heat)
    assert (shown["name"], shown["search_key"], shown["year"], shown["runtime_minutes"]) == (
        "Heat",
        "heat",
        1995,
        171,
    )
    assert (shown["names"], shown["genres"], shown["certifications"]) == (
        ["Chaleur"],
        ["crime"],
        ["AU MA15+"],
    )
    assert shown["claims"] == ["runtime_minutes: 171", "year: 1995", "year: 1996"]
    assert shown["credits"] == ["Michael Mann, director"]
    assert heat.ratings.get().source.slug == "imdb"
    assert heat.slug == "heat-1995"


def test_writing_it_again_changes_nothing_but_the_versions(heat: Title) -> None:
    project([heat.pk])
    shown, version, people = facts(heat), heat.data_version, Person.objects.count()
    project([heat.pk])
    assert facts(heat) == shown
    assert Person.objects.count() == people
    heat.refresh_from_db()
    assert heat.data_version == version + 1
    assert DataVersion.objects.get(scope="catalogue").number >= 2


def test_what_a_source_takes_back_is_shown_no_more(heat: Title) -> None:
    project([heat.pk])
    TitleWord.objects.get(source__slug="a").delete()
    project([heat.pk])
    shown = facts(heat)
    assert (shown["name"], shown["year"], shown["genres"], shown["credits"]) == ("Chaleur", 1996, [], [])
    assert shown["popularity"] == 0


def test_a_title_of_which_nobody_has_spoken_is_left_alone() -> None:
    title = TitleFactory(name="Heat", year=1995, runtime_minutes=170)
    before = facts(title)
    project([title.pk])
    assert facts(title) == before
    assert before["year"] == 1995


def test_an_id_that_any_source_gives_a_name_counts_for_it_on_that_title(heat: Title) -> None:
    say(heat, "c", rank=1, credits=[{"name": "michael mann", "role": "director"}])
    project([heat.pk])
    assert Credit.objects.get().person.imdb_id == "nm0000520"


def test_namesakes_on_one_title_are_the_same_people_each_time() -> None:
    title = TitleFactory()
    for slug, role, imdb in (("a", "writer", "nm0000001"), ("b", "editor", "nm0000002")):
        say(title, slug, rank=50, credits=[{"name": "Ann Lee", "role": role, "ids": {"imdb": imdb}}])
    say(title, "c", rank=1, credits=[{"name": "Ann Lee", "role": "director"}])
    project([title.pk])
    before = dict(Credit.objects.values_list("role", "person__slug"))
    assert before["writer"] != before["editor"]
    people = Person.objects.count()
    project([title.pk])
    assert Person.objects.count() == people
    assert dict(Credit.objects.values_list("role", "person__slug")) == before


def test_a_title_keeps_its_address_under_another_name(heat: Title) -> None:
    project([heat.pk])
    word = TitleWord.objects.get(source__slug="a")
    word.words = title_words(name="Heat of the City", year=1995)
    word.save()
    project([heat.pk])
    heat.refresh_from_db()
    assert (heat.name, heat.slug) == ("Heat of the City", "heat-1995")


def test_the_number_of_queries_does_not_follow_the_number_of_titles() -> None:
    warm = TitleFactory()
    say(warm, "a", name="Heat")
    project([warm.pk])
    counts = []
    for size in (2, 60):
        titles = [TitleFactory() for _ in range(size)]
        for title in titles:
            say(
                title,
                "a",
                name=title.name,
                genres=["crime"],
                credits=[{"name": f"P {title.pk}", "role": "actor"}],
            )
        with CaptureQueriesContext(connection) as queries:
            project([title.pk for title in titles])
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 50
