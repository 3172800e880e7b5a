"""What is refused leaves two sites as they are, so that all these tests share them."""

from __future__ import annotations

import resource
import zipfile
from itertools import count

import pytest
from django.db import connections

from daybill.apps.catalogue.models import Title
from daybill.config.backup.errors import BackupError
from daybill.config.backup.restoring import check_restore
from tests.config.backup.sites import craft, made_sites, resign
from tests.factories import TitleFactory


@pytest.fixture(scope="module")
def kept_sites(migrated_database, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), made_sites(migrated_database, tmp_path_factory.mktemp("kept")) as sites:
        sites.backup()
        sites.look_at("two")
        TitleFactory(name="Ours")
        sites.media("two").mkdir()
        (sites.media("two") / "ours.jpg").write_bytes(b"ours")
        yield sites, sites.file.read_bytes()


@pytest.fixture
def sites(kept_sites, db):
    """Two sites with content, and a backup of the first."""
    sites, backup = kept_sites
    sites.file.unlink(missing_ok=True)
    sites.file.write_bytes(backup)
    return sites


def refused(sites, said):
    """The restore is refused with these words, and the other site keeps its title and its picture."""
    with pytest.raises(BackupError, match=said) as error:
        sites.restore(replace=True)
    assert Title.objects.get().name == "Ours"
    assert sites.media_of("two") == {"ours.jpg": b"ours"}
    return str(error.value)


@pytest.mark.parametrize("content", [b"", b"PK", b"words\n" * 50, b"SQLite format 3\0" + bytes(500)])
def test_another_file_is_refused(sites, content):
    sites.file.write_bytes(content)
    refused(sites, "not a backup")


def test_no_file_a_folder_and_another_zip_are_refused(sites):
    sites.file.unlink()
    refused(sites, "There is no file")
    sites.file.mkdir()
    refused(sites, "is not a file")
    sites.file.rmdir()
    with zipfile.ZipFile(sites.file, "w") as archive:
        archive.writestr("holiday.txt", "sun")
    refused(sites, "manifest.json cannot be read")


@pytest.mark.parametrize("part", [0.05, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_short_is_refused(sites, part):
    whole = sites.file.read_bytes()
    sites.file.write_bytes(whole[: int(len(whole) * part)])
    refused(sites, "cut short")


def test_a_garbled_byte_is_found_wherever_it_is(sites):
    whole = sites.file.read_bytes()
    expected = check_restore(sites.file, using="two", media_root=sites.media("two"), replace=True)
    unharmed = 0
    places = range(0, len(whole), max(1, len(whole) // 150))
    for place in places:
        sites.file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            found = check_restore(sites.file, using="two", media_root=sites.media("two"), replace=True)
        except BackupError:
            continue
        # Some bytes of a zip, such as dates, say nothing of what it holds.
        assert found == expected
        unharmed += 1
    assert unharmed < len(places) / 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m: m.update(format="else"), "something else"),
        (lambda m: m.update(format_version=2, daybill="9.0"), "Daybill 9.0: use that version"),
        (lambda m: m.pop("tables"), "cannot be read"),
        (lambda m: m.update(media=[3]), "cannot be read"),
        (lambda m: m["tables"][0].update(columns=[["id", "colour"]]), "cannot be read"),
        (lambda m: m["tables"][0].update(sha256="0" * 64), "digest differs"),
        (lambda m: m["tables"].pop(), "does not hold what its manifest says"),
        (lambda m: m["tables"][3].update(rows=999), "should have 999"),
        (lambda m: m["tables"][3].update(table='x" (id) SELECT 1; --'), "not like the database's"),
        (lambda m: m["tables"][3]["columns"].pop(), "is not|not like the database's"),
        (
            lambda m: m["migrations"]["catalogue"].append("9999_later"),
            "catalogue.9999_later.*Upgrade Daybill",
        ),
        (lambda m: m["migrations"]["catalogue"].pop(), "earlier Daybill .*catalogue.*empty DAYBILL_HOME"),
    ],
    ids=count(),
)
def test_a_manifest_that_does_not_fit_is_refused(sites, change, said):
    craft(sites.file, change)
    refused(sites, said)


@pytest.mark.parametrize(
    "name", ["../daybill.env", "/etc/daybill", "a/../../b", "", "a//b", "./a", "a\\..\\b", "c:/x"]
)
def test_a_media_file_outside_its_folder_is_refused(sites, name):
    content = b"evil"

    def change(manifest):
        manifest["media"].append({"member": f"media/{name}", "bytes": 0, "sha256": ""})
        resign(manifest, f"media/{name}", content)

    craft(sites.file, change, parts={f"media/{name}": content})
    refused(sites, "outside the media folder")
    assert not (sites.folder / "daybill.env").exists()


@pytest.mark.parametrize(
    ("label", "content", "said"),
    [
        ("catalogue.titlename", b"[1, 2]\n", "line 1 of .*titlename.* is not"),
        ("catalogue.titlename", b"not json\n", "line 1"),
        ("accounts.user_groups", b"[1, 999999, 999999]\n", "database refused"),
        ("sources.edition", b"[" + b'"x",' * 2 + b'"y"]\n', "is not|refused"),
    ],
)
def test_rows_that_cannot_be_stored_change_nothing(sites, label, content, said):
    path = f"tables/{label}.ndjson"

    def change(manifest):
        resign(manifest, path, content)
        next(table for table in manifest["tables"] if table["label"] == label)["rows"] = 1

    craft(sites.file, change, parts={path: content})
    refused(sites, said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "folder"),
        ("none/backup.zip", "no folder"),
        ("one-media/backup.zip", "media folder"),
        ("other.txt", "no backup"),
        ("/proc/backup.zip", "cannot be written"),
        ("x" * 300, "cannot be written"),
    ],
)
def test_a_place_that_cannot_be_is_refused(sites, name, said):
    (sites.folder / "other.txt").write_text("mine")
    with pytest.raises(BackupError, match=said):
        sites.backup(file=sites.folder / name)
    assert (sites.folder / "other.txt").read_text() == "mine"


def test_a_full_disk_leaves_the_earlier_backup_as_it_was(sites):
    before = sites.file.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    connections["one"].ensure_connection()
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(BackupError, match="cannot be written: File too large"):
            sites.backup()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert sites.file.read_bytes() == before
    assert not list(sites.folder.glob(".backup*"))
