from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.nearest import LIMIT, nearest, nearest_keys

words = st.text(st.sampled_from("abcdeé -"), max_size=12)


@given(words, st.lists(words, max_size=12))
def test_only_valid_choices_are_named_and_each_once(value, choices):
    found = nearest(value, choices)
    assert set(found) <= set(choices)
    assert len(found) == len(set(found)) <= LIMIT


@given(words.filter(str.strip), st.sets(words, max_size=12))
def test_the_very_choice_comes_first(value, choices):
    choices = {choice.strip() for choice in choices} | {value.strip()}
    found = nearest(value, choices)
    same = [choice for choice in found if choice == value.strip()]
    assert same
    assert found.index(same[0]) < LIMIT


@given(words, st.lists(words, max_size=12))
def test_the_order_of_the_choices_does_not_matter(value, choices):
    assert nearest(value, choices) == nearest(value, list(reversed(choices)))


def test_nothing_is_nearest_to_nothing():
    assert nearest("  ", ["netflix"]) == []


def test_a_misspelling_finds_its_provider():
    assert nearest("netflx", ["stan", "netflix", "binge"]) == ["netflix"]


def test_what_was_begun_is_completed():
    assert nearest("disney", ["binge", "disney-plus"]) == ["disney-plus"]


def test_a_label_leads_to_its_key():
    assert nearest_keys("austrlia", {"AU": "Australia", "AT": "Austria"})[0] == "AU"


def test_a_very_long_value_costs_no_time():
    assert nearest("x" * 1_000_000, ["netflix"]) == []
