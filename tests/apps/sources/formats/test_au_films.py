"""Australian films: looks over named services, twins that disagree, days that are not known."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from daybill.apps.sources.formats.au_films import AuFilms
from daybill.apps.sources.formats.format import Context, Held
from daybill.domain.errors import InvalidRecord
from tests.apps.sources.formats.dirt import TODAY, read_file, remarks, said, soiled_json, survives

FORM = AuFilms()
CONTEXT = Context(Path("films.json"), TODAY)


def film(**changed: Any) -> dict[str, Any]:
    streaming = {"netflix": True, "stan": False, "appleTv": False, "rentBuy": ["Amazon", "Apple TV"]}
    return {
        "title": "Heat",
        "year": 1995,
        "director": "Michael Mann",
        "streaming": streaming,
        "lastStreamingCheck": "2026-05-20",
    } | changed


def entry(*twins: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {"film": film(**changed), "twins": list(twins)}


def test_a_row_is_a_look_over_the_services_it_names_and_the_four_shops():
    (look,) = said(FORM, entry())
    assert (look.country, look.day, look.method) == ("AU", date(2026, 5, 20), "separate")
    assert look.asked == (
        ("netflix", "flatrate"),
        ("stan", "flatrate"),
        ("apple-tv", "flatrate"),
        ("amazon-video", "rent"),
        ("apple-tv", "rent"),
        ("google-play", "rent"),
        ("youtube", "rent"),
    )
    assert [(offer.provider, offer.monetization) for offer in look.offers] == [
        ("netflix", "flatrate"),
        ("amazon-video", "rent"),
        ("apple-tv", "rent"),
    ]


def test_the_shops_shelf_is_rent_or_buy_in_one_word():
    (look,) = said(FORM, entry())
    shelf = {offer.monetization: (offer.tier, offer.also_buy) for offer in look.offers}
    assert shelf == {"flatrate": ("", False), "rent": ("rent-or-buy", True)}


def test_what_is_not_in_the_row_was_not_asked():
    (look,) = said(FORM, entry(streaming={"netflix": False}))
    assert look.asked == (("netflix", "flatrate"),)
    assert look.offers == ()


def test_a_shop_that_nobody_asked_about_is_asked_by_being_found():
    (look,) = said(FORM, entry(streaming={"rentBuy": ["Fandango At Home"]}))
    assert ("fandango-at-home", "rent") in look.asked


@pytest.mark.parametrize(("day", "method"), [("2026-02-24", "mixed"), ("2026-02-25", "separate")])
def test_the_method_changed_on_a_day(day, method):
    assert said(FORM, entry(lastStreamingCheck=day))[0].method == method


def test_twins_that_disagree_on_a_service_did_not_look_at_it():
    other = film(
        streaming={"netflix": True, "stan": True, "appleTv": False, "rentBuy": ["Amazon", "Apple TV"]}
    )
    (look,) = said(FORM, entry(other))
    assert ("stan", "flatrate") not in look.asked
    assert ("netflix", "flatrate") in look.asked
    assert remarks(FORM, entry(other)) == [
        "The film's rows disagree on Stan (flatrate): that was not looked at that day."
    ]


def test_twins_that_agree_are_two_equal_looks_without_a_word():
    assert remarks(FORM, entry(film())) == []
    assert said(FORM, entry(film())) == said(FORM, entry())


def test_a_twin_that_cannot_be_read_contradicts_nothing():
    assert remarks(FORM, entry(film(streaming={"stan": "perhaps"}))) == []


def test_rows_of_one_film_and_day_are_twins_whatever_is_glued_to_the_name(tmp_path):
    films = [
        film(title="Rounders"),
        film(title="Rounders (Live Show)"),
        film(title="Rounders", lastStreamingCheck="2026-06-02"),
        film(title="Rounders", year=2004),
    ]
    path = tmp_path / "any.json"
    path.write_text(json.dumps({"films": films}))
    assert [len(row.values["twins"]) for row in FORM.reader.rows(path)] == [1, 1, 0, 0]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Basic Instinct (Live)", "Basic Instinct"),
        ("Star Wars: A New Hope (Part Two)", "Star Wars: A New Hope"),
        ("A Few Good (Re)Men", "A Few Good (Re)Men"),
        ("  Heat  ", "Heat"),
    ],
)
def test_what_was_glued_to_a_name_falls_off(written, name):
    assert said(FORM, entry(title=written))[0].title.name == name


def test_the_film_may_be_cut_and_its_directors_are_witnesses():
    title = said(FORM, entry(title="Ocean", director="Joel Coen, Ethan Coen"))[0].title
    assert (title.may_be_cut, title.is_sole, title.type) == (True, True, "movie")
    assert title.directors == ("Joel Coen", "Ethan Coen")


@pytest.mark.parametrize("day", ["", None, " "])
def test_a_look_without_a_day_is_held(day):
    with pytest.raises(Held, match="not known"):
        said(FORM, entry(lastStreamingCheck=day))


def test_a_look_before_the_table_began_is_held_and_its_first_day_is_not():
    with pytest.raises(Held, match="before the table began"):
        said(FORM, entry(lastStreamingCheck="2025-12-05"))
    assert said(FORM, entry(lastStreamingCheck="2025-12-06"))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"lastStreamingCheck": "2027-01-01"}, "observed"),
        ({"lastStreamingCheck": "last week"}, "date"),
        ({"streaming": {"netflix": "yes"}}, "netflix"),
        ({"streaming": {"rentBuy": "Amazon"}}, "rentBuy"),
        ({"streaming": None}, "streaming"),
        ({"title": 15}, "title"),
        ({"title": " "}, "title"),
        ({"title": "Am\ufffdlie"}, "title"),
        ({"year": "soon"}, "year"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_field(changed, field):
    with pytest.raises(InvalidRecord) as refused:
        said(FORM, entry(**changed))
    assert refused.value.field == field


def test_half_a_letter_is_refused_as_no_database_takes_it():
    with pytest.raises(InvalidRecord) as refused:
        said(FORM, entry(title=json.loads('"Am\\ud83dlie"')))
    assert refused.value.field == "title"


@given(soiled_json(entry(film())))
def test_no_other_error_escapes_films(values):
    survives(FORM, values, CONTEXT)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("day", "rows", "looks", "held", "disputed"),
    [
        ("2025-12-06", 423, 421, {"the day of the look is not known": 2}, 0),
        (
            "2026-02-25",
            435,
            432,
            {"the day of the look is not known": 2, "the day of the look is before the table began": 1},
            0,
        ),
        ("2026-04-02", 440, 440, {}, 6),
        ("2026-05-20", 447, 447, {}, 8),
        ("2026-08-18", 461, 461, {}, 8),
    ],
)
def test_the_real_films_are_read(shared_folder, day, rows, looks, held, disputed):
    outcome = read_file(FORM, shared_folder / f"data/offers_by_country/au_films_{day}.json")
    assert (outcome.rows, outcome.records, outcome.refused) == (rows, {"LookRecord": looks}, {})
    assert (outcome.held, outcome.remarks.total()) == (held, disputed)
