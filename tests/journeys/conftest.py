"""A real site with a part of the demo catalogue, and a browser that may ask nobody else."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tools import chromium

CHECKOUT = Path(__file__).parents[2]
CATALOGUE = CHECKOUT / "demo" / "catalogue"
# The last look at Australia's services: what was seen on it is on.
TODAY = "2026-05-20"
TITLES = 200
HEATS = re.compile(r"(the )?heat|l\.a\. takedown", re.IGNORECASE)
MANN = "Michael Mann"
PASSWORD = "a-password-for-journeys"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SIZES = {"phone": (390, 844), "desk": (1280, 900)}


def _records(name: str) -> list[dict[str, Any]]:
    with gzip.open(CATALOGUE / f"{name}.ndjson.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / f"{name}.ndjson.gz").write_bytes(gzip.compress(text.encode()))


def _credited(title: dict[str, Any]) -> set[str]:
    """Names of everybody whom any source credits on a title."""
    return {credit["name"] for said in title["said"].values() for credit in said.get("credits", ())}


def write_part(folder: Path) -> None:
    """The films named Heat, everything by Michael Mann, and the best known of what Australia has."""
    folder.mkdir()
    titles = {row["key"]: row for row in _records("titles")}
    offers = _records("offers")
    chosen = {key for key, row in titles.items() if HEATS.fullmatch(row["name"])}
    chosen |= {key for key, row in titles.items() if MANN in _credited(row)}
    known = {o["title"] for o in offers if o["country"] == "AU" and o["last_seen"] == TODAY}
    chosen |= set(sorted(known, key=lambda key: (-titles[key]["popularity"], key))[:TITLES])
    chosen = {key for key in chosen if titles[key]["type"] in ("movie", "series")}
    part = [titles[key] for key in sorted(chosen)]
    awards = [row for row in _records("awards") if row.get("title") in chosen]
    people = set().union(*map(_credited, part))
    people |= {nominee["name"] for row in awards for nominee in row.get("nominees", ())}
    _write(folder, "titles", part)
    _write(folder, "awards", awards)
    _write(folder, "people", [row for row in _records("people") if row["name"] in people])
    _write(
        folder, "offers", [row for row in offers if row["title"] in chosen and row["country"] in ("AU", "US")]
    )
    _write(
        folder, "relations", [row for row in _records("relations") if {row["title"], row["other"]} <= chosen]
    )
    for name in ("sources", "providers", "plans", "lists"):
        _write(folder, name, _records(name))


SETUP = """
import sys
from pathlib import Path
import django
django.setup()
from daybill.apps.sources.catalogue_folder import load_catalogue
from daybill.config import site_setup
site_setup.apply_migrations()
load_catalogue(Path(sys.argv[1]), progress=lambda *_: None)
site_setup.create_publisher_pages("Daybill")
site_setup.create_editor(email="editor@example.org", name="Ed Itor", password=sys.argv[2])
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            pytest.fail(f"The site ended with exit code {server.returncode}.")
        with suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    pytest.fail("The site did not answer within 60 seconds.")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, served as `daybill serve` serves it, from a home of its own."""
    folder = tmp_path_factory.mktemp("journeys")
    write_part(folder / "catalogue")
    url = f"http://127.0.0.1:{_free_port()}"
    environ = {name: value for name, value in os.environ.items() if not name.startswith("DAYBILL_")}
    environ.pop("DATABASE_URL", None)
    environ |= {
        "DAYBILL_HOME": str(folder / "home"),
        "DAYBILL_SECRET_KEY": "only-for-journeys-" * 4,
        "DAYBILL_SITE_URL": url,
        "DAYBILL_TODAY": TODAY,
        "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
    }
    (folder / "home").mkdir()
    subprocess.run(
        [sys.executable, "-c", SETUP, str(folder / "catalogue"), PASSWORD],
        env=environ,
        cwd=CHECKOUT,
        check=True,
    )
    command = [
        sys.executable,
        "-m",
        "daybill.config.cli",
        "serve",
        "--workers",
        "1",
        "--port",
        url.rpartition(":")[2],
    ]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environ, cwd=CHECKOUT, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"{url}/au/", server)
            yield url
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    told = (folder / "server.log").read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in told, told


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.fail("The browser journeys need Chromium; tools/chromium.py says how to get it.")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@dataclass
class Visitor:
    """A reader at a screen, with every request the browser made."""

    page: Page
    context: BrowserContext
    site: str

    def go(self, path: str) -> Page:
        answer = self.page.goto(self.site + path)
        assert answer
        assert answer.ok, f"{path}: {answer.status}"
        return self.page

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path


Visit = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Open a browser of its own; at the end, no request may have left the site and no page complained."""
    contexts: list[BrowserContext] = []
    strays: list[str] = []
    complaints: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith((site + "/", "data:", "blob:", "about:")):
            strays.append(request.url)

    def open_one(size: str = "desk", *, quiet: bool = True, **options: Any) -> Visitor:
        wide, high = SIZES[size]
        context = browser.new_context(viewport={"width": wide, "height": high}, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        context.on("request", watch)
        if quiet:
            page.on(
                "console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None
            )
            # A transition between two pages that the next click overtakes is dropped, and said to be.
            page.on(
                "pageerror",
                lambda error: None if "Transition was" in str(error) else complaints.append(str(error)),
            )
        return Visitor(page, context, site)

    yield open_one
    for context in contexts:
        context.close()
    assert strays == []
    assert complaints == []
