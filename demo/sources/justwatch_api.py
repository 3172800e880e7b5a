"""Outputs of a public JustWatch client: a few titles with priced offers in the US, GB and France."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

from daybill.domain.errors import InvalidMoney
from daybill.domain.identity import clean_name
from daybill.domain.money import parse_price
from daybill.domain.providers import ProviderWord
from demo.drafts import Catalogue, Draft
from demo.tables import read_json

SOURCE = "justwatch-api"
# The newest "updated" moment inside the replies; the three outputs without one come from the same run.
DAY = "2026-04-01"

_TYPES = {"MOVIE": "movie", "SHOW": "series", "SHOW_SEASON": "season", "SHOW_EPISODE": "episode"}
_QUALITIES = {"SD": "sd", "HD": "hd", "_4K": "4k"}
_DISCS = frozenset({"DVD", "BLURAY", "BLURAY_4K"})
_TRACKING = re.compile(r"utm_.*|at|ct|its.*|tag|linkCode|subId\d?|camp|source|searchReferral", re.IGNORECASE)
_THE_MATRIX = "tt0133093"
_TRUE_DETECTIVE = "tt2356777"


def read(catalogue: Catalogue, folder: Path) -> None:
    folder = folder / "justwatch_api"
    for output in ("details", "search", "popular"):
        result = read_json(folder / f"{output}_output.json")["result"]
        for entry in result if isinstance(result, list) else [result]:
            _offers(catalogue, _entry(catalogue, entry), entry["offers"], "US")
    for entry in read_json(folder / "seasons_output.json")["result"]:
        _season(catalogue, entry)
    for entry in read_json(folder / "episodes_output.json")["result"]:
        _episode(catalogue, entry)
    for country, offers in sorted(read_json(folder / "offers_for_countries_output.json")["result"].items()):
        # The call asked for "tm10", which the search output names: The Matrix.
        _offers(catalogue, catalogue.titles[_THE_MATRIX], offers, country)


def _entry(catalogue: Catalogue, entry: dict[str, Any]) -> Draft:
    draft = catalogue.title(entry["imdb_id"])
    draft.type = _TYPES[entry["object_type"]]
    draft.ids |= {"justwatch": entry["entry_id"], "tmdb": entry["tmdb_id"]}
    _facts(catalogue, draft, entry)
    draft.say("season_count", entry["total_season_count"], SOURCE, DAY)
    if entry["age_certification"]:
        draft.certifications.add(("US", entry["age_certification"], SOURCE))
    scores = entry["scoring"]
    if scores["imdb_score"]:
        votes = int(scores["imdb_votes"] or 0)
        draft.votes["imdb"] = votes
        rating = {
            "source": "imdb",
            "value": str(scores["imdb_score"]),
            "scale": 10,
            "votes": votes,
            "as_of": DAY,
        }
        draft.ratings.append(rating)
    return draft


def _facts(catalogue: Catalogue, draft: Draft, entry: dict[str, Any]) -> None:
    catalogue.count(SOURCE, "titles")
    draft.call(clean_name(entry["title"]), SOURCE)
    draft.say("year", entry["release_year"], SOURCE, DAY)
    draft.say("runtime_minutes", entry["runtime_minutes"], SOURCE, DAY)
    catalogue.genres(draft, SOURCE, entry.get("genres") or [])


def _season(catalogue: Catalogue, entry: dict[str, Any]) -> None:
    if not entry["runtime_minutes"] and not entry["offers"]:
        catalogue.hold(
            SOURCE, {"id": entry["entry_id"], "season": entry["season_number"]}, "an empty announcement"
        )
        return
    draft = _part(catalogue, entry["entry_id"], "season", _TRUE_DETECTIVE, entry["season_number"])
    _facts(catalogue, draft, entry)
    _offers(catalogue, draft, entry["offers"], "US")


def _episode(catalogue: Catalogue, entry: dict[str, Any]) -> None:
    # The call asked for "tss20091", the first season in the output of seasons.
    draft = _part(catalogue, entry["episode_id"], "episode", "jw:tss20091", entry["episode_number"])
    _facts(catalogue, draft, entry)
    _offers(catalogue, draft, entry["offers"], "US")


def _part(catalogue: Catalogue, entry_id: str, type_: str, parent: str, number: int) -> Draft:
    draft = catalogue.title(f"jw:{entry_id}")
    draft.type, draft.parent, draft.number = type_, parent, number
    draft.ids["justwatch"] = entry_id
    return draft


def _offers(catalogue: Catalogue, draft: Draft, offers: list[dict[str, Any]], country: str) -> None:
    for offer in offers:
        if offer["presentation_type"] in _DISCS:
            catalogue.count(SOURCE, "discs left out")
            continue
        record = offer_record(offer, country, catalogue.provider(offer["package"]["name"]))
        if record is None:
            row = {"title": draft.key, "provider": offer["package"]["name"], "price": offer["price_string"]}
            catalogue.hold(SOURCE, row, "a price that cannot be read")
        else:
            catalogue.offers.append({"title": draft.key, **record})


def offer_record(offer: dict[str, Any], country: str, word: ProviderWord) -> dict[str, Any] | None:
    """One offer; the price is the one that is shown (``price_string``), None where that cannot be read."""
    record: dict[str, Any] = {
        "provider": word.slug,
        "country": country,
        "monetization": offer["monetization_type"].lower(),
        "quality": _QUALITIES.get(offer["presentation_type"], ""),
        "audio": sorted(offer["audio_languages"]),
        "subtitles": sorted(offer["subtitle_languages"]),
        "url": plain_url(offer["url"]),
        "first_seen": DAY,
        "last_seen": DAY,
        "tier": word.tier or "",
        "source": SOURCE,
    }
    if offer["available_to"]:
        record |= {"ends": offer["available_to"], "ends_precision": "day"}
    if offer["price_string"]:
        try:
            money = parse_price(offer["price_string"], currency=offer["price_currency"]).money
        except InvalidMoney:
            return None
        record |= {"price_minor": money.minor, "currency": money.currency}
    return record


def plain_url(url: str) -> str:
    """The provider's own address: an affiliate's detour is unwrapped, tracking parameters are dropped."""
    parts = urlsplit(url)
    inner = parse_qs(parts.query).get("u", [""])[0]
    if inner.startswith("https://"):
        return plain_url(inner)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    return urlunsplit(parts._replace(query=urlencode(query), fragment=""))
