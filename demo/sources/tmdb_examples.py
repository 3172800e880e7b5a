"""TMDB's published example replies: Star Wars, Fight Club, Game of Thrones and its first season.

The watch-provider examples carry neither price nor date: an offer without the day of the look is no offer here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from daybill.domain.countries import countries
from daybill.domain.identity import clean_name
from demo.drafts import Catalogue, Credit, Draft
from demo.sources.justwatch_titles import ACTORS_KEPT
from demo.tables import read_json

SOURCE = "tmdb-examples"
FIGHT_CLUB = "tt0137523"
GAME_OF_THRONES = "tt0944947"
WINTER_IS_COMING = "tt1480055"
_JOBS = {
    "Director": "director",
    "Screenplay": "writer",
    "Writer": "writer",
    "Original Music Composer": "composer",
}


def read(catalogue: Catalogue, folder: Path) -> None:
    folder = folder / "tmdb_api/openapi_examples"
    _movie(catalogue, read_json(folder / "movie_movie_id.json"))
    _fight_club(catalogue, folder)
    _game_of_thrones(catalogue, folder)
    _tom_hanks(catalogue, folder)


def _movie(catalogue: Catalogue, reply: dict[str, Any]) -> None:
    draft = catalogue.title(reply["imdb_id"])
    draft.type = "movie"
    draft.ids["tmdb"] = str(reply["id"])
    draft.call(clean_name(reply["title"]), SOURCE)
    draft.original_name = clean_name(reply["original_title"])
    draft.say("year", reply["release_date"][:4], SOURCE)
    draft.say("runtime_minutes", reply["runtime"], SOURCE)
    draft.countries[SOURCE] = tuple(reply["origin_country"])
    draft.languages[SOURCE] = (reply["original_language"],)
    catalogue.genres(draft, SOURCE, [genre["name"] for genre in reply["genres"]])
    _rating(draft, reply)


def _rating(draft: Draft, reply: dict[str, Any]) -> None:
    votes = int(reply["vote_count"])
    draft.votes["tmdb"] = votes
    draft.ratings.append({"source": "tmdb", "value": str(reply["vote_average"]), "scale": 10, "votes": votes})


def _fight_club(catalogue: Catalogue, folder: Path) -> None:
    draft = catalogue.title(FIGHT_CLUB)
    draft.type = "movie"
    draft.ids["tmdb"] = "550"
    _alternative_names(draft, read_json(folder / "movie_movie_id_alternative_titles.json")["titles"])
    for entry in read_json(folder / "movie_movie_id_translations.json")["translations"]:
        draft.call(clean_name(entry["data"]["title"]), SOURCE, entry["iso_3166_1"], entry["iso_639_1"])
        # Other languages give the length of their dubbed or cut version.
        if entry["iso_639_1"] == "en":
            draft.say("runtime_minutes", entry["data"]["runtime"], SOURCE)
    for entry in read_json(folder / "movie_movie_id_release_dates.json")["results"]:
        for release in entry["release_dates"]:
            if release["certification"] and entry["iso_3166_1"] in countries():
                draft.certifications.add((entry["iso_3166_1"], release["certification"], SOURCE))
    _credits(catalogue, draft, read_json(folder / "movie_movie_id_credits.json"))


def _alternative_names(draft: Draft, entries: list[dict[str, Any]]) -> None:
    """Names by country; one of a territory outside ISO 3166-1 (XK) would read as the title's own name."""
    for entry in entries:
        if entry["iso_3166_1"] in countries():
            draft.call(clean_name(entry["title"]), SOURCE, country=entry["iso_3166_1"])


def _game_of_thrones(catalogue: Catalogue, folder: Path) -> None:
    reply = read_json(folder / "tv_series_id.json")
    draft = catalogue.title(GAME_OF_THRONES)
    draft.type = "series"
    draft.ids["tmdb"] = str(reply["id"])
    draft.ids["wikidata"] = read_json(folder / "tv_series_id_external_ids.json")["wikidata_id"]
    draft.call(clean_name(reply["name"]), SOURCE)
    draft.say("year", reply["first_air_date"][:4], SOURCE)
    draft.say("season_count", reply["number_of_seasons"], SOURCE)
    draft.end_year = int(reply["last_air_date"][:4]) if not reply["in_production"] else None
    draft.countries[SOURCE] = tuple(reply["origin_country"])
    draft.languages[SOURCE] = tuple(reply["languages"])
    catalogue.genres(draft, SOURCE, [genre["name"] for genre in reply["genres"]])
    _rating(draft, reply)
    _alternative_names(draft, read_json(folder / "tv_series_id_alternative_titles.json")["results"])
    for entry in read_json(folder / "tv_series_id_content_ratings.json")["results"]:
        draft.certifications.add((entry["iso_3166_1"], entry["rating"], SOURCE))
    _credits(catalogue, draft, read_json(folder / "tv_series_id_credits.json"))
    _first_season(catalogue, folder)


def _first_season(catalogue: Catalogue, folder: Path) -> None:
    reply = read_json(folder / "tv_series_id_season_season_number.json")
    season = catalogue.title(f"tmdb:1399:{reply['season_number']}")
    season.type, season.parent, season.number = "season", GAME_OF_THRONES, reply["season_number"]
    season.call(clean_name(reply["name"]), SOURCE)
    season.say("year", reply["air_date"][:4], SOURCE)
    external = read_json(
        folder / "tv_series_id_season_season_number_episode_episode_number_external_ids.json"
    )
    for entry in reply["episodes"]:
        is_first = entry["id"] == external["id"]
        key = external["imdb_id"] if is_first else f"{season.key}:{entry['episode_number']}"
        episode = catalogue.title(key)
        if is_first:
            episode.ids["wikidata"] = external["wikidata_id"]
        episode.type, episode.parent, episode.number = "episode", season.key, entry["episode_number"]
        episode.call(clean_name(entry["name"]), SOURCE)
        episode.say("year", entry["air_date"][:4], SOURCE)
        episode.say("runtime_minutes", entry["runtime"], SOURCE)


def _credits(catalogue: Catalogue, draft: Draft, reply: dict[str, Any]) -> None:
    crew = [(_JOBS[e["job"]], e) for e in reply["crew"] if e["job"] in _JOBS]
    cast = [("actor", e) for e in sorted(reply["cast"], key=lambda e: e["order"])[:ACTORS_KEPT]]
    for position, (role, entry) in enumerate(cast + crew, start=1):
        person = ("tmdb", str(entry["id"]))
        name = clean_name(entry["name"])
        catalogue.know_person(person, name)
        character = clean_name(entry.get("character") or "")
        draft.credits.append(Credit(name, role, position, SOURCE, character, person))


def _tom_hanks(catalogue: Catalogue, folder: Path) -> None:
    """One person's ids in three schemes, as TMDB's example of external ids gives them."""
    reply = read_json(folder / "person_person_id_external_ids.json")
    catalogue.know_person(("imdb", reply["imdb_id"]), "Tom Hanks")
    catalogue.person_ids["imdb", reply["imdb_id"]] = {
        "tmdb": str(reply["id"]),
        "wikidata": reply["wikidata_id"],
    }
