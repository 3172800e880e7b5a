from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.countries import countries, country, country_names
from daybill.domain.errors import UnknownChoice
from tests import strategies


@given(strategies.countries)
def test_a_country_is_found_by_its_code_in_either_case(place):
    assert country(place.code) is place
    assert country(place.code.lower()) is place


@given(strategies.countries)
def test_every_country_has_a_zone_a_currency_a_language_and_a_name(place):
    assert place.zone.key
    assert len(place.currency) == 3
    assert place.languages
    assert place.name() != place.code


@given(st.text(max_size=12))
def test_whatever_is_asked_for_is_a_country_of_that_code_or_refused(code):
    try:
        assert country(code).code == code.upper()
        assert code.isascii()
    except UnknownChoice as error:
        assert error.value == code
        assert set(error.nearest) <= set(countries())


@pytest.mark.parametrize("code", ["", "XX", "AUS", "A", "ß", "ﬁ", "au ", "A\nU"])
def test_what_is_no_code_is_refused(code):
    with pytest.raises(UnknownChoice):
        country(code)


@pytest.mark.parametrize(
    ("written", "meant"), [("uk", "GB"), ("Australia", "AU"), ("austrlia", "AU"), ("new zealand", "NZ")]
)
def test_the_country_somebody_meant_is_named_first(written, meant):
    with pytest.raises(UnknownChoice) as refused:
        country(written)
    assert refused.value.nearest[0] == meant


def test_there_is_every_country_of_iso_3166():
    assert len(countries()) == 249


def test_a_country_is_named_in_the_readers_language():
    assert country("DE").name("fr") == "Allemagne"
    assert country("DE").name("xx") == "Germany"
    assert country_names("xx") == country_names("not a language") == {}


def test_australias_days_end_in_sydney():
    assert country("AU").zone.key == "Australia/Sydney"
