"""Where TMDB says a title can be watched: providers by country, without price, day or address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from daybill.apps.sources.formats.format import Context, Held, Remark, day_of
from daybill.apps.sources.formats.offer_looks import OfferRead, look_records
from daybill.apps.sources.formats.territories import territory
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.errors import InvalidRecord
from daybill.domain.providers import resolve
from daybill.domain.records import OfferRecord, Record, TitleRef

from .refs import plain_ref, season_ref, tmdb_id, told_type

_MONETIZATIONS = ("flatrate", "rent", "buy", "ads", "free")
# https://www.themoviedb.org/tv/1399-game-of-thrones/watch?locale=AE
_LINK = re.compile(r"https?://[^/]+/(?P<type>movie|tv)/(?P<id>[0-9]{1,9})(?![0-9])")
_TYPES = {"movie": "movie", "tv": "series"}


def look(told: Fields, context: Context) -> Iterator[Record | Remark]:
    """All providers of a title in one country, seen on the day that is told."""
    entry = told.object("entry")
    ref = _ref(told, entry)
    try:
        place = territory(told.text("country"))
    except InvalidRecord as error:
        yield Remark(f"A country was left out: {error}")
        return
    day = day_of(context)
    unknown = [
        name for name, value in entry.values.items() if isinstance(value, list) and name not in _MONETIZATIONS
    ]
    found = [
        {"monetization": name, "provider": provider}
        for name in (*_MONETIZATIONS, *unknown)
        for provider in entry.entries(name)
    ]
    yield from look_records(ref, place.code, day, found, partial(_offer, country=place.code, day=day))


def _ref(told: Fields, entry: Fields) -> TitleRef:
    """The title, film or series by the page that is linked to.

    Raises:
        Held: the page is another title's: so TMDB answers for a season, whose number is of no use here.
    """
    id_ = tmdb_id(told)
    match = _LINK.match(entry.text("link"))
    if not match:
        return plain_ref(told_type(told, id_), id_)
    if match["id"] == id_:
        return plain_ref(_TYPES[match["type"]], id_)
    season = told.number("season")
    if season is not None and told.text("file_id") == match["id"]:
        return season_ref(match["id"], season)
    raise Held(
        f"These are the offers of a season of series {match['id']}, and nothing says of which. "
        "Name the file tv_<number>_season_<number>.json."
    )


def _offer(raw: Fields, country: str, day: date) -> OfferRead:
    kind = raw.needed_text("monetization")
    if kind not in _MONETIZATIONS:
        raise raw.refusal("monetization", f"It is one of {', '.join(_MONETIZATIONS)}.")
    word = resolve(raw.object("provider").needed_text("provider_name"))
    offer = OfferRecord(
        None,
        word.slug,
        country,
        kind,
        day,
        day,
        tier=word.tier or "",
        provider_name=word.name,
        parent=word.parent or "",
    )
    return offer, []
