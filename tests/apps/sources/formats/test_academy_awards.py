"""Academy Awards: an award for each film, and what a nomination proves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from daybill.apps.sources.formats.academy_awards import AcademyAwards, people_of, role_of, sentence_case
from daybill.apps.sources.formats.format import Context
from daybill.apps.sources.reading import Row
from daybill.domain.errors import InvalidRecord
from daybill.domain.records import AwardRecord, PersonRef, TitleRecord
from tests.apps.sources.formats.dirt import TODAY, read_file, said, soiled_cells, survives

FORM = AcademyAwards()
CONTEXT = Context(Path("oscars.csv"), TODAY)
ROW = {
    "Ceremony": "67",
    "Year": "1994",
    "Class": "Acting",
    "CanonicalCategory": "ACTOR IN A LEADING ROLE",
    "Category": "ACTOR IN A LEADING ROLE",
    "Film": "Forrest Gump",
    "FilmId": "tt0109830",
    "Name": "Tom Hanks",
    "Nominees": "Tom Hanks",
    "NomineeIds": "nm0000158",
    "Winner": "True",
    "Detail": "Forrest",
    "Note": "",
    "Citation": "",
}


def titles(**changed: str) -> list[TitleRecord]:
    return [record for record in said(FORM, ROW | changed) if isinstance(record, TitleRecord)]


def awards(**changed: str) -> list[AwardRecord]:
    return [record for record in said(FORM, ROW | changed) if isinstance(record, AwardRecord)]


def test_a_nomination_is_an_award_of_the_year_after_the_films():
    (award,) = awards()
    assert (award.body, award.category, award.ceremony) == (
        "academy-awards",
        "Actor in a leading role",
        67,
    )
    assert (award.year, award.film_year, award.won, award.detail) == (1995, "1994", True, "Forrest")
    assert award.title.ids == (("imdb", "tt0109830"),)
    assert award.nominees == (PersonRef("Tom Hanks", (("imdb", "nm0000158"),)),)


def test_a_nomination_proves_a_credit_with_its_character():
    (title,) = titles()
    assert title.words["credits"] == [
        {
            "name": "Tom Hanks",
            "role": "actor",
            "character": "Forrest",
            "ids": {"imdb": "nm0000158"},
            "proof": True,
        }
    ]
    assert FORM.source.ranks == {"": 90, "name": 60, "proof": 1}


@pytest.mark.parametrize(("number", "year"), [("1", 1929), ("3", 1930), ("6", 1934)])
def test_early_ceremonies_honour_two_years(number, year):
    (award,) = awards(Ceremony=number, Year="1927/28")
    assert (award.year, award.film_year) == (year, "1927/28")
    assert award.title.years == {1927, 1928}
    assert titles(Ceremony=number, Year="1927/28")[0].words["year"] == "1927/28"


def test_each_of_two_films_shows_the_nomination_with_its_own_detail():
    both = {"Film": "The Noose|The Kid", "FilmId": "tt0019217|tt0018253", "Detail": "Nickie|The Kid"}
    first, second = awards(**both)
    assert [award.title.name for award in (first, second)] == ["The Noose", "The Kid"]
    assert [award.detail for award in (first, second)] == ["Nickie", "The Kid"]
    assert first.nominees == second.nominees


def test_of_two_films_nobody_says_who_did_what_on_which():
    both = titles(Film="The Noose|The Kid", FilmId="tt0019217|tt0018253")
    assert [title.words.get("credits") for title in both] == [None, None]


def test_films_that_do_not_pair_with_their_ids_keep_the_award():
    found = awards(Film="The Noose", FilmId="tt0019217|tt0018253")
    assert [award.title.ids[0][1] for award in found] == ["tt0019217", "tt0018253"]
    assert {award.film_name for award in found} == {"The Noose"}
    assert titles(Film="The Noose", FilmId="tt0019217|tt0018253") == []


def test_an_award_to_a_person_has_no_title():
    (award,) = awards(Film="", FilmId="", Category="HONORARY AWARD", CanonicalCategory="HONORARY AWARD")
    assert (award.title, award.film_name) == (None, "")


def test_a_film_without_an_id_is_asked_for_by_name():
    (award,) = awards(FilmId="")
    assert (award.title.ids, award.title.name, award.title.years) == ((), "Forrest Gump", {1994})
    assert titles(FilmId="") == []


def test_companies_and_unknown_people_are_names_without_an_id():
    row = ROW | {"Nominees": "Denham|A. W. Watkins|Warner Bros.", "NomineeIds": "?|nm0914249|co0080422"}
    assert people_of(row) == (
        PersonRef("Denham"),
        PersonRef("A. W. Watkins", (("imdb", "nm0914249"),)),
        PersonRef("Warner Bros."),
    )


@pytest.mark.parametrize("ids", ["nm0001053,nm0001054", "nm0001053|nm0001054", ""])
def test_ids_that_do_not_pair_with_names_are_of_nobody(ids):
    row = ROW | {"Nominees": "Roderick Jaynes", "NomineeIds": ids}
    assert people_of(row) == (PersonRef("Roderick Jaynes"),)


@pytest.mark.parametrize(
    ("category", "role"),
    [
        ("ACTRESS IN A LEADING ROLE", "actor"),
        ("DIRECTING", "director"),
        ("ASSISTANT DIRECTOR", None),
        ("WRITING (Title Writing)", None),
        ("WRITING (Original Story)", "writer"),
        ("BEST PICTURE", "producer"),
        ("COSTUME DESIGN", None),
    ],
)
def test_a_role_is_proved_only_where_the_category_says_so(category, role):
    assert role_of(category) == role


@pytest.mark.parametrize(
    ("category", "genres"),
    [
        ("SHORT FILM (Animated)", ["short", "animation"]),
        ("DOCUMENTARY (Feature)", ["documentary"]),
        ("SHORT SUBJECT (One-reel)", ["short"]),
        ("BEST PICTURE", None),
    ],
)
def test_some_categories_prove_a_genre(category, genres):
    assert titles(CanonicalCategory=category)[0].words.get("genres") == genres


def test_either_name_of_a_film_is_its_own_and_quotes_are_unescaped():
    (title,) = titles(Film='Kagemusha (The \\"Shadow\\" Warrior)')
    assert title.title.other_names == ("Kagemusha", 'The "Shadow" Warrior')
    assert [word["name"] for word in title.words["names"]] == ["Kagemusha", 'The "Shadow" Warrior']


def test_categories_speak_in_a_normal_voice():
    assert sentence_case("WRITING (Adaptation)") == "Writing (Adaptation)"
    assert sentence_case("Best Picture") == "Best Picture"


def test_an_empty_winner_has_not_won():
    assert awards(Winner="")[0].won is False


def test_rows_of_a_ceremony_are_stored_together():
    assert FORM.group(Row(2, ROW)) == FORM.group(Row(3, ROW | {"Film": "Heat"})) == "67"
    assert FORM.group(Row(2, ROW | {"Ceremony": ""})) is None


def test_a_row_cut_short_is_whole(tmp_path):
    path = tmp_path / "awards.csv"
    path.write_text("\t".join(ROW) + "\n" + "\t".join(list(ROW.values())[:10]) + "\n", encoding="utf-8")
    assert read_file(FORM, path).records == {"TitleRecord": 1, "AwardRecord": 1}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"Ceremony": "last"}, "Ceremony"),
        ({"Ceremony": "0"}, "Ceremony"),
        ({"Year": "1994/99"}, "Year"),
        ({"Year": ""}, "Year"),
        ({"Ceremony": "1", "Year": "soon", "Film": "", "FilmId": ""}, "year"),
        ({"Winner": "maybe"}, "Winner"),
        ({"Category": "", "CanonicalCategory": ""}, "Category"),
        ({"Film": "Am\ufffdlie"}, "Film"),
        ({"Nominees": "Jordi Moll\ufffd"}, "Nominees"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_column(changed, field):
    with pytest.raises(InvalidRecord) as refused:
        said(FORM, ROW | changed)
    assert refused.value.field == field


@given(soiled_cells(ROW))
def test_no_other_error_escapes_nominations(cells):
    survives(FORM, cells, CONTEXT)


@pytest.mark.shared
def test_the_real_nominations_are_read(shared_folder):
    outcome = read_file(FORM, shared_folder / "data/oscars/oscars.csv")
    assert (outcome.rows, outcome.refused, outcome.held, outcome.remarks) == (12137, {}, {}, {})
    assert outcome.records == {"TitleRecord": 10878, "AwardRecord": 12159}
