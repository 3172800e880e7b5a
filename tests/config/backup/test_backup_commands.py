from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from wagtail.models import Revision

from daybill.apps.availability.models import Offer
from daybill.apps.dossiers.models import Dossier
from tests.config.backup.sites import (
    MOMENT,
    contents,
    craft,
)
from tests.factories import (
    TitleFactory,
)


def run(home, *arguments, **environ):
    """A command in a process of its own, on SQLite in a home of its own."""
    inherited = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    done = subprocess.run(
        [sys.executable, "-m", "daybill.config.cli", *map(str, arguments)],
        env={**inherited, "DAYBILL_HOME": str(home), **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


def make_older(file):
    """Make a backup one of the version before wagtailadmin's last migration, which touches no table in it."""

    def change(manifest):
        manifest["migrations"]["wagtailadmin"].pop()

    craft(file, change)


def test_a_backup_of_an_earlier_version_fills_a_new_home_and_is_brought_up_to_date(sites):
    sites.backup()
    expected = contents(sites.file)
    make_older(sites.file)
    home, again = sites.folder / "home", sites.folder / "again.zip"
    report = run(home, "restore", sites.file, "--format", "json")
    assert (report["rows"], report["media"]) == (sum(map(len, expected.values())), 2)
    run(home, "backup", again, "--format", "json")
    assert_same(contents(again), expected)
    assert len(list((home / "media").rglob("*.pdf"))) == 1
    with closing(sqlite3.connect(home / "daybill.db")) as database:
        assert database.execute("SELECT title FROM wagtailsearch_indexentry").fetchall()


def assert_same(found, expected):
    """The same rows, but for the names of the tables that one kind of database has and the other has not."""
    for label in ("contenttypes.contenttype", "auth.permission"):
        assert set(found.pop(label)) >= set(expected.pop(label))
    assert found == expected


@pytest.mark.services
def test_a_site_moves_between_the_databases(sites):
    """From PostgreSQL to SQLite in a home of its own, and back."""
    assert connections["one"].vendor == "postgresql"
    sites.backup()
    home, again = sites.folder / "home", sites.folder / "again.zip"
    run(home, "restore", sites.file, "--format", "json")
    run(home, "backup", again, "--format", "json")
    assert json.loads(zipfile.ZipFile(again).read("manifest.json"))["database"] == "sqlite"
    assert_same(contents(again), contents(sites.file))
    sites.restore(file=again)
    assert Offer.objects.values_list("audio", "known_from", "price_minor").get() == (
        ["en", "mi"],
        MOMENT,
        499,
    )
    assert Revision.objects.get().content_object == Dossier.objects.get()
    assert TitleFactory().id


@pytest.mark.django_db
def test_the_command_reports_what_it_wrote_and_what_it_would_restore(settings, tmp_path, capsys):
    settings.MEDIA_ROOT = tmp_path / "media"
    file = tmp_path / "backup.zip"
    out = io.StringIO()
    call_command("backup", file, format="json", stdout=out)
    report = json.loads(out.getvalue())
    assert report.keys() == {"file", "bytes", "tables", "rows", "media", "seconds"}
    assert (report["file"], report["bytes"], report["media"]) == (str(file), file.stat().st_size, 0)
    call_command("backup", file)
    call_command("restore", file, dry_run=True, replace=True)
    printed = capsys.readouterr().out
    assert "daybill.env" in printed
    assert f"Would restore {report['rows']} rows" in printed


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["backup", "restore"])
def test_a_file_that_cannot_be_is_a_sentence(settings, tmp_path, name):
    settings.MEDIA_ROOT = tmp_path / "media"
    with pytest.raises(CommandError, match=str(tmp_path / "none")):
        call_command(name, tmp_path / "none" / "backup.zip")
