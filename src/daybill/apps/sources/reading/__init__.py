"""From files to rows, whatever they are packed in."""

from .cells import (
    UNREADABLE,
    article_first,
    comma_list,
    day_in,
    is_damaged,
    name_and_year,
    python_list,
    refuse_damaged,
    whole_number,
)
from .opening import EmptyFile, Head, Survey, UnreadableFile, head_of, opened, opened_text, stamp_of, survey
from .rows import JsonLines, Reader, Reply, Row, Table, as_mapping, as_text, read_document

__all__ = [
    "UNREADABLE",
    "EmptyFile",
    "Head",
    "JsonLines",
    "Reader",
    "Reply",
    "Row",
    "Survey",
    "Table",
    "UnreadableFile",
    "article_first",
    "as_mapping",
    "as_text",
    "comma_list",
    "day_in",
    "head_of",
    "is_damaged",
    "name_and_year",
    "opened",
    "opened_text",
    "python_list",
    "read_document",
    "refuse_damaged",
    "stamp_of",
    "survey",
    "whole_number",
]
