"""Facts entered by hand, each with its source: ``demo/curated/*.json``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from demo.drafts import Catalogue, Credit
from demo.tables import read_json

FOLDER = Path(__file__).parent.parent / "curated"


def read(catalogue: Catalogue, folder: Path = FOLDER) -> None:
    for path in sorted(folder.glob("*.json")):
        facts = read_json(path)
        for title in facts.get("titles", ()):
            _title(catalogue, title)
        for name in ("offers", "awards", "award_bodies", "lists", "relations"):
            getattr(catalogue, name).extend(facts.get(name, ()))


def _title(catalogue: Catalogue, facts: dict[str, Any]) -> None:
    draft = catalogue.title(facts["key"])
    source = facts["source"]
    draft.type = facts["type"]
    draft.ids |= facts.get("ids", {})
    draft.call(facts["name"], source)
    for claim in facts.get("claims", ()):
        draft.say(claim["field"], claim["value"], claim["source"])
    catalogue.genres(draft, source, facts.get("genres", []))
    for field in ("countries", "languages"):
        if facts.get(field):
            getattr(draft, field)[source] = tuple(facts[field])
    for role, names in facts.get("credits", {}).items():
        for position, entry in enumerate(names, start=1):
            name, _, character = entry.partition(" / ")
            draft.credits.append(Credit(name, role, position, source, character))
