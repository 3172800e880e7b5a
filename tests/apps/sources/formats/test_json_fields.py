"""Fields of JSON objects are read as the kind they ought to be, or refused by their name."""

from __future__ import annotations

from typing import Any

import pytest

from daybill.apps.sources.reading.fields import Fields, without
from daybill.domain.errors import InvalidRecord


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("text", " a ", "a"),
        ("text", None, ""),
        ("number", 3, 3),
        ("number", 3.0, 3),
        ("number", None, None),
        ("decimal", 7.5, 7.5),
        ("flag", True, True),
        ("flag", None, False),
        ("digits", 12, "12"),
        ("digits", "0123", "0123"),
        ("digits", "", ""),
        ("texts", ["a", "", None], ["a"]),
        ("numbers", [1, None], [1]),
        ("entries", None, []),
        ("objects", None, []),
    ],
)
def test_a_field_of_its_kind_is_read(kind: str, value: Any, read: Any) -> None:
    assert getattr(Fields({"x": value}), kind)("x") == read


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 3),
        ("text", "\ud800"),
        ("needed_text", None),
        ("needed_text", "  "),
        ("number", -1),
        ("number", 1.5),
        ("number", "1"),
        ("number", True),
        ("number", float("inf")),
        ("decimal", float("nan")),
        ("decimal", 10**30),
        ("flag", 1),
        ("digits", "1a"),
        ("digits", "²"),
        ("digits", True),
        ("digits", -1),
        ("texts", "abc"),
        ("texts", [1]),
        ("numbers", ["1"]),
        ("objects", [1]),
        ("objects", {}),
        ("object", []),
        ("entries", {}),
    ],
    ids=ascii,
)
def test_a_field_of_another_kind_is_refused_by_its_name(kind: str, value: Any) -> None:
    with pytest.raises(InvalidRecord) as caught:
        getattr(Fields({"x": value}, "row."), kind)("x")
    assert caught.value.field.startswith("row.x")


def test_a_refusal_can_be_printed_whatever_stood_in_the_field() -> None:
    with pytest.raises(InvalidRecord) as caught:
        Fields({"x": ["\ud800"]}).text("x")
    assert str(caught.value).encode()


def test_texts_of_others_are_left_out_at_every_depth() -> None:
    document = {"a": [{"overview": "x", "b": 1}], "overview": {"c": 2}}
    assert without(document, {"overview"}) == {"a": [{"b": 1}]}


def test_a_document_nested_without_end_is_cut_short_of_the_stack() -> None:
    deep: Any = 1
    for _ in range(900):
        deep = [deep]
    assert without(deep, {"x"}) == deep
