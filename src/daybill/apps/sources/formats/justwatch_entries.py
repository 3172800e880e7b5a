"""A title as JustWatch tells it, read alike from its own API and from a client that renamed the fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from daybill.apps.sources.reading.fields import Fields
from daybill.domain.errors import InvalidRecord
from daybill.domain.genres import read_genres
from daybill.domain.identity import Scheme, clean_name, is_imdb_title_id, parse_external_id
from daybill.domain.records import TitleRef, TitleWords
from daybill.domain.words import plausible_year, popularity, title_words

from .format import Held

_TYPES = {
    "MOVIE": ("movie", "tm"),
    "SHOW": ("series", "ts"),
    "SHOW_SEASON": ("season", "tss"),
    "SHOW_EPISODE": ("episode", "tse"),
}
_NODE_ID = re.compile(r"(?P<prefix>tm|tss|tse|ts)[0-9]{1,9}")
_BY_PREFIX = {prefix: type_ for type_, prefix in _TYPES.values()}
# What the API keeps in ``content`` -> the client's name for it.
_CONTENT = {
    "title": "title",
    "originalReleaseYear": "release_year",
    "runtime": "runtime_minutes",
    "ageCertification": "age_certification",
    "scoring": "scoring",
    "seasonNumber": "season_number",
    "episodeNumber": "episode_number",
}
_SCORING = {"imdbScore": "imdb_score", "imdbVotes": "imdb_votes"}


def is_output(value: Any) -> bool:
    """Whether it is a title as the client puts it out."""
    return (
        isinstance(value, dict) and "object_type" in value and bool({"entry_id", "episode_id"} & value.keys())
    )


def is_node(value: Any) -> bool:
    """Whether it is a title as the API itself answers."""
    return isinstance(value, dict) and "objectType" in value and "content" in value


def flat(raw: Fields) -> Fields:
    """The client's fields of either shape.

    Raises:
        InvalidRecord: a part of an API's node has not the shape it should have.
    """
    if "content" not in raw.values:
        return raw
    content = raw.object("content")
    external = content.object("externalIds")
    scoring = content.object("scoring").values
    values: dict[str, Any] = {name: content.values.get(key) for key, name in _CONTENT.items()}
    values |= {
        "entry_id": raw.values.get("id"),
        "object_id": raw.values.get("objectId"),
        "object_type": raw.values.get("objectType"),
        "total_season_count": raw.values.get("totalSeasonCount"),
        "genres": [genre.values.get("shortName") for genre in content.objects("genres")],
        "imdb_id": external.values.get("imdbId"),
        "tmdb_id": external.values.get("tmdbId"),
        "scoring": {_SCORING.get(name, name): value for name, value in scoring.items()},
        "offers": raw.values.get("offers"),
    }
    return Fields(values, raw.path)


def node_type(node_id: str) -> str:
    """``"tss20091"`` -> ``"season"``; "" for what is no node's id."""
    match = _NODE_ID.fullmatch(node_id)
    return _BY_PREFIX[match["prefix"]] if match else ""


def node_ref(node_id: str) -> TitleRef:
    """The title of a node's id.

    Raises:
        InvalidRecord: it is no node's id.
    """
    type_ = node_type(node_id)
    if not type_:
        raise InvalidRecord(field="node id", value=node_id, reason="It is tm, ts, tss or tse and a number.")
    return TitleRef(ids=(("justwatch", node_id),), key=f"jw:{node_id}", type=type_)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry says of its title.

    Attributes:
        unknown_genres: words that are not on our list.
    """

    ref: TitleRef
    words: TitleWords
    unknown_genres: tuple[str, ...]


def read_entry(told: Fields, *, asked: str, country: str, day: date | None) -> Entry:
    """A title with its facts.

    Args:
        told: the client's fields (see `flat`).
        asked: the node whose seasons or episodes were asked for; "" where not told.
        country: of which the certification is.
        day: of the scores.

    Raises:
        InvalidRecord: a field cannot be read.
        Held: an empty announcement, or a season or episode of nobody knows what.
    """
    ref = _ref(told, asked)
    genres = read_genres("justwatch", told.texts("genres"))
    said: dict[str, Any] = {
        "name": ref.name,
        "year": min(ref.years, default=None),
        "runtime_minutes": told.number("runtime_minutes"),
        "genres": genres.genres,
    }
    if ref.type in {"movie", "series"}:
        said |= {"season_count": told.number("total_season_count"), **_esteem(told.object("scoring"), day)}
    if (certification := told.text("age_certification")) and country:
        said["certifications"] = [{"country": country, "value": certification}]
    if ref.type == "season" and not said["runtime_minutes"] and not told.entries("offers"):
        raise Held("An empty announcement of a season: no length and nowhere to watch it.")
    return Entry(ref, title_words(**said), genres.unknown)


def _ref(told: Fields, asked: str) -> TitleRef:
    object_type = told.needed_text("object_type")
    if object_type not in _TYPES:
        raise told.refusal("object_type", f"It is one of {', '.join(_TYPES)}.")
    type_, prefix = _TYPES[object_type]
    own = told.text("entry_id") or told.text("episode_id")
    if node_type(own) != type_:
        own = f"{prefix}{told.digits('object_id')}"
    name = clean_name(told.needed_text("title"))
    years = frozenset({plausible_year(told.number("release_year"))} if told.number("release_year") else ())
    plain = node_ref(own)
    if type_ in {"movie", "series"}:
        return TitleRef(ids=_ids(told, own), key=plain.key, name=name, years=years, type=type_)
    number = told.number(f"{type_}_number")
    if number is None:
        raise told.refusal(f"{type_}_number", "It is missing.")
    parent = _parent_of_season(told, asked) if type_ == "season" else _parent_of_episode(told, asked)
    return TitleRef(
        ids=plain.ids, key=plain.key, name=name, years=years, type=type_, parent=parent, number=number
    )


def _ids(told: Fields, own: str) -> tuple[tuple[str, str], ...]:
    imdb, tmdb = told.text("imdb_id"), told.digits("tmdb_id")
    if imdb and not is_imdb_title_id(imdb):
        raise told.refusal("imdb_id", "An IMDb title id is tt and seven to nine digits.")
    tmdb = parse_external_id(Scheme.TMDB, tmdb) if tmdb else ""
    pairs = (("imdb", imdb), ("justwatch", own), ("tmdb", tmdb))
    return tuple((scheme, value) for scheme, value in pairs if value)


def _parent_of_season(told: Fields, asked: str) -> TitleRef:
    """The series: the one whose seasons were asked for, and the one TMDB's number of the season begins with."""
    ids = [("justwatch", asked)] if node_type(asked) == "series" else []
    series, _, season = told.text("tmdb_id").partition(":")
    if season and series.isascii() and series.isdigit():
        ids.append(("tmdb", series))
    if not ids:
        raise Held("Nothing says of which series this is a season; the call with its ts… number is missing.")
    key = f"jw:{asked}" if ids[0][0] == "justwatch" else ""
    return TitleRef(ids=tuple(ids), key=key, type="series")


def _parent_of_episode(told: Fields, asked: str) -> TitleRef:
    if node_type(asked) != "season":
        raise Held(
            "Nothing says of which season this is an episode; the call with its tss… number is missing."
        )
    season = node_ref(asked)
    return TitleRef(ids=season.ids, key=season.key, type="season", number=told.number("season_number"))


def _esteem(scoring: Fields, day: date | None) -> dict[str, Any]:
    """IMDb's rating as JustWatch repeats it, and how many voted."""
    votes, score = scoring.number("imdb_votes") or 0, scoring.decimal("imdb_score")
    if not score:
        return {"popularity": popularity(imdb_votes=votes)}
    rating = {"value": str(score), "scale": 10, "votes": votes, "of": "imdb"}
    if day:
        rating["as_of"] = day.isoformat()
    return {"popularity": popularity(imdb_votes=votes), "ratings": [rating]}
