"""Recompiles the catalogue from the shared files and compares it with the one in the project."""

import gzip
import hashlib
import json
import os
from pathlib import Path

import pytest

from demo.compile import compile_catalogue

CATALOGUE = Path(__file__).parents[2] / "demo" / "catalogue"
SHARED = Path(os.environ.get("DAYBILL_SHARED", Path(__file__).parents[3] / "shared"))

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the files of DAYBILL_SHARED are not here"),
]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("catalogue")
    compile_catalogue(SHARED / "data", out)
    return out


def rows(folder: Path, name: str) -> list[dict]:
    with gzip.open(folder / f"{name}.ndjson.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_the_project_holds_what_the_scripts_make(compiled: Path) -> None:
    def hashes(folder: Path) -> dict[str, str]:
        texts = {path.name: gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.gz"))}
        return {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}

    assert hashes(compiled) == hashes(CATALOGUE)


def test_the_catalogue_is_large_enough_and_small_enough(compiled: Path) -> None:
    titles = rows(compiled, "titles")
    assert sum("imdb" in title.get("ids", {}) for title in titles) > 20_000
    assert sum(path.stat().st_size for path in compiled.iterdir()) < 15_000_000


def test_every_key_that_is_used_is_there(compiled: Path) -> None:
    titles = {title["key"] for title in rows(compiled, "titles")}
    people = {person["key"] for person in rows(compiled, "people")}
    providers = {provider["slug"] for provider in rows(compiled, "providers")}
    sources = {source["slug"] for source in rows(compiled, "sources")}
    offers, awards = rows(compiled, "offers"), rows(compiled, "awards")
    assert {offer["title"] for offer in offers} <= titles
    assert {offer["provider"] for offer in offers} <= providers
    assert {offer["source"] for offer in offers} | {award["source"] for award in awards} <= sources
    assert {award["title"] for award in awards if "title" in award} <= titles
    assert {n["person"] for award in awards for n in award.get("nominees", ()) if "person" in n} <= people
    named = [credit for title in rows(compiled, "titles") for credit in title.get("credits", ())]
    assert {credit["person"] for credit in named} <= people


def test_heat_is_complete(compiled: Path) -> None:
    heat = next(title for title in rows(compiled, "titles") if title["key"] == "tt0113277")
    assert (heat["year"], heat["runtime_minutes"]) == (1995, 170)
    assert heat["ids"] == {"imdb": "tt0113277", "tmdb": "949", "wikidata": "Q42198"}
    assert sum(credit["role"] == "actor" for credit in heat["credits"]) == 16
    assert sum(award.get("title") == "tt0113277" for award in rows(compiled, "awards")) == 4


def test_michael_mann_has_a_body_of_work(compiled: Path) -> None:
    mann = [person["key"] for person in rows(compiled, "people") if person["name"] == "Michael Mann"]
    directed = [
        title["name"]
        for title in rows(compiled, "titles")
        if any(c["person"] in mann and c["role"] == "director" for c in title.get("credits", ()))
    ]
    assert len(mann) == 1
    assert len(directed) >= 8
