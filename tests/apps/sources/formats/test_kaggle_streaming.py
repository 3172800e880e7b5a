"""The services' tables on Kaggle: whose listing, of which day, and the dirt of their rows."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given

from daybill.apps.sources.formats.format import Context, Held
from daybill.apps.sources.formats.kaggle_streaming import KaggleStreaming, Listing
from daybill.apps.sources.reading import Row
from daybill.domain.errors import InvalidRecord
from daybill.domain.windows import Precision
from tests.apps.sources.formats.dirt import (
    TODAY,
    context_of,
    read_file,
    remarks,
    said,
    soiled_cells,
    survives,
)

FORM = KaggleStreaming()
ROW = {
    "show_id": "s1",
    "type": "Movie",
    "title": "Heat",
    "director": "Michael Mann",
    "cast": "Al Pacino, Robert De Niro",
    "country": "United States",
    "date_added": "25-Sep-21",
    "release_year": "1995",
    "rating": "R",
    "duration": "170 min",
    "listed_in": "Crime, Thrillers",
    "OTT": "Netflix",
}
SERIES = ROW | {"type": "TV Show", "title": "Dark", "duration": "3 Seasons", "release_year": "2020"}


def context(*rows: dict[str, str], **told: object) -> Context:
    notes = FORM.survey(Row(n, row) for n, row in enumerate(rows or (ROW,), start=2))
    return Context(Path("a table.csv"), TODAY, notes=notes, **told)  # type: ignore[arg-type]


def words(**changed: str):
    row = ROW | changed
    return said(FORM, row, context(row))[0].words


def write(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


def test_a_film_brings_its_words_and_its_offer():
    title, offer = said(FORM, ROW, context())
    assert title.words == {
        "name": "Heat",
        "year": 1995,
        "runtime_minutes": 170,
        "genres": ["crime", "thriller"],
        "countries": ["US"],
        "certifications": [{"country": "US", "value": "R"}],
        "credits": [
            {"name": "Michael Mann", "role": "director", "position": 1},
            {"name": "Al Pacino", "role": "actor", "position": 1},
            {"name": "Robert De Niro", "role": "actor", "position": 2},
        ],
    }
    assert (offer.provider, offer.country, offer.monetization) == ("netflix", "US", "flatrate")
    assert title.title.directors == ("Michael Mann",)


def test_a_series_goes_by_its_newest_season_so_its_year_is_not_said():
    title = said(FORM, SERIES, context(SERIES))[0]
    assert "year" not in title.words
    assert (title.words["season_count"], title.title.type, title.title.years) == (3, "series", {2020})


def test_the_listing_is_of_its_newest_day():
    listing = context(ROW, ROW | {"title": "B", "date_added": " August 4, 2017"})
    offer = said(FORM, ROW | {"title": "C", "date_added": ""}, listing)[-1]
    assert offer.first_seen == offer.last_seen == date(2021, 9, 25)
    assert offer.starts is None


def test_the_day_told_stands_above_the_newest_and_a_later_start_is_not_claimed():
    offer = said(FORM, ROW, context(observed=date(2021, 9, 1)))[-1]
    assert (offer.last_seen, offer.starts) == (date(2021, 9, 1), None)


def test_a_day_to_come_in_one_row_spoils_no_other():
    listing = context(ROW, ROW | {"title": "B", "date_added": "25-Sep-68"})
    assert said(FORM, ROW, listing)[-1].last_seen == date(2021, 9, 25)


def test_a_listing_without_a_day_is_refused():
    row = ROW | {"date_added": ""}
    with pytest.raises(InvalidRecord, match="--as-of"):
        said(FORM, row, context(row))


def test_an_offer_began_on_the_day_it_was_added_by_the_countrys_clock():
    starts = said(FORM, ROW, context())[-1].starts
    assert (starts.at, starts.precision) == (datetime(2021, 9, 25, 4, tzinfo=UTC), Precision.DAY)


@pytest.mark.parametrize(
    ("word", "source"),
    [
        ("Netflix", "kaggle-netflix"),
        ("Disney", "kaggle-disney-plus"),
        ("Hulu", "kaggle-hulu"),
        ("Amazon prime", "kaggle-prime-video"),
        ("Stan", "kaggle-stan"),
    ],
)
def test_the_column_tells_the_service_whatever_the_file_is_called(word, source):
    row = ROW | {"OTT": word}
    assert FORM.source_of(context(row)).slug == source


def test_a_renamed_file_is_known_before_it_was_surveyed(tmp_path):
    path = write(tmp_path / "renamed.csv", ROW | {"OTT": "Hulu"})
    assert FORM.source_of(Context(path, TODAY)).slug == "kaggle-hulu"


@pytest.mark.parametrize(
    ("file", "slug"),
    [
        ("netflix_titles.csv", "netflix"),
        ("amazon_prime_titles.csv", "prime-video"),
        ("disney_plus_titles.csv.gz", "disney-plus"),
    ],
)
def test_without_the_column_the_files_name_tells_the_service(file, slug):
    plain = {key: value for key, value in ROW.items() if key != "OTT"}
    listing = Listing(added=frozenset({date(2021, 9, 25)}))
    assert said(FORM, plain, Context(Path(file), TODAY, notes=listing))[-1].provider == slug


def test_a_table_that_names_no_service_asks_for_one():
    plain = ROW | {"OTT": ""}
    with pytest.raises(InvalidRecord, match="--provider"):
        said(FORM, plain, context(plain))
    assert said(FORM, plain, context(plain, provider="hulu"))[-1].provider == "hulu"


def test_ranks_are_those_of_the_services_order():
    words_of = ("Netflix", "Disney", "Hulu", "Amazon prime")
    assert [FORM.source_of(context(ROW | {"OTT": w})).ranks[""] for w in words_of] == [60, 61, 62, 63]


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        (ROW | {"rating": "74 min", "duration": ""}, "runtime_minutes", 74),
        (SERIES | {"rating": "2 Seasons", "duration": ""}, "season_count", 2),
    ],
)
def test_a_duration_in_the_rating_column_is_a_length(row, field, value):
    found = said(FORM, row, context(row))[0].words
    assert found[field] == value
    assert "certifications" not in found


def test_a_rating_that_is_no_american_one_is_not_kept():
    assert "certifications" not in words(rating="13+")


def test_empty_items_are_skipped_and_states_that_are_no_more_have_no_code():
    assert words(country=", South Korea, West Germany")["countries"] == ["KR"]
    row = ROW | {"country": "Soviet Union, Atlantis"}
    assert remarks(FORM, row, context(row)) == ["“Atlantis” is no country that is known here."]


def test_a_genre_nobody_knows_is_reported():
    row = ROW | {"listed_in": "Crime, Puppetry"}
    assert remarks(FORM, row, context(row)) == ["“Puppetry” is no genre that is known here."]


@pytest.mark.parametrize("name", ["Jordi Moll\ufffd", "AmÃ©lie Poulain", "x" * 201])
def test_a_damaged_person_is_left_out_and_the_title_kept(name):
    row = ROW | {"cast": f"Al Pacino, {name}"}
    assert [c["name"] for c in said(FORM, row, context(row))[0].words["credits"]] == [
        "Michael Mann",
        "Al Pacino",
    ]
    assert len(remarks(FORM, row, context(row))) == 1


def test_a_long_cast_is_cut():
    cast = ", ".join(f"Person {n}" for n in range(40))
    assert sum(credit["role"] == "actor" for credit in words(cast=cast)["credits"]) == 16


def test_a_date_of_a_spreadsheet_is_no_name():
    row = ROW | {"title": "15-Aug"}
    with pytest.raises(Held, match="spreadsheet"):
        said(FORM, row, context(row))


@pytest.mark.parametrize(
    "name",
    [
        "Testing title - somebody is using this",
        "IN and Classic - curation testing",
        "Clip: Validation Check",
        "Boston \ufffd 1988",
        " ",
    ],
)
def test_a_row_that_names_no_title_is_refused(name):
    row = ROW | {"title": name}
    with pytest.raises(InvalidRecord) as refused:
        said(FORM, row, context(row))
    assert refused.value.field == "title"


def test_a_film_with_testing_in_its_name_is_one():
    assert words(title="Recent Testing of a Telescope")["name"] == "Recent Testing of a Telescope"


def test_rows_that_claim_one_title_are_held_and_others_of_its_name_are_not():
    twice = context(ROW, ROW | {"title": "HEAT", "duration": "171 min"}, ROW | {"release_year": "1986"})
    with pytest.raises(Held, match="several rows"):
        said(FORM, ROW, twice)
    assert said(FORM, ROW | {"release_year": "1986"}, twice)


def test_a_name_that_stands_once_is_sole():
    assert said(FORM, ROW, context())[0].title.is_sole
    two = context(ROW, ROW | {"release_year": "1986"})
    assert not said(FORM, ROW, two)[0].title.is_sole


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"type": "Short"}, "type"),
        ({"release_year": "now"}, "release_year"),
        ({"date_added": "yesterday"}, "date_added"),
    ],
)
def test_what_cannot_be_read_is_refused_and_named(changed, field):
    row = ROW | {"title": "Another"} | changed
    with pytest.raises(InvalidRecord) as refused:
        said(FORM, row, context(ROW, row))
    assert refused.value.field == field


@given(soiled_cells(ROW))
def test_no_other_error_escapes_listings(cells):
    survives(FORM, cells, context(cells))
    survives(FORM, cells, Context(Path("hulu_titles.csv"), TODAY, observed=TODAY))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "source", "rows", "stored", "refused", "held", "said_beside"),
    [
        ("netflix", "kaggle-netflix", 8807, 8786, {}, (7, 14), 0),
        ("disney_plus", "kaggle-disney-plus", 1450, 1450, {}, (0, 0), 0),
        ("hulu", "kaggle-hulu", 3073, 3073, {}, (0, 0), 0),
        ("amazon_prime", "kaggle-prime-video", 9668, 9643, {"title": 4}, (1, 20), 2),
    ],
)
def test_the_real_listings_are_read(shared_folder, file, source, rows, stored, refused, held, said_beside):
    path = shared_folder / f"data/kaggle_streaming/{file}_titles.csv"
    outcome = read_file(FORM, path)
    assert FORM.source_of(context_of(FORM, path)).slug == source
    assert (outcome.rows, outcome.refused) == (rows, refused)
    assert outcome.records == {"TitleRecord": stored, "OfferRecord": stored}
    assert held == (
        outcome.held["a spreadsheet turned the name into a date"],
        outcome.held["several rows claim one title"],
    )
    assert outcome.held.total() == sum(held)
    assert outcome.remarks.total() == said_beside
