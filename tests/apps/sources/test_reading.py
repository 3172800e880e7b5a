"""From files to rows: packings, headers, quotation marks and bytes that are no text."""

from __future__ import annotations

import csv
import gzip
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.apps.sources.reading import JsonLines, Reply, Table, UnreadableFile, head_of, stamp_of, survey
from daybill.apps.sources.reading.quoting import MOST_LINES, UNCLOSED, cell_rows

TABLE = Table(frozenset({"id", "title"}))


def written(tmp_path: Path, content: str | bytes, name: str = "file") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_table_is_known_by_its_columns_in_any_order(tmp_path: Path) -> None:
    assert TABLE.recognises(head_of(written(tmp_path, "more, title ,id\n")))
    assert not TABLE.recognises(head_of(written(tmp_path, "title,name\n")))
    assert not Table(frozenset({"id"}), absent=frozenset({"role"})).recognises(
        head_of(written(tmp_path, "id,role\n"))
    )


def test_what_is_missing_from_a_header_is_named_with_what_may_be_meant(tmp_path: Path) -> None:
    assert (
        TABLE.why_not(head_of(written(tmp_path, "id,titel\n")))
        == "its header has no “title” (is it “titel”?)"
    )


def test_a_short_row_says_nothing_of_its_last_columns(tmp_path: Path) -> None:
    [row] = TABLE.rows(written(tmp_path, "id,title,year\n7,Heat\n"))
    assert (row.line, row.values, row.fault) == (2, {"id": "7", "title": "Heat", "year": ""}, "")


def test_bytes_that_are_no_text_spoil_one_row(tmp_path: Path) -> None:
    rows = list(TABLE.rows(written(tmp_path, b"id,title\n1,Am\xe9lie\n2,Heat\n")))
    assert [row.fault for row in rows] == ["It holds bytes that are not UTF-8.", ""]


def test_blank_lines_are_no_rows_and_are_counted_as_lines(tmp_path: Path) -> None:
    assert [row.line for row in TABLE.rows(written(tmp_path, "id,title\n\n1,a\n\n\n2,b\n"))] == [3, 6]


def test_a_table_without_a_header_has_as_many_parts_as_columns(tmp_path: Path) -> None:
    table = Table(frozenset(), delimiter="::", names=("id", "title"))
    rows = list(table.rows(written(tmp_path, "1::Heat\n2::a::b\n\n3::x\n")))
    assert [(row.line, bool(row.fault)) for row in rows] == [(1, False), (2, True), (4, False)]


@pytest.mark.parametrize("more", [0, 3, MOST_LINES + 50])
def test_lines_behind_an_open_quotation_mark_are_rows_of_their_own(more: int) -> None:
    text = 'id,title\n1,"Heat\n' + "".join(f"{n},x\n" for n in range(more))
    rows = list(cell_rows(text.splitlines(keepends=True), ","))
    assert rows[1] == (2, ["1", '"Heat'], UNCLOSED)
    assert [(line, fault) for line, _, fault in rows[2:]] == [(n + 3, "") for n in range(more)]


def test_a_mark_that_closes_in_a_later_row_swallows_no_row() -> None:
    rows = list(cell_rows(["id,title\n", '1,"Heat\n', '2,"The Heat"\n', "3,x\n"], ","))
    assert [(line, cells[0], bool(fault)) for line, cells, fault in rows] == [
        (1, "id", False),
        (2, "1", True),
        (3, "2", False),
        (4, "3", False),
    ]


@given(
    st.lists(
        st.lists(st.text(st.sampled_from('a,"\n\r é'), max_size=6), min_size=2, max_size=2),
        min_size=1,
        max_size=8,
    )
)
def test_a_well_written_table_comes_out_as_it_went_in(rows: list[list[str]]) -> None:
    file = StringIO(newline="")
    csv.writer(file).writerows([["id", "title"], *rows])
    read = list(cell_rows(StringIO(file.getvalue(), newline=""), ","))
    assert [cells for _, cells, _ in read] == [["id", "title"], *rows]
    assert not any(fault for _, _, fault in read)


def test_lines_of_json_that_are_none_are_refused_by_their_number(tmp_path: Path) -> None:
    lines = JsonLines(frozenset({"n"}))
    path = written(
        tmp_path, b'{"n": 1}\n\nnot json\n[1]\n' + b'{"n": "\xe9"}\n' + b"[" * 100_000 + b'\n{"n": 2}\n'
    )
    assert [(row.line, bool(row.fault)) for row in lines.rows(path)] == [
        (1, False),
        (3, True),
        (4, True),
        (5, True),
        (6, True),
        (7, False),
    ]


def test_a_reply_whose_entries_cannot_be_told_apart_is_refused_whole(tmp_path: Path) -> None:
    reply = Reply(lambda document: True, lambda document, path: document["films"]["all"], "a reply")
    with pytest.raises(UnreadableFile, match="It is not a reply"):
        list(reply.rows(written(tmp_path, '{"films": []}')))


def test_a_survey_tells_whether_the_file_has_changed_since(tmp_path: Path) -> None:
    path = written(tmp_path, "id,title\n1,Heat\n")
    first = survey(path)
    assert (first.lines, first.size, first.stamp) == (2, 16, stamp_of(path))
    packed = survey(written(tmp_path, gzip.compress(path.read_bytes()), "packed"))
    assert packed.digest == first.digest
    path.write_text("id,title\n1,Heat II\n")
    assert stamp_of(path) != first.stamp
