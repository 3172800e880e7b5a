"""Dirt: a bad row is refused alone and says why; a bad file is refused whole and stores nothing."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.core.management import CommandError

from daybill.apps.availability.models import Offer, Plan, Promo, Provider
from daybill.apps.catalogue.models import Nomination, Source, Title
from daybill.apps.sources.formats.format import Context, Format
from daybill.apps.sources.importing import ImportStopped, Options, as_json, find_jobs, parsing, run_import
from daybill.apps.sources.importing.parsing import as_shown
from daybill.apps.sources.models import ImportProblem, ImportRun
from daybill.apps.sources.reading import JsonLines, Row
from daybill.domain.countries import country
from daybill.domain.money import Money
from daybill.domain.records import (
    AwardRecord,
    OfferRecord,
    PersonRecord,
    PersonRef,
    PlacingRecord,
    PlanRecord,
    PromoRecord,
    Record,
    RelationRecord,
    SourceRecord,
    TitleRecord,
    TitleRef,
)
from daybill.domain.words import title_words
from tests.apps.sources.import_files import (
    COLUMNS,
    counted,
    everything,
    imported,
    reasons,
    title_row,
    write_table,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"


def refused(path: Path, message: str, command: str = "import_justwatch") -> None:
    with pytest.raises(CommandError, match=message):
        imported(command, path)
    assert not ImportRun.objects.exists()
    assert not Title.objects.exists()


def table(tmp_path: Path, *rows: dict[str, str]) -> Path:
    return write_table(tmp_path / "t.csv", rows)


# Files


def test_truncated_gzip_stores_nothing(tmp_path: Path) -> None:
    whole = gzip.compress(write_table(tmp_path / "t.csv", map(title_row, range(1, 3000))).read_bytes())
    path = tmp_path / "t.csv.gz"
    path.write_bytes(whole[: len(whole) // 2])
    refused(
        path, r"Its compressed data is damaged or ends early\. Fetch the file again\. Nothing was stored\."
    )


def test_damaged_gzip_stores_nothing(tmp_path: Path) -> None:
    whole = bytearray(
        gzip.compress(write_table(tmp_path / "t.csv", map(title_row, range(1, 3000))).read_bytes())
    )
    whole[len(whole) // 2] ^= 0xFF
    path = tmp_path / "t.csv.gz"
    path.write_bytes(whole)
    refused(path, "Its compressed data is damaged")


def test_a_wrong_header_names_what_is_missing(tmp_path: Path) -> None:
    columns = ["id", "title", "type", "relese_year", *COLUMNS[4:]]
    refused(
        write_table(tmp_path / "t.csv", [], columns),
        r"its header has no “release_year” \(is it “relese_year”",
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_a_table_in_utf_16_is_refused(tmp_path: Path, encoding: str) -> None:
    path = table(tmp_path, title_row(1))
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    path.write_bytes(mark + path.read_text().encode(encoding))
    refused(path, r"It is written in UTF-16\. Save it as UTF-8\. Nothing was stored\.")


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_a_blank_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(content)
    refused(path, "(empty|cannot read it)")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / "none.csv", "It cannot be read: No such file")


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 300,
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 99,
        b"PK\x03\x04" + b"x" * 99,
        b'{"a": 1}',
        b"[" * 200_000,
        b'"a',
        b"\r\r\r,",
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    for command in ("import_justwatch", "import_oscars", "import_movietweetings", "import_au_films"):
        refused(path, "cannot read it", command)


# Rows


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"release_year": "2513"}, "A year is from 1870 to 2100"),
        ({"release_year": ""}, "not a year"),
        ({"id": "ts7"}, "type"),
        ({"imdb_id": "0113277"}, "An IMDb title id is tt"),
        ({"title": " "}, "It is missing"),
        ({"title": "x" * 401}, "longer than 400 characters"),
        ({"title": "ﷺ" * 200}, "longer than 400 characters"),
        ({"runtime": "1e400"}, "not a"),
        ({"runtime": "40000"}, "from 1 to 32767"),
        ({"genres": "drama"}, "not a list"),
        ({"genres": "[" * 5000}, "not a list"),
        ({"title": "Amor\udce9"}, "not UTF-8"),
        ({"title": "L\ufffd"}, "lost"),
    ],
)
def test_a_bad_row_is_refused_and_the_rest_stored(tmp_path: Path, cells: dict[str, str], reason: str) -> None:
    path = tmp_path / "t.csv"
    rows = [title_row(1), title_row(2) | cells, title_row(3)]
    write_table(path, rows[:1])
    lines = [",".join(f'"{row[name]}"' for name in COLUMNS) for row in rows]
    path.write_bytes("\n".join([",".join(COLUMNS), *lines, ""]).encode("utf-8", "surrogateescape"))
    report = imported("import_justwatch", path)
    assert counted(report) == {"read": 3, "stored": 2, "refused": 1}
    assert reason in reasons(report)[3]


def test_one_bad_row_in_the_middle_of_many_stops_nothing(tmp_path: Path) -> None:
    rows = [title_row(n) for n in range(1, 5201)]
    rows[2600] |= {"release_year": "soon"}
    report = imported("import_justwatch", write_table(tmp_path / "t.csv", rows))
    assert counted(report) == {"read": 5200, "stored": 5199, "refused": 1}
    assert reasons(report) == {2602: "release_year 'soon': This is not a year."}


def test_a_nul_is_taken_off_a_name_and_out_of_a_report(tmp_path: Path) -> None:
    path = table(tmp_path, title_row(1, title="He\x00at"), title_row(2, id="tm\x002"))
    report = imported("import_justwatch", path)
    assert counted(report) == {"read": 2, "stored": 1, "refused": 1}
    assert Title.objects.get().name == "He at"
    assert "\x00" not in json.dumps(ImportProblem.objects.get().row, ensure_ascii=False)


def test_a_row_with_more_cells_than_columns_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path, title_row(1), title_row(2))
    path.write_text(path.read_text().replace("tm2,", "tm2,too,many,"))
    assert reasons(imported("import_justwatch", path)) == {
        3: "It has more cells than the header has columns."
    }


@pytest.mark.parametrize("place", [2, 5, 9])
def test_a_quotation_mark_that_is_never_closed_swallows_nothing(tmp_path: Path, place: int) -> None:
    path = table(tmp_path, *(title_row(n) for n in range(1, 9)))
    lines = path.read_text().splitlines(keepends=True)
    number = place - 1
    lines[number] = lines[number].replace(",Film", ',"Film')
    path.write_text("".join(lines))
    report = imported("import_justwatch", path)
    assert counted(report) == {"read": 8, "stored": 7, "refused": 1}
    assert list(reasons(report)) == [place]


def test_a_cell_of_several_lines_is_one_row(tmp_path: Path) -> None:
    path = table(tmp_path, title_row(1, title="Heat\nand\r\ndust"), title_row(2, release_year="x"))
    report = imported("import_justwatch", path)
    assert (Title.objects.get().name, list(reasons(report))) == ("Heat and dust", [5])


def test_a_film_and_a_series_with_one_imdb_id_are_not_both_stored(tmp_path: Path) -> None:
    series = title_row(2, id="ts2", type="SHOW", imdb_id="tt0000001")
    report = imported("import_justwatch", table(tmp_path, title_row(1), series, title_row(3)))
    assert counted(report) == {"read": 3, "stored": 2, "refused": 1}
    assert "is a movie here, and a series in this row" in reasons(report)[3]


def test_an_id_that_changes_its_type_is_refused(tmp_path: Path) -> None:
    imported("import_justwatch", table(tmp_path, title_row(1)))
    before = everything()
    report = imported("import_justwatch", table(tmp_path, title_row(1, id="ts1", type="SHOW")))
    assert reasons(report) == {2: "imdb tt0000001, justwatch ts1 is a movie here, and a series in this row."}
    assert everything() == before


# Records that no format of ours makes, but one of somebody's might


class Made(Format):
    """Rows whose records a test gives."""

    source = SourceRecord("made", "Made by a test")
    reader = JsonLines(frozenset({"n"}))
    makes_titles = True
    made: ClassVar[dict[int, Any]] = {}

    def records(self, row: Row, context: Context) -> Iterator[Record]:
        made = self.made[row.values["n"]]
        if isinstance(made, BaseException):
            raise made
        yield from made


def run(tmp_path: Path, *made: Any) -> dict[str, Any]:
    Made.made = dict(enumerate(made))
    path = tmp_path / "made.ndjson"
    path.write_text("".join(json.dumps({"n": n}) + "\n" for n in Made.made))
    jobs = find_jobs([path], [Made()], Options(), DAY)
    return as_json(run_import("import_made", jobs, Options(), progress=lambda *_: None))


def film(number: int = 1, **more: Any) -> TitleRef:
    return TitleRef(
        **{
            "ids": (("tmdb", str(number)),),
            "name": f"Film {number}",
            "years": frozenset({1995}),
            "type": "movie",
        }
        | more
    )


def told(ref: TitleRef, **more: Any) -> TitleRecord:
    return TitleRecord(ref, title_words(**{"name": ref.name or "Film", "year": 1995} | more))


def offer(**more: Any) -> OfferRecord:
    return OfferRecord(
        **{
            "title": film(),
            "provider": "netflix",
            "country": "AU",
            "monetization": "rent",
            "first_seen": DAY,
            "last_seen": DAY,
        }
        | more
    )


TOO_LARGE: list[tuple[Record, str]] = [
    (offer(tier="x" * 41), "tier"),
    (offer(url="https://example.org/" + "x" * 500), "url"),
    (offer(price_minor=2**31, currency="AUD"), "price_minor"),
    (offer(price_minor=-1, currency="AUD"), "price_minor"),
    (offer(provider="x" * 81), "provider"),
    (offer(tier="a\x00b"), "cannot be kept"),
    (AwardRecord("oscars", "Oscars", "x" * 201), "category"),
    (AwardRecord("oscars", "Oscars", "Best", film_name="x" * 401), "film_name"),
    (AwardRecord("oscars", "Oscars", "Best", detail="x" * 401), "detail"),
    (AwardRecord("oscars", "Oscars", "Best", year=40_000), "year"),
    (AwardRecord("oscars", "Oscars", "Best", film_year="1927/1928."), "film_year"),
    (AwardRecord("oscars", "Oscars", "Best", nominees=(PersonRef("x" * 401),)), "name"),
    (AwardRecord("oscars", "Oscars", "Best", nominees=(PersonRef("x" * 201, (("imdb", "nm0000001"),)),)), "nominee"),
    (AwardRecord("oscars", "Oscars", "Best", nominees=(PersonRef("Ann", (("imdb", "n" * 13),)),)), "imdb id"),
    (PlacingRecord("a-list", "x" * 201, "Paper", film()), "list_name"),
    (PlacingRecord("a-list", "List", "Paper", film(), rank=99_999), "rank"),
    (PlanRecord("netflix", "AU", "x" * 121, Money(1, "AUD"), "month", DAY, DAY), "name"),
    (PlanRecord("netflix", "AU", "Basic", Money(2**31, "AUD"), "month", DAY, DAY), "price"),
    (PromoRecord("netflix", "AU", "x" * 201), "text"),
    (PersonRecord("x" * 201), "name"),
    (PersonRecord("Ann", (("facebook", "1"),)), "scheme"),
    (told(film(key="k" * 201)), "key"),
    (told(film(ids=(("tmdb", "1" * 41),))), "tmdb id"),
    (told(TitleRef(name="Part", type="season", number=-1)), "number"),
    (told(film(directors=("x" * 201,))), "person"),
    (told(film(years=frozenset({2513}))), "A year is from"),
    (TitleRecord(film(), {"name": "Half \ud800"}), "cannot be kept"),
    (told(film(), credits=[{"name": "Ann", "role": "actor", "key": "k" * 201}]), "key"),
    (SourceRecord("x" * 51, "Long"), "slug"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "field"), TOO_LARGE, ids=[f"{n}-{field}" for n, (_, field) in enumerate(TOO_LARGE)]
)
def test_what_no_table_can_hold_is_refused_alone(tmp_path: Path, record: Record, field: str) -> None:
    report = run(tmp_path, [told(film(8))], [record], [told(film(9))])
    assert counted(report) == {"read": 3, "stored": 2, "refused": 1}
    assert field in reasons(report)[2]
    assert set(Title.objects.values_list("name", flat=True)) == {"Film 8", "Film 9"}


@pytest.mark.parametrize(
    "error",
    [
        KeyError("x"),
        TypeError("x"),
        ValueError("x"),
        AttributeError("x"),
        IndexError("x"),
        RecursionError("x"),
        OverflowError("x"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_row_that_a_parser_stumbles_over_is_refused_alone(
    tmp_path: Path, error: Exception, caplog: Any
) -> None:
    report = run(tmp_path, [told(film(8))], error, [told(film(9))])
    assert counted(report) == {"read": 3, "stored": 2, "refused": 1}
    assert "cannot be read" in reasons(report)[2]
    assert type(error).__name__ in caplog.text


def test_a_country_or_provider_that_is_not_here_refuses_its_row_alone(tmp_path: Path) -> None:
    try:
        country("Atlantis")
    except Exception as error:  # noqa: BLE001 (whatever the domain raises)
        report = run(tmp_path, error, [told(film(9))])
    assert counted(report) == {"read": 2, "stored": 1, "refused": 1}
    assert "Atlantis" in reasons(report)[1]


def test_a_row_that_only_the_database_refuses_is_found_and_refused_alone(tmp_path: Path) -> None:
    broken = offer(last_seen=date(2026, 10, 1))
    rows = [[told(film(n)), offer(title=film(n))] for n in range(1, 30)]
    report = run(tmp_path, *rows, [broken], *[[told(film(n))] for n in range(30, 40)])
    assert counted(report) == {"read": 40, "stored": 39, "refused": 1}
    assert reasons(report)[30].startswith("It cannot be stored: ")
    assert Offer.objects.count() == 29


def test_a_title_cannot_be_tied_to_itself(tmp_path: Path) -> None:
    both = film(1, ids=(("tmdb", "1"),)), film(1, ids=(("imdb", "tt0000001"), ("tmdb", "1")))
    report = run(tmp_path, [told(both[0])], [RelationRecord(both[0], "remake_of", both[1])], [told(film(2))])
    assert counted(report) == {"read": 3, "stored": 2, "refused": 1}
    assert "cannot be tied to itself" in reasons(report)[2]


def test_one_provider_under_two_names_is_one(tmp_path: Path) -> None:
    path = tmp_path / "seen.csv"
    head = "title,year,country,provider,runtime,first_seen,last_seen\n"
    rows = [
        f"Heat,1995,AU,{name},170,2026-02-0{n},2026-02-0{n}\n"
        for n, name in enumerate(("Amazon Prime Video", "Prime Video"), 1)
    ]
    path.write_text(head + "".join(rows))
    report = imported("import_first_last_seen", path, create=True)
    assert report["refused"] == 0
    assert [p.slug for p in Provider.objects.all()] == ["prime-video"]


def test_a_deep_row_of_json_is_refused_and_shown(tmp_path: Path) -> None:
    deep: Any = "end"
    for _ in range(60):
        deep = {"inside": [deep]}
    shown = json.dumps(
        as_shown({"n": deep, "half": "\ud800", "nul": "\x00", "many": list(range(999)), "nan": float("nan")})
    )
    assert (
        "…"
        in json.loads(shown, parse_constant=pytest.fail)["n"]["inside"][0]["inside"][0]["inside"][0]["inside"]
        or "\\u2026" in shown
    )
    assert "\\ud800" not in shown
    assert "\\u0000" not in shown
    assert "NaN" not in shown
    assert len(shown) < 10_000


def test_lines_too_deep_or_not_json_are_refused_alone(tmp_path: Path) -> None:
    Made.made = {0: [told(film(1))], 1: [told(film(2))]}
    path = tmp_path / "made.ndjson"
    path.write_text('{"n": 0}\n' + '{"n":' * 100_000 + "\nnot json\n[1]\n" + '{"n": 1}\n')
    jobs = find_jobs([path], [Made()], Options(), DAY)
    report = as_json(run_import("import_made", jobs, Options(), progress=lambda *_: None))
    assert counted(report) == {"read": 5, "stored": 2, "refused": 3}


def test_a_file_that_changes_while_it_is_read_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "BATCH", 10)
    path = write_table(tmp_path / "t.csv", [title_row(n) for n in range(1, 31)])

    def between(file: str, done: int, lines: int) -> None:
        if done == 10:
            path.write_text(path.read_text().replace("Film", "Other"))

    from daybill.apps.sources.formats.justwatch_tables import JustWatchTitles

    jobs = find_jobs([path], [JustWatchTitles()], Options(), DAY)
    with pytest.raises(ImportStopped, match=r"stopped after 10 rows: .*It was changed while it was read"):
        run_import("import_justwatch", jobs, Options(), progress=between)
    stopped = ImportRun.objects.get()
    assert (stopped.state, stopped.read) == ("failed", 10)
    assert Source.objects.exists()
    assert not Promo.objects.exists()
    assert not Plan.objects.exists()
    assert not Nomination.objects.exists()
