"""An import that is cut off, by a kill or a full disk, goes on where it was: the result is that of one clean run."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connection

from daybill.apps.catalogue.models import Title
from daybill.apps.sources.formats.justwatch_tables import JustWatchTitles
from daybill.apps.sources.importing import ImportStopped, Options, find_jobs, parsing, run_import
from daybill.apps.sources.models import ImportRun
from tests.apps.sources.import_files import LISTING, counted, everything, imported, title_row, write_table

ROOT = Path(__file__).resolve().parents[3]
ROWS = 11_000
PEOPLE = ["person_id", "id", "name", "character", "role"]
SITE = """
import json, sys
sys.path.insert(0, {root!r})
import django
from django.core.management import call_command
django.setup()
if sys.argv[1] == "make":
    call_command("migrate", verbosity=0)
elif sys.argv[1] == "tell":
    from tests.apps.sources.import_files import everything
    print(json.dumps(everything()))
else:
    call_command(*sys.argv[1:], format="json")
"""
needs_sqlite_file = pytest.mark.skipif(
    "sqlite" not in os.environ.get("DATABASE_URL", "sqlite"),
    reason="The site of these tests is a SQLite file.",
)


class Site:
    """A site of its own in a folder, driven by processes that can be killed."""

    def __init__(self, home: Path) -> None:
        self.home = home
        home.mkdir()
        self.run("make")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("DAYBILL_", "DATABASE"))}
        environment |= {
            "DAYBILL_HOME": str(self.home),
            "DAYBILL_SECRET_KEY": "only-for-tests-" * 5,
            "DJANGO_SETTINGS_MODULE": "daybill.config.settings.base",
        }
        return subprocess.Popen(
            [sys.executable, "-c", SITE.format(root=str(ROOT)), *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> Any:
        with self.start(*arguments) as process:
            out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors[-2000:]
        return json.loads(out) if out else None

    def done(self) -> int:
        """Rows whose batches are stored, seen from outside."""
        try:
            with closing(sqlite3.connect(f"file:{self.home / 'daybill.db'}?mode=ro", uri=True)) as database:
                return int(
                    database.execute("SELECT COALESCE(MAX(read), 0) FROM sources_importrun").fetchone()[0]
                )
        except sqlite3.Error:
            return 0

    def kill_after(self, rows: int, delay: float, *arguments: str) -> bool:
        """Kill an import some time after so many rows of it were stored; whether it was still running."""
        with self.start(*arguments) as process:
            until = time.monotonic() + 60
            while process.poll() is None and self.done() < rows and time.monotonic() < until:
                time.sleep(0.02)
            time.sleep(delay)
            is_running = process.poll() is None
            if is_running:
                os.kill(process.pid, signal.SIGKILL)
            process.communicate()
        return is_running


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Titles and credits of our own making: names that stand twice, rows that are refused, titles told of twice."""
    folder = tmp_path_factory.mktemp("files")
    rows = [title_row(n) for n in range(1, ROWS)]
    rows[40] |= {"release_year": "2513"}
    rows[7000] |= {"title": "Film 3", "release_year": "1953", "imdb_id": ""}
    rows.append(title_row(5, genres="['war']"))
    titles = write_table(folder / "titles.csv", rows)
    people = [
        dict(zip(PEOPLE, (str(n % 900), f"tm{n // 2 + 1}", f"Person {n % 900}", "", "ACTOR"), strict=True))
        for n in range(7000)
    ]
    return [str(titles), str(write_table(folder / "credits.csv", people, PEOPLE))]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory, files: list[str]) -> tuple[dict[str, int], Any]:
    """Report and tables of one clean run."""
    site = Site(tmp_path_factory.mktemp("clean") / "home")
    report = site.run("import_justwatch", *files)
    return counted(report), site.run("tell")


@needs_sqlite_file
@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_import_ends_as_a_clean_one(
    tmp_path: Path, files: list[str], clean: tuple[dict[str, int], Any], seed: int
) -> None:
    dice = random.Random(seed)
    site = Site(tmp_path / "home")
    killed = [
        site.kill_after(rows, dice.random() * 0.8, "import_justwatch", *files)
        for rows in (0, dice.choice([5000, 10_000]), dice.choice([11_000, 16_000]))
    ]
    assert any(killed)
    report = site.run("import_justwatch", *files)
    assert counted(report) == clean[0]
    assert site.run("tell") == clean[1]


@needs_sqlite_file
def test_a_run_that_was_cut_off_is_one_run(tmp_path: Path, files: list[str], clean: Any) -> None:
    site = Site(tmp_path / "home")
    assert site.kill_after(5000, 0, "import_justwatch", *files)
    report = site.run("import_justwatch", *files)
    assert report["run"] == 1
    assert counted(report) == clean[0]


@pytest.fixture
def small(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path / "home"
    monkeypatch.setattr(parsing, "BATCH", 10)
    return write_table(tmp_path / "t.csv", [title_row(n) for n in range(1, 36)])


class Stop(Exception):
    """A process that is gone, for its database."""


def cut_off(path: Path, rows: int, options: Options | None = None) -> None:
    def stop(file: str, done: int, lines: int) -> None:
        if done >= rows:
            raise Stop

    asked = options or Options()
    jobs = find_jobs([path], [JustWatchTitles()], asked, date(2026, 11, 20))
    with pytest.raises(Stop):
        run_import("import_justwatch", jobs, asked, progress=stop)


@pytest.mark.django_db
def test_a_file_that_changed_is_begun_anew(small: Path) -> None:
    cut_off(small, 20)
    write_table(small, [title_row(n) for n in range(1, 31)])
    report = imported("import_justwatch", small)
    assert counted(report) == {"read": 30, "stored": 10, "unchanged": 20}
    old = ImportRun.objects.order_by("id")[0]
    assert (old.state, old.error, old.read) == ("failed", "It was cut off.", 20)


@pytest.mark.django_db
def test_an_old_run_is_not_gone_on_with_after_another_of_its_source(small: Path) -> None:
    whole = small.read_bytes()
    cut_off(small, 20)
    write_table(small, [title_row(n, runtime="99") for n in range(1, 36)])
    imported("import_justwatch", small)
    small.write_bytes(whole)
    report = imported("import_justwatch", small)
    assert report["read"] == 35
    assert set(Title.objects.values_list("runtime_minutes", flat=True)) != {99}
    assert Title.objects.get(imdb_id="tt0000001").runtime_minutes == 81


@pytest.mark.django_db
def test_other_options_are_another_run(small: Path) -> None:
    cut_off(small, 20)
    assert imported("import_justwatch", small, **LISTING)["read"] == 35


@pytest.mark.django_db
def test_a_run_goes_on_inside_a_batch_of_another_size(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_off(small, 20)
    monkeypatch.setattr(parsing, "BATCH", 15)
    assert counted(imported("import_justwatch", small)) == {"read": 35, "stored": 35}
    assert Title.objects.count() == 35


@pytest.mark.django_db
def test_a_listing_that_was_cut_off_ends_nothing_it_named_before(small: Path) -> None:
    complete = LISTING | {"complete": True}
    imported("import_justwatch", small, **complete)
    day = date(2026, 11, 8)
    options = Options(observed=day, provider="netflix", country="US", is_complete=True)
    cut_off(small, 20, options)
    report = imported("import_justwatch", small, **complete | {"as_of": "2026-11-08"})
    assert (ImportRun.objects.count(), report["read"], report["ended"]) == (2, 35, 0)


@pytest.fixture
def full_disk(django_db_blocker: Any) -> Iterator[Any]:
    """Lets a SQLite database grow by so many pages and no further."""

    def fill(pages: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            now = cursor.fetchone()[0]
            cursor.execute("PRAGMA freelist_count")
            cursor.execute(f"PRAGMA max_page_count = {now + pages}")

    yield fill
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")


@needs_sqlite_file
@pytest.mark.django_db(transaction=True)
def test_a_full_disk_stops_the_run_and_it_goes_on_once_there_is_room(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full_disk: Any
) -> None:
    settings.HOME = tmp_path / "home"
    monkeypatch.setattr(parsing, "BATCH", 500)
    path = write_table(tmp_path / "t.csv", [title_row(n) for n in range(1, 4001)])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    full_disk(400)
    with pytest.raises(
        CommandError, match=r"The import stopped after [\d,]+ rows: .*full\. .*run the same command again"
    ):
        imported("import_justwatch", path)
    stored = Title.objects.count()
    assert 0 < stored < 4000
    full_disk(1_000_000)
    report = imported("import_justwatch", path)
    assert counted(report) == {"read": 4000, "stored": 4000}
    assert Title.objects.count() == 4000
    assert everything()["Title"]


@needs_sqlite_file
@pytest.mark.django_db(transaction=True)
def test_a_disk_that_is_full_from_the_start_is_told_in_a_sentence(
    settings: Any, tmp_path: Path, full_disk: Any
) -> None:
    settings.HOME = tmp_path / "home"
    path = write_table(tmp_path / "t.csv", [title_row(n) for n in range(1, 2001)])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    full_disk(0)
    jobs = find_jobs([path], [JustWatchTitles()], Options(), date(2026, 11, 20))
    with pytest.raises(ImportStopped, match="full"):
        run_import("import_justwatch", jobs, Options(), progress=lambda *_: None)
