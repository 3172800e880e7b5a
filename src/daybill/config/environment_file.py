"""The home's environment file: what `daybill init` and `daybill demo` decided, kept beside the data."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from daybill.config.options import ENVIRONMENT_FILE
from daybill.domain.errors import ConfigurationError

SITE_HEADING = "# Made by `daybill init`. The environment wins over this file; keep the secret to yourself."
DEMO_HEADING = "# Made by `daybill demo`, for the demo guide only. A site of your own takes another folder."


def new_secret() -> str:
    """64 characters that nobody can guess."""
    return secrets.token_urlsafe(48)


def write_environment(home: Path, values: Mapping[str, str], *, heading: str = SITE_HEADING) -> None:
    """Set variables in the home's file, readable by its owner alone; other lines stay as they are.

    Raises:
        ConfigurationError: a value has a line break, or the folder cannot be written.
    """
    for name, value in values.items():
        if len(value.splitlines()) > 1:
            raise ConfigurationError(f"{name} is {value!r}. Write it on one line.")
    path = home / ENVIRONMENT_FILE
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else [heading]
        if lines[:1] == [DEMO_HEADING]:
            lines[0] = heading
        left = dict(values)
        for place, line in enumerate(lines):
            name = line.partition("=")[0].strip()
            if name in left:
                lines[place] = f"{name}={left.pop(name)}"
        lines += [f"{name}={value}" for name, value in left.items()]
        _replace(path, "\n".join(lines) + "\n")
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be written: {error.strerror}. Set DAYBILL_HOME to a folder you may write to."
        ) from error


def _replace(path: Path, text: str) -> None:
    """Whole or not at all, and never readable by others, not even for a moment."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    with os.fdopen(
        os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
    beside.replace(path)


def is_demo_home(home: Path) -> bool:
    """Whether the home was made by ``daybill demo``."""
    path = home / ENVIRONMENT_FILE
    return path.is_file() and path.read_text(encoding="utf-8").startswith(DEMO_HEADING)
