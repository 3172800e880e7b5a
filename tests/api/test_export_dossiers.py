"""Dossiers that are exported are the dossiers that a load reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from daybill.apps.dossiers.export import dossier_lines
from daybill.apps.dossiers.loading import load_dossiers
from daybill.apps.dossiers.models import Citation, Dossier
from tests.factories import CitationFactory, DossierFactory, TitleFactory

DEMO = Path(__file__).parents[2] / "demo" / "dossiers"


def only(lines: Any = None) -> Any:
    (line,) = dossier_lines()
    return line


def body(dossier: Dossier) -> list[Any]:
    """The blocks as stored, with the citations they name by their words."""
    block: Any = dossier.body.stream_block
    words = {one.pk: str(one) for one in Citation.objects.all()}
    found = []
    for item in block.get_prep_value(dossier.body):
        value = dict(item["value"])
        cited = [_entry(one) for one in value.pop("citations", ())]
        lines = [_entry(one) for one in value.pop("lines", ())]
        found.append((item["type"], value, [words[pk] for pk in cited], lines))
    return found


def _entry(one: Any) -> Any:
    """An entry of a list, which the store may wrap in an object with an id."""
    return one["value"] if isinstance(one, dict) and "value" in one else one


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.json")), ids=lambda path: path.stem)
def test_load_of_an_export_gives_the_same_dossier(path: Path, db: None, tmp_path: Path):
    record = json.loads(path.read_text(encoding="utf-8"))
    title = TitleFactory(name="A film", imdb_id=record["title"])
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "one.json").write_text(json.dumps(record))
    assert load_dossiers(tmp_path / "first") == 1
    first = Dossier.objects.get()
    line, stored, fields = only(), body(first), _fields(first)
    assert not any("stored" in block for block in line["blocks"])
    Dossier.objects.all().delete()
    Citation.objects.all().delete()
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / "one.json").write_text(json.dumps(line))
    assert load_dossiers(tmp_path / "second") == 1
    second = Dossier.objects.get(title=title)
    assert body(second) == stored
    assert _fields(second) == fields
    assert only() == line


def _fields(dossier: Dossier) -> dict[str, Any]:
    names = ("language", "writer", "reviewed_by", "updated_on", "reviewed_on", "change_note")
    return {name: getattr(dossier, name) for name in names}


def test_marks_and_citations_go_by_keys_that_do_not_depend_on_numbers(db: None):
    later = CitationFactory(author="Nick James", title="Heat again", date="2002")
    first = CitationFactory(author="Nick James", title="Heat", date="2002")
    untold = CitationFactory(title="12")
    DossierFactory(
        title=TitleFactory(imdb_id="tt0113277"),
        body=[
            (
                "fact",
                {
                    "text": "<p>It was a pilot.[1][2][3] [9]</p>",
                    "citations": [later, first, untold],
                },
            )
        ],
    )
    line = only()
    assert line["blocks"][0]["text"] == "It was a pilot.[james-2002-2][james-2002][work-12] [9]"
    assert [(one["key"], one["title"]) for one in line["citations"]] == [
        ("work-12", "12"),
        ("james-2002", "Heat"),
        ("james-2002-2", "Heat again"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<p>Plain and <b>bold</b>.</p>",
        '<p>A <a href="https://example.org/">link</a>.</p>',
        "<p>He said [sic] so.</p>",
        "<p>A mark [1] within.</p>",
    ],
)
def test_words_that_plain_text_cannot_say_are_kept_as_they_stand(text: str, db: None):
    DossierFactory(
        title=TitleFactory(imdb_id="tt0113277"),
        body=[("fact", {"text": text, "citations": [CitationFactory(title="A work")]})],
    )
    (block,) = only()["blocks"]
    assert block["stored"] == {"text": text, "citations": block["citations"]}
    assert "<" not in block["text"]


def test_marks_of_the_editor_are_no_words(db: None):
    DossierFactory(
        title=TitleFactory(imdb_id="tt0113277"),
        body=[
            (
                "fact",
                {"text": '<p data-block-key="x1y2">One.</p><p data-block-key="z">Two.</p>', "citations": []},
            )
        ],
    )
    assert only()["blocks"] == [{"type": "fact", "text": "One.\n\nTwo."}]


def test_drafts_are_not_exported(db: None):
    DossierFactory(live=False)
    assert list(dossier_lines()) == []
