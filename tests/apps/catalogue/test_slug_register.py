"""Slugs are given once and for good."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from daybill.apps.catalogue.slugs import SlugRegister
from daybill.domain.identity import slugify
from tests import strategies


def test_who_asks_first_gets_the_plain_slug() -> None:
    register = SlugRegister({"heat-1986"})
    assert register.give("heat-1995", "tt0113277") == "heat-1995"
    assert register.give("heat-1995", "tt0000002") == "heat-1995-tt0000002"
    assert register.give("heat-1995", "tt0000002") == "heat-1995-tt0000002-2"
    assert register.give("heat-1986", "tt3") == "heat-1986-tt3"


def test_nothing_to_make_a_slug_of_is_the_id_alone() -> None:
    assert SlugRegister(set()).give("", "jw:tm9") == "jw-tm9"


@given(
    st.lists(st.tuples(strategies.names, st.from_regex(r"\Att[0-9]{7}\Z")), max_size=30),
    st.sets(st.just("heat")),
)
def test_no_slug_is_given_twice_or_empty(wanted: list[tuple[str, str]], taken: set[str]) -> None:
    register = SlugRegister(taken)
    given_out = [register.give(slugify(name), key) for name, key in wanted]
    assert len({*given_out, *taken}) == len(given_out) + len(taken)
    assert all(given_out)
