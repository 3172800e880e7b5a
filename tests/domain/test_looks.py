"""Looks in any order give the runs that the definition names."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.looks import Change, Looked, Run, look, see

FIRST = date(2026, 1, 1)
TERMS = "abc"
Found = dict[int, frozenset[str]]
Methods = dict[int, str]


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def number(value: date | None) -> int | None:
    return None if value is None else (value - FIRST).days


class Way:
    """A way that takes in observations and keeps the complete looks at it."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.looks: list[Looked] = []

    def look(self, at: int, found: Iterable[Hashable], method: str = "") -> Change:
        looked = Looked(day(at), method)
        change = look(self.runs, looked, set(found), self.looks, make=Run)
        if all(one.day != looked.day for one in self.looks):
            self.looks = sorted([*self.looks, looked])
        return change

    def see(self, terms: Hashable, first: int, last: int | None = None) -> Change:
        return see(self.runs, terms, day(first), day(first if last is None else last), self.looks, make=Run)[
            1
        ]

    def told(self) -> list[tuple[Any, ...]]:
        return sorted(
            (
                run.terms,
                number(run.first_seen),
                number(run.last_seen),
                number(run.began_after),
                number(run.ended_by),
                run.began_by_method,
                run.ended_by_method,
                (run.follows.terms, number(run.follows.last_seen)) if run.follows else None,
            )
            for run in self.runs
        )

    def spans(self) -> list[tuple[Any, ...]]:
        return [one[:5] for one in self.told()]


def defined(found: Found, methods: Methods) -> list[tuple[Any, ...]]:
    """The runs of complete looks, from the definition alone; without what follows what."""
    days = sorted(found)
    runs = []
    for terms in sorted(set().union(*found.values())):
        there = [terms in found[one] for one in days]
        for place, one in enumerate(days):
            if not there[place] or (place and there[place - 1]):
                continue
            stop = next((p for p in range(place, len(days)) if not there[p]), len(days))
            before = days[place - 1] if place else None
            after = days[stop] if stop < len(days) else None
            last = days[stop - 1]
            by_method = before is not None and methods[before] != methods[one]
            ended_by_method = after is not None and methods[last] != methods[after]
            runs.append(
                (
                    *(terms, one, last, None if by_method else before),
                    *(None if ended_by_method else after, by_method, ended_by_method),
                )
            )
    return sorted(runs, key=str)


several = st.dictionaries(st.integers(0, 12), st.frozensets(st.sampled_from(TERMS)), min_size=1, max_size=9)
single = st.dictionaries(
    st.integers(0, 12), st.frozensets(st.sampled_from(TERMS), max_size=1), min_size=1, max_size=9
)


def fed(found: Found, order: Sequence[int], methods: Methods) -> Way:
    way = Way()
    for one in order:
        way.look(one, found[one], methods[one])
    return way


@st.composite
def histories(draw: st.DrawFn, found: st.SearchStrategy[Found] = several) -> tuple[Found, list[int], Methods]:
    """What looks found, an order to hear of them in, and a method that changes at most once."""
    history = draw(found)
    changed = draw(st.none() | st.integers(0, 12))
    methods = {one: "new" if changed is not None and one >= changed else "old" for one in history}
    return history, draw(st.permutations(sorted(history))), methods


@given(histories())
def test_looks_in_any_order_give_the_runs_of_the_definition(history: Any) -> None:
    found, order, methods = history
    assert sorted((run[:7] for run in fed(found, order, methods).told()), key=str) == defined(found, methods)


@given(histories())
def test_looks_in_any_order_give_the_runs_they_give_in_order_and_the_same_follow(history: Any) -> None:
    found, order, methods = history
    assert fed(found, order, methods).told() == fed(found, sorted(found), methods).told()


@given(histories(), st.data())
def test_a_look_taken_in_twice_tells_nothing_more(history: Any, data: st.DataObject) -> None:
    found, order, methods = history
    way = fed(found, order, methods)
    before = way.told()
    again = data.draw(st.sampled_from(order))
    assert way.look(again, found[again], methods[again]) is Change.NONE
    for terms in found[again]:
        assert way.see(terms, again) is Change.NONE
    assert way.told() == before


@given(histories(), st.data())
def test_two_looks_on_one_day_find_together_what_each_found(history: Any, data: st.DataObject) -> None:
    found, order, methods = history
    parts = [(one, data.draw(st.frozensets(st.sampled_from(sorted(found[one]) or "x")))) for one in order]
    parts += [(one, found[one]) for one in order]
    way = Way()
    for one, part in data.draw(st.permutations(parts)):
        way.look(one, part & found[one], methods[one])
    assert way.told() == fed(found, order, methods).told()


@given(histories(single), st.data())
def test_single_sightings_on_looked_days_change_nothing_the_looks_would_not_tell(
    history: Any, data: st.DataObject
) -> None:
    found, order, methods = history
    sightings = data.draw(st.lists(st.sampled_from(order)))
    way = Way()
    for one in [*sightings, *order]:
        if one in sightings:
            for terms in found[one]:
                way.see(terms, one)
    for one in order:
        way.look(one, found[one], methods[one])
    assert way.told() == fed(found, order, methods).told()


@given(st.sets(st.integers(0, 12), min_size=1), st.data())
def test_sightings_of_terms_that_change_each_time_may_come_in_any_order(
    days: set[int], data: st.DataObject
) -> None:
    seen = [(at, str(place)) for place, at in enumerate(sorted(days))]
    way = Way()
    for at, terms in data.draw(st.permutations(seen)):
        way.see(terms, at)
    told = sorted(way.told(), key=lambda one: one[1])
    assert [(run[1], run[0]) for run in told] == seen
    assert [run[3] for run in told] == [None, *sorted(days)[:-1]]
    assert [run[4] for run in told] == [*sorted(days)[1:], None]


@given(st.lists(st.tuples(st.integers(0, 12), st.sampled_from("ab")), unique_by=lambda one: one[0]))
def test_in_whatever_order_no_run_claims_a_day_on_which_other_terms_were_seen(
    seen: list[tuple[int, str]],
) -> None:
    way = Way()
    for at, terms in seen:
        way.see(terms, at)
    for at, terms in seen:
        for run in way.runs:
            is_end = day(at) in (run.first_seen, run.last_seen)
            assert run.terms == terms or not is_end
            assert run.terms != terms or run.began_after != day(at) != run.ended_by


@given(st.lists(st.integers(0, 12), min_size=1))
def test_sightings_alone_only_extend(days: list[int]) -> None:
    way = Way()
    for at in days:
        way.see("a", at)
    assert way.told() == [("a", min(days), max(days), None, None, False, False, None)]


def test_silence_of_a_sighting_ends_nothing_that_stood_beside() -> None:
    way = Way()
    way.see("a", 1)
    way.see("b", 1)
    way.see("a", 2)
    assert way.spans() == [("a", 1, 2, None, None), ("b", 1, 1, None, None)]
    way.see("b", 3)
    assert way.spans() == [("a", 1, 2, None, None), ("b", 1, 3, None, None)]


def test_two_that_stand_side_by_side_are_both_found_again_in_either_order() -> None:
    for first, second in ("ab", "ba"):
        way = Way()
        way.see("a", 1)
        way.see("b", 1)
        assert way.see(first, 2) is Change.SEEN_AGAIN
        assert way.see(second, 2) is Change.SEEN_AGAIN
        assert way.spans() == [("a", 1, 2, None, None), ("b", 1, 2, None, None)]


def test_one_of_two_that_is_replaced_leaves_the_other_standing_in_either_order() -> None:
    for order in ("bc", "cb"):
        way = Way()
        for terms in "ab":
            way.see(terms, 1)
        for terms in order:
            way.see(terms, 2)
        assert way.told() == [
            ("a", 1, 1, None, 2, False, False, None),
            ("b", 1, 2, None, None, False, False, None),
            ("c", 2, 2, 1, None, False, False, ("a", 1)),
        ]


def test_other_terms_take_over_between_two_days() -> None:
    way = Way()
    way.see("a", 1, 4)
    assert way.see("b", 9) is Change.TOLD_OTHERWISE
    assert way.told() == [
        ("a", 1, 4, None, 9, False, False, None),
        ("b", 9, 9, 4, None, False, False, ("a", 4)),
    ]


def test_other_terms_within_a_run_cut_it() -> None:
    way = Way()
    way.see("a", 1, 9)
    way.see("b", 5)
    assert way.spans() == [("a", 1, 1, None, 5), ("a", 9, 9, 5, None), ("b", 5, 5, 1, 9)]


def test_other_terms_on_a_day_on_which_the_run_was_seen_stand_beside_it() -> None:
    way = Way()
    way.see("a", 1, 9)
    way.see("a", 5)
    way.see("b", 5)
    assert way.spans() == [("a", 1, 9, None, None), ("b", 5, 5, None, None)]


def test_a_span_that_a_look_contradicts_is_two_runs() -> None:
    way = Way()
    way.look(5, "")
    way.see("a", 1, 9)
    assert way.spans() == [("a", 1, 1, None, 5), ("a", 9, 9, 5, None)]


def test_an_open_run_that_a_look_spared_stays_open_whatever_is_heard_later() -> None:
    way = Way()
    way.see("a", 2)
    way.looks = [Looked(day(6))]
    way.look(0, "")
    assert way.spans() == [("a", 2, 2, 0, None)]
    way.see("a", 8)
    assert way.spans() == [("a", 2, 8, 0, None)]


def test_bounds_of_a_history_without_looks_survive_what_is_told_anew() -> None:
    way = Way()
    way.runs = [
        Run("a", day(3), day(4), began_after=day(2), ended_by=day(6)),
        Run("a", day(9), day(9), began_by_method=True, ended_by_method=True),
    ]
    way.see("a", 0)
    assert [one[1:7] for one in way.told()] == [
        (0, 0, None, 2, False, False),
        (3, 4, 2, 6, False, False),
        (9, 9, 6, None, False, True),
    ]
    assert way.runs[1].first_seen == day(3)


def test_a_change_of_terms_with_a_change_of_method_claims_no_day() -> None:
    way = Way()
    way.look(1, "a", "old")
    way.look(5, "b", "new")
    assert way.told() == [
        ("a", 1, 1, None, None, False, True, None),
        ("b", 5, 5, None, None, True, False, ("a", 1)),
    ]


def test_a_run_keeps_its_row_when_it_is_cut_and_when_it_is_joined() -> None:
    way = Way()
    way.look(1, "a")
    way.look(9, "a")
    way.runs[0].id = 7
    way.look(5, "")
    assert [(run.id, run.is_changed) for run in way.runs] == [(7, True), (0, True)]
    way.runs[1].id = 8
    way.look(5, "a")
    assert [(run.id, number(run.last_seen)) for run in way.runs] == [(7, 9)]
