"""Dossiers that come as files are published once, and never over what somebody wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from daybill.apps.catalogue.models import Title
from daybill.apps.dossiers.loading import load_dossiers
from daybill.apps.dossiers.models import Citation, Dossier
from daybill.domain.errors import InvalidRecord
from tests.factories import DossierFactory, TitleFactory
from tests.web.stage import look

pytestmark = pytest.mark.django_db
DEMO = Path(__file__).parents[3] / "demo" / "dossiers"


def record(**fields: Any) -> dict[str, Any]:
    return {
        "title": "tt9000001",
        "language": "en",
        "blocks": [{"type": "synopsis", "text": "A clock runs on salt & sand."}],
    } | fields


def write(folder: Path, content: Any, name: str = "salt-clock.json") -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '"text"',
        {"title": "tt9000001"},
        record(title=9000001),
        record(title="tt0000404"),
        record(blocks=None),
        record(blocks=["synopsis"]),
        record(blocks=[{"text": "No type."}]),
        record(blocks=[{"type": "sonnet", "text": "No such part."}]),
        record(blocks=[{"type": "synopsis", "text": "Known.[nobody]"}]),
        record(blocks=[{"type": "synopsis", "text": "Known.", "citations": ["nobody"]}]),
        record(updated_on="2026-02-30"),
        record(language="English!"),
        record(citations=[{"title": "Without a key"}]),
        record(citations=[{"key": "one", "title": "One", "accessed": "yesterday"}]),
        record(blocks=[{"type": "synopsis", "text": "One."}, {"type": "synopsis", "text": "Two."}]),
        record(blocks=[{"type": "trailer", "name": "Trailer", "url": "javascript:alert(1)"}]),
    ],
)
def test_a_bad_file_is_named_and_nothing_is_stored(content: Any, salt_clock: Title, tmp_path: Path) -> None:
    write(tmp_path, record(language="de"), "a-good-one.json")
    write(tmp_path, content, "b-bad-one.json")
    with pytest.raises(InvalidRecord, match=r"b-bad-one\.json"):
        load_dossiers(tmp_path)
    assert Dossier.objects.count() == 0
    assert Citation.objects.count() == 0


def test_bytes_that_are_no_text_are_named(salt_clock: Title, tmp_path: Path) -> None:
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe{")
    with pytest.raises(InvalidRecord, match=r"bytes\.json"):
        load_dossiers(tmp_path)


def test_a_file_is_published_once(salt_clock: Title, tmp_path: Path, client: Client) -> None:
    write(tmp_path, record(writer="The desk", updated_on="2026-11-01"))
    (tmp_path / "README.md").write_text("No dossier.", encoding="utf-8")
    assert load_dossiers(tmp_path) == 1
    made = Dossier.objects.get()
    assert made.live
    assert made.revisions.count() == 1
    assert "salt & sand" in look(client, f"/au/movie/{salt_clock.slug}/").part("synopsis")
    assert load_dossiers(tmp_path) == 0
    assert made.revisions.count() == 1


def test_what_somebody_wrote_is_never_written_over(salt_clock: Title, tmp_path: Path) -> None:
    DossierFactory(title=salt_clock, live=False, writer="Ed Itor")
    write(tmp_path, record())
    write(tmp_path, record(language="fr"), "fr.json")
    assert load_dossiers(tmp_path) == 1
    ours = Dossier.objects.get(language="en")
    assert (ours.writer, ours.live) == ("Ed Itor", False)


def test_marks_by_key_become_marks_by_place_set_close_and_after_the_stop(
    salt_clock: Title, tmp_path: Path
) -> None:
    block = {"type": "synopsis", "text": "It is cold [two], they say [one].", "citations": ["one"]}
    cited = [{"key": key, "title": key.capitalize()} for key in ("one", "two")]
    write(tmp_path, record(blocks=[block], citations=cited))
    load_dossiers(tmp_path)
    [made] = Dossier.objects.get().body
    assert made.value["text"].source == "<p>It is cold,[2] they say.[1]</p>"
    assert [citation.title for citation in made.value["citations"]] == ["One", "Two"]


def test_text_is_text(salt_clock: Title, tmp_path: Path, client: Client) -> None:
    write(tmp_path, record(blocks=[{"type": "fact", "text": "<script>alert(1)</script>"}]))
    load_dossiers(tmp_path)
    page = look(client, f"/au/movie/{salt_clock.slug}/")
    assert "<script>alert(1)</script>" in page.part("facts")
    assert not page.soup.select("main script")


def test_an_empty_folder_loads_nothing(tmp_path: Path) -> None:
    assert load_dossiers(tmp_path) == 0


@pytest.mark.parametrize(("name", "imdb"), [("heat", "tt0113277"), ("the-general", "tt0017925")])
def test_the_demos_own_can_be_published(
    name: str, imdb: str, tmp_path: Path, db: None, client: Client
) -> None:
    title = TitleFactory(name="Film", year=1995, imdb_id=imdb)
    write(tmp_path, (DEMO / f"{name}.json").read_text(encoding="utf-8"))
    assert load_dossiers(tmp_path) == 1
    page = look(client, f"/au/movie/{title.slug}/")
    record = json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8"))
    assert len(page.soup.select("#notes > li")) == len(record["citations"])
