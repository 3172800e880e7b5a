"""Which title of the catalogue a row means: by every id, by its place, by its names; in few queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daybill.apps.catalogue.finding import Finder, Found, WrongType
from daybill.apps.catalogue.models import Title, TitleRedirect, TitleWord
from daybill.domain.matching import Match, Verdict
from daybill.domain.records import TitleRef
from daybill.domain.words import title_words
from tests.factories import (
    EpisodeFactory,
    SeasonFactory,
    SeriesFactory,
    SourceFactory,
    TitleFactory,
    TitleIdFactory,
    TitleNameFactory,
)

pytestmark = pytest.mark.django_db


def ref(name: str = "", year: int | None = None, **more: Any) -> TitleRef:
    return TitleRef(name=name, years=frozenset({year} if year else ()), **{"type": "movie"} | more)


def find(*refs: TitleRef, may_create: bool = False) -> list[Found]:
    found = Finder(may_create=may_create).find(refs)
    return [found[one] for one in refs]


def title_of(one: TitleRef) -> int | None:
    [match] = find(one)
    assert isinstance(match, Match)
    return match.title


@pytest.mark.parametrize(
    ("scheme", "value"),
    [("tmdb", "949"), ("wikidata", "Q42198"), ("justwatch", "tm84618"), ("eidr", "10.5240/0000-0000-0000-0000-0000-0")],
)  # fmt: skip
def test_a_title_is_found_by_the_id_of_any_scheme(scheme: str, value: str) -> None:
    heat = TitleIdFactory(scheme=scheme, value=value).title
    assert title_of(ref(ids=((scheme, value),))) == heat.pk


def test_a_title_is_found_by_its_imdb_id_whether_as_id_or_as_key() -> None:
    heat = TitleFactory(imdb_id="tt0113277")
    assert title_of(ref(ids=(("imdb", "tt0113277"),))) == heat.pk
    assert title_of(ref(key="tt0113277")) == heat.pk


def test_a_title_is_found_by_what_its_source_calls_it() -> None:
    heat = TitleFactory(record_key="movielens:6")
    assert title_of(ref(key="movielens:6")) == heat.pk


def test_a_film_and_a_series_of_one_tmdb_number_are_told_apart() -> None:
    film = TitleIdFactory(scheme="tmdb", value="949").title
    series = TitleIdFactory(scheme="tmdb", value="949", title=SeriesFactory()).title
    told = (("tmdb", "949"),)
    assert [title_of(ref(ids=told, type=kind)) for kind in ("movie", "series")] == [film.pk, series.pk]
    [either] = find(ref(ids=told, type=""))
    assert isinstance(either, Match)
    assert (either.verdict, len(either.judgements)) == (Verdict.HELD, 2)


def test_a_tmdb_number_of_a_film_is_not_that_of_a_series() -> None:
    TitleIdFactory(scheme="tmdb", value="949")
    [match] = find(ref("Heat", 2020, ids=(("tmdb", "949"),), type="series"), may_create=True)
    assert isinstance(match, Match)
    assert match.verdict is Verdict.NEW


def test_an_id_that_stands_for_another_type_is_refused() -> None:
    TitleFactory(imdb_id="tt0113277")
    [wrong] = find(ref(ids=(("imdb", "tt0113277"),), type="series"))
    assert isinstance(wrong, WrongType)
    assert wrong.reason == "imdb tt0113277 is a movie here, and a series in this row."


def test_ids_of_two_titles_are_a_question() -> None:
    one, other = TitleFactory(imdb_id="tt0113277"), TitleIdFactory(scheme="tmdb", value="949").title
    [held] = find(ref(ids=(("imdb", "tt0113277"), ("tmdb", "949"))))
    assert isinstance(held, Match)
    assert held.reason == "its ids belong to two titles"
    assert [j.candidate for j in held.judgements] == [one.pk, other.pk]


def test_the_ids_of_a_merged_title_lead_to_the_one_that_was_kept() -> None:
    kept = TitleFactory()
    TitleRedirect.objects.create(
        title=kept, type="movie", slug="gone-1995", old_id=9, imdb_id="tt0000009", record_key="x:9"
    )
    assert title_of(ref(ids=(("imdb", "tt0000009"),))) == kept.pk
    assert title_of(ref(key="x:9")) == kept.pk
    assert title_of(ref(key="daybill:movie/gone-1995")) == kept.pk


def test_our_own_key_is_a_title_s_address() -> None:
    heat = TitleFactory(name="Heat", slug="heat-1995")
    SeriesFactory(name="Heat", slug="heat-1995")
    assert title_of(ref(key="daybill:movie/heat-1995")) == heat.pk


def test_more_own_keys_than_a_query_takes_conditions_are_found() -> None:
    heat = TitleFactory(slug="heat-1995")
    refs = [ref(key=f"daybill:movie/film-{n}") for n in range(3000)]
    assert find(*refs, ref(key="daybill:movie/heat-1995"))[-1] == Match(
        Verdict.FOUND, heat.pk, 100, "by its id"
    )


def test_seasons_and_episodes_are_found_by_their_place() -> None:
    series = TitleIdFactory(scheme="tmdb", value="1396", title=SeriesFactory()).title
    season = SeasonFactory(parent=series, number=2, slug="s2")
    episode = EpisodeFactory(parent=season, number=3, slug="s2e3")
    whole = TitleRef(ids=(("tmdb", "1396"),), type="series")
    second = TitleRef(type="season", parent=whole, number=2)
    assert title_of(second) == season.pk
    assert title_of(TitleRef(type="episode", parent=second, number=3)) == episode.pk
    [missing] = find(TitleRef(type="episode", parent=second, number=4))
    assert isinstance(missing, Match)
    assert missing.verdict is Verdict.HELD
    [made] = find(TitleRef(type="episode", parent=second, number=4), may_create=True)
    assert isinstance(made, Match)
    assert made.verdict is Verdict.NEW


def test_a_part_of_what_is_not_here_is_held() -> None:
    [held] = find(TitleRef(type="season", parent=TitleRef(name="Heat", type="series"), number=1))
    assert isinstance(held, Match)
    assert (held.verdict, held.reason) == (Verdict.HELD, "Heat is not here")


def test_a_title_is_found_by_any_of_its_names_and_the_row_s() -> None:
    heat = TitleFactory(name="Heat", year=1995)
    TitleNameFactory(title=heat, name="Chaleur")
    assert title_of(ref("CHALEUR!", 1995)) == heat.pk
    assert title_of(ref("Unknown", 1995, other_names=("chaleur",))) == heat.pk


def test_years_and_people_of_every_source_count() -> None:
    heat = TitleFactory(name="Heat", year=1995)
    words = title_words(year=1996, credits=[{"name": "Michael Mann", "role": "director"}])
    TitleWord.objects.create(title=heat, source=SourceFactory(), words=words)
    assert title_of(ref("Heat", 1996)) == heat.pk
    assert title_of(ref("Heat", 1997, directors=("Michael Mann",))) == heat.pk
    assert title_of(ref("Heat", 1995, directors=("Paul Feig",))) is None


def test_a_title_with_another_id_of_the_scheme_is_another_title() -> None:
    TitleFactory(name="Heat", year=1995, imdb_id="tt0113277")
    [match] = find(ref("Heat", 1995, ids=(("imdb", "tt0000001"),)), may_create=True)
    assert isinstance(match, Match)
    assert match.verdict is Verdict.NEW


def test_one_of_several_ids_of_a_scheme_that_a_merge_left_is_enough() -> None:
    heat = TitleFactory(name="Heat", year=1995)
    for value in ("949", "950"):
        TitleIdFactory(title=heat, scheme="tmdb", value=value)
    told = ref("Heat", 1995, ids=(("tmdb", "949"), ("imdb", "tt0113277")))
    assert title_of(told) == heat.pk


def test_a_cut_name_is_completed() -> None:
    oceans = TitleFactory(name="Ocean's Eleven", year=2001)
    words = title_words(year=2001, credits=[{"name": "Steven Soderbergh", "role": "director"}])
    TitleWord.objects.create(title=oceans, source=SourceFactory(), words=words)
    TitleFactory(name="Oceans Apart", year=2001)
    told = ref("Ocean", 2001, directors=("Steven Soderbergh",), may_be_cut=True)
    assert title_of(told) == oceans.pk


def test_rows_of_one_batch_that_mean_one_new_title_say_so() -> None:
    one = ref("Heat", 1995, ids=(("imdb", "tt0113277"), ("justwatch", "tm1")))
    by_second_id = ref("Heat", 1995, ids=(("justwatch", "tm1"),))
    by_name = ref("HEAT", 1995)
    other = ref("Heat", 1986)
    found = find(one, by_second_id, by_name, other, may_create=True)
    assert [f.verdict for f in found if isinstance(f, Match)] == [Verdict.NEW] * 4
    assert [f.like for f in found if isinstance(f, Match)] == [None, one, one, None]


def test_an_id_that_a_row_of_the_batch_teaches_tells_its_title_from_a_namesake() -> None:
    """The Gold Rush of 1925 and its version of 1942, of which an award names the year."""
    first = TitleFactory(name="The Gold Rush", year=1942, imdb_id="tt0015864")
    known = ref("The Gold Rush", 1925, ids=(("imdb", "tt0015864"), ("justwatch", "tm1")))
    [found, other] = find(known, ref("The Gold Rush", 1942, ids=(("justwatch", "tm2"),)), may_create=True)
    assert isinstance(found, Match)
    assert isinstance(other, Match)
    assert (found.title, other.verdict) == (first.pk, Verdict.NEW)


def test_an_id_of_another_type_in_one_batch_is_refused() -> None:
    film, series = (ref("Heat", 1995, ids=(("imdb", "tt0113277"),), type=t) for t in ("movie", "series"))
    [_, wrong] = find(film, series, may_create=True)
    assert isinstance(wrong, WrongType)


def test_a_held_row_names_no_title_that_is_not_here_yet() -> None:
    TitleFactory(name="Heat", year=1995)
    found = find(
        ref("Heat", 1995, ids=(("tmdb", "1"),)),
        ref("Heat", 2010, ids=(("tmdb", "2"),)),
        ref("Heat", 2011, directors=("Ann Lee",)),
        may_create=True,
    )
    held = found[-1]
    assert isinstance(held, Match)
    assert held.verdict is Verdict.HELD
    assert all(j.candidate > 0 for j in held.judgements)


def batch(start: int, size: int) -> list[TitleRef]:
    refs: list[TitleRef] = []
    for n in range(start, start + size):
        whole = TitleRef(ids=(("tmdb", str(10_000 + n)),), type="series")
        refs += [
            ref(f"Film {n}", 1995, ids=(("imdb", f"tt{n:07}"), ("tmdb", str(n))), key=f"x:{n}"),
            ref(f"Named {n}", 1995, may_be_cut=True, directors=("Ann Lee",)),
            ref(key=f"daybill:movie/film-{n}"),
            TitleRef(type="season", parent=whole, number=1),
        ]
    return refs


def test_the_number_of_queries_does_not_follow_the_size_of_a_batch() -> None:
    Title.objects.bulk_create(
        [
            Title(type="movie", name=f"Named {n}", search_key=f"named {n}", slug=f"film-{n}", year=1995)
            for n in range(300)
        ]
    )
    counts = []
    for size in (2, 250):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            Finder(may_create=True).find(batch(0, size))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 40
