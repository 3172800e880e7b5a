"""Where the demo keeps its data. Settled before Django loads its settings, which are read from there."""

from __future__ import annotations

import argparse
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from daybill.config.environment_file import DEMO_HEADING, is_demo_home, new_secret, write_environment
from daybill.config.options import environment_of, read_options
from daybill.domain.errors import ConfigurationError

SITE_NAME = "Daybill demo"
HOST, PORT = "127.0.0.1", 8000
# An address that means every one of this machine is none that a browser could open.
ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 (compared with, never listened on here)


def demo_address(host: str, port: int | str) -> str:
    """What to open in a browser on this machine."""
    shown = "127.0.0.1" if host in ANYWHERE else host
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def settle_demo_home(arguments: Sequence[str], environ: MutableMapping[str, str]) -> Path | None:
    """Name the home in the environment and see that it has a secret; ``None`` where only help is asked for.

    Raises:
        ConfigurationError: the home holds a site that ``daybill init`` made.
    """
    if {"-h", "--help"} & set(arguments):
        return None
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--home", default=environ.get("DAYBILL_HOME", ""))
    parser.add_argument("--host", default=HOST)
    parser.add_argument("--port", default=PORT)
    asked, _ = parser.parse_known_args(list(arguments))
    if environ.get("DATABASE_URL"):
        raise ConfigurationError(
            "DATABASE_URL is set, and the demo would fill that database with its catalogue. "
            "Start it without: env -u DATABASE_URL daybill demo"
        )
    home = read_options({"DAYBILL_HOME": asked.home}).home
    if environment_of(home) and not is_demo_home(home):
        raise ConfigurationError(
            f"{home} holds a site of its own, which the demo would fill with its catalogue. "
            "Name another folder: daybill demo --home FOLDER"
        )
    if not environment_of(home).get("DAYBILL_SECRET_KEY"):
        values = {"DAYBILL_SECRET_KEY": new_secret(), "DAYBILL_SITE_NAME": SITE_NAME}
        write_environment(home, values, heading=DEMO_HEADING)
    environ["DAYBILL_HOME"] = str(home)
    environ.setdefault("DAYBILL_SITE_URL", demo_address(asked.host, asked.port))
    if asked.host in ANYWHERE:
        # Who lets other machines in does not know by which of its names they come.
        environ.setdefault("DAYBILL_HOSTS", "*")
    return home
