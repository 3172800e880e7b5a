from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.claims import Claim, choose, disagreement

SOURCES = ["imdb", "tmdb", "wikidata", "oscars"]
claims = st.lists(
    st.builds(Claim, st.just("year"), st.sampled_from(["1994", "1995"]), st.sampled_from(SOURCES), st.none()),
    max_size=6,
)
preferences = st.lists(st.sampled_from(SOURCES), unique=True)


@given(claims, preferences, st.randoms())
def test_the_same_is_shown_in_whatever_order_sources_are_heard(found, preference, random):
    assert choose(found, preference) == choose(random.sample(found, len(found)), preference)


@given(claims, preferences)
def test_the_most_preferred_source_that_spoke_is_shown(found, preference):
    shown = choose(found, preference)
    assert (shown is None) == (not found)
    spoke = [source for source in preference if source in {claim.source for claim in found}]
    if shown and spoke:
        assert shown.source == spoke[0]


@given(claims, st.sampled_from(["1994", "1995", "1996"]))
def test_every_other_word_is_kept_once(found, shown):
    others = disagreement(found, shown)
    assert {(c.value, c.source) for c in others} == {(c.value, c.source) for c in found if c.value != shown}
    assert len(others) == len(set(others))


def test_two_sources_disagree_about_a_year():
    imdb, oscars = Claim("year", "1995", "imdb"), Claim("year", "1996", "oscars", date(1996, 3, 25))
    assert choose([oscars, imdb], ["imdb"]) == imdb
    assert disagreement([oscars, imdb], "1995") == [oscars]
