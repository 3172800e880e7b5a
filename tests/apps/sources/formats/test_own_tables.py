"""Our own files are recognised among each other, and a table says what lines of JSON say."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.apps.sources.formats import own
from daybill.apps.sources.formats.own.rows import Cells
from daybill.apps.sources.reading import head_of
from tests.apps.sources.formats.dirt import read_file, said
from tests.apps.sources.formats.own_rows import LIST, ROWS, TITLE

FORMS = [*ROWS, own.OwnLists]
FIRST = {**ROWS, own.OwnLists: LIST}
# What a table can say of each kind; lists with | between.
TABLES: dict[Any, tuple[dict[str, str], dict[str, Any]]] = {
    own.OwnTitles: (
        {
            "type": "movie",
            "name": "Heat",
            "year": "1995",
            "imdb": "tt0113277",
            "tmdb": "949",
            "names": "Hitze|Fuego",
            "genres": "crime | drama",
            "runtime_minutes": "170",
            "popularity": "58.2",
            "directors": "Michael Mann",
            "cast": "Al Pacino|Robert De Niro",
            "countries": "US",
            "languages": "en|es",
            "original_name": "",
        },
        {
            "type": "movie",
            "name": "Heat",
            "year": 1995,
            "imdb": "tt0113277",
            "tmdb": 949,
            "names": ["Hitze", "Fuego"],
            "genres": ["crime", "drama"],
            "runtime_minutes": 170,
            "popularity": 58.2,
            "directors": ["Michael Mann"],
            "cast": ["Al Pacino", "Robert De Niro"],
            "countries": ["US"],
            "languages": ["en", "es"],
        },
    ),
    own.OwnPeople: (
        {"name": "Al Pacino", "imdb": "nm0000199", "tmdb": "1158", "key": "", "slug": "al-pacino"},
        {"name": "Al Pacino", "imdb": "nm0000199", "tmdb": 1158, "slug": "al-pacino"},
    ),
    own.OwnOffers: (
        {
            "name": "Heat",
            "year": "1995",
            "directors": "Michael Mann",
            "provider": "Apple TV",
            "country": "au",
            "monetization": "rent",
            "price_minor": "399",
            "currency": "AUD",
            "also_buy": "yes",
            "audio": "en|fr",
            "observed": "2026-11-01",
            "ends": "",
        },
        {
            "name": "Heat",
            "year": 1995,
            "directors": ["Michael Mann"],
            "provider": "Apple TV",
            "country": "au",
            "monetization": "rent",
            "price_minor": 399,
            "currency": "AUD",
            "also_buy": True,
            "audio": ["en", "fr"],
            "observed": "2026-11-01",
        },
    ),
    own.OwnPlans: (
        {
            "provider": "netflix",
            "country": "AU",
            "name": "Standard",
            "price": "18.99 AUD / month",
            "ads": "no",
            "screens": "2",
            "observed": "2026-11-01",
        },
        {
            "provider": "netflix",
            "country": "AU",
            "name": "Standard",
            "price": "18.99 AUD / month",
            "ads": False,
            "screens": 2,
            "observed": "2026-11-01",
        },
    ),
    own.OwnPromos: (
        {"provider": "stan", "country": "AU", "text": "30 days free", "ends": "2026-12"},
        {"provider": "stan", "country": "AU", "text": "30 days free", "ends": "2026-12"},
    ),
    own.OwnAwards: (
        {
            "body": "academy-awards",
            "film_name": "Heat",
            "film_year": "1995",
            "year": "1996",
            "ceremony": "68",
            "category": "Directing",
            "nominees": "Michael Mann|Art Linson",
            "won": "false",
        },
        {
            "body": "academy-awards",
            "film_name": "Heat",
            "film_year": "1995",
            "year": 1996,
            "ceremony": 68,
            "category": "Directing",
            "nominees": ["Michael Mann", "Art Linson"],
            "won": False,
        },
    ),
    own.OwnLists: (
        {
            "list": "rolling-stone-90s",
            "list_name": "100 Greatest",
            "publisher": "Rolling Stone",
            "list_year": "2017",
            "rank": "28",
            "name": "Heat",
            "year": "1995",
            "directors": "Michael Mann",
        },
        {
            "slug": "rolling-stone-90s",
            "name": "100 Greatest",
            "publisher": "Rolling Stone",
            "year": 2017,
            "placings": [{"rank": 28, "name": "Heat", "year": 1995, "directors": ["Michael Mann"]}],
        },
    ),
}


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def as_table(folder: Path, *rows: dict[str, str], order: int = 1) -> Path:
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0])[::order])
        out.writeheader()
        out.writerows(rows)
    return path


def as_lines(folder: Path, *rows: dict[str, Any]) -> Path:
    return written(folder, "rows.ndjson", "".join(json.dumps(row) + "\n" for row in rows))


def records(form: Any, path: Path) -> list[Any]:
    return [record for row in form.reader.rows(path) for record in said(form(), row.values)]


@pytest.mark.parametrize("form", FORMS)
def test_line_is_recognised_by_its_own_format_alone(form: Any, tmp_path: Path):
    head = head_of(as_lines(tmp_path, FIRST[form]))
    assert [other for other in FORMS if other.reader.recognises(head)] == [form]


def test_line_longer_than_the_head_of_its_file_is_recognised(tmp_path: Path):
    credits_ = [
        {"name": f"Person {number}", "role": "actor", "position": number} for number in range(1, 2000)
    ]
    long = TITLE | {"said": {"a-table": {"credits": credits_}}}
    path = written(tmp_path, "long.ndjson", json.dumps(long, sort_keys=True) + "\n")
    assert [form for form in FORMS if form.reader.recognises(head_of(path))] == [own.OwnTitles]
    dossier = {"blocks": [{"type": "trailer", "name": "x" * 70_000}], "language": "en", "title": "tt0113277"}
    path = written(tmp_path, "dossiers.ndjson", json.dumps(dossier) + "\n")
    assert [form for form in FORMS if form.reader.recognises(head_of(path))] == []


@pytest.mark.parametrize("form", list(TABLES))
def test_table_is_recognised_by_its_own_format_alone(form: Any, tmp_path: Path):
    head = head_of(as_table(tmp_path, TABLES[form][0]))
    assert [other for other in FORMS if other.reader.recognises(head)] == [form]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("form", list(TABLES))
def test_table_says_what_lines_say_whatever_the_order_of_its_columns(form: Any, order: int, tmp_path: Path):
    cells, values = TABLES[form]
    table, lines = as_table(tmp_path, cells, order=order), as_lines(tmp_path, values)
    assert records(form, table) == records(form, lines) != []


@pytest.mark.parametrize("form", list(ROWS))
def test_file_of_full_rows_is_read_without_a_remark(form: Any, tmp_path: Path):
    outcome = read_file(form(), as_lines(tmp_path, ROWS[form]))
    assert not outcome.refused
    assert not outcome.remarks
    assert sum(outcome.records.values()) == (2 if form is own.OwnTitles else 1)


names = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="|"), min_size=1, max_size=12)


@given(
    directors=st.lists(names, max_size=3),
    price=st.none() | st.integers(0, 10**6),
    also_buy=st.none() | st.booleans(),
    tier=st.none() | names,
)
def test_cells_say_what_values_say(directors: Any, price: Any, also_buy: Any, tier: Any):
    values = TABLES[own.OwnOffers][1] | {
        "directors": directors,
        "price_minor": price,
        "also_buy": also_buy,
        "tier": tier,
    }
    cells = {
        name: "|".join(value) if isinstance(value, list) else "" if value is None else str(value)
        for name, value in values.items()
    }
    assert isinstance(own.OwnOffers.reader.cells, Cells)
    from_table = own.OwnOffers.reader.cells.values(cells)
    assert said(own.OwnOffers(), from_table) == said(own.OwnOffers(), values)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("titel,yaer\nHeat,1995\n", "its first line has no “type”, “name”"),
        ("typ,name\nmovie,Heat\n", "its first line has no “type” (is it “typ”?)"),
        ('{"type":"movie","nme":"Heat"}\n', "its first line has no “name” (is it “nme”?)"),
        ('{"type":"movie","name":"Heat","provider":"x"}\n', "“provider” shows that it is another file"),
        ("[1, 2]\n", "its first line is no JSON object and no header"),
    ],
)
def test_file_of_another_shape_is_told_what_it_lacks(text: str, words: str, tmp_path: Path):
    head = head_of(written(tmp_path, "rows", text))
    assert not own.OwnTitles.reader.recognises(head)
    assert own.OwnTitles.reader.why_not(head).startswith(words)


def test_cell_that_is_no_number_is_refused_by_its_column(tmp_path: Path):
    cells = TABLES[own.OwnOffers][0] | {"price_minor": "3,99", "ends": "30.12.2026"}
    (row,) = own.OwnOffers.reader.rows(as_table(tmp_path, cells))
    assert row.values["price_minor"] == "3,99"
    outcome = read_file(own.OwnOffers(), as_table(tmp_path, cells))
    assert dict(outcome.refused) == {"price_minor": 1}


def test_row_that_cannot_be_read_does_not_stop_the_next(tmp_path: Path):
    good = json.dumps(ROWS[own.OwnOffers])
    path = written(tmp_path, "rows.ndjson", f"{good}\n{{broken\n\n5\n{good}\n")
    rows = list(own.OwnOffers.reader.rows(path))
    assert [bool(row.fault) for row in rows] == [False, True, True, False]
    assert said(own.OwnOffers(), rows[3].values)
