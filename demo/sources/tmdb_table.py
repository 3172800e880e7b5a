"""The small TMDB movies table: TMDB ids, genres, the director and up to three actors, joined to titles we keep."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from daybill.domain.identity import clean_name, normalise_name
from demo.drafts import Catalogue, Credit, Draft
from demo.matching import TitleIndex, Wanted
from demo.tables import is_damaged, python_list, read_rows, whole_number

SOURCE = "tmdb-table"
# Same-name films matter on the page of Heat; the rest of the table stays out.
_KEPT_WITHOUT_IMDB = frozenset({"heat", "the heat", "l a takedown"})


def read(catalogue: Catalogue, folder: Path) -> None:
    """Match each film to one title; where two films claim one title, the one of the same year stands, else none."""
    folder = folder / "tmdb_moviesdataset_small"
    people = _people(folder)
    rows = {row["id"]: row for row in read_rows(folder / "metadata_small.csv")}
    names = Counter(normalise_name(row["title"]) for row in rows.values())
    index = TitleIndex(catalogue.titles.values())
    claims: dict[str, list[dict[str, str]]] = defaultdict(list)
    leftover = []
    for row in rows.values():
        catalogue.count(SOURCE, "films")
        if not row["release_date"] or is_damaged(row["title"]):
            continue
        found = index.find(_wanted(row, people, is_sole=names[normalise_name(row["title"])] == 1)).draft
        if found:
            claims[found.key].append(row)
        elif normalise_name(row["title"]) in _KEPT_WITHOUT_IMDB:
            leftover.append(row)
    for key, claimants in sorted(claims.items()):
        draft = catalogue.titles[key]
        if chosen := _one(draft, claimants):
            _enrich(catalogue, draft, chosen, people[chosen["id"]])
    for row in leftover:
        draft = catalogue.title(f"tmdb:{row['id']}")
        draft.type = "movie"
        _enrich(catalogue, draft, row, people[row["id"]])


def _people(folder: Path) -> dict[str, dict[str, list[str]]]:
    """TMDB id -> director (of the 9,082 films that have one) and cast."""
    people: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"director": [], "actor": []})
    for row in read_rows(folder / "credits_small.csv"):
        people[row["id"]]["director"] = [name] if (name := clean_name(row["director"])) else []
        people[row["id"]]["actor"] = python_list(row["cast"])
    return people


def _wanted(row: dict[str, str], people: dict[str, dict[str, list[str]]], *, is_sole: bool) -> Wanted:
    known = people.get(row["id"], {"director": [], "actor": []})
    directors, actors = (frozenset(map(normalise_name, known[role])) for role in ("director", "actor"))
    return Wanted(
        row["title"], frozenset({int(row["release_date"][:4])}), "movie", directors, actors, is_sole
    )


def _one(draft: Draft, rows: list[dict[str, str]]) -> dict[str, str] | None:
    same_year = [row for row in rows if int(row["release_date"][:4]) in draft.years()]
    if len(rows) == 1:
        return rows[0]
    return same_year[0] if len(same_year) == 1 else None


def _enrich(catalogue: Catalogue, draft: Draft, row: dict[str, str], people: dict[str, list[str]]) -> None:
    catalogue.count(SOURCE, "matched")
    if draft.ids.setdefault("tmdb", row["id"]) != row["id"]:
        catalogue.hold(
            SOURCE, {"id": row["id"], "title": draft.key}, "another source gives this title another TMDB id"
        )
        return
    draft.call(clean_name(row["title"]), SOURCE)
    draft.say("year", row["release_date"][:4], SOURCE)
    catalogue.genres(draft, SOURCE, python_list(row["genres"]))
    if votes := whole_number(row["vote_count"]):
        draft.votes["tmdb"] = votes
    for role, names in people.items():
        for position, name in enumerate(names, start=1):
            draft.credits.append(Credit(name, role, position, SOURCE))
