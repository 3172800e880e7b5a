"""Write the reference pages of the commands and the settings from the code.

python tools/write_reference.py            # writes docs/reference/commands.md and settings.md
python tools/write_reference.py --check    # says which of them is not what the code says
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"

COMMANDS_HEAD = """\
# Commands

Every command is run as `daybill NAME`; `daybill NAME --help` shows what stands here. Settings come from the
environment and from the home's environment file: see [settings](settings.md). A command that fails ends with exit
code 1 and a sentence that names what is wrong. Django's and Wagtail's own commands work too; `daybill help` lists them.

This page is written from the code by `make docs`.
"""

SETTINGS_HEAD = """\
# Settings

A setting is a variable of the environment. `daybill init` writes those it decides into `daybill.env` in the home
folder, one `NAME=value` a line; what stands in the environment wins over that file. A variable that is empty counts
as absent. A value that cannot be read stops the command with a sentence that names the variable.

Without any of them Daybill runs on SQLite and needs no key; only the secret has to be there, and `daybill init`
makes it.

This page is written from the code by `make docs`.
"""

# Of no use to anyone who looks up our commands: Django gives them to every command.
DJANGO_OPTIONS = {
    "help", "version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color", "skip_checks",
}  # fmt: skip


def our_commands() -> dict[str, Any]:
    """Name -> command, for every management command that Daybill itself brings."""
    from django.core.management import get_commands, load_command_class

    ours = {
        name: app
        for name, app in get_commands().items()
        if isinstance(app, str) and app.startswith("daybill.")
    }
    return {name: load_command_class(app, name) for name, app in sorted(ours.items())}


def option_row(action: argparse.Action) -> str:
    names = ", ".join(f"`{name}`" for name in action.option_strings) or f"`{action.metavar or action.dest}`"
    text = (action.help or "") % {**vars(action), "prog": "daybill"}
    if action.choices:
        text += f" One of {', '.join(f'`{choice}`' for choice in action.choices)}."
    return f"| {names} | {' '.join(text.split())} |"


def command_section(name: str, command: Any) -> str:
    parser = command.create_parser("daybill", name)
    # The epilog begins with its own heading ("Example:"); below it stand command lines, indented.
    example = "\n".join(line[2:] for line in parser.epilog.rstrip().splitlines()[1:])
    lines = [f"## {name}", "", " ".join(parser.description.split()), "", "```console", example, "```", ""]
    actions = [action for action in parser._actions if action.dest not in DJANGO_OPTIONS]  # noqa: SLF001
    shown = [option_row(action) for action in actions if action.help != argparse.SUPPRESS]
    if shown:
        lines += ["| Option | Meaning |", "| --- | --- |", *shown, ""]
    return "\n".join(lines)


def commands_page() -> str:
    sections = [command_section(name, command) for name, command in our_commands().items()]
    return "\n".join([COMMANDS_HEAD, *sections]).rstrip() + "\n"


def settings_page() -> str:
    from daybill.config.options import Options

    rows = []
    for option in dataclasses.fields(Options):
        default = option.default
        if option.name == "home":
            shown = "see right"
        elif default is None or default in ("", ()):
            shown = "empty"
        else:
            shown = f"`{default}`"
        rows.append(f"| `{option.metadata['name']}` | {shown} | {option.metadata['help']} |")
    return "\n".join([SETTINGS_HEAD, "| Variable | Default | Meaning |", "| --- | --- | --- |", *rows]) + "\n"


def pages() -> dict[Path, str]:
    """Path -> text of every page that is written from the code. Django has to be set up."""
    return {REFERENCE / "commands.md": commands_page(), REFERENCE / "settings.md": settings_page()}


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the reference pages from the code.")
    parser.add_argument(
        "--check", action="store_true", help="Write nothing; exit 1 where a page is out of date."
    )
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory(prefix="daybill-reference-") as home:
        os.environ.update(DAYBILL_HOME=home, DJANGO_SETTINGS_MODULE="daybill.config.settings.base")
        import django

        django.setup()
        written = pages()
    stale = [path for path, text in written.items() if not path.is_file() or path.read_text("utf-8") != text]
    if check and stale:
        names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
        sys.exit(f"Not what the code says: {names}. Run `make docs`.")
    for path in stale:
        path.write_text(written[path], encoding="utf-8")
        print(f"Wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
