"""TMDB replies made by us, and what the format makes of them."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

from daybill.apps.sources.formats.format import Context, Remark
from daybill.apps.sources.formats.tmdb import TmdbReplies
from daybill.apps.sources.formats.tmdb.shapes import kind_of
from daybill.apps.sources.reading import Row
from daybill.domain.errors import InvalidRecord
from tests.apps.sources.formats.dirt import TODAY, survives

FORM = TmdbReplies()
DATA = Path(__file__).parent / "data"
MOVIE, SEASON, SERIES = (
    json.loads((DATA / f"tmdb_{name}.json").read_text(encoding="utf-8"))
    for name in ("movie", "season", "series")
)
DAY = date(2026, 1, 1)
LISTED = {
    "adult": False,
    "genre_ids": [18, 878],
    "id": 9000001,
    "original_language": "en",
    "original_title": "The Lantern Room",
    "overview": "A sentence of somebody else.",
    "release_date": "2019-05-02",
    "title": "The Lantern Room",
    "vote_average": 6.9,
    "vote_count": 40,
}
EPISODE = SEASON["episodes"][0]
PERSON = {
    "adult": False,
    "also_known_as": [],
    "biography": "A sentence of somebody else.",
    "id": 1,
    "imdb_id": "nm9900001",
    "known_for_department": "Acting",
    "name": "Noor Hale",
    "external_ids": {"imdb_id": "nm9900001", "wikidata_id": "Q990000002"},
}
CREDITS = {"id": 9000001, "cast": MOVIE["credits"]["cast"], "crew": MOVIE["credits"]["crew"]}
NETFLIX = {"provider_id": 8, "provider_name": "Netflix"}
FOUND = "find_tt99000001_language_en_US_external_source_imdb_id.json"


def heard(document: Any, name: str = "reply.json", **told: Any) -> list[Any]:
    assert kind_of(document)
    context = Context(Path(name), TODAY, **told)
    rows = FORM.reader.entries(document, context.path)
    return [record for row in rows for record in FORM.records(Row(1, row), context)]


def said(document: Any, name: str = "reply.json", **told: Any) -> list[Any]:
    return [record for record in heard(document, name, **told) if not isinstance(record, Remark)]


def remarks(document: Any, name: str = "reply.json", **told: Any) -> list[str]:
    return [record.text for record in heard(document, name, **told) if isinstance(record, Remark)]


def movie(**changed: Any) -> dict[str, Any]:
    """Details without where to watch, some fields changed, or gone (``...``)."""
    fields = copy.deepcopy(MOVIE) | changed
    return {k: v for k, v in fields.items() if v is not ... and k != "watch/providers"}


def find(**found: Any) -> dict[str, Any]:
    groups = ("movie_results", "person_results", "tv_results", "tv_episode_results", "tv_season_results")
    return {group: found.get(group, []) for group in groups}


def survives_whole(document: Any) -> None:
    """Read a soiled document that is still taken for a reply; only the two ways to leave a row out may show."""
    try:
        if not FORM.reader.holds(document):
            return
    except (InvalidRecord, KeyError, TypeError, AttributeError, IndexError):
        return
    for entry in FORM.reader.entries(document, Path(FOUND)):
        survives(FORM, entry, Context(Path(FOUND), TODAY, observed=DAY))
