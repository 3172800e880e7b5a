"""What the Streaming Availability API answers: where a title can be watched, in every country it follows.

It is read in both its shapes, ``streamingInfo`` (version 3) and ``streamingOptions`` (version 4). A reply does not
say on which day it was given (``--as-of``); ``availableSince`` is when the API itself first saw an offer, not when it
began.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from daybill.apps.sources.reading import Reply, Row, refuse_damaged
from daybill.apps.sources.reading.fields import Fields, without
from daybill.domain.countries import Country
from daybill.domain.errors import InvalidRecord
from daybill.domain.genres import read_genres
from daybill.domain.identity import Scheme, clean_name, is_imdb_title_id, parse_external_id
from daybill.domain.money import Money, parse_price
from daybill.domain.providers import ProviderWord, resolve
from daybill.domain.records import OfferRecord, Record, SourceRecord, TitleRecord, TitleRef
from daybill.domain.windows import LAST_YEAR, Bound, Precision
from daybill.domain.words import plausible_year, title_words

from .format import Context, Format, Remark, day_of
from .offer_looks import OfferRead, look_records, plain_url
from .territories import iso_639, territory

_LEFT_OUT = frozenset(
    {"overview", "imageSet", "posterURLs", "backdropURLs", "videoLink", "seasons", "seasonsInfo"}
)
_TYPES = {"movie": "movie", "series": "series"}
_MONETIZATIONS = {
    "subscription": "flatrate",
    "addon": "flatrate",
    "rent": "rent",
    "buy": "buy",
    "free": "free",
}
_QUALITIES = {"sd": "sd", "hd": "hd", "qhd": "hd", "uhd": "4k"}
# The API's ids of services that its own names do not settle; others go by name (version 4) or by the id (version 3).
_SERVICES = {
    "all4": "Channel 4",
    "curiosity": "CuriosityStream",
    "discovery": "discovery+",
    "hbo": "HBO Max",
    "hotstar": "JioHotstar",
    "iplayer": "BBC iPlayer",
    "plutotv": "Pluto TV",
    "prime": "Amazon Prime Video",
    "apple": "Apple TV",
}
# Rented or bought, Amazon's films come from its shop, which needs no membership.
_SHOPS = {"prime": "Amazon Video"}
_CHANNELS = {"prime": "Amazon Channel", "apple": "Apple TV Channel"}
_ADDONS = {"hbomaxbr": "HBO Max"}
# Before this there was nothing to stream.
_FIRST_END = 2000
_TMDB = re.compile(r"(?:(?:movie|tv)/)?(?P<id>[0-9]{1,9})")


def _is_title(value: Any) -> bool:
    return isinstance(value, dict) and any(
        isinstance(value.get(name), dict) for name in ("streamingInfo", "streamingOptions")
    )


def _titles(document: Any) -> list[Any]:
    """The titles of a reply: one, or the list that a search gave."""
    if isinstance(document, dict) and not _is_title(document):
        document = next((document[name] for name in ("result", "shows") if name in document), [])
    return document if isinstance(document, list) else [document]


def _entries(document: Any, path: Path) -> Iterator[dict[str, Any]]:
    """A row for each title (``{"title"}``), then one for each country of it (``{"title", "country", "offers"}``)."""
    for title in _titles(document):
        if not _is_title(title):
            yield {"title": title}
            continue
        plain = without(title, _LEFT_OUT)
        looks = plain.pop("streamingOptions", None) or plain.pop("streamingInfo", None) or {}
        plain.pop("streamingInfo", None)
        yield {"title": plain}
        if isinstance(looks, dict):
            for country, offers in looks.items():
                yield {"title": plain, "country": country, "offers": offers}


class StreamingAvailability(Format):
    """One title, or those of a search, with offers by country; add-ons are channels of their own."""

    source = SourceRecord(
        slug="streaming-availability",
        name="Streaming Availability API",
        url="https://www.movieofthenight.com/about/api",
        licence="facts only",
        notice="Titles, years, ids, names, genres and offers; no descriptions, no images.",
        ranks={"": 50},
    )
    reader = Reply(
        lambda document: any(map(_is_title, _titles(document))),
        _entries,
        "an answer of the Streaming Availability API (streamingInfo or streamingOptions)",
    )
    makes_titles = True
    row_name = "titles and countries"

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = Fields.of(row.values)
        title = told.object("title")
        ref = _title_ref(title)
        if not told.has("country"):
            yield from _facts(title, ref, context)
            return
        try:
            place = territory(told.text("country"))
        except InvalidRecord as error:
            yield Remark(f"A country was left out: {error}")
            return
        day = day_of(context)
        read = partial(_offer, place=place, day=day)
        yield from look_records(ref, place.code, day, told.entries("offers"), read)


def _title_ref(told: Fields) -> TitleRef:
    name = refuse_damaged(clean_name(told.needed_text("title")), field="title")
    type_ = told.text("showType") or told.needed_text("type")
    if type_ not in _TYPES:
        raise told.refusal("showType" if told.has("showType") else "type", "It is movie or series.")
    imdb = told.text("imdbId")
    if imdb and not is_imdb_title_id(imdb):
        raise told.refusal("imdbId", "An IMDb title id is tt and seven to nine digits.")
    pairs = (("imdb", imdb), ("tmdb", _tmdb(told)))
    names = [clean_name(told.text("originalTitle"))]
    years = [told.number(key) for key in ("releaseYear", "year", "firstAirYear") if told.has(key)]
    return TitleRef(
        ids=tuple((scheme, value) for scheme, value in pairs if value),
        name=name,
        other_names=tuple(other for other in names if other and other != name),
        years=frozenset(plausible_year(year) for year in years[:1] if year),
        type=_TYPES[type_],
        directors=tuple(map(clean_name, told.texts("directors"))),
    )


def _tmdb(told: Fields) -> str:
    """``8488``, ``"8488"`` or ``"movie/8488"``."""
    value = told.values.get("tmdbId")
    text = told.digits("tmdbId") if isinstance(value, int) else told.text("tmdbId")
    match = _TMDB.fullmatch(text)
    if text and not match:
        raise told.refusal("tmdbId", "A TMDB id is a number.")
    return parse_external_id(Scheme.TMDB, match["id"]) if match else ""


def _facts(told: Fields, ref: TitleRef, context: Context) -> Iterator[Record | Remark]:
    genres = read_genres("streaming-availability", [genre.text("name") for genre in told.objects("genres")])
    runtime = told.number("runtime")
    yield TitleRecord(
        ref,
        title_words(
            name=ref.name,
            original_name=told.text("originalTitle"),
            year=min(ref.years, default=None),
            runtime_minutes=runtime if ref.type == "movie" else None,
            season_count=told.number("seasonCount"),
            genres=genres.genres,
            credits=[
                {"name": name, "role": "director", "position": place}
                for place, name in enumerate(ref.directors, start=1)
            ],
        ),
        as_of=context.observed,
    )
    yield from (Remark(f"The genre “{word}” is not on our list and was left out.") for word in genres.unknown)


def _offer(raw: Fields, place: Country, day: date) -> OfferRead:
    kind = raw.text("type") or raw.needed_text("streamingType")
    if kind not in _MONETIZATIONS:
        name = "type" if raw.has("type") else "streamingType"
        raise raw.refusal(name, f"It is one of {', '.join(_MONETIZATIONS)}.")
    word = _provider(raw, kind)
    money = _money(raw)
    ends, remarks = _end(raw, word)
    subtitles = [entry.object("locale").text("language") for entry in raw.objects("subtitles")]
    offer = OfferRecord(
        None,
        word.slug,
        place.code,
        _MONETIZATIONS[kind],
        day,
        day,
        quality=_QUALITIES.get(raw.text("quality"), ""),
        tier=word.tier or "",
        price_minor=money.minor if money else None,
        currency=money.currency if money else "",
        ends=ends,
        audio=_languages(entry.text("language") for entry in raw.objects("audios")),
        subtitles=_languages(subtitles),
        url=plain_url(raw.text("link")),
        provider_name=word.name,
        parent=word.parent or "",
    )
    return offer, remarks


def _languages(codes: Any) -> tuple[str, ...]:
    return tuple(sorted({code for text in codes if (code := iso_639(text))}))


def _provider(raw: Fields, kind: str) -> ProviderWord:
    """The service; for an add-on the channel inside it, which who has the service does not have with it."""
    id_, name = _id_and_name(raw, "service")
    if kind in {"rent", "buy"} and id_ in _SHOPS:
        return resolve(_SHOPS[id_])
    base = resolve(_SERVICES.get(id_, name))
    if kind != "addon":
        return base
    addon_id, addon_name = _id_and_name(raw, "addon")
    addon = _ADDONS.get(addon_id, addon_name)
    if id_ in _CHANNELS:
        return resolve(addon if addon.endswith(("Channel", "channel")) else f"{addon} {_CHANNELS[id_]}")
    channel = resolve(addon if addon.casefold().startswith(base.name.casefold()) else f"{base.name} {addon}")
    return ProviderWord(channel.slug, channel.name, base.slug)


def _id_and_name(raw: Fields, key: str) -> tuple[str, str]:
    """``"netflix"`` (version 3) or ``{"id": "netflix", "name": "Netflix"}`` (version 4)."""
    if isinstance(raw.values.get(key), dict):
        told = raw.object(key)
        name = told.text("name") or told.needed_text("id")
        return told.text("id"), name
    text = raw.needed_text(key)
    return text, text


def _money(raw: Fields) -> Money | None:
    if not raw.has("price"):
        return None
    price = raw.object("price")
    amount = price.values.get("amount")
    text = str(price.decimal("amount")) if isinstance(amount, int | float) else price.text("amount")
    return parse_price(text or price.needed_text("formatted"), currency=price.text("currency") or None).money


def _end(raw: Fields, word: ProviderWord) -> tuple[Bound | None, list[str]]:
    """The instant at which it leaves; none, with a remark, for one that cannot be meant.

    Eight of the ten in the one reply we know are ten times too large. Which digit of them is one too many is not ours
    to say.
    """
    name = "expiresOn" if raw.has("expiresOn") else "leaving"
    seconds = raw.number(name)
    if not seconds:
        return None, []
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        at = None
    if at is None or not _FIRST_END <= at.year <= LAST_YEAR:
        return None, [
            f"{word.name}: the end {seconds} (seconds since 1970) cannot be meant and was left out."
        ]
    return Bound(at, Precision.INSTANT), []
