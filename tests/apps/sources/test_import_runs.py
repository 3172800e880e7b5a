"""An import from its file to its report: what is stored, what is told of it, and what a second one changes."""

from __future__ import annotations

import bz2
import gzip
import lzma
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connections

from daybill.apps.availability.models import Offer
from daybill.apps.catalogue.models import DataVersion, Title, TitleWord
from daybill.apps.dossiers.models import Citation
from daybill.apps.sources.formats.justwatch_tables import JustWatchTitles
from daybill.apps.sources.importing import Options, find_jobs, parsing, reports, running
from daybill.apps.sources.importing.locks import locked
from daybill.apps.sources.models import HeldRow, ImportProblem, ImportRun
from tests.apps.sources.import_files import (
    COLUMNS,
    LISTING,
    counted,
    everything,
    imported,
    reasons,
    title_row,
    write_table,
)

pytestmark = pytest.mark.django_db
BATCH = 40


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "BATCH", BATCH)


def table(tmp_path: Path, count: int = 100, name: str = "titles.csv", **cells: str) -> Path:
    return write_table(tmp_path / name, [title_row(n, **cells) for n in range(1, count + 1)])


def test_every_row_is_counted_once(tmp_path: Path) -> None:
    report = imported("import_justwatch", table(tmp_path))
    assert counted(report) == {"read": 100, "stored": 100}
    assert set(report) >= {
        "source",
        "run",
        "read",
        "stored",
        "changed",
        "unchanged",
        "held",
        "refused",
        "problems",
        "seconds",
    }
    assert (report["source"], report["problems"]) == ("justwatch-titles", [])
    assert Title.objects.count() == 100


@pytest.mark.usefixtures("small_batches")
def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = table(tmp_path)
    imported("import_justwatch", path, **LISTING)
    before, versions = everything(), list(DataVersion.objects.values())
    report = imported("import_justwatch", path, **LISTING)
    assert counted(report) == {"read": 100, "unchanged": 100}
    assert everything() == before
    assert list(DataVersion.objects.values()) == versions


def test_the_next_day_s_listing_moves_the_last_day_alone(tmp_path: Path) -> None:
    path = table(tmp_path, 20)
    imported("import_justwatch", path, **LISTING)
    ignoring = {"last_seen", "as_of"}
    before = everything(ignoring=ignoring)
    imported("import_justwatch", path, **LISTING | {"as_of": "2026-11-02"})
    assert everything(ignoring=ignoring) == before
    assert {str(day) for day in Offer.objects.values_list("last_seen", flat=True)} == {"2026-11-02"}


def test_the_order_of_the_columns_changes_nothing(tmp_path: Path) -> None:
    imported("import_justwatch", table(tmp_path, 30))
    rows = [title_row(n) | {"more": "beside them"} for n in range(1, 31)]
    turned = write_table(tmp_path / "turned.csv", rows, [*reversed(COLUMNS), "more"])
    assert counted(imported("import_justwatch", turned)) == {"read": 30, "unchanged": 30}


@pytest.mark.parametrize(
    "pack",
    [
        gzip.compress,
        bz2.compress,
        lzma.compress,
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\r\n", b"\r"),
    ],
    ids=["gzip", "bzip2", "xz", "byte order mark", "old line ends"],
)
def test_a_file_is_read_whatever_it_is_packed_in(tmp_path: Path, pack: Any) -> None:
    path = table(tmp_path, 30)
    path.write_bytes(pack(path.read_bytes()))
    assert counted(imported("import_justwatch", path)) == {"read": 30, "stored": 30}


def test_a_table_that_begins_like_compressed_data_is_a_table(tmp_path: Path) -> None:
    path = write_table(tmp_path / "t.csv", [title_row(1)], ["BZ", *COLUMNS])
    assert counted(imported("import_justwatch", path)) == {"read": 1, "stored": 1}


def test_a_folder_is_read_for_the_files_that_fit(tmp_path: Path) -> None:
    table(tmp_path, 5, "a.csv")
    (tmp_path / "below").mkdir()
    write_table(tmp_path / "below" / "b.csv", [title_row(n) for n in range(6, 9)])
    (tmp_path / "README.txt").write_text("Not a table.")
    (tmp_path / "empty.csv").write_text("")
    assert counted(imported("import_justwatch", tmp_path)) == {"read": 8, "stored": 8}


def test_a_folder_without_any_such_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text("Not a table.")
    with pytest.raises(CommandError, match="holds no file that this command reads"):
        imported("import_justwatch", tmp_path)


@pytest.mark.usefixtures("small_batches")
def test_rows_of_one_group_are_stored_together_over_the_end_of_a_batch(tmp_path: Path) -> None:
    imported("import_justwatch", table(tmp_path, 2))
    rows = [
        {
            "person_id": str(n),
            "id": "tm1" if n <= BATCH + 9 else "tm2",
            "name": f"Person {n}",
            "character": "",
            "role": "ACTOR",
        }
        for n in range(1, BATCH + 20)
    ]
    path = write_table(tmp_path / "credits.csv", rows, ["person_id", "id", "name", "character", "role"])
    report = imported("import_justwatch", path)
    assert counted(report) == {"read": BATCH + 19, "changed": BATCH + 19}
    assert [Title.objects.get(slug=f"film-{n}-{1950 + n}").credits.count() for n in (1, 2)] == [BATCH + 9, 10]
    assert counted(imported("import_justwatch", path)) == {"read": BATCH + 19, "unchanged": BATCH + 19}


@pytest.mark.usefixtures("small_batches")
def test_rows_of_one_title_in_two_batches_are_its_word_together(tmp_path: Path) -> None:
    rows = [
        title_row(1),
        *(title_row(n) for n in range(2, BATCH + 10)),
        title_row(1, genres="['horror']", runtime=""),
    ]
    path = write_table(tmp_path / "titles.csv", rows)
    imported("import_justwatch", path)
    assert list(Title.objects.get(imdb_id="tt0000001").genres.values_list("genre", flat=True)) == [
        "drama",
        "crime",
        "horror",
    ]
    before = everything()
    assert counted(imported("import_justwatch", path)) == {"read": len(rows), "unchanged": len(rows)}
    assert everything() == before


@pytest.mark.usefixtures("small_batches")
def test_a_correction_in_a_later_batch_is_taken(tmp_path: Path) -> None:
    rows = [title_row(1, runtime=""), *(title_row(n) for n in range(2, BATCH + 10))]
    for minutes in ("100", "110"):
        imported("import_justwatch", write_table(tmp_path / "t.csv", [*rows, title_row(1, runtime=minutes)]))
        assert Title.objects.get(imdb_id="tt0000001").runtime_minutes == int(minutes)


def test_a_correction_replaces_what_was_said(tmp_path: Path) -> None:
    imported("import_justwatch", table(tmp_path, 3))
    report = imported("import_justwatch", table(tmp_path, 3, genres="['war']", runtime="99"))
    assert counted(report) == {"read": 3, "changed": 3}
    title = Title.objects.get(imdb_id="tt0000001")
    assert (title.runtime_minutes, [g.genre for g in title.genres.all()]) == (99, ["war"])


def test_a_report_tells_the_rows_of_a_kind_up_to_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_KEPT", 12)
    monkeypatch.setattr(reports, "MOST_TOLD", 5)
    report = imported("import_justwatch", table(tmp_path, 20, release_year="2513"))
    assert (report["refused"], len(report["problems"]), report["problems_left_out"]) == (20, 5, 7)
    assert ImportProblem.objects.count() == 12


# Dry runs


def test_a_dry_run_keeps_nothing_and_tells_what_the_real_one_would(tmp_path: Path) -> None:
    imported("import_justwatch", table(tmp_path, 5, "before.csv"))
    rows = [title_row(n) for n in range(4, 12)] + [
        title_row(40, release_year="2513"),
        title_row(41, title="Film 1", release_year="1951", imdb_id=""),
    ]
    path = write_table(tmp_path / "t.csv", rows)
    before, runs = everything(), ImportRun.objects.count()
    tried = imported("import_justwatch", path, dry_run=True, **LISTING)
    assert everything() == before
    assert (ImportRun.objects.count(), ImportProblem.objects.count()) == (runs, 0)
    real = imported("import_justwatch", path, **LISTING)
    assert counted(tried) == counted(real)
    assert tried["problems"] == real["problems"] != []


# Complete listings


def listing(tmp_path: Path, numbers: Any, day: str, **options: Any) -> dict[str, Any]:
    path = write_table(tmp_path / f"listing-{day}.csv", [title_row(n) for n in numbers])
    return imported("import_justwatch", path, **LISTING | {"as_of": day, "complete": True} | options)


def test_a_complete_listing_ends_what_it_does_not_name(tmp_path: Path) -> None:
    listing(tmp_path, range(1, 21), "2026-11-01")
    assert listing(tmp_path, range(1, 19), "2026-11-08")["ended"] == 2
    gone = Offer.objects.filter(ended_by="2026-11-08").values_list("title__imdb_id", flat=True)
    assert set(gone) == {"tt0000019", "tt0000020"}


def test_a_suddenly_tiny_listing_is_refused_and_can_be_forced(tmp_path: Path) -> None:
    listing(tmp_path, range(1, 21), "2026-11-01")
    before = everything()
    with pytest.raises(CommandError, match=r"names 3 titles where 20 stood .* --force"):
        listing(tmp_path, range(1, 4), "2026-11-08")
    assert everything() == before
    assert listing(tmp_path, range(1, 4), "2026-11-08", force=True)["ended"] == 17


def test_an_empty_listing_is_refused_and_can_be_forced_even_as_the_first(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="It names no title"):
        listing(tmp_path, (), "2026-11-01")
    assert listing(tmp_path, (), "2026-11-01", force=True)["ended"] == 0


def test_rows_without_an_offer_do_not_make_a_listing_larger(tmp_path: Path) -> None:
    listing(tmp_path, range(1, 21), "2026-11-01")
    path = write_table(tmp_path / "t.csv", [title_row(n) for n in range(1, 4)])
    people = [
        {"person_id": "1", "id": f"tm{n}", "name": "Ann Lee", "character": "", "role": "ACTOR"}
        for n in range(1, 21)
    ]
    more = write_table(tmp_path / "credits.csv", people, ["person_id", "id", "name", "character", "role"])
    with pytest.raises(CommandError, match="names 3 titles where 20 stood"):
        imported("import_justwatch", path, more, **LISTING | {"as_of": "2026-11-08", "complete": True})


def test_a_held_row_of_a_listing_ends_nothing_it_may_mean(tmp_path: Path) -> None:
    listing(tmp_path, range(1, 21), "2026-11-01")
    rows = [title_row(n) for n in range(1, 20)]
    rows.append(title_row(99, title="Film 20", release_year="1971", imdb_id=""))
    path = write_table(tmp_path / "t.csv", rows)
    Title.objects.get(imdb_id="tt0000020").ids.filter(scheme="justwatch").delete()
    report = imported("import_justwatch", path, **LISTING | {"as_of": "2026-11-08", "complete": True})
    assert (report["held"], report["ended"]) == (1, 0)


# One at a time


def test_two_imports_of_one_source_at_once_are_refused(tmp_path: Path, settings: Any) -> None:
    path = table(tmp_path, 3)
    code = (
        "import sys; from pathlib import Path; from types import SimpleNamespace as N\n"
        "from django.conf import settings; settings.configure(HOME=Path(sys.argv[1]))\n"
        "from daybill.apps.sources.importing import locks\n"
        "with locks.locked(['justwatch-titles']):\n print('held', flush=True); sys.stdin.read()\n"
    )
    script = "import importlib.util, sys\n" + code.replace(
        "from daybill.apps.sources.importing import locks",
        f"spec = importlib.util.spec_from_file_location('locks', {locked.__wrapped__.__code__.co_filename!r}); "  # type: ignore[attr-defined]
        "locks = importlib.util.module_from_spec(spec); spec.loader.exec_module(locks)",
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(settings.HOME)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(
            CommandError, match=r"Another import of justwatch-titles is running\. Wait for it to end"
        ):
            imported("import_justwatch", path)
        assert not ImportRun.objects.exists()
        # Another source is free.
        top = tmp_path / "top.tsv"
        top.write_text(
            "week\tcategory\tweekly_rank\tshow_title\tseason_title\n2026-10-04\tFilms (English)\t1\tHeat\tN/A\n"
        )
        assert imported("import_netflix_top10", top)["held"] == 1
        other.stdin.close()
        other.wait(10)
    assert imported("import_justwatch", path)["stored"] == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small_batches")
def test_an_editor_saves_while_an_import_runs(tmp_path: Path) -> None:
    saved: list[str] = []
    errors: list[Exception] = []

    def edit() -> None:
        try:
            Citation.objects.create(title=f"Note {len(saved)}")
            saved.append("note")
        except Exception as error:  # noqa: BLE001 (told in the other thread)
            errors.append(error)
        finally:
            connections.close_all()

    def between(file: str, done: int, lines: int) -> None:
        editor = threading.Thread(target=edit)
        editor.start()
        editor.join(15)
        assert not editor.is_alive(), "the editor waited for the import"

    jobs = find_jobs([table(tmp_path, 3 * BATCH)], [JustWatchTitles()], Options(), date(2026, 11, 20))
    run = running.run_import("import_justwatch", jobs, Options(), progress=between)
    assert (run.stored, len(saved), errors) == (3 * BATCH, 3, [])


# Titles that go away meanwhile


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small_batches")
def test_a_title_deleted_between_two_batches_is_made_anew(tmp_path: Path) -> None:
    rows = [*(title_row(n) for n in range(1, BATCH + 1)), title_row(1, genres="['war']")]
    path = write_table(tmp_path / "t.csv", rows)
    imported("import_justwatch", path)

    def between(file: str, done: int, lines: int) -> None:
        if done == BATCH:
            Title.objects.filter(imdb_id="tt0000001").delete()

    jobs = find_jobs([path], [JustWatchTitles()], Options(), date(2026, 11, 20))
    run = running.run_import("import_justwatch", jobs, Options(), progress=between)
    assert (run.read, run.unchanged, run.stored) == (BATCH + 1, BATCH, 1)
    assert Title.objects.get(imdb_id="tt0000001").genres.get().genre == "war"


def test_words_told_of_a_title_that_a_row_made_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "seen.csv"
    path.write_text(
        "title,year,country,provider,runtime,first_seen,last_seen\nHeat,1995,AU,Netflix,170,2026-02-01,2026-08-01\n"
    )
    assert counted(imported("import_first_last_seen", path, create=True)) == {"read": 1, "stored": 1}
    title = Title.objects.get()
    assert (title.name, title.year, title.runtime_minutes, title.slug) == ("Heat", 1995, 170, "heat-1995")
    assert TitleWord.objects.count() == 1
    before = everything()
    assert counted(imported("import_first_last_seen", path, create=True)) == {"read": 1, "unchanged": 1}
    assert everything() == before
    assert not HeldRow.objects.exists()


def test_the_report_of_a_run_is_read_from_the_run(tmp_path: Path) -> None:
    report = imported("import_justwatch", table(tmp_path, 3, release_year="x"))
    assert reports.as_json(ImportRun.objects.get()) == report
    assert set(reasons(report).values()) == {"release_year 'x': This is not a year."}
