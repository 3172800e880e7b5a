"""Four Wikidata items: ids, names in many languages, years, runtimes, countries and languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from daybill.domain.identity import clean_name
from demo.drafts import Catalogue
from demo.tables import read_json

SOURCE = "wikidata"
_TYPES = {"Q11424": "movie", "Q21191270": "episode"}
# Items behind the statements; their names are not in the files, so the few that occur are entered by hand.
_COUNTRIES = {"Q30": "US", "Q145": "GB", "Q408": "AU", "Q8646": "HK"}
_LANGUAGES = {"Q1860": "en", "Q5287": "ja", "Q150": "fr"}
_MINUTE = "http://www.wikidata.org/entity/Q7727"


def read(catalogue: Catalogue, folder: Path) -> None:
    for path in sorted((folder / "wikidata").glob("rest_item_*.json")):
        item = read_json(path)
        _item(catalogue, path.stem.removeprefix("rest_item_"), item)


def _item(catalogue: Catalogue, item_id: str, item: dict[str, Any]) -> None:
    catalogue.count(SOURCE, "items")
    statements = item["statements"]
    draft = catalogue.title(contents(statements, "P345")[0])
    draft.type = draft.type or next(t for q in contents(statements, "P31") if (t := _TYPES.get(q)))
    draft.ids["wikidata"] = item_id
    if draft.type == "movie":
        draft.ids["tmdb"] = contents(statements, "P4947")[0]
    draft.call(clean_name(item["labels"]["en"]), SOURCE)
    for language, name in sorted(item["labels"].items()):
        draft.call(clean_name(name), SOURCE, language=language)
    for name in item["aliases"].get("en", []):
        draft.call(clean_name(name), SOURCE, language="en")
    years = sorted(int(value["time"][1:5]) for value in contents(statements, "P577"))
    draft.say("year", years[0], SOURCE)
    for value in contents(statements, "P2047"):
        if value["unit"] == _MINUTE:
            draft.say("runtime_minutes", int(value["amount"]), SOURCE)
    if known := tuple(_COUNTRIES[q] for q in contents(statements, "P495") if q in _COUNTRIES):
        draft.countries[SOURCE] = known
    if spoken := tuple(_LANGUAGES[q] for q in contents(statements, "P364") if q in _LANGUAGES):
        draft.languages[SOURCE] = spoken


def contents(statements: dict[str, Any], prop: str) -> list[Any]:
    """Values of a property that are not "unknown" and not deprecated."""
    return [
        statement["value"]["content"]
        for statement in statements.get(prop, [])
        if statement["value"]["type"] == "value" and statement["rank"] != "deprecated"
    ]
