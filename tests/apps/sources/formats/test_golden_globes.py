"""Golden Globes: who and what, whichever column they stand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from daybill.apps.sources.formats.format import Context
from daybill.apps.sources.formats.golden_globes import GoldenGlobes, parse
from daybill.apps.sources.reading import Row
from daybill.domain.errors import InvalidRecord
from daybill.domain.records import AwardRecord, PersonRef
from tests.apps.sources.formats.dirt import TODAY, read_file, said, soiled_cells, survives

FORM = GoldenGlobes()
CONTEXT = Context(Path("globes.csv"), TODAY)
ROW = {
    "year_film": "2019",
    "year_award": "2020",
    "ceremony": "77",
    "category": "Best Director - Motion Picture",
    "nominee": "Martin Scorsese",
    "film": "Irishman, The",
    "win": "False",
}


def award(**changed: str) -> AwardRecord:
    return said(FORM, ROW | changed)[0]


def test_a_nomination_names_its_film_with_the_article_in_front():
    found = award()
    assert (found.film_name, found.year, found.film_year, found.ceremony) == (
        "The Irishman",
        2020,
        "2019",
        77,
    )
    assert found.nominees == (PersonRef("Martin Scorsese"),)
    assert (found.title.name, found.title.years, found.title.type) == ("The Irishman", {2019}, "movie")
    assert (found.title.others, found.title.is_sole) == (("Martin Scorsese",), True)


@pytest.mark.parametrize(
    ("category", "nominee", "film", "name", "people"),
    [
        ("Best Motion Picture - Drama", "Two Popes, The", "", "The Two Popes", ()),
        ("Best Motion Picture - Foreign Language", "The Bicycle Thief", "Italy, Vittorio De Sica", "The Bicycle Thief",
         ("Vittorio De Sica",)),
        ("Foreign Film - Foreign Language", "Italy, France, Luchino Visconti", "The Stranger", "The Stranger",
         ("Luchino Visconti",)),
        ("Foreign Film - Foreign Language", "The Cranes", "USSR", "The Cranes", ()),
        ("Cecil B. deMille Award", "Tom Hanks", "", "", ("Tom Hanks",)),
        ("Best Original Song - Motion Picture", "Come What May, A Man", "Moulin Rouge!", "Moulin Rouge!", ()),
        ("Television Series", "Heat Vision", "", "Heat Vision", ()),
    ],
)  # fmt: skip
def test_globes_tell_who_from_what(category, nominee, film, name, people):
    found = parse(category, nominee, film)
    assert (found.film, found.people) == (name, people)


def test_what_is_no_person_is_kept_as_a_detail():
    assert parse("Best Original Song - Motion Picture", "Come What May", "Moulin Rouge!").detail
    assert parse("Foreign Film - Foreign Language", "Italy, X", "The Stranger").detail == "Italy"


def test_a_year_behind_a_film_is_its_year():
    found = award(film="Star is Born, A (1954)")
    assert (found.film_name, found.title.years) == ("A Star is Born", {1954})
    assert award(film="Heat - 1995").title.years == {1995}


def test_a_second_name_in_brackets_is_another_name():
    found = award(film="La ronde (Circle Of Love)")
    assert (found.title.name, found.title.other_names) == ("La ronde", ("Circle Of Love",))


def test_television_is_of_series_in_the_years_they_ran():
    found = award(category="Best Television Series - Drama", nominee="Wire, The (TV Series)", film="")
    assert (found.title.name, found.title.type, found.title.years) == ("The Wire", "series", {2019})


def test_an_award_to_a_person_at_large_has_no_title():
    found = award(category="Cecil B. deMille Award", nominee="Tom Hanks", film="")
    assert (found.title, found.film_name, found.nominees) == (None, "", (PersonRef("Tom Hanks"),))


@pytest.mark.parametrize(("cell", "won"), [("True", True), ("False", False), ("", None)])
def test_what_is_not_said_of_the_winner_is_not_known(cell, won):
    assert award(win=cell).won is won


def test_rows_of_an_award_year_are_stored_together():
    assert FORM.group(Row(2, ROW)) == "2020"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"win": "maybe"}, "win"),
        ({"year_award": "x"}, "year_award"),
        ({"year_film": ""}, "year_film"),
        ({"ceremony": "1e9"}, "ceremony"),
        ({"category": " "}, "category"),
        ({"film": "Am\ufffdlie"}, "film"),
        ({"nominee": "AmÃ©lie"}, "nominee"),
        ({"film": "Heat (9999)"}, "year"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_column(changed, field):
    with pytest.raises(InvalidRecord) as refused:
        award(**changed)
    assert refused.value.field == field


@given(soiled_cells(ROW))
def test_no_other_error_escapes_globes(cells):
    survives(FORM, cells, CONTEXT)


@pytest.mark.shared
def test_the_real_globes_are_read(shared_folder):
    outcome = read_file(FORM, shared_folder / "data/golden_globes/golden_globe_awards.csv")
    assert (outcome.rows, outcome.records) == (7991, {"AwardRecord": 7991})
    assert (outcome.refused, outcome.held, outcome.remarks) == ({}, {}, {})
