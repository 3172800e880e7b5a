"""Which title a row is about: by its name, year and people, and never by a guess."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.identity import normalise_name
from daybill.domain.matching import (
    AMBIGUOUS,
    CERTAIN,
    CONTRADICTED,
    NAME_ONLY,
    SOLE,
    UNKNOWN,
    Candidate,
    Verdict,
    can_complete,
    contradicts,
    decide,
    judge,
)
from daybill.domain.records import TitleRef


def film(
    number: int, name: str, year: int | None, director: str = "", *, kind: str = "movie", **people: str
) -> Candidate:
    return Candidate(
        number,
        kind,
        frozenset({normalise_name(name)}),
        frozenset({year} if year else ()),
        directors=frozenset({normalise_name(director)} if director else ()),
        **{trade: frozenset({normalise_name(name)}) for trade, name in people.items()},
    )


def wanted(name: str, year: int | None = None, director: str = "", **more: Any) -> TitleRef:
    return TitleRef(
        name=name,
        years=frozenset({year} if year else ()),
        directors=(director,) if director else (),
        **{"type": "movie"} | more,
    )


def test_an_equal_year_finds_the_only_title_of_the_name() -> None:
    # Only titles that share the name are candidates at all.
    found = decide(wanted("HEAT!", 1995), [film(1, "Heat", 1995), film(2, "Heat", 1986)])
    assert (found.verdict, found.title, found.score) == (Verdict.FOUND, 1, CERTAIN)
    missed = decide(wanted("Heat", 2013), [film(1, "Heat", 1995), film(2, "Heat", 1986)])
    assert (missed.verdict, missed.reason) == (Verdict.HELD, UNKNOWN)


def test_between_two_of_one_name_and_year_the_director_decides_or_nobody() -> None:
    both = [film(1, "Robin Hood", 1991, "John Irvin"), film(2, "Robin Hood", 1991, "Kevin Reynolds")]
    assert decide(wanted("Robin Hood", 1991, "john irvin"), both).title == 1
    held = decide(wanted("Robin Hood", 1991), both)
    assert (held.verdict, held.reason) == (Verdict.HELD, AMBIGUOUS)
    assert [j.candidate for j in held.judgements] == [1, 2]


def test_another_director_contradicts() -> None:
    held = decide(wanted("Prada", 2006, "David Fincher"), [film(1, "Prada", 2006, "David Frankel")])
    assert (held.verdict, held.reason) == (Verdict.HELD, CONTRADICTED)


def test_another_order_and_spelling_of_a_name_does_not_contradict() -> None:
    candidate = film(1, "My Sassy Girl", 2001, "Kwak Jae-yong")
    assert decide(wanted("My Sassy Girl", 2001, "Jae-young Kwak"), [candidate]).title == 1


def test_a_shared_first_name_is_not_one_person() -> None:
    assert contradicts(wanted("x", 2000, "David Fincher"), film(1, "x", 2000, "David Frankel"))
    assert not contradicts(wanted("x", 2000, "Fincher"), film(1, "x", 2000, "David Fincher"))


def test_people_known_only_of_other_trades_contradict_nothing() -> None:
    candidate = film(1, "Heat", 1995, others="Elliot Goldenthal")
    assert not contradicts(wanted("Heat", 1995, "Michael Mann"), candidate)


def test_a_cast_contradicts_where_no_directors_are_known() -> None:
    candidate = film(1, "Heat", 1986, actors="Burt Reynolds")
    assert contradicts(TitleRef(name="Heat", actors=("Al Pacino",)), candidate)
    assert not contradicts(TitleRef(name="Heat", actors=("B. Reynolds",)), candidate)


def test_directors_that_agree_are_not_undone_by_a_cast_that_does_not() -> None:
    candidate = film(1, "Heat", 1995, "Michael Mann", actors="Val Kilmer")
    assert not contradicts(
        TitleRef(name="Heat", directors=("Michael Mann",), actors=("Nobody Here",)), candidate
    )


@pytest.mark.parametrize(
    ("ref", "is_found"),
    [
        (wanted("Casablanca", 1943), False),
        (wanted("Casablanca", 1943, "Michael Curtiz"), True),
        (wanted("Casablanca", 1943, is_sole=True), True),
        (wanted("Casablanca", 1943, "Somebody Else", is_sole=True), False),
        (wanted("Casablanca", 1944, is_sole=True), False),
        (wanted("Casablanca", 1944, "Michael Curtiz"), False),
    ],
)
def test_a_year_off_by_one_needs_a_witness_or_the_only_name(ref: TitleRef, is_found: bool) -> None:
    found = decide(ref, [film(1, "Casablanca", 1942, "Michael Curtiz")])
    assert (found.title == 1) is is_found
    assert (found.verdict is Verdict.FOUND) is is_found


def test_the_only_name_of_its_table_is_not_the_only_one_where_two_titles_bear_it() -> None:
    both = [film(1, "Casablanca", 1942), film(2, "Casablanca", 1974)]
    assert decide(wanted("Casablanca", 1943, is_sole=True), both).verdict is Verdict.HELD


def test_a_series_of_the_name_is_no_rival_of_a_film() -> None:
    both = [film(1, "Casablanca", 1942), film(2, "Casablanca", 1943, kind="series")]
    assert decide(wanted("Casablanca", 1943, is_sole=True), both).title == 1
    assert decide(wanted("Casablanca", 1943, type="series"), both).title == 2


def test_a_row_that_tells_no_type_takes_films_and_series_alike() -> None:
    both = [film(1, "Fargo", 1996), film(2, "Fargo", 2014, kind="series")]
    assert decide(wanted("Fargo", 2014, type=""), both).title == 2


def test_a_name_without_a_year_needs_a_witness() -> None:
    candidate = film(1, "Heat", 1995, "Michael Mann")
    assert decide(wanted("Heat"), [candidate]).verdict is Verdict.HELD
    assert decide(wanted("Heat", None, "Michael Mann"), [candidate]).title == 1


def test_a_series_goes_by_the_year_it_began_and_needs_a_witness_under_a_later_one() -> None:
    series = film(1, "The Office", 2005, kind="series", actors="Steve Carell")
    assert decide(wanted("The Office", 2010, type="series"), [series]).verdict is Verdict.HELD
    with_cast = TitleRef(name="The Office", years=frozenset({2010}), type="series", actors=("Steve Carell",))
    assert decide(with_cast, [series]).title == 1


def test_a_name_cut_at_its_apostrophe_is_completed_by_year_and_director() -> None:
    candidate = film(1, "Ocean's Eleven", 2001, "Steven Soderbergh")
    ref = wanted("Ocean", 2001, "Steven Soderbergh", may_be_cut=True)
    assert decide(ref, [candidate]).title == 1
    assert decide(wanted("Ocean", 2001, may_be_cut=True), [candidate]).verdict is Verdict.HELD
    assert decide(wanted("Ocean", 2001, "Somebody Else"), [candidate]).verdict is Verdict.HELD


def test_a_cut_name_of_another_year_is_nobody_s() -> None:
    ref = wanted("Ocean", 2000, may_be_cut=True, is_sole=True)
    assert decide(ref, [film(1, "Ocean's Eleven", 2001)]).verdict is Verdict.HELD


def test_a_cut_name_goes_on_with_an_apostrophe_and_nothing_else() -> None:
    assert can_complete("Ocean's Eleven", "ocean")
    assert can_complete("Don’t Look Up", "Don")
    assert not can_complete("Oceans Apart", "Ocean")


def test_a_bare_name_is_held_whatever_is_found() -> None:
    held = decide(TitleRef(name="Heat", is_name_only=True), [film(1, "Heat", 1995)], may_create=True)
    assert (held.verdict, held.reason, held.title) == (Verdict.HELD, NAME_ONLY, None)
    assert [j.candidate for j in held.judgements] == [1]


def test_what_nothing_fits_is_new_only_where_titles_may_be_made() -> None:
    assert decide(wanted("Heat", 1995), [], may_create=True).verdict is Verdict.NEW
    assert decide(wanted("Heat", 1995), []).verdict is Verdict.HELD


def test_what_may_be_a_title_that_is_here_is_not_made_anew() -> None:
    assert decide(wanted("Heat", 1996), [film(1, "Heat", 1995)], may_create=True).verdict is Verdict.HELD
    assert decide(wanted("Heat", 2013), [film(1, "Heat", 1995)], may_create=True).verdict is Verdict.NEW


def test_either_name_of_a_row_is_its_name() -> None:
    ref = wanted("Kagemusha (The Shadow Warrior)", 1980, other_names=("Kagemusha", "The Shadow Warrior"))
    assert decide(ref, [film(1, "Kagemusha", 1980)]).title == 1


NAMES = st.sampled_from(["Heat", "The Heat", "Ocean", "Oceans Eleven"])
PEOPLE = st.sampled_from(["Michael Mann", "Mann Michael", "Paul Feig", "Feig", "Ann Lee"])
YEARS = st.integers(1994, 1998)
groups = st.frozensets(PEOPLE, max_size=2)
candidates = st.lists(
    st.builds(
        Candidate,
        st.integers(1, 50),
        st.sampled_from(["movie", "series"]),
        st.frozensets(NAMES.map(normalise_name), min_size=1, max_size=2),
        st.frozensets(YEARS, max_size=2),
        groups.map(lambda people: frozenset(map(normalise_name, people))),
        groups.map(lambda people: frozenset(map(normalise_name, people))),
    ),
    max_size=5,
    unique_by=lambda candidate: candidate.id,
)
refs = st.builds(
    TitleRef,
    name=NAMES,
    years=st.frozensets(YEARS, max_size=2),
    type=st.sampled_from(["", "movie", "series"]),
    directors=groups.map(tuple),
    actors=groups.map(tuple),
    is_sole=st.booleans(),
    may_be_cut=st.booleans(),
    is_name_only=st.booleans(),
)


@given(ref=refs, found=candidates, may_create=st.booleans(), random=st.randoms())
def test_the_order_of_candidates_changes_nothing(
    ref: TitleRef, found: list[Candidate], may_create: bool, random: Any
) -> None:
    before = decide(ref, found, may_create=may_create)
    random.shuffle(found)
    assert decide(ref, found, may_create=may_create) == before


@given(ref=refs, found=candidates, may_create=st.booleans())
def test_only_a_certain_or_a_sole_candidate_is_taken(
    ref: TitleRef, found: list[Candidate], may_create: bool
) -> None:
    match = decide(ref, found, may_create=may_create)
    assert (match.title is not None) is (match.verdict is Verdict.FOUND)
    if match.verdict is Verdict.FOUND:
        assert match.score >= CERTAIN or (ref.is_sole and match.score >= SOLE)
        assert match.title in {candidate.id for candidate in found}
    if match.verdict is Verdict.NEW:
        assert may_create


@given(ref=refs, candidate=candidates.filter(bool).map(lambda found: found[0]))
def test_a_score_is_from_0_to_100_and_says_why(ref: TitleRef, candidate: Candidate) -> None:
    judgement = judge(ref, candidate)
    assert 0 <= judgement.score <= 100
    assert judgement.reason
