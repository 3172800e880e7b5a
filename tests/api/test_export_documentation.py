"""Every example of the page on data formats is valid by its schema and read without a remark."""

from __future__ import annotations

import csv
import importlib.resources
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from daybill.api.dumps import DUMPS
from daybill.apps.sources.formats import own
from daybill.apps.sources.formats.format import Context, Remark
from daybill.apps.sources.formats.own.refs import TITLE_FIELDS
from daybill.apps.sources.reading import Row, head_of

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "data-formats.md"
SCHEMAS = importlib.resources.files("daybill.api").joinpath("schemas")
SECTIONS = dict(
    re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
)
FORMS = {name.removeprefix("Own").lower(): getattr(own, name) for name in own.__all__ if name != "OWN"}
CONTEXT = Context(PAGE, date(2026, 11, 21))


def blocks(section: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", SECTIONS[section], re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.name)
def test_every_kind_has_a_section_with_examples_valid_by_its_schema(dump: Any):
    schema = json.loads(SCHEMAS.joinpath(dump.schema).read_text(encoding="utf-8"))
    lines = [line for block in blocks(dump.name.capitalize(), "json") for line in block.splitlines()]
    assert lines
    for line in lines:
        jsonschema.Draft202012Validator(schema).validate(json.loads(line))


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.name)
def test_every_field_of_a_schema_is_described(dump: Any):
    schema = json.loads(SCHEMAS.joinpath(dump.schema).read_text(encoding="utf-8"))
    told = SECTIONS[dump.name.capitalize()]
    # What names a title is described once for all kinds.
    missing = {name for name in schema["properties"] if f"`{name}`" not in told}
    assert missing <= TITLE_FIELDS | {"title", "source"}


@pytest.mark.parametrize("language", ["json", "csv"])
@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_example_is_read_without_a_remark(name: str, language: str, tmp_path: Path):
    form = FORMS[name]()
    texts = blocks(name.capitalize(), language)
    assert texts or (language == "csv" and name in {"looks", "relations", "providers", "sources"})
    for text in texts:
        path = tmp_path / f"{name}.{language}"
        path.write_text(text, encoding="utf-8")
        assert [other for other in FORMS.values() if other.reader.recognises(head_of(path))] == [FORMS[name]]
        rows = list(form.reader.rows(path))
        assert rows
        for row in rows:
            found = list(form.records(row, CONTEXT))
            assert found
            assert not [record for record in found if isinstance(record, Remark)]


def test_smallest_table_of_the_how_to_is_read():
    page = PAGE.parents[1] / "how-to" / "export-and-import.md"
    (text,) = re.findall(r"^```csv\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (cells,) = csv.DictReader(io.StringIO(text))
    context = Context(page, date(2026, 11, 21), observed=date(2026, 11, 20))
    assert len(list(own.OwnOffers().records(Row(2, cells), context))) == 1


@pytest.mark.parametrize(
    "name", sorted(path.name for path in SCHEMAS.iterdir() if path.name.endswith(".json"))
)
def test_every_schema_is_one(name: str):
    schema = json.loads(SCHEMAS.joinpath(name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:daybill:schema:{name.removesuffix('.schema.json')}:1"
