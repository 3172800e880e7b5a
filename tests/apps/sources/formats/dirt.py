"""Reading files through a format as an import does, and soiling good rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from daybill.apps.sources.formats.format import Context, Format, Held, Remark
from daybill.apps.sources.reading import Row, head_of
from daybill.domain.errors import InvalidRecord

TODAY = date(2026, 11, 21)

texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "",
            " ",
            "0",
            "-1",
            "1e400",
            "nan",
            "Q0",
            "tt1",
            "9999",
            "(",
            "a|b",
            "x" * 500,
            "\ud800",
            "\ufffd",
            "²",
        ]
    ),
)
json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@dataclass
class Outcome:
    """What became of a file's rows; records by the name of their type, the others by reason."""

    rows: int = 0
    records: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)


def context_of(form: Format, path: Path, **told: Any) -> Context:
    context = Context(path, TODAY, **told)
    return (
        Context(path, TODAY, **told, notes=form.survey(form.reader.rows(path)))
        if form.needs_survey
        else context
    )


def read_file(form: Format, path: Path, **told: Any) -> Outcome:
    assert form.reader.recognises(head_of(path))
    context, outcome = context_of(form, path, **told), Outcome()
    for row in form.reader.rows(path):
        outcome.rows += 1
        assert not row.fault
        try:
            for record in form.records(row, context):
                if isinstance(record, Remark):
                    outcome.remarks[record.text] += 1
                else:
                    outcome.records[type(record).__name__] += 1
        except Held as held:
            outcome.held[held.reason] += 1
        except InvalidRecord as error:
            outcome.refused[error.field] += 1
    return outcome


def said(form: Format, values: Any, context: Context | None = None, **told: Any) -> list[Any]:
    """The records of one row, its remarks left out."""
    return [
        r
        for r in heard(form, values, context or Context(Path("t"), TODAY, **told))
        if not isinstance(r, Remark)
    ]


def heard(form: Format, values: Any, context: Context) -> list[Any]:
    return list(form.records(Row(2, values), context))


def remarks(form: Format, values: Any, context: Context | None = None) -> list[str]:
    found = heard(form, values, context or Context(Path("t"), TODAY))
    return [r.text for r in found if isinstance(r, Remark)]


def survives(form: Format, values: Any, context: Context) -> None:
    """Read a soiled row; anything but the two ways in which a row may be left out is a failure."""
    try:
        list(form.records(Row(2, values), context))
    except (InvalidRecord, Held):
        return


@st.composite
def soiled_cells(draw: st.DrawFn, cells: Mapping[str, str]) -> dict[str, str]:
    """The row of a table with some cells replaced."""
    columns = draw(st.lists(st.sampled_from(sorted(cells)), min_size=1, max_size=3, unique=True))
    return dict(cells) | {column: draw(texts) for column in columns}


@st.composite
def soiled_json(draw: st.DrawFn, value: Any) -> Any:
    """A JSON value with one part of it, however deep, replaced or gone."""
    if isinstance(value, Mapping) and value and draw(st.integers(0, 9)):
        key = draw(st.sampled_from(sorted(value)))
        if draw(st.integers(0, 5)) == 0:
            return {k: v for k, v in value.items() if k != key}
        return dict(value) | {key: draw(soiled_json(value[key]))}
    if isinstance(value, list) and value and draw(st.integers(0, 4)):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], draw(soiled_json(value[place])), *value[place + 1 :]]
    return draw(json_values)
