"""Everything a site can set, in one typed object read from the environment once."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs

from daybill.domain.countries import country
from daybill.domain.errors import ConfigurationError, DaybillError
from daybill.domain.offers import LAST_KNOWN_AFTER_DAYS
from daybill.domain.windows import parse_day

CHECKOUT = Path(__file__).parents[3]
ENVIRONMENT_FILE = "daybill.env"


def default_home() -> Path:
    """``var/`` beside a checkout; the user's data folder where the package is installed."""
    if (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "src" / "daybill").is_dir():
        return CHECKOUT / "var"
    return Path(platformdirs.user_data_dir("daybill"))


def _setting(name: str, help_text: str, default: Any) -> Any:
    return field(default=default, metadata={"name": name, "help": help_text})


@dataclass(frozen=True, slots=True)
class Options:
    """The site's settings. Every field is one environment variable, documented in docs/reference/settings.md."""

    home: Path = _setting(
        "DAYBILL_HOME",
        "The folder that holds the site's data. Default: `var/` beside a checkout, else the user's data folder.",
        Path(),
    )
    secret_key: str = _setting(
        "DAYBILL_SECRET_KEY",
        "Signs sessions and cookies. Made by `daybill init`; at least 50 characters; never shared.",
        "",
    )
    site_name: str = _setting("DAYBILL_SITE_NAME", "The guide's name, as readers see it.", "Daybill")
    site_url: str = _setting(
        "DAYBILL_SITE_URL",
        "The guide's public address, without a path. With `https` the site asks browsers to stay on it.",
        "http://127.0.0.1:8000",
    )
    hosts: tuple[str, ...] = _setting(
        "DAYBILL_HOSTS",
        "Other names the guide is reached by, separated by commas; the address's own and this machine's "
        "are known. `*` takes any.",
        (),
    )
    countries: tuple[str, ...] = _setting(
        "DAYBILL_COUNTRIES",
        "The countries the guide serves first, as ISO 3166-1 codes separated by commas. "
        "Empty: every country something is known of.",
        (),
    )
    database_url: str = _setting(
        "DATABASE_URL",
        "Where the data lives. Empty: SQLite in the home folder. For PostgreSQL: "
        "`postgres://user:password@host/name`.",
        "",
    )
    last_known_after_days: int = _setting(
        "DAYBILL_LAST_KNOWN_AFTER_DAYS",
        "Days after which an offer its source has not shown again is only *last known*. A source may set its own.",
        LAST_KNOWN_AFTER_DAYS,
    )
    quote_limit: int = _setting(
        "DAYBILL_QUOTE_LIMIT",
        "Characters that one page may quote from one source. A source may set its own, in the admin.",
        2000,
    )
    today: date | None = _setting(
        "DAYBILL_TODAY",
        "A fixed today (`YYYY-MM-DD`) for demos and tests. Never set it in production.",
        None,
    )

    def now(self) -> datetime:
        """The instant at which the site answers, aware UTC; noon UTC of the fixed day where one is set."""
        if self.today is not None:
            return datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)
        return datetime.now(UTC)

    @property
    def is_https(self) -> bool:
        return self.site_url.startswith("https://")

    @property
    def host(self) -> str:
        return urlsplit(self.site_url).hostname or ""


def _positive(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 10_000:
        raise ConfigurationError(f"{name} is {text!r}. Set it to a whole number from 1 to 9999.")
    return int(text)


def _address(name: str, text: str) -> str:
    try:
        parts = urlsplit(text)
        valid = parts.scheme in ("http", "https") and parts.hostname and not parts.path.strip("/")
        _ = parts.port
    except ValueError:
        valid = False
    if not valid:
        raise ConfigurationError(f"{name} is {text!r}. Set it to an address such as https://guide.example.")
    return text.rstrip("/")


def _countries(name: str, text: str) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(country(code.strip()).code for code in text.split(",") if code.strip()))
    except DaybillError as error:
        raise ConfigurationError(f"{name} is {text!r}. {error}") from error


def _hosts(name: str, text: str) -> tuple[str, ...]:
    hosts = tuple(dict.fromkeys(host.strip().lower() for host in text.split(",") if host.strip()))
    wrong = [host for host in hosts if "/" in host or " " in host]
    if wrong:
        raise ConfigurationError(
            f"{name} names {wrong[0]!r}. Write bare names, such as guide.example,192.168.1.5."
        )
    return hosts


def _day(name: str, text: str) -> date:
    try:
        return parse_day(text)
    except DaybillError as error:
        raise ConfigurationError(
            f"{name} is {text!r}. Set it to a day as YYYY-MM-DD, or leave it out."
        ) from error


def _secret(name: str, text: str) -> str:
    if len(text) < 50:
        raise ConfigurationError(
            f"{name} has {len(text)} characters. Run `daybill init`, which makes one of 64."
        )
    return text


_READ = {
    "secret_key": _secret,
    "site_url": _address,
    "hosts": _hosts,
    "countries": _countries,
    "last_known_after_days": _positive,
    "quote_limit": _positive,
    "today": _day,
}


def read_options(environ: Mapping[str, str]) -> Options:
    """The options an environment asks for; variables that are absent or empty keep their default.

    Raises:
        ConfigurationError: a variable cannot be read; the message names it and says what to set.
    """
    values: dict[str, Any] = {"home": default_home()}
    for option in dataclasses.fields(Options):
        name = option.metadata["name"]
        text = environ.get(name, "").strip()
        if not text:
            continue
        if option.name == "home":
            values["home"] = Path(text).expanduser().resolve()
        else:
            read = _READ.get(option.name)
            values[option.name] = read(name, text) if read else text
    return Options(**values)


def environment_of(home: Path) -> dict[str, str]:
    """What ``daybill init`` wrote into the home's environment file; empty where there is none.

    Raises:
        ConfigurationError: a line is not ``NAME=value``.
    """
    path = home / ENVIRONMENT_FILE
    if not path.is_file():
        return {}
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.strip().isidentifier():
            raise ConfigurationError(f"{path}, line {number}: write NAME=value.")
        found[name.strip()] = value.strip()
    return found


def load_options(environ: Mapping[str, str] = os.environ) -> Options:
    """The options of this process: the environment first, then the home's environment file."""
    home = read_options({"DAYBILL_HOME": environ.get("DAYBILL_HOME", "")}).home
    return read_options({**environment_of(home), **{k: v for k, v in environ.items() if v}})
