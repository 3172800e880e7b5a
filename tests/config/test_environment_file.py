from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.config.environment_file import DEMO_HEADING, is_demo_home, new_secret, write_environment
from daybill.config.options import environment_of
from daybill.domain.errors import ConfigurationError

values = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=30).map(str.strip)


@pytest.mark.parametrize("value", ["two\nlines", "two\r\nlines", "two\u2028lines"])
def test_a_value_of_two_lines_is_refused_and_nothing_is_written(tmp_path, value):
    with pytest.raises(ConfigurationError, match="DAYBILL_SITE_NAME"):
        write_environment(tmp_path, {"DAYBILL_SITE_NAME": value})
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="DAYBILL_HOME"):
        write_environment(tmp_path / "file" / "home", {"DAYBILL_SITE_NAME": "x"})


@given(st.dictionaries(st.sampled_from(["DAYBILL_SITE_NAME", "DATABASE_URL", "OTHER"]), values))
def test_what_is_written_is_read_again(tmp_path_factory, written):
    home = tmp_path_factory.mktemp("home")
    write_environment(home, written)
    assert environment_of(home) == written


def test_the_file_is_its_owners_alone(tmp_path):
    home = tmp_path / "home"
    before = os.umask(0)
    try:
        write_environment(home, {"DAYBILL_SECRET_KEY": new_secret()})
    finally:
        os.umask(before)
    assert (home / "daybill.env").stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700


def test_other_lines_stay_as_they_are(tmp_path):
    (tmp_path / "daybill.env").write_text("# Ours\nOTHER=1\nDAYBILL_SITE_NAME=Old\n")
    write_environment(tmp_path, {"DAYBILL_SITE_NAME": "New", "DAYBILL_COUNTRIES": "AU"})
    assert (
        tmp_path / "daybill.env"
    ).read_text() == "# Ours\nOTHER=1\nDAYBILL_SITE_NAME=New\nDAYBILL_COUNTRIES=AU\n"


def test_a_demos_home_that_is_set_up_as_a_site_is_a_demos_no_longer(tmp_path):
    write_environment(tmp_path, {"DAYBILL_SECRET_KEY": "x" * 64}, heading=DEMO_HEADING)
    assert is_demo_home(tmp_path)
    write_environment(tmp_path, {"DAYBILL_SITE_NAME": "Our guide"})
    assert not is_demo_home(tmp_path)
    assert environment_of(tmp_path)["DAYBILL_SECRET_KEY"] == "x" * 64


def test_no_two_secrets_are_alike():
    assert new_secret() != new_secret()
    assert len(new_secret()) >= 64
