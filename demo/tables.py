"""Reading: tables as they lie in the shared folder, one row at a time, with their text cleaned."""

from __future__ import annotations

import ast
import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from daybill.domain.identity import clean_name

csv.field_size_limit(2**24)


def read_rows(path: Path, *, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """Rows as dictionaries; a cell cut off at the end of a row is an empty string."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=delimiter):
            yield {key: value or "" for key, value in row.items() if key is not None}


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def python_list(text: str) -> list[str]:
    """The text of a Python list, as some tables hold it; an empty or broken one is an empty list."""
    try:
        value = ast.literal_eval(text) if text.strip() else []
    except (SyntaxError, ValueError):
        return []
    return [clean_name(str(item)) for item in value] if isinstance(value, list) else []


def comma_list(text: str) -> list[str]:
    """``", South Korea"`` -> ``["South Korea"]``."""
    return [name for part in text.split(",") if (name := clean_name(part))]


def whole_number(text: str) -> int | None:
    """``"577842.0"`` -> 577842; None for an empty, broken, negative or fractional one."""
    try:
        value = float(text)
    except ValueError:
        return None
    return int(value) if value >= 0 and value == int(value) else None


def is_damaged(text: str) -> bool:
    """Whether characters were lost on the way (U+FFFD) or bytes were read in the wrong alphabet."""
    if "\ufffd" in text:
        return True
    try:
        return text.encode("cp1252").decode("utf-8") != text
    except (UnicodeEncodeError, UnicodeDecodeError):
        return False
