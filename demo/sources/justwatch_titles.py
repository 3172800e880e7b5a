"""JustWatch's listings of four services in the United States: titles, IMDb ids, credits, and the offers they are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from daybill.domain.countries import countries
from daybill.domain.identity import clean_name, is_imdb_title_id
from demo.drafts import Catalogue, Credit, Draft
from demo.tables import is_damaged, python_list, read_rows, whole_number

SOURCE = "justwatch-titles"
# "Early 2023" is all that the source says; the first of March is the day our own import example gives the
# same tables, and the newest of its titles are from early 2023. `seen_precision` says so on every offer.
DAY = "2023-03-01"
PRECISION = "month"
CREDITS_YEAR = "2022"

_LISTINGS = {
    "netflix_titles.csv": "netflix",
    "disney_titles.csv": "disney-plus",
    "hbo_titles.csv": "hbo-max",
    "apple_titles.csv": "apple-tv",
}
_CREDITS = ("netflix_credits.csv", "disney_credits.csv")
_TYPES = {"MOVIE": "movie", "SHOW": "series"}
_ROLES = {"ACTOR": "actor", "DIRECTOR": "director"}
ACTORS_KEPT = 16


def read(catalogue: Catalogue, folder: Path) -> None:
    """Titles with an IMDb id, the offer each listing is, then the credits of those titles."""
    by_justwatch: dict[str, Draft] = {}
    for file, provider in _LISTINGS.items():
        for row in read_rows(folder / "justwatch_titles" / file):
            catalogue.count(SOURCE, "rows")
            if draft := _title(catalogue, row):
                by_justwatch[row["id"]] = draft
                catalogue.offers.append(_offer(draft, provider))
    for file in _CREDITS:
        _credits(catalogue, folder / "justwatch_titles" / file, by_justwatch)


def _title(catalogue: Catalogue, row: dict[str, str]) -> Draft | None:
    name = clean_name(row["title"])
    if not is_imdb_title_id(row["imdb_id"]):
        catalogue.hold(SOURCE, {"id": row["id"], "name": name, "year": row["release_year"]}, "no IMDb id")
        return None
    if is_damaged(name):
        catalogue.hold(SOURCE, {"id": row["id"], "name": name}, "damaged characters in the name")
        return None
    draft = catalogue.title(row["imdb_id"])
    draft.type = _TYPES[row["type"]]
    draft.ids.setdefault("justwatch", row["id"])
    draft.call(name, SOURCE)
    draft.say("year", row["release_year"], SOURCE, DAY)
    draft.say("runtime_minutes", whole_number(row["runtime"]), SOURCE, DAY)
    draft.say("season_count", whole_number(row["seasons"]), SOURCE, DAY)
    catalogue.genres(draft, SOURCE, python_list(row["genres"]))
    known = tuple(code for code in python_list(row["production_countries"]) if code in countries())
    if known:
        draft.countries[SOURCE] = known
    if row["age_certification"]:
        draft.certifications.add(("US", row["age_certification"], SOURCE))
    if votes := whole_number(row["imdb_votes"]):
        draft.votes["imdb"] = max(votes, draft.votes.get("imdb", 0))
    return draft


def _offer(draft: Draft, provider: str) -> dict[str, object]:
    return {
        "title": draft.key,
        "provider": provider,
        "country": "US",
        "monetization": "flatrate",
        "first_seen": DAY,
        "last_seen": DAY,
        "seen_precision": PRECISION,
        "source": SOURCE,
    }


def _credits(catalogue: Catalogue, path: Path, by_justwatch: dict[str, Draft]) -> None:
    """Credits in the table's order; credits of a title we do not keep are only counted."""
    places: Counter[tuple[str, str]] = Counter()
    for row in read_rows(path):
        draft = by_justwatch.get(row["id"])
        role = _ROLES[row["role"]]
        if draft is None:
            catalogue.count(SOURCE, "credits without a kept title")
            continue
        name = clean_name(row["name"])
        if is_damaged(name):
            catalogue.hold(
                SOURCE, {"title": draft.key, "name": name}, "damaged characters in a person's name"
            )
            continue
        places[row["id"], role] += 1
        position = places[row["id"], role]
        if role == "actor" and position > ACTORS_KEPT:
            catalogue.count(SOURCE, "actors beyond the sixteenth")
            continue
        person = ("justwatch", row["person_id"])
        credit = Credit(name, role, position, SOURCE, clean_name(row["character"]), person)
        if credit not in draft.credits:
            draft.credits.append(credit)
            catalogue.know_person(person, name)
