from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import (
    SLUG_LENGTH,
    Scheme,
    clean_name,
    distinct_slug,
    fold,
    is_imdb_title_id,
    normalise_name,
    parse_external_id,
    slugify,
    title_slug,
)
from tests import strategies

SLUG = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*)?")


@given(strategies.names)
def test_a_clean_name_is_clean_and_stays_as_it_is(text):
    cleaned = clean_name(text)
    assert clean_name(cleaned) == cleaned
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned


@given(strategies.names)
def test_a_normalised_name_stays_as_it_is(text):
    normalised = normalise_name(text)
    assert normalise_name(normalised) == normalised


@given(strategies.names)
def test_case_and_spaces_make_no_other_name(text):
    assert normalise_name(f"  {text} ") == normalise_name(text)
    assert normalise_name(text.lower()) == normalise_name(text.lower().title().lower())


@given(strategies.names)
def test_a_slug_is_an_address(text):
    slug = slugify(text)
    assert SLUG.fullmatch(slug)
    assert len(slug) <= SLUG_LENGTH
    assert slugify(slug) == slug


@given(strategies.names, st.none() | st.integers(1874, 2100), strategies.names)
def test_slugs_of_titles_are_addresses_too(name, year, other):
    assert SLUG.fullmatch(title_slug(name, year))
    assert SLUG.fullmatch(distinct_slug(title_slug(name, year), other))


@given(st.sampled_from(Scheme), st.text(max_size=40))
def test_whatever_is_given_as_an_id_is_ascii_or_refused(scheme, text):
    try:
        assert parse_external_id(scheme, text).isascii()
    except InvalidRecord as error:
        assert error.value == text


@pytest.mark.parametrize(
    "text", ["", "tt", "tt123", "0113277", "tt0113277x", "nm0000520", "tt٠١١٣٢٧٧", "TT0113277"]
)
def test_what_is_no_imdb_title_id(text):
    assert not is_imdb_title_id(text)


@pytest.mark.parametrize(
    ("scheme", "text"),
    [
        (Scheme.IMDB, "tt0113277"),
        (Scheme.IMDB, "nm0000520"),
        (Scheme.TMDB, "949"),
        (Scheme.WIKIDATA, "Q42198"),
        (Scheme.EIDR, "10.5240/3EF9-8E9B-5A5A-6B0A-1F0F-K"),
        (Scheme.JUSTWATCH, "tm81297"),
    ],
)
def test_ids_as_their_givers_write_them(scheme, text):
    assert parse_external_id(scheme, f" {text} ") == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amélie", "Amelie"),
        ("L.A. Takedown", "l a takedown"),
        ("Ocean’s Eleven", "Oceans Eleven"),
        ("Fast & Furious", "Fast and Furious"),
        ("Ægir", "Aegir"),
        ("Schindler's  List", "Schindlers List"),
    ],
)
def test_names_that_are_one(one, other):
    assert normalise_name(one) == normalise_name(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Heat", "The Heat"), ("$", "..."), ("幸福", "幸"), ("Alien", "Aliens")]
)
def test_names_that_are_two(one, other):
    assert normalise_name(one) != normalise_name(other)


@pytest.mark.parametrize(
    ("name", "year", "slug"),
    [
        ("Heat", 1995, "heat-1995"),
        ("Heat", None, "heat"),
        ("L.A. Takedown", 1989, "l-a-takedown-1989"),
        ("Smørrebrød & Ål", 2001, "smorrebrod-and-al-2001"),
        ("幸福", 1986, "1986"),
        ("幸福", None, ""),
    ],
)
def test_titles_become_addresses(name, year, slug):
    assert title_slug(name, year) == slug


def test_a_long_name_is_cut_at_a_word():
    slug = slugify(
        "Night of the Day of the Dawn of the Son of the Bride of the Return of the Revenge of the Terror"
    )
    assert len(slug) <= SLUG_LENGTH
    assert slug.endswith("-of-the-return-of-the")


def test_a_taken_slug_takes_the_external_id():
    assert distinct_slug("heat-1995", "tt0113277") == "heat-1995-tt0113277"


def test_other_scripts_keep_their_letters():
    assert fold("Жёлтый") == "желтыи"
