"""What stands in the cells of other people's tables: lists as text, numbers as text, damaged letters, days."""

from __future__ import annotations

import ast
import re
from datetime import date, datetime

from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import clean_name

# What code that expects another shape of data raises over it.
UNREADABLE = (
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)
_LOST = re.compile("[\ufffd\ud800-\udfff]")
_ARTICLE_BEHIND = re.compile(
    r"(?P<rest>.+), (?P<article>The|A|An|L'|La|Le|Les|Un|Une|Il|Lo|Gli|I|Una|Uno|El|Los|Las|Der|Die|Das|Ein|Eine)"
)
_NAME_YEAR = re.compile(r"(?P<name>.+?)\s*\((?P<year>\d{4})\)")


def python_list(text: str) -> list[str]:
    """The text of a Python list, as some tables hold it.

    Raises:
        InvalidRecord: it is something else.
    """
    if not text.strip():
        return []
    try:
        value = ast.literal_eval(text)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise InvalidRecord(field="list", value=text[:80], reason="This is not a list.") from error
    if not isinstance(value, list):
        raise InvalidRecord(field="list", value=text[:80], reason="This is not a list.")
    return [clean_name(str(item)) for item in value]


def comma_list(text: str) -> list[str]:
    """``", South Korea"`` -> ``["South Korea"]``."""
    return [name for part in text.split(",") if (name := clean_name(part))]


def whole_number(text: str, *, field: str) -> int | None:
    """``"577842.0"`` -> 577842; ``None`` for an empty cell.

    Raises:
        InvalidRecord: no number, negative, or with a fraction.
    """
    if not text.strip():
        return None
    try:
        value = float(text)
        number = int(value)
    except (ValueError, OverflowError) as error:
        raise InvalidRecord(field=field, value=text, reason="This is not a number.") from error
    if value < 0 or value != number:
        raise InvalidRecord(field=field, value=text, reason="This is not a whole number.")
    return number


def is_damaged(text: str) -> bool:
    """Whether characters were lost on the way (U+FFFD, half a surrogate pair) or bytes misread (mojibake)."""
    if text.isascii():
        return False
    if _LOST.search(text):
        return True
    try:
        return text.encode("cp1252").decode("utf-8") != text
    except (UnicodeEncodeError, UnicodeDecodeError):
        return False


def refuse_damaged(text: str, *, field: str) -> str:
    """The text.

    Raises:
        InvalidRecord: letters of it were lost or misread before it came here.
    """
    if is_damaged(text):
        raise InvalidRecord(field=field, value=text, reason="Letters of it were lost before it came here.")
    return text


def article_first(name: str) -> str:
    """``"Heat, The"`` -> ``"The Heat"``, as names stand in tables that sort by them."""
    match = _ARTICLE_BEHIND.fullmatch(name)
    if not match:
        return name
    gap = "" if match["article"].endswith("'") else " "
    return f"{match['article']}{gap}{match['rest']}"


def name_and_year(text: str) -> tuple[str, int | None]:
    """``"Heat (1995)"`` -> ``("Heat", 1995)``; a name without a year keeps its brackets."""
    cleaned = clean_name(text)
    match = _NAME_YEAR.fullmatch(cleaned)
    return (match["name"], int(match["year"])) if match else (cleaned, None)


def day_in(text: str, *forms: str, field: str) -> date | None:
    """A day written in one of several forms (`datetime.strptime`); ``None`` for an empty cell.

    Raises:
        InvalidRecord: in none of them.
    """
    cell = text.strip()
    if not cell:
        return None
    for form in forms:
        try:
            return datetime.strptime(cell, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise InvalidRecord(field=field, value=text, reason="This is not a day in a form this table uses.")
