"""What sources say of a title: cleaned, put together, and read for what is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.errors import InvalidRecord
from daybill.domain.records import SourceRecord, TitleWords
from daybill.domain.showing import Said, shown
from daybill.domain.words import (
    MOST_MINUTES,
    MOST_VOTES,
    gather,
    plausible_year,
    popularity,
    renew,
    title_words,
    years_of,
)


def said(slug: str, rank: int = 50, *, ranks: dict[str, int] | None = None, **words: Any) -> Said:
    return Said(SourceRecord(slug, slug, ranks={"": rank} | (ranks or {})), title_words(**words))


ANN = {"name": "Ann", "role": "actor"}


@pytest.mark.parametrize(
    ("field", "value", "clean"),
    [
        ("name", "  He\u200bat \n", "He at"),
        ("name", None, None),
        ("year", "1995.0", 1995),
        ("year", 0, None),
        ("year", "1927/28", "1927/28"),
        ("year", "1999/2000", "1999/00"),
        ("end_year", "1999", 1999),
        ("runtime_minutes", 170, 170),
        ("runtime_minutes", MOST_MINUTES, MOST_MINUTES),
        ("season_count", "", None),
        ("popularity", 60, 60.0),
        ("genres", ["crime", "crime"], ["crime"]),
        ("countries", ["US"], ["US"]),
        ("languages", ["en", "haw"], ["en", "haw"]),
        ("names", [{"name": "Hitze", "country": "DE"}, {"name": " "}], [{"name": "Hitze", "country": "DE"}]),
        ("certifications", [{"country": "AU", "value": "M"}], [{"country": "AU", "value": "M"}]),
        ("ratings", [{"value": 8.3, "votes": 9}], [{"value": "8.3", "scale": 10, "votes": 9}]),
        ("ratings", [{"value": 0}], None),
        ("credits", [ANN | {"position": 99_999}], [ANN | {"position": 32_000}]),
        ("credits", [{"name": "", "role": "actor"}], None),
    ],
)  # fmt: skip
def test_a_word_is_made_clean(field: str, value: Any, clean: Any) -> None:
    assert title_words(**{field: value}).get(field) == clean


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nmae", "Heat"),
        ("name", "x" * 401),
        ("name", "ﷺ" * 100),
        ("name", "&" * 399),
        ("year", "soon"),
        ("year", 1869),
        ("year", 2513),
        ("year", "1927/30"),
        ("end_year", 2101),
        ("runtime_minutes", MOST_MINUTES + 1),
        ("runtime_minutes", "170"),
        ("runtime_minutes", True),
        ("season_count", -1),
        ("popularity", 1001),
        ("popularity", True),
        ("genres", ["Crime!"]),
        ("genres", [["crime"][0], 7]),
        ("countries", ["UK"]),
        ("languages", ["English"]),
        ("names", ["Hitze"]),
        ("names", [{"name": "Hitze", "language": "DE"}]),
        ("certifications", [{"country": "AU", "value": "x" * 21}]),
        ("certifications", [{"value": "M"}]),
        ("ratings", [{"value": "11"}]),
        ("ratings", [{"value": "nan"}]),
        ("ratings", [{"value": "high"}]),
        ("ratings", [{"value": True, "scale": 1000}]),
        ("ratings", [{"value": 8, "votes": MOST_VOTES + 1}]),
        ("ratings", [{"value": 8, "votes": "many"}]),
        ("ratings", [{"value": 8, "as_of": "yesterday"}]),
        ("credits", [{"name": "Ann", "role": "cook"}]),
        ("credits", [{"name": "x" * 201, "role": "actor"}]),
        ("credits", [{"name": "Ann", "role": "actor", "position": "first"}]),
        ("credits", [{"name": "Ann", "role": "actor", "ids": ["nm1"]}]),
    ],
)
def test_a_word_that_cannot_be_is_refused_by_its_field(field: str, value: Any) -> None:
    with pytest.raises(InvalidRecord) as refused:
        title_words(**{field: value})
    assert refused.value.reason.endswith(".")


def test_a_year_is_a_whole_number_of_the_age_of_film() -> None:
    assert plausible_year(" 1995.0 ") == 1995
    with pytest.raises(InvalidRecord, match="1870 to 2100"):
        plausible_year(2513)


def test_a_season_that_spans_two_years_stands_for_either() -> None:
    assert years_of(title_words(year="1927/28")) == {1927, 1928}
    assert years_of({}) == frozenset()


def test_popularity_grows_with_votes_and_prefers_imdb_s() -> None:
    assert popularity() == 0
    assert popularity(imdb_votes=999_999) == 60.0
    assert popularity(tmdb_votes=1000) == popularity(imdb_votes=200_000)
    assert popularity(imdb_votes=10, tmdb_votes=10**6) == popularity(imdb_votes=10)


def test_two_rows_of_one_table_join_their_lists_and_the_first_value_stands() -> None:
    one, other = (
        title_words(year=1995, genres=["crime"]),
        title_words(year=1996, genres=["drama", "crime"], name="Heat"),
    )
    assert gather(one, other) == {"year": 1995, "genres": ["crime", "drama"], "name": "Heat"}


def test_what_is_said_again_replaces_and_what_is_left_out_stays() -> None:
    stored = title_words(year=1995, genres=["crime", "drama"], runtime_minutes=170)
    assert renew(stored, title_words(year=1996, genres=["war"])) == {
        "year": 1996,
        "genres": ["war"],
        "runtime_minutes": 170,
    }
    assert renew(stored, title_words(year=1996, name="Heat"), only_missing=True) == {**stored, "name": "Heat"}


def test_the_beginning_of_a_list_is_no_news() -> None:
    stored = title_words(genres=["crime", "drama"])
    assert renew(stored, title_words(genres=["crime"])) == stored
    assert renew(stored, title_words(genres=["drama"])) == {"genres": ["drama"]}


def test_what_the_same_import_has_said_is_added_to() -> None:
    stored = title_words(year=1995, genres=["crime"])
    told = title_words(year=1996, genres=["war"], runtime_minutes=170)
    assert renew(stored, told, before={"genres", "year"}) == {
        "year": 1995,
        "genres": ["crime", "war"],
        "runtime_minutes": 170,
    }


def test_names_of_a_language_that_is_not_spoken_of_stay() -> None:
    stored = title_words(names=[{"name": "Hitze", "language": "de"}, {"name": "Chaleur", "language": "fr"}])
    told = title_words(names=[{"name": "Heat: Krimi", "language": "de"}])
    assert [n["name"] for n in renew(stored, told)["names"]] == ["Chaleur", "Heat: Krimi"]


def test_the_source_of_the_lowest_rank_is_shown_and_the_others_are_claims() -> None:
    seen = shown(
        [said("a", 50, year=1995, name="Heat"), said("b", 10, year=1996), said("c", 5, year="1995/96")]
    )
    assert (seen.single["year"], seen.single["name"]) == (1996, "Heat")
    assert [(f, c.value, c.source, c.is_shown) for f, c in seen.claims] == [
        ("year", "1995", "a", False),
        ("year", "1996", "b", True),
        ("year", "1995/96", "c", False),
    ]


def test_of_two_of_one_rank_the_slug_decides() -> None:
    assert shown([said("b", name="B"), said("a", name="A")]).single["name"] == "A"


def test_a_field_may_have_a_rank_of_its_own() -> None:
    first, second = said("a", 1, ranks={"year": 90}, year=1995, name="A"), said("b", 50, year=1996, name="B")
    assert shown([first, second]).single == {"name": "A", "year": 1996}


def test_other_names_stand_once_and_never_as_the_shown_one() -> None:
    seen = shown(
        [
            said("a", 1, name="Heat", names=[{"name": "Hitze"}]),
            said("b", name="Hitze"),
            said("c", name="Heat"),
        ]
    )
    assert [(word["name"], source) for word, source in seen.names] == [("Hitze", "a")]


def test_an_original_name_that_is_the_name_is_not_shown_twice() -> None:
    assert "original_name" not in shown([said("a", name="Heat", original_name="Heat")]).single


def test_a_credit_that_an_award_proves_completes_a_list_and_replaces_none() -> None:
    cast = said("a", 1, credits=[{"name": "Al Pacino", "role": "actor"}])
    proof = {"role": "actor", "proof": True}
    award = said("b", 50, credits=[{"name": "AL PACINO", **proof}, {"name": "Val Kilmer", **proof}])
    assert [(c["name"], s) for c, s in shown([award, cast]).credits] == [
        ("Al Pacino", "a"),
        ("Val Kilmer", "b"),
    ]


def test_genres_are_those_of_one_source_and_what_an_award_proves() -> None:
    award = said("b", 90, ranks={"proof": 1}, genres=["documentary"])
    assert shown([award, said("a", 1, genres=["crime"]), said("c", 2, genres=["war"])]).genres == [
        "crime",
        "documentary",
    ]


def test_the_users_of_one_service_are_quoted_by_one_source() -> None:
    mine = said("a", 1, ratings=[{"value": "8.3", "of": "imdb"}, {"value": "7.0"}])
    other = said("b", 2, ratings=[{"value": "8.2", "of": "imdb"}])
    assert [(r["value"], s) for r, s in shown([other, mine]).ratings] == [("8.3", "imdb"), ("7.0", "a")]


GENRES = ["crime", "drama", "documentary"]
people = st.sampled_from(["Ann Lee", "ann lee", "Al Pacino", "Val Kilmer"])
name_words = st.fixed_dictionaries(
    {"name": st.sampled_from(["Heat", "Chaleur"])}, optional={"country": st.sampled_from(["FR", "DE"])}
)
certificates = st.fixed_dictionaries({"country": st.just("AU"), "value": st.sampled_from(["M", "MA15+"])})
ratings = st.fixed_dictionaries({"value": st.integers(1, 9)}, optional={"of": st.just("imdb")})
credit_words = st.fixed_dictionaries(
    {"name": people, "role": st.sampled_from(["actor", "director"])},
    optional={"position": st.integers(0, 3), "proof": st.booleans()},
)
words = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["Heat", "Hitze", "HEAT"]),
        "original_name": st.sampled_from(["Heat", "Hitze"]),
        "names": st.lists(name_words, max_size=3),
        "year": st.sampled_from([1995, 1996, "1995/96"]),
        "runtime_minutes": st.integers(1, 3),
        "genres": st.lists(st.sampled_from(GENRES), max_size=2),
        "countries": st.lists(st.sampled_from(["US", "AU"]), max_size=2),
        "certifications": st.lists(certificates, max_size=2),
        "ratings": st.lists(ratings, max_size=2),
        "credits": st.lists(credit_words, max_size=4),
    },
)
ranks = st.dictionaries(st.sampled_from(["", "name", "year", "credits", "proof"]), st.integers(1, 3))


@st.composite
def speakers(draw: st.DrawFn) -> list[Said]:
    slugs = draw(st.lists(st.sampled_from("abcdef"), max_size=4, unique=True))
    day = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 3))
    return [
        Said(SourceRecord(slug, slug, ranks=draw(ranks)), title_words(**draw(words)), draw(day))
        for slug in slugs
    ]


@given(said=speakers(), random=st.randoms())
def test_what_is_shown_does_not_depend_on_the_order_in_which_sources_spoke(
    said: list[Said], random: Any
) -> None:
    before = shown(said)
    random.shuffle(said)
    assert shown(said) == before


@given(stored=words.map(lambda w: title_words(**w)), told=words.map(lambda w: title_words(**w)))
def test_saying_the_same_again_changes_nothing(stored: TitleWords, told: TitleWords) -> None:
    once = renew(stored, told)
    assert renew(once, told) == once
    assert gather(once, told) == gather(gather(once, told), told)
