"""Which of TMDB's many replies a document is, and its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from daybill.apps.sources.reading.fields import without

# Texts and pictures of others: none of it is kept, not even with a row that is held.
_LEFT_OUT = frozenset(
    """
    overview tagline biography homepage belongs_to_collection production_companies networks spoken_languages images
    videos keywords reviews poster_path backdrop_path still_path profile_path logo_path last_episode_to_air
    next_episode_to_air known_for
    """.split()
)
_FOUND = {
    "movie_results": "movie",
    "tv_results": "series",
    "tv_season_results": "season",
    "tv_episode_results": "episode",
    "person_results": "person",
}
_TYPES = {"movie": "movie", "tv": "series"}
_PART_OF_FILE_NAME = re.compile(
    r"(?:^|[_/])(?P<type>movie|tv)_(?P<id>[0-9]{1,9})"
    r"(?:_season_(?P<season>[0-9]{1,4})(?:_episode_(?P<episode>[0-9]{1,4}))?)?(?![0-9])"
)
_ASKED_IN_FILE_NAME = re.compile(r"find_(?P<imdb>(?:tt|nm)[0-9]{7,9})(?![0-9])")
_SEASON_PART = re.compile(r"season/[0-9]{1,4}")

Found = Iterator[dict[str, Any]]


def kind_of(document: Any) -> str:
    """What a document is: a word that `rows` knows; "" for what is not read here.

    Words of two parts ("names series") name what is told and of which type of title.
    """
    if not isinstance(document, dict):
        return ""
    keys = document.keys()
    if {"movie_results", "tv_results"} <= keys:
        return "find"
    if {"episodes", "season_number"} <= keys:
        return "season"
    if {"episode_number", "season_number"} <= keys:
        return "episode"
    if {"name", "first_air_date", "number_of_seasons"} <= keys:
        return "series"
    if {"id", "title", "original_title", "release_date"} <= keys:
        return "movie"
    if {"id", "name", "known_for_department", "also_known_as"} <= keys:
        return "person"
    if {"id", "cast", "crew"} <= keys:
        return "" if _is_filmography(document) else "credits"
    return _kind_of_part(document)


def _kind_of_part(document: dict[str, Any]) -> str:
    """What a reply is that holds one part of a title, or many titles."""
    keys = document.keys()
    if {"id", "titles"} <= keys:
        return "names movie"
    if {"id", "translations"} <= keys:
        return _kind_of_translations(document["translations"])
    if {"id", "wikidata_id"} <= keys and not {"title", "name"} & keys:
        return _kind_of_ids(document)
    if {"id", "name", "parts"} <= keys:
        return "list"
    if "results" not in keys:
        return ""
    results = document["results"]
    if isinstance(results, dict):
        return "providers" if "id" in keys else ""
    entries = [entry for entry in results if isinstance(entry, dict)] if isinstance(results, list) else []
    return _kind_of_results(document, entries)


def _kind_of_results(document: dict[str, Any], entries: list[dict[str, Any]]) -> str:
    if not entries:
        return "list" if "total_results" in document and not document["results"] else ""
    first = entries[0].keys()
    if "release_dates" in first:
        return "certifications movie"
    if {"iso_3166_1", "rating"} <= first:
        return "certifications series"
    if {"iso_3166_1", "title"} <= first:
        return "names series"
    if {"provider_id", "provider_name"} <= first:
        return "list"
    is_list = any({"genre_ids", "known_for"} & entry.keys() for entry in entries)
    return "list" if is_list else ""


def _kind_of_translations(entries: Any) -> str:
    """Of a film, a series, or a part of one; a person's and a collection's are not read."""
    data: set[str] = set()
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("data"), dict):
            data |= entry["data"].keys()
    if "title" in data:
        return "translations movie" if "runtime" in data else ""
    if "name" not in data or "biography" in data:
        return ""
    return "translations series" if {"homepage", "tagline"} & data else "translations part"


def _kind_of_ids(document: dict[str, Any]) -> str:
    """Only what is of film or television has an id there; a film has none at Freebase, a part no page at Facebook."""
    keys = document.keys()
    if "freebase_mid" not in keys:
        return "ids movie"
    if "tvdb_id" not in keys:
        return ""
    return "ids series" if "facebook_id" in keys else "ids part"


def _is_filmography(document: dict[str, Any]) -> bool:
    """Whether it lists the titles of a person, not the people of a title."""
    people = [document["cast"], document["crew"]]
    return any(
        isinstance(entry, dict) and "genre_ids" in entry
        for entries in people
        if isinstance(entries, list)
        for entry in entries
    )


def rows(document: Any, path: Path) -> Found:
    """``{"kind", "type", "entry", …}``, with what the file's name tells of series, season and episode."""
    kind, _, type_ = kind_of(document).partition(" ")
    shared = _told_by_name(path)
    if kind == "find":
        found = _in_find(document, path)
    elif kind in {"movie", "series"}:
        found = _with_parts(document, kind)
    elif kind == "season":
        found = _in_season(document, shared)
    elif kind == "list":
        listed = document.get("results", document.get("parts"))
        found = ({"kind": "result", "entry": entry} for entry in _list(listed))
    elif kind == "providers":
        found = _by_country(document["results"], document.get("id"), "")
    else:
        found = iter([{"kind": kind, "type": type_, "entry": document}])
    is_empty = True
    for row in found:
        is_empty = False
        yield shared | without(row, _LEFT_OUT)
    if is_empty:
        yield {"kind": "nothing"}


def _told_by_name(path: Path) -> dict[str, Any]:
    match = _PART_OF_FILE_NAME.search(path.name)
    if not match:
        return {}
    told = {"file_type": _TYPES[match["type"]], "file_id": match["id"]}
    return told | {name: int(match[name]) for name in ("season", "episode") if match[name]}


def _list(value: Any) -> list[Any]:
    """A list as it is; anything else where a list should be is one row, which will be refused."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _in_find(document: dict[str, Any], path: Path) -> Found:
    """What one id of another site was found to be; the id is told by the file's name at most."""
    found = [(type_, entry) for name, type_ in _FOUND.items() for entry in _list(document.get(name))]
    match = _ASKED_IN_FILE_NAME.search(path.name)
    asked = match["imdb"] if match else ""
    for type_, entry in found:
        kind = type_ if type_ in {"season", "episode", "person"} else "result"
        yield {"kind": kind, "type": type_, "entry": entry, "asked": asked, "found": len(found)}


def _with_parts(document: dict[str, Any], kind: str) -> Found:
    """A title, then where it can be watched, then its seasons, where they were asked for with it."""
    parts = {
        name: value for name, value in document.items() if name == "watch/providers" or "season/" in name
    }
    yield {"kind": kind, "entry": {name: value for name, value in document.items() if name not in parts}}
    providers = parts.pop("watch/providers", None)
    if isinstance(providers, dict):
        yield from _by_country(providers.get("results"), document.get("id"), kind)
    for name, season in parts.items():
        if _SEASON_PART.fullmatch(name) and isinstance(season, dict):
            yield from _in_season(season, {"file_type": "series", "file_id": document.get("id")})


def _in_season(season: dict[str, Any], shared: dict[str, Any]) -> Found:
    """The season, then its episodes; which name their series, as the season itself does not."""
    episodes = _list(season.get("episodes"))
    shows = {str(entry["show_id"]) for entry in episodes if isinstance(entry, dict) and entry.get("show_id")}
    series = shows or ({str(shared["file_id"])} if shared.get("file_type") == "series" else set())
    told = {"series": series.pop()} if len(series) == 1 else {}
    yield {"kind": "season", "entry": {k: v for k, v in season.items() if k != "episodes"}} | told
    yield from ({"kind": "episode", "entry": entry} | told for entry in episodes)


def _by_country(results: Any, id_: Any, type_: str) -> Found:
    if not isinstance(results, dict):
        yield {"kind": "look", "entry": results, "id": id_, "type": type_}
        return
    for country, found in results.items():
        yield {"kind": "look", "entry": found, "id": id_, "type": type_, "country": country}
