"""Every command and every setting is documented, and every link inside the documentation leads somewhere."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from daybill.config.options import Options
from tools import write_reference

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = write_reference.our_commands()
PAGES = sorted((ROOT / "docs").rglob("*.md")) + [ROOT / name for name in ("README.md", "CONTRIBUTING.md")]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name):
    parser = COMMANDS[name].create_parser("daybill", name)
    assert parser.description
    assert f"daybill {name}" in (parser.epilog or "")
    assert all(action.help for action in parser._actions if action.option_strings)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_section(name):
    assert f"\n## {name}\n" in (write_reference.REFERENCE / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", dataclasses.fields(Options), ids=lambda option: option.name)
def test_every_setting_is_documented(option):
    name, text = option.metadata["name"], option.metadata["help"]
    assert f"| `{name}` |" in (write_reference.REFERENCE / "settings.md").read_text(encoding="utf-8")
    assert text.endswith(".")


@pytest.mark.parametrize("page", ["commands.md", "settings.md"])
def test_the_reference_says_what_the_code_says(page):
    path = write_reference.REFERENCE / page
    assert path.read_text(encoding="utf-8") == write_reference.pages()[path], "Run `make docs`."


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_inside_the_documentation_lead_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_is_reached_from_the_first_one():
    reached, waiting = set(), [ROOT / "docs" / "index.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md" or not page.is_file():
            continue
        reached.add(page)
        waiting += [(page.parent / link).resolve() for link in LINK.findall(page.read_text(encoding="utf-8"))]
    assert {str(page) for page in (ROOT / "docs").rglob("*.md")} <= {str(page) for page in reached}
