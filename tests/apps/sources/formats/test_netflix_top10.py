"""Netflix's Top 10: places of titles that are a name and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from daybill.apps.sources.formats.format import Context
from daybill.apps.sources.formats.netflix_top10 import NetflixTop10
from daybill.domain.errors import InvalidRecord
from tests.apps.sources.formats.dirt import TODAY, read_file, said, soiled_cells, survives

FORM = NetflixTop10()
CONTEXT = Context(Path("weeks.tsv"), TODAY)
WORLD = {
    "week": "2026-07-19",
    "category": "Films (Non-English)",
    "weekly_rank": "3",
    "show_title": "Heat",
    "season_title": "N/A",
    "cumulative_weeks_in_top_10": "2",
}
COUNTRY = WORLD | {
    "country_name": "Australia",
    "country_iso2": "AU",
    "week": "2021-10-10",
    "category": "Films",
}


def test_a_place_in_a_countrys_list():
    (place,) = said(FORM, COUNTRY)
    assert (place.list, place.rank, place.year) == ("netflix-top-10-au-2021-10-10-films", 3, 2021)
    assert place.list_name == "Netflix Top 10, Australia, week to 2021-10-10: Films"
    assert (place.title.name, place.title.type, place.title.is_name_only) == ("Heat", "movie", True)


def test_a_table_without_countries_is_of_the_world():
    (place,) = said(FORM, WORLD)
    assert place.list == "netflix-top-10-global-2026-07-19-films-non-english"
    assert place.list_name.startswith("Netflix Top 10, worldwide, ")


def test_television_is_of_series():
    assert said(FORM, WORLD | {"category": "TV (English)"})[0].title.type == "series"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"weekly_rank": "11"}, "weekly_rank"),
        ({"weekly_rank": "0"}, "weekly_rank"),
        ({"weekly_rank": "first"}, "weekly_rank"),
        ({"category": "Games"}, "category"),
        ({"country_iso2": "XX"}, "country_iso2"),
        ({"show_title": " "}, "show_title"),
        ({"show_title": "AmÃ©lie"}, "show_title"),
        ({"week": "this one"}, "date"),
        ({"week": "2027-01-03"}, "observed"),
    ],
)
def test_what_cannot_be_read_is_refused_in_its_column(changed, field):
    with pytest.raises(InvalidRecord) as refused:
        said(FORM, COUNTRY | changed)
    assert refused.value.field == field


@given(soiled_cells(COUNTRY))
def test_no_other_error_escapes_places(cells):
    survives(FORM, cells, CONTEXT)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "rows"), [("all-weeks-countries_early.tsv", 65_800), ("all-weeks-global.tsv", 10_560)]
)
def test_the_real_lists_are_read(shared_folder, file, rows):
    outcome = read_file(FORM, shared_folder / "data/netflix_top10" / file)
    assert (outcome.rows, outcome.records) == (rows, {"PlacingRecord": rows})
    assert (outcome.refused, outcome.held, outcome.remarks) == ({}, {}, {})
