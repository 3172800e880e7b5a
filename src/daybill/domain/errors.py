"""Every error Daybill raises on purpose.

    DaybillError
    ├── UnknownChoice        a country, provider, title, date ... that does not exist here
    ├── InvalidRecord        one row that came in cannot be stored as it is
    │   ├── InvalidMoney     a price that cannot be read without guessing
    │   └── InvalidMoment    a date or time that cannot be read
    └── ConfigurationError   the environment or the home folder is not fit to run

A message names the thing, the place and the way out; the values stay on the exception.
"""

from __future__ import annotations

from collections.abc import Sequence

# Of a value in a message; the whole of it stays on the exception.
LONGEST_SHOWN = 200


class DaybillError(Exception):
    """Base of every error that Daybill raises on purpose."""


class UnknownChoice(DaybillError):
    """A name that was looked up and is not there.

    Attributes:
        what: the kind of thing, singular and lower case ("country").
        value: what was asked for.
        nearest: up to five valid values close to it, best first; may be empty.
    """

    def __init__(self, *, what: str, value: str, nearest: Sequence[str] = ()) -> None:
        hint = f" Did you mean {' or '.join(nearest)}?" if nearest else ""
        super().__init__(f"There is no {what} “{value}” here.{hint}")
        self.what = what
        self.value = value
        self.nearest = tuple(nearest)


class InvalidRecord(DaybillError):
    """A record that cannot be stored as it is.

    Attributes:
        field: the field at fault.
        value: what stood in it.
        reason: why it was refused, as a sentence.
    """

    def __init__(self, *, field: str, value: object, reason: str) -> None:
        shown = repr(value)
        shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
        super().__init__(f"{field} {shown}: {reason}")
        self.field = field
        self.value = value
        self.reason = reason


class InvalidMoney(InvalidRecord):
    """A price that cannot be read without guessing."""


class InvalidMoment(InvalidRecord):
    """A date or time that cannot be read."""


class ConfigurationError(DaybillError):
    """The environment or the home folder is not fit to run; the message says what to set."""
