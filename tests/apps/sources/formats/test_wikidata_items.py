"""Wikidata items in both shapes: films, series, seasons, episodes and people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from daybill.apps.sources.formats.format import Context
from daybill.apps.sources.formats.wikidata import Wikidata
from daybill.apps.sources.formats.wikidata_meanings import COUNTRIES, LANGUAGES, TYPES
from daybill.apps.sources.formats.wikidata_statements import item_id, quantities, statements_of, years
from daybill.apps.sources.reading import head_of
from daybill.domain.countries import countries
from daybill.domain.errors import InvalidRecord
from tests.apps.sources.formats.dirt import TODAY, read_file, remarks, said, soiled_json, survives

FORM = Wikidata()
CONTEXT = Context(Path("item.json"), TODAY)
CLAIMS_FILE = Path(__file__).parent / "data/wikidata_heat_claims.json"
CLAIMS = json.loads(CLAIMS_FILE.read_text(encoding="utf-8"))["entities"]["Q42198"]


def value(content: Any, **beside: Any) -> dict[str, Any]:
    return {"rank": "normal", "value": {"type": "value", "content": content}} | beside


def minutes(amount: str, unit: str = "Q7727") -> dict[str, str]:
    return {"amount": amount, "unit": f"http://www.wikidata.org/entity/{unit}"}


def item(**statements: Any) -> dict[str, Any]:
    """A REST item, made by us, of a film called Heat."""
    return {
        "type": "item",
        "id": "Q42198",
        "labels": {"en": "Heat", "fr": "Heat"},
        "aliases": {"de": ["Heat – Ein Film", "Heat"]},
        "statements": {"P31": [value("Q11424")]} | statements,
    }


def test_the_rest_shape_is_read():
    entity = item(
        P345=[value("tt0113277")],
        P4947=[value("949")],
        P577=[value({"time": "+1995-12-15T00:00:00Z", "precision": 11})],
        P2047=[value(minutes("+170"))],
        P495=[value("Q30")],
        P364=[value("Q1860"), value("Q1321")],
    )
    (record,) = said(FORM, entity)
    assert record.title.ids == (("imdb", "tt0113277"), ("tmdb", "949"), ("wikidata", "Q42198"))
    assert (record.title.type, record.title.years) == ("movie", {1995})
    assert record.words == {
        "name": "Heat",
        "names": [
            {"name": "Heat", "language": "en"},
            {"name": "Heat", "language": "fr"},
            {"name": "Heat – Ein Film", "language": "de"},
            {"name": "Heat", "language": "de"},
        ],
        "year": 1995,
        "runtime_minutes": 170,
        "countries": ["US"],
        "languages": ["en", "es"],
    }


def test_the_classic_shape_is_read():
    (record,) = said(FORM, CLAIMS)
    assert record.title.ids == (("imdb", "tt0113277"), ("tmdb", "949"), ("wikidata", "Q42198"))
    assert record.words == {
        "name": "Heat",
        "names": [
            {"name": "Heat", "language": "en"},
            {"name": "烈火悍將", "language": "zh"},
            {"name": "Heat"},
            {"name": "Heat – Ein Film", "language": "de"},
        ],
        "year": 1995,
        "runtime_minutes": 150,
        "countries": ["US"],
        "languages": ["en"],
    }
    assert remarks(FORM, CLAIMS) == [
        "“simple” is no language of ISO 639; its names were left out.",
        "Q15180 is no country that is known here.",
        "Directors and cast are items without their names here, and were left out.",
    ]


@pytest.mark.parametrize(
    "document",
    [{"entities": {"Q42198": {k: v for k, v in CLAIMS.items() if k != "id"}}}, CLAIMS, [CLAIMS], item()],
)
def test_one_item_is_one_row_however_it_is_wrapped(tmp_path, document):
    path = tmp_path / "q.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert read_file(FORM, path).records == {"TitleRecord": 1}


def test_another_document_is_not_taken_for_an_item(tmp_path):
    path = tmp_path / "q.json"
    for document in ({"id": 949, "labels": {}}, [1], {"films": []}):
        path.write_text(json.dumps(document), encoding="utf-8")
        assert not FORM.reader.recognises(head_of(path))


@pytest.mark.parametrize(
    ("items", "kind"),
    [
        (["Q24862"], "movie"),
        (["Q202866", "Q1"], "movie"),
        (["Q5398426"], "series"),
        (["Q1259759"], "series"),
        (["Q506240", "Q21191270"], "episode"),
        (["Q3464665"], "season"),
    ],
)
def test_the_type_is_read_from_what_it_is_an_instance_of(items, kind):
    assert said(FORM, item(P31=[value(q) for q in items]))[0].title.type == kind


@pytest.mark.parametrize("claims", [[], [value("Q571")]])
def test_what_is_neither_shown_nor_a_person_is_refused(claims):
    with pytest.raises(InvalidRecord) as refused:
        said(FORM, item(P31=claims))
    assert refused.value.field == "P31"


def test_a_series_is_counted_by_tmdb_apart_and_runs_from_its_start_to_its_end():
    entity = item(
        P31=[value("Q5398426")],
        P4947=[value("1")],
        P4983=[value("1399")],
        P580=[value({"time": "+2011-04-17T00:00:00Z", "precision": 11})],
        P582=[value({"time": "+2019-05-19T00:00:00Z", "precision": 11})],
        P2437=[value({"amount": "+8", "unit": "1"})],
    )
    (record,) = said(FORM, entity)
    assert record.title.ids == (("tmdb", "1399"), ("wikidata", "Q42198"))
    assert (record.words["year"], record.words["end_year"], record.words["season_count"]) == (2011, 2019, 8)


def test_an_episode_has_no_tmdb_id_of_a_film_and_knows_its_season():
    within = value("Q1424152", qualifiers=[{"property": {"id": "P1545"}, **value("7")}])
    title = said(FORM, item(P31=[value("Q21191270")], P4947=[value("282758")], P4908=[within]))[0].title
    assert title.ids == (("wikidata", "Q42198"),)
    assert (title.parent.ids, title.parent.type, title.number) == ((("wikidata", "Q1424152"),), "season", 7)


def test_a_season_of_the_classic_shape_knows_its_series_and_number():
    def snak(content: Any) -> dict[str, Any]:
        return {"snaktype": "value", "datavalue": {"value": content}}

    series = {"mainsnak": snak({"id": "Q34316"}), "qualifiers": {"P1545": [snak("3")]}, "rank": "normal"}
    entity = CLAIMS | {"claims": {"P31": [{"mainsnak": snak({"id": "Q3464665"})}], "P179": [series]}}
    title = said(FORM, entity)[0].title
    assert (title.parent.ids, title.parent.type, title.number) == ((("wikidata", "Q34316"),), "series", 3)


def test_a_person_is_a_person_with_their_ids():
    entity = item(P31=[value("Q5")], P345=[value("nm0000520")], P4985=[value("638")])
    (record,) = said(FORM, entity)
    assert record.name == "Heat"
    assert record.ids == (("imdb", "nm0000520"), ("tmdb", "638"), ("wikidata", "Q42198"))


def test_an_id_of_another_kind_and_a_second_id_are_left_out_and_said():
    entity = item(P345=[value("nm0000520"), value("tt0113277"), value("tt2404463")])
    assert said(FORM, entity)[0].title.ids[0] == ("imdb", "tt0113277")
    assert remarks(FORM, entity) == [
        "“nm0000520” is no id of imdb for this type.",
        "A second id of imdb, “tt2404463”, was left out.",
    ]


def test_deprecated_and_unknown_values_are_not_said():
    entity = item(
        P345=[value("tt0113277", rank="deprecated")],
        P577=[{"rank": "normal", "value": {"type": "somevalue"}}],
    )
    (record,) = said(FORM, entity)
    assert record.title.ids == (("wikidata", "Q42198"),)
    assert "year" not in record.words


def test_the_earliest_release_counts_and_a_decade_is_no_year():
    times = [("+1996-01-01", 11), ("+1995-00-00", 9), ("+1990-00-00", 8), ("-0044-03-15", 11)]
    said_times = [value({"time": f"{time}T00:00:00Z", "precision": p}) for time, p in times]
    statements = statements_of(item(P577=said_times))["P577"]
    assert years(statements) == [1996, 1995]


@pytest.mark.parametrize(
    ("amounts", "found"),
    [
        ([minutes("+112"), minutes("+116")], [112, 116]),
        ([minutes("+1.5", "Q25235")], [90]),
        ([minutes("+600", "Q11574")], [10]),
        ([minutes("0"), minutes("-5"), minutes("long"), minutes("+1e99")], []),
    ],
)
def test_lengths_are_read_in_minutes(amounts, found):
    units = {"Q7727": 1.0, "Q25235": 60.0, "Q11574": 1 / 60}
    statements = statements_of(item(P2047=[value(amount) for amount in amounts]))["P2047"]
    assert quantities(statements, units) == (found, [])


def test_a_preferred_length_stands_above_others_and_a_strange_unit_is_said():
    entity = item(P2047=[value(minutes("+112")), value(minutes("+117"), rank="preferred")])
    assert said(FORM, entity)[0].words["runtime_minutes"] == 117
    odd = item(P2047=[value(minutes("+3", "Q199"))])
    assert "Q199 is no unit of time that is known here." in remarks(FORM, odd)


def test_without_an_english_label_another_is_the_name():
    entity = item() | {"labels": {"ja": "ヒート", "mul": "Heat!"}, "aliases": {}}
    assert said(FORM, entity)[0].words["name"] == "Heat!"
    assert said(FORM, entity | {"labels": {"ja": "ヒート"}})[0].words["name"] == "ヒート"


def test_a_damaged_name_is_left_out_and_said():
    entity = item() | {"aliases": {"fr": ["Am\ufffdlie"]}}
    assert "A name in “fr” is damaged or too long, and was left out." in remarks(FORM, entity)


@pytest.mark.parametrize(
    ("entity", "field"),
    [
        (item() | {"labels": {}, "aliases": {}}, "labels"),
        (item() | {"id": "P31"}, "id"),
        (item() | {"id": None}, "id"),
        ("Q42198", "item"),
    ],
)
def test_an_item_without_a_name_or_number_is_refused(entity, field):
    with pytest.raises(InvalidRecord) as refused:
        said(FORM, entity)
    assert refused.value.field == field


def test_what_items_mean_is_valid_and_told_once():
    assert set(COUNTRIES.values()) <= countries().keys()
    assert all(item_id(q) for q in (*TYPES, *COUNTRIES, *LANGUAGES))
    assert len(COUNTRIES) + len(LANGUAGES) + len(TYPES) == len({*COUNTRIES, *LANGUAGES, *TYPES})


@given(soiled_json(item(P345=[value("tt0113277")], P2047=[value(minutes("+170"))], P495=[value("Q30")])))
def test_no_other_error_escapes_rest_items(entity):
    survives(FORM, entity, CONTEXT)


@given(soiled_json(CLAIMS))
def test_no_other_error_escapes_classic_items(entity):
    survives(FORM, entity, CONTEXT)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("number", "imdb", "year", "runtime", "names"),
    [
        ("Q184843", "tt0083658", 1982, 112, 111),
        ("Q2082426", "tt0827573", 2006, 60, 23),
        ("Q25188", "tt1375666", 2010, 148, 104),
        ("Q83495", "tt0133093", 1999, 136, 171),
    ],
)
def test_the_real_items_are_read(shared_folder, number, imdb, year, runtime, names):
    path = shared_folder / f"data/wikidata/rest_item_{number}.json"
    outcome = read_file(FORM, path)
    assert (outcome.rows, outcome.records, outcome.refused) == (1, {"TitleRecord": 1}, {})
    assert list(outcome.remarks) == [
        "Directors and cast are items without their names here, and were left out."
    ]
    (row,) = FORM.reader.rows(path)
    (record,) = said(FORM, row.values)
    assert record.title.ids[0] == ("imdb", imdb)
    assert (record.words["year"], record.words["runtime_minutes"], len(record.words["names"])) == (
        year,
        runtime,
        names,
    )
