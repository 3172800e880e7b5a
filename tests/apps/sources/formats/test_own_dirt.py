"""Whatever a row holds, it is read, refused by a sentence, or held."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.apps.sources.formats.format import Context
from daybill.apps.sources.formats.own import OwnLists
from tests.apps.sources.formats.dirt import TODAY, soiled_json, survives
from tests.apps.sources.formats.own_rows import LIST, ROWS

CONTEXT = Context(Path("t"), TODAY)
PLACED = {name: value for name, value in LIST.items() if name != "placings"} | {
    "placing": LIST["placings"][1]
}
FLAT = {name: value for name, value in ROWS[next(iter(ROWS))].items() if name != "said"}


@pytest.mark.parametrize("form", list(ROWS))
@given(data=st.data())
def test_soiled_row_is_refused_by_a_sentence(form: Any, data: st.DataObject):
    survives(form(), data.draw(soiled_json(ROWS[form])), CONTEXT)


@given(row=soiled_json(FLAT))
def test_soiled_flat_title_is_refused_by_a_sentence(row: Any):
    survives(next(iter(ROWS))(), row, CONTEXT)


@given(row=soiled_json(PLACED))
def test_soiled_placing_is_refused_by_a_sentence(row: Any):
    survives(OwnLists(), row, CONTEXT)
