"""Country names of sources as codes."""

from __future__ import annotations

import pytest

from daybill.domain.places import country_code, is_country


@pytest.mark.parametrize(
    ("name", "code"),
    [("United States", "US"), (" usa ", "US"), ("Ivory Coast", "CI"), ("South Korea", "KR"), ("Italy", "IT")],
)
def test_a_name_has_its_code(name, code):
    assert country_code(name) == code
    assert is_country(name)


@pytest.mark.parametrize("name", ["West Germany", "USSR", "Kosovo"])
def test_a_country_may_be_one_without_a_code(name):
    assert country_code(name) is None
    assert is_country(name)


@pytest.mark.parametrize("name", ["Federico Fellini", "", "Atlantis"])
def test_what_is_no_country_is_none(name):
    assert country_code(name) is None
    assert not is_country(name)
