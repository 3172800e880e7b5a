from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.config.options import Options, environment_of, load_options, read_options
from daybill.domain.errors import ConfigurationError

NAMES = [option.metadata["name"] for option in dataclasses.fields(Options)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("DAYBILL_SECRET_KEY", "short"),
        ("DAYBILL_SITE_URL", "guide.example"),
        ("DAYBILL_SITE_URL", "ftp://guide.example"),
        ("DAYBILL_SITE_URL", "https://guide.example/path"),
        ("DAYBILL_SITE_URL", "https://guide.example:notaport"),
        ("DAYBILL_SITE_URL", "https://[::1"),
        ("DAYBILL_COUNTRIES", "AU,XX"),
        ("DAYBILL_COUNTRIES", "Australia"),
        ("DAYBILL_LAST_KNOWN_AFTER_DAYS", "0"),
        ("DAYBILL_LAST_KNOWN_AFTER_DAYS", "-3"),
        ("DAYBILL_LAST_KNOWN_AFTER_DAYS", "thirty"),
        ("DAYBILL_LAST_KNOWN_AFTER_DAYS", "٣٠"),
        ("DAYBILL_LAST_KNOWN_AFTER_DAYS", "99999999999999999999"),
        ("DAYBILL_TODAY", "yesterday"),
        ("DAYBILL_TODAY", "2026-02-30"),
        ("DAYBILL_TODAY", "0001-01-01"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(name, text):
    with pytest.raises(ConfigurationError, match=name):
        read_options({name: text})


@given(st.sampled_from(NAMES), st.text(st.characters(exclude_characters="\0"), max_size=40))
def test_whatever_is_set_is_read_or_refused_with_its_name(name, text):
    try:
        assert isinstance(read_options({name: text}), Options)
    except ConfigurationError as error:
        assert name in str(error)


@given(st.sampled_from(NAMES), st.sampled_from(["", " ", "\t "]))
def test_an_empty_variable_is_an_absent_one(name, text):
    assert read_options({name: text}) == read_options({})


def test_without_anything_set_there_are_defaults_and_no_secret():
    options = read_options({})
    assert (options.site_name, options.countries, options.database_url) == ("Daybill", (), "")
    assert options.secret_key == ""
    assert options.last_known_after_days == 30
    assert not options.is_https


def test_countries_are_codes_each_once_in_the_order_given():
    assert read_options({"DAYBILL_COUNTRIES": "nz, AU,nz,"}).countries == ("NZ", "AU")


def test_an_address_loses_its_last_slash():
    options = read_options({"DAYBILL_SITE_URL": "https://guide.example/"})
    assert (options.site_url, options.host, options.is_https) == (
        "https://guide.example",
        "guide.example",
        True,
    )


def test_a_fixed_today_stands_still_at_noon():
    options = read_options({"DAYBILL_TODAY": "2026-05-25"})
    assert options.today == date(2026, 5, 25)
    assert options.now() == datetime(2026, 5, 25, 12, tzinfo=UTC)


def test_without_a_fixed_today_it_is_now():
    before = datetime.now(UTC)
    assert before <= read_options({}).now() <= datetime.now(UTC)


def test_the_environment_wins_over_the_homes_file(tmp_path):
    (tmp_path / "daybill.env").write_text("# Ours\n\nDAYBILL_SITE_NAME=From the file\nDAYBILL_COUNTRIES=AU\n")
    options = load_options({"DAYBILL_HOME": str(tmp_path), "DAYBILL_SITE_NAME": "From outside"})
    assert (options.site_name, options.countries, options.home) == ("From outside", ("AU",), tmp_path)


def test_an_empty_variable_does_not_hide_the_homes_file(tmp_path):
    (tmp_path / "daybill.env").write_text("DAYBILL_SITE_NAME=From the file\n")
    options = load_options({"DAYBILL_HOME": str(tmp_path), "DAYBILL_SITE_NAME": ""})
    assert options.site_name == "From the file"


def test_a_home_without_a_file_says_nothing(tmp_path):
    assert environment_of(tmp_path) == {}


@pytest.mark.parametrize("line", ["DAYBILL_SITE_NAME", "export DAYBILL_SITE_NAME=x", "=x"])
def test_a_line_that_is_no_setting_is_refused_with_its_number(tmp_path, line):
    (tmp_path / "daybill.env").write_text(f"# Ours\n{line}\n")
    with pytest.raises(ConfigurationError, match="line 2"):
        environment_of(tmp_path)
