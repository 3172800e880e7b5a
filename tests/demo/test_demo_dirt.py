"""The dirt that the shared tables were found to have, each in a row of our own."""

from datetime import date

import pytest

from daybill.domain.money import Money
from demo.sources import golden_globes, kaggle, oscars
from demo.sources.justwatch_api import plain_url
from demo.sources.netflix_prices import is_plausible
from demo.tables import comma_list, is_damaged, python_list, whole_number


def kaggle_row(**cells: str) -> dict[str, str]:
    row = dict.fromkeys(
        ["title", "director", "cast", "country", "date_added", "rating", "duration", "listed_in"], ""
    )
    return row | {"type": "Movie", "release_year": "2001"} | cells


def test_a_python_list_as_text_is_a_list() -> None:
    assert python_list("['drama', 'it\\'s']") == ["drama", "it's"]
    assert python_list("") == python_list("['cut") == []


def test_empty_items_of_a_list_are_skipped() -> None:
    assert comma_list(", South Korea,  Japan ") == ["South Korea", "Japan"]


@pytest.mark.parametrize(
    ("text", "number"), [("577842.0", 577842), ("1.0", 1), ("", None), ("-3", None), ("1.5", None)]
)
def test_numbers_written_as_decimals_are_whole(text: str, number: int | None) -> None:
    assert whole_number(text) == number


def test_lost_characters_and_mojibake_are_seen_and_accents_are_not_taken_for_them() -> None:
    assert is_damaged("Jordi Moll\ufffd")
    assert is_damaged("AmÃ©lie")
    assert not is_damaged("Amélie")
    assert not is_damaged("Sirāt")


def test_two_forms_of_day_stand_in_one_column() -> None:
    assert kaggle.parse_day("25-Sep-21") == date(2021, 9, 25)
    assert kaggle.parse_day(" August 4, 2017") == date(2017, 8, 4)
    assert kaggle.parse_day("") is None


def test_a_duration_in_the_rating_column_is_a_duration() -> None:
    row = kaggle.parse(kaggle_row(title="A", rating="74 min"))
    assert (row.minutes, row.certification) == (74, "")
    series = kaggle.parse(kaggle_row(title="B", rating="3 Seasons", type="TV Show"))
    assert (series.seasons, series.minutes) == (3, None)


def test_a_state_that_is_no_more_has_no_code() -> None:
    assert kaggle.parse(kaggle_row(title="A", country=", South Korea, West Germany")).countries == ("KR",)


@pytest.mark.parametrize("name", ["15-Aug", "Testing title - somebody is using this", "Boston \ufffd 1988"])
def test_rows_that_name_no_title_are_not_used(name: str) -> None:
    assert kaggle.why_unusable(name)


def test_a_film_with_testing_in_its_name_is_a_film() -> None:
    assert kaggle.why_unusable("Recent Testing of a Telescope") is None


def test_companies_and_unknown_ids_are_names_only() -> None:
    row = {"Nominees": "Denham|A. W. Watkins|Warner Bros.", "NomineeIds": "?|nm0914249|co0080422"}
    assert oscars.people_of(row) == [
        ("Denham", None),
        ("A. W. Watkins", ("imdb", "nm0914249")),
        ("Warner Bros.", None),
    ]


def test_two_ids_for_one_name_are_nobody_in_particular() -> None:
    row = {"Nominees": "Roderick Jaynes", "NomineeIds": "nm0001053,nm0001054"}
    assert oscars.people_of(row) == [("Roderick Jaynes", None)]


def test_a_nomination_proves_a_role_only_where_its_category_says_so() -> None:
    roles = [
        oscars.role_of(c)
        for c in ("ACTRESS IN A LEADING ROLE", "DIRECTING", "ASSISTANT DIRECTOR", "COSTUME DESIGN")
    ]
    assert roles == ["actor", "director", None, None]


@pytest.mark.parametrize(
    ("category", "nominee", "film", "name", "people"),
    [
        ("Best Director - Motion Picture", "Martin Scorsese", "Irishman, The", "The Irishman", ("Martin Scorsese",)),
        ("Best Motion Picture - Drama", "Two Popes, The", "", "The Two Popes", ()),
        ("Best Motion Picture - Foreign Language", "The Bicycle Thief", "Italy, Vittorio De Sica", "The Bicycle Thief",
         ("Vittorio De Sica",)),
        ("Foreign Film - Foreign Language", "Italy, France, Luchino Visconti", "The Stranger", "The Stranger",
         ("Luchino Visconti",)),
        ("Cecil B. deMille Award", "Tom Hanks", "", "", ("Tom Hanks",)),
        ("Best Original Song - Motion Picture", "Come What May, David Baerwald", "Moulin Rouge!", "Moulin Rouge!", ()),
    ],
)  # fmt: skip
def test_globes_tell_who_from_what(
    category: str, nominee: str, film: str, name: str, people: tuple[str, ...]
) -> None:
    read = golden_globes.parse(category, nominee, film)
    assert (read.film, read.people) == (name, people)


def test_a_year_or_second_name_behind_a_film_is_taken_apart() -> None:
    read = golden_globes.parse("Best Director - Motion Picture", "X", "Star is Born, A (1954)")
    assert (read.film, read.year) == ("A Star is Born", 1954)
    assert golden_globes.parse("Best Director - Motion Picture", "X", "La ronde (Circle Of Love)").other_name


def test_an_affiliates_detour_is_unwrapped_and_tracking_dropped() -> None:
    detour = (
        "https://shop.example.net/c/1?u=https%3A%2F%2Fwww.example.com%2Fplay%2F1%3Futm_source%3Dx&subId3=y"
    )
    assert plain_url(detour) == "https://www.example.com/play/1"


def test_mexicos_119_us_dollars_are_not_believed() -> None:
    assert not is_plausible(Money(11900, "USD"))
    assert is_plausible(Money(2699, "USD"))
    assert is_plausible(Money(11900, "SEK"))
