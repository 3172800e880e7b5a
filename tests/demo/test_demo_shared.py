"""Recompiles the catalogue from the shared files, through the imports, and compares it with the one in the project."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "demo" / "catalogue"
pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import os

    shared = Path(os.environ.get("DAYBILL_SHARED") or ROOT.parent / "shared").resolve()
    if not shared.is_dir():
        pytest.skip(f"There is no {shared}; DAYBILL_SHARED may name another folder.")
    out = tmp_path_factory.mktemp("catalogue")
    # A process of its own: the compiler makes a site, and Django has one a process.
    command = [sys.executable, "-m", "demo.compile", "--shared", str(shared), "--out", str(out)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return out


def rows(folder: Path, name: str) -> list[dict]:
    with gzip.open(folder / f"{name}.ndjson.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_the_project_holds_what_the_imports_make(compiled: Path) -> None:
    def hashes(folder: Path) -> dict[str, str]:
        texts = {path.name: gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.gz"))}
        texts["NOTICE.md"] = (folder / "NOTICE.md").read_bytes()
        return {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}

    assert hashes(compiled) == hashes(CATALOGUE)


def test_the_catalogue_is_large_enough_and_small_enough() -> None:
    titles = rows(CATALOGUE, "titles")
    assert sum("imdb" in title for title in titles) > 20_000
    assert sum(path.stat().st_size for path in CATALOGUE.iterdir()) < 15_000_000


def test_every_key_that_is_used_is_there() -> None:
    titles = {title["key"] for title in rows(CATALOGUE, "titles")}
    people = {person["key"] for person in rows(CATALOGUE, "people")}
    providers = {provider["slug"] for provider in rows(CATALOGUE, "providers")}
    sources = {source["slug"] for source in rows(CATALOGUE, "sources")}
    offers, awards = rows(CATALOGUE, "offers"), rows(CATALOGUE, "awards")
    assert {offer["title"] for offer in offers} <= titles
    assert {offer["provider"] for offer in offers} <= providers
    assert {offer["source"] for offer in offers} | {award["source"] for award in awards} <= sources
    assert {award["title"] for award in awards if "title" in award} <= titles
    assert {n["person"] for award in awards for n in award.get("nominees", ()) if "person" in n} <= people
    assert {slug for title in rows(CATALOGUE, "titles") for slug in title["said"]} <= sources


def test_what_readers_look_for_first_is_there() -> None:
    titles = {title["key"]: title for title in rows(CATALOGUE, "titles")}
    heat = titles["tt0113277"]
    assert (heat["slug"], heat["year"], heat["runtime_minutes"]) == ("heat-1995", 1995, 170)
    named_heat = {(t["name"], t.get("year")) for t in titles.values() if t["name"] in {"Heat", "The Heat"}}
    assert {("Heat", 1972), ("Heat", 1986), ("Heat", 1995), ("The Heat", 2013)} <= named_heat
    in_australia = {
        o["provider"] for o in rows(CATALOGUE, "offers") if (o["title"], o["country"]) == ("tt0113277", "AU")
    }
    assert {"netflix", "stan", "prime-video", "disney-plus", "apple-tv"} <= in_australia
