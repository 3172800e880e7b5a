"""The call that a reply answers, as its text stands in the file: ``seasons("ts20054", "US", "en", True)``."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

# Function -> the names of its arguments, in their order.
_ARGUMENTS = {
    "details": ("node_id", "country", "language", "best_only"),
    "search": ("title", "country", "language", "count", "best_only"),
    "popular": ("country", "language", "count", "best_only"),
    "seasons": ("node_id", "country", "language", "best_only"),
    "episodes": ("node_id", "country", "language", "best_only"),
    "offers_for_countries": ("node_id", "countries", "language", "best_only"),
    "providers": ("country",),
}
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked.

    Attributes:
        node_id: the title asked about; "" where none was.
        country: alpha-2 as written; "" where several or none.
        method: whether every quality of a provider's offer was asked for or the best alone; the client takes the best
            where the call does not say. Two looks that differ in this see different things.
    """

    node_id: str = ""
    country: str = ""
    method: str = ""


def read_call(text: object) -> Call:
    """The call; an empty one where the text is none that we know."""
    if not isinstance(text, str) or len(text) > _LONGEST:
        return Call()
    code = "\n".join(line.lstrip("# ") for line in text.splitlines() if not line.startswith("# Output"))
    try:
        call = ast.parse(code.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return Call()
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return Call()
    names = _ARGUMENTS.get(call.func.id)
    if names is None:
        return Call()
    given = dict(zip(names, call.args, strict=False)) | {word.arg: word.value for word in call.keywords}
    told = {name: _literal(node) for name, node in given.items()}
    method = "all offers" if told.get("best_only") is False else "best offers"
    return Call(_word(told.get("node_id")), _word(told.get("country")), method)


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, MemoryError, RecursionError):
        return None


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""
