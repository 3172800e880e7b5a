"""``daybill export``: everything in one folder, whole or not at all."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from daybill.api.dumps import DUMPS
from daybill.api.dumps.writing import line_text
from daybill.api.management.commands import export
from tests.api.export_site import fill

NAMES = sorted(dump.name for dump in DUMPS)


@pytest.fixture
def site(db: None) -> Any:
    return fill()


def run(folder: Path, **options: Any) -> str:
    out = io.StringIO()
    call_command("export", out=str(folder), stdout=out, **options)
    return out.getvalue()


def test_folder_holds_a_file_of_each_kind(site: Any, tmp_path: Path):
    said = run(tmp_path / "new" / "dump")
    folder = tmp_path / "new" / "dump"
    assert sorted(path.name for path in folder.iterdir()) == [f"{name}.ndjson" for name in NAMES]
    for dump in DUMPS:
        text = (folder / f"{dump.name}.ndjson").read_text(encoding="utf-8")
        assert text == "".join(map(line_text, dump.lines()))
    assert said.startswith(f"Written to {folder}: sources 2, providers 4, people 3, titles 6,")


def test_packed_files_hold_the_same_and_are_the_same_each_time(site: Any, tmp_path: Path):
    run(tmp_path / "plain")
    run(tmp_path / "packed", gzip=True)
    run(tmp_path / "again", gzip=True)
    for name in NAMES:
        packed = (tmp_path / "packed" / f"{name}.ndjson.gz").read_bytes()
        assert gzip.decompress(packed) == (tmp_path / "plain" / f"{name}.ndjson").read_bytes()
        assert packed == (tmp_path / "again" / f"{name}.ndjson.gz").read_bytes()


def test_older_files_give_way_and_others_stay(site: Any, tmp_path: Path):
    (tmp_path / "titles.ndjson").write_text("the old one")
    (tmp_path / "mine.txt").write_text("mine")
    run(tmp_path, gzip=True)
    assert not (tmp_path / "titles.ndjson").exists()
    assert (tmp_path / "titles.ndjson.gz").exists()
    assert (tmp_path / "mine.txt").read_text() == "mine"
    run(tmp_path)
    assert not (tmp_path / "titles.ndjson.gz").exists()


def test_failure_leaves_the_folder_as_it_was(site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail() -> Any:
        yield {"slug": "x"}
        raise DatabaseError

    broken = [export.DUMPS[0], type(export.DUMPS[0])("people", "person.schema.json", fail)]
    monkeypatch.setattr(export, "DUMPS", broken)
    (tmp_path / "sources.ndjson").write_text("the old one")
    with pytest.raises(DatabaseError):
        run(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["sources.ndjson"]
    assert (tmp_path / "sources.ndjson").read_text() == "the old one"


def test_place_that_takes_no_folder_is_a_sentence(site: Any, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="could not be written"):
        run(tmp_path / "file")


def test_something_else_of_the_name_of_a_file_is_a_sentence(site: Any, tmp_path: Path):
    (tmp_path / "titles.ndjson").mkdir()
    with pytest.raises(CommandError, match=r"titles\.ndjson is not a file"):
        run(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["titles.ndjson"]


@pytest.mark.django_db(transaction=True)
def test_export_reads_the_store_as_it_stood_at_one_moment():
    fill()
    with export.one_moment():
        assert all(list(dump.lines()) for dump in DUMPS)
