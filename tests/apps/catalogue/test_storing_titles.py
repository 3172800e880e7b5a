"""Titles that are made, the ids they learn, and what is kept of each source's word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from daybill.apps.catalogue.models import Title, TitleId, TitleRedirect, TitleWord
from daybill.apps.catalogue.storing import NewTitle, Outcome, ToldTitle, learn_ids, make_titles, store_words
from daybill.domain.records import TitleRef
from daybill.domain.words import title_words
from tests.factories import SeriesFactory, SourceFactory, TitleFactory, TitleIdFactory

pytestmark = pytest.mark.django_db


def new(name: str, year: int | None = None, *, slug: str = "", popularity: float = 0, **ref: Any) -> NewTitle:
    words = title_words(name=name, year=year, popularity=popularity)
    return NewTitle(TitleRef(**{"type": "movie", "name": name} | ref), words, slug)


def made(*titles: NewTitle) -> list[Title]:
    return [Title.objects.get(pk=pk) for pk in make_titles(titles)]


def told(
    title: Title,
    *,
    ids: dict[str, str] | None = None,
    day: date | None = None,
    before: Any = (),
    **words: Any,
) -> ToldTitle:
    ref = TitleRef(ids=tuple((ids or {}).items()), type=title.type)
    return ToldTitle(title.pk, SourceFactory().pk, title_words(**words), day, ref, frozenset(before))


def test_the_better_known_of_two_namesakes_gets_the_plain_address() -> None:
    low = new("Heat", 1995, popularity=1, ids=(("imdb", "tt0000001"),))
    high = new("Heat", 1995, popularity=60, ids=(("imdb", "tt0000002"),))
    assert [title.slug for title in made(low, high)] == ["heat-1995-tt0000001", "heat-1995"]


def test_an_address_in_use_or_left_behind_by_a_merge_is_not_given_again() -> None:
    kept = TitleFactory(slug="heat-1995")
    TitleRedirect.objects.create(title=kept, type="movie", slug="heat-1996", old_id=9)
    ids = (("tmdb", "949"),)
    slugs = [title.slug for title in made(new("Heat", 1995, ids=ids), new("Heat", 1996, key="x:9"))]
    assert slugs == ["heat-1995-tmdb-949", "heat-1996-x-9"]


def test_addresses_fit_their_column_however_long_a_name_or_key_is() -> None:
    name, key = "Heat " * 79, f"x:{'k' * 190}"
    first, second = made(new(name, 1995, key=f"{key}1"), new(name, 1995, key=f"{key}2"))
    assert first.slug != second.slug
    assert max(len(first.slug), len(second.slug)) <= 120


def test_a_name_without_a_latin_letter_has_an_address() -> None:
    [title] = made(new("幸福", ids=(("tmdb", "7"),)))
    assert title.slug == "tmdb-7"


def test_a_part_takes_its_address_from_its_whole() -> None:
    series = SeriesFactory(slug="the-wire-2002")
    ref = TitleRef(type="season", number=3)
    [pk] = make_titles([NewTitle(ref, title_words(name="Season 3"), parent=series.pk)])
    season = Title.objects.get(pk=pk)
    assert (season.slug, season.parent, season.number) == ("the-wire-2002-3", series, 3)


def test_a_film_and_a_series_of_one_number_have_no_key_in_common() -> None:
    ids = (("tmdb", "949"),)
    film, series = made(new("Heat", 1995, ids=ids), new("Heat", 1995, ids=ids, type="series"))
    assert (film.record_key, series.record_key) == ("tmdb:949", None)
    assert TitleId.objects.filter(value="949").count() == 2


def test_ids_that_another_title_has_are_not_learnt() -> None:
    other = TitleIdFactory(scheme="tmdb", value="949").title
    Title.objects.filter(pk=other.pk).update(imdb_id="tt0113277")
    heat = TitleFactory()
    ref = TitleRef(ids=(("imdb", "tt0113277"), ("tmdb", "949"), ("wikidata", "Q42198")))
    assert learn_ids([(heat.pk, ref)]) == [heat.pk]
    heat.refresh_from_db()
    assert (heat.imdb_id, [str(one) for one in heat.ids.all()]) == (None, ["wikidata:Q42198"])
    assert learn_ids([(heat.pk, ref)]) == []


def test_of_two_titles_told_one_id_in_a_batch_the_first_has_it() -> None:
    one, other = TitleFactory(), TitleFactory()
    ref = TitleRef(ids=(("imdb", "tt0113277"), ("tmdb", "949")))
    assert learn_ids([(one.pk, ref), (other.pk, ref)]) == [one.pk]


def test_a_first_word_on_a_title_that_is_here_changes_it_and_the_same_again_does_not() -> None:
    heat = TitleFactory(name="Heat")
    assert store_words([told(heat, name="Heat", year=1995)]) == [Outcome.CHANGED]
    assert store_words([told(heat, name="Heat", year=1995)]) == [Outcome.UNCHANGED]
    assert store_words([told(heat, name="Heat", year=1996)]) == [Outcome.CHANGED]
    assert Title.objects.get().year == 1996


def test_a_new_id_alone_is_a_change() -> None:
    heat = TitleFactory(name="Heat")
    store_words([told(heat, name="Heat")])
    assert store_words([told(heat, name="Heat", ids={"tmdb": "949"})]) == [Outcome.CHANGED]


def test_a_word_of_an_earlier_day_only_fills_gaps() -> None:
    heat = TitleFactory(name="Heat")
    store_words([told(heat, day=date(2026, 3, 1), year=1995)])
    store_words([told(heat, day=date(2026, 2, 1), year=1996, runtime_minutes=170)])
    heat.refresh_from_db()
    assert (heat.year, heat.runtime_minutes) == (1995, 170)
    assert TitleWord.objects.get().as_of == date(2026, 3, 1)


def test_rows_of_one_title_in_a_batch_are_one_word_of_the_latest_day() -> None:
    heat = TitleFactory(name="Heat")
    rows = [
        told(heat, day=date(2026, 3, 2), genres=["crime"]),
        told(heat, day=date(2026, 3, 1), genres=["drama"]),
    ]
    assert store_words(rows) == [Outcome.CHANGED] * 2
    word = TitleWord.objects.get()
    assert (word.words["genres"], word.as_of) == (["crime", "drama"], date(2026, 3, 2))


def test_what_an_earlier_batch_of_the_import_said_is_added_to() -> None:
    heat = TitleFactory(name="Heat")
    store_words([told(heat, genres=["crime"], year=1995)])
    store_words([told(heat, genres=["drama"], year=1996, before={"genres", "year"})])
    assert TitleWord.objects.get().words == {"genres": ["crime", "drama"], "year": 1995}


def test_the_ids_of_every_row_of_a_new_title_are_learnt() -> None:
    [title] = made(new("Heat", 1995, ids=(("justwatch", "tm1"),)))
    store_words([told(title, name="Heat", ids={"imdb": "tt0113277"})], fresh=[title.pk])
    title.refresh_from_db()
    assert title.imdb_id == "tt0113277"
