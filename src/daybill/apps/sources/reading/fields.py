"""The fields of a JSON object, each read as the kind it ought to be, and refused by its name where it is another."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from daybill.domain.errors import InvalidRecord

_SHOWN = 80
# Replies are nested a few levels deep; what lies deeper is none of ours.
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object; ``null`` is as good as an absent field.

    Attributes:
        values: as parsed.
        path: where it stands in its document ("offers.2."), for messages.
    """

    values: Mapping[str, Any]
    path: str = ""

    @classmethod
    def of(cls, value: Any, path: str = "") -> Fields:
        """Raises:
        InvalidRecord: the value is no JSON object.
        """
        if not isinstance(value, Mapping):
            raise InvalidRecord(
                field=path.removesuffix(".") or "row",
                value=str(value)[:_SHOWN],
                reason="This is not a JSON object.",
            )
        return cls(value, path)

    def has(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """The text, without spaces at its ends; "" where absent.

        Raises:
            InvalidRecord: it is no text, or holds bytes that are not UTF-8.
        """
        value = self.values.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.refusal(name, "This is not text.")
        if not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
            raise InvalidRecord(
                field=f"{self.path}{name}",
                value=value.encode("ascii", "backslashreplace").decode()[:_SHOWN],
                reason="It holds bytes that are not UTF-8.",
            )
        return value.strip()

    def needed_text(self, name: str) -> str:
        """The text.

        Raises:
            InvalidRecord: as `text`, and where it is absent or empty.
        """
        text = self.text(name)
        if not text:
            raise self.refusal(name, "It is missing.")
        return text

    def number(self, name: str) -> int | None:
        """A whole number from 0; ``None`` where absent.

        Raises:
            InvalidRecord: no number, below 0, or with a fraction.
        """
        value = self.decimal(name)
        if value is None:
            return None
        if value < 0 or value != int(value):
            raise self.refusal(name, "This is not a whole number.")
        return int(value)

    def decimal(self, name: str) -> float | None:
        """A number; ``None`` where absent.

        Raises:
            InvalidRecord: no number, or an endless one.
        """
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refusal(name, "This is not a number.")
        if not math.isfinite(value) or abs(value) > 1e15:
            raise self.refusal(name, "This number is too large.")
        return value

    def flag(self, name: str) -> bool:
        """True or false; false where absent.

        Raises:
            InvalidRecord: it is neither.
        """
        value = self.values.get(name)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise self.refusal(name, "This is neither true nor false.")
        return value

    def digits(self, name: str) -> str:
        """An id that is a number, written as one or as text; "" where absent.

        Raises:
            InvalidRecord: it is something else.
        """
        value = self.values.get(name)
        if value is None or value == "":
            return ""
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(text, str) or not (text.isascii() and text.isdigit()):
            raise self.refusal(name, "This is not a number.")
        return text

    def object(self, name: str) -> Fields:
        """The object; one without fields where absent.

        Raises:
            InvalidRecord: it is something else.
        """
        value = self.values.get(name)
        return Fields.of({} if value is None else value, f"{self.path}{name}.")

    def objects(self, name: str) -> list[Fields]:
        """The objects of a list; none where absent.

        Raises:
            InvalidRecord: it is no list, or one of its entries no object.
        """
        entries = enumerate(self.entries(name), start=1)
        return [Fields.of(value, f"{self.path}{name}.{place}.") for place, value in entries]

    def texts(self, name: str) -> list[str]:
        """The texts of a list that are not empty; none where absent.

        Raises:
            InvalidRecord: it is no list, or one of its entries no text.
        """
        entries = self._entries(name)
        return [text for place in entries.values if (text := entries.text(place))]

    def numbers(self, name: str) -> list[int]:
        """The whole numbers of a list; none where absent.

        Raises:
            InvalidRecord: it is no list, or one of its entries no whole number.
        """
        entries = self._entries(name)
        return [number for place in entries.values if (number := entries.number(place)) is not None]

    def entries(self, name: str) -> list[Any]:
        """The list; empty where absent.

        Raises:
            InvalidRecord: it is something else.
        """
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.refusal(name, "This is not a list.")
        return value

    def _entries(self, name: str) -> Fields:
        """The entries of a list by their place, so that each can be read as a field."""
        entries = {str(place): value for place, value in enumerate(self.entries(name), start=1)}
        return Fields(entries, f"{self.path}{name}.")

    def refusal(self, name: str, reason: str) -> InvalidRecord:
        """The error for a field, with what stands in it."""
        value = self.values.get(name)
        shown = (
            value if isinstance(value, bool | int | float) else str("" if value is None else value)[:_SHOWN]
        )
        if isinstance(shown, str):
            shown = shown.encode("utf-8", "replace").decode()
        return InvalidRecord(field=f"{self.path}{name}", value=shown, reason=reason)


def without(document: Any, names: Collection[str], *, deepest: int = _DEEPEST) -> Any:
    """A copy of a JSON document without the fields of these names: texts of others that we do not keep."""
    if deepest and isinstance(document, Mapping):
        kept = ((name, value) for name, value in document.items() if name not in names)
        return {name: without(value, names, deepest=deepest - 1) for name, value in kept}
    if deepest and isinstance(document, list):
        return [without(value, names, deepest=deepest - 1) for value in document]
    return document
