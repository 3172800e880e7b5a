from __future__ import annotations

import json
import threading
import zipfile
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from django.db import connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import Revision

from daybill.apps.accounts.models import User
from daybill.apps.availability.models import Offer
from daybill.apps.catalogue.models import Rating, Title, TitleName
from daybill.apps.dossiers.models import Dossier
from daybill.config.backup import writing
from daybill.config.backup.errors import BackupError
from daybill.config.backup.tables import (
    LEFT_OUT,
    stored_models,
)
from daybill.config.backup.writing import write_backup
from tests.config.backup.sites import (
    MOMENT,
    NUMBERS,
    contents,
)
from tests.factories import (
    TitleFactory,
    TitleNameFactory,
)


def test_a_restored_site_is_the_one_that_was_backed_up(sites):
    sites.backup()
    sites.restore()
    assert Title.objects.get(type="episode").parent.parent.type == "series"
    assert Title.objects.get(type="episode").name == "Ōkami\n\\N \u2028“x”\t"
    assert Offer.objects.values_list("audio", "known_from", "price_minor").get() == (
        ["en", "mi"],
        MOMENT,
        499,
    )
    assert Rating.objects.get().value == Decimal("8.3")
    anna = User.objects.get()
    assert anna.check_password("tall-green-lamp-posts")
    assert anna.groups.filter(name="Editors of films").exists()
    assert Revision.objects.get().content_object == Dossier.objects.get()
    assert Dossier.objects.get().body[0].value["text"] == "A clock."
    assert sites.media_of("two") == sites.media_of("one")


def test_a_backup_of_the_restored_site_holds_the_same(sites):
    sites.backup()
    sites.restore()
    again = sites.folder / "again.zip"
    sites.backup("two", again)
    assert contents(again) == contents(sites.file)


def test_what_is_new_after_a_restore_gets_an_id_of_its_own(sites):
    sites.backup()
    sites.restore()
    highest = Title.objects.order_by("-id").values_list("id", flat=True)[0]
    assert TitleFactory().id > highest


def test_the_file_says_what_it_holds_and_only_its_owner_reads_it(sites):
    report = sites.backup()
    assert sites.file.stat().st_mode & 0o777 == 0o600
    assert report.size == sites.file.stat().st_size
    with zipfile.ZipFile(sites.file) as archive:
        said = json.loads(archive.read("manifest.json"))
    assert (said["format"], said["format_version"], said["media_files"]) == ("daybill-backup", 1, 2)
    assert said["database"] == connections["one"].vendor
    assert datetime.fromisoformat(said["made_at"]).utcoffset() == timedelta(0)
    assert "0001_initial" in said["migrations"]["catalogue"]
    assert said["rows"] == sum(len(rows) for rows in contents(sites.file).values())
    assert not list(sites.folder.glob(".backup*"))


def test_what_is_of_the_moment_is_left_out_and_goes_at_a_restore(sites):
    sites.backup()
    assert not LEFT_OUT & contents(sites.file).keys()
    sites.restore("one", replace=True)
    assert not Session.objects.exists()
    assert User.objects.exists()


def test_what_is_left_out_is_there_to_be_left_out():
    known = {model._meta.label_lower for model in stored_models()}
    assert LEFT_OUT - known <= {"wagtailsearch.sqliteftsindexentry"}


def test_writing_goes_on_meanwhile_and_the_backup_is_of_one_moment(sites):
    written, stop = threading.Semaphore(0), threading.Event()

    def write():
        try:
            while not stop.is_set():
                # Both or neither: a torn backup would have one without the other.
                with transaction.atomic(using="one"):
                    TitleNameFactory(title=TitleFactory(slug=f"meanwhile-{next(NUMBERS)}"))
                written.release()
        finally:
            connections["one"].close()

    def wait_for_writer(label, *_):
        if label in ("catalogue.title", "catalogue.titlename", "sources.edition"):
            while written.acquire(blocking=False):
                pass
            assert written.acquire(timeout=20)
            assert written.acquire(timeout=20)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        report = sites.backup(progress=wait_for_writer)
    finally:
        stop.set()
        writer.join()
    rows = {stored.table.label: stored.rows for stored in report.manifest.tables}
    assert {label: len(found) for label, found in contents(sites.file).items()} == rows
    assert TitleName.objects.count() > rows["catalogue.titlename"]
    sites.restore()
    assert TitleName.objects.count() == rows["catalogue.titlename"]
    assert Title.objects.filter(slug__startswith="meanwhile-").count() == TitleName.objects.count()


def test_linked_folders_are_followed_once(sites):
    elsewhere = sites.folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "far.jpg").write_bytes(b"far")
    (sites.media("one") / "linked").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(sites.media("one"))
    sites.backup()
    sites.restore()
    assert sites.media_of("two")["linked/far.jpg"] == b"far"
    assert len(sites.media_of("two")) == 3


def test_another_backup_replaces_the_earlier_one(sites):
    sites.backup()
    TitleFactory()
    sites.backup()
    assert len(contents(sites.file)["catalogue.title"]) == 4


def test_a_failure_on_the_way_leaves_nothing(sites, monkeypatch):
    monkeypatch.setattr(writing, "_line", lambda row: (_ for _ in ()).throw(TypeError("of another world")))
    with pytest.raises(BackupError, match="of another world"):
        sites.backup()
    assert not [path.name for path in sites.folder.iterdir() if "backup" in path.name]


def test_a_database_that_is_behind_or_ahead_or_absent_is_not_backed_up(sites):
    recorder = MigrationRecorder(connections["one"])
    recorder.record_applied("catalogue", "9999_later")
    with pytest.raises(BackupError, match=r"catalogue.9999_later.*Upgrade"):
        sites.backup()
    recorder.record_unapplied("catalogue", "9999_later")
    recorder.record_unapplied("wagtailusers", recorder.migration_qs.filter(app="wagtailusers").last().name)
    with pytest.raises(BackupError, match="daybill migrate"):
        sites.backup()
    if connections["one"].vendor == "sqlite":
        connections.databases["absent"] = {
            **connections["one"].settings_dict,
            "NAME": str(sites.folder / "absent"),
        }
        with pytest.raises(BackupError, match="DAYBILL_HOME"):
            write_backup(sites.file, using="absent", media_root=sites.folder / "none")
        del connections.databases["absent"]
        assert not (sites.folder / "absent").exists()
