"""Offers as rows of the database: a run of looks, and what else its row says."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any, cast

from django.db.models import TextField
from django.db.models.functions import Cast

from daybill.apps.availability.models import Offer
from daybill.apps.catalogue.chunks import chunks
from daybill.domain.identity import web_address
from daybill.domain.looks import Run
from daybill.domain.records import OfferRecord
from daybill.engines.bulk import BulkInsert, delete_where_in, reserve_ids, update_rows

# Title, provider, country, monetization, quality, tier and source.
Way = tuple[int, int, str, str, str, str, int]

_FIELDS = (
    "title_id",
    "provider_id",
    "country",
    "monetization",
    "quality",
    "tier",
    "source_id",
    "price_minor",
    "currency",
    "starts",
    "starts_precision",
    "ends",
    "ends_precision",
    "also_buy",
    "audio",
    "subtitles",
    "url",
    "first_seen",
    "last_seen",
    "began_after",
    "ended_by",
    "began_by_method",
    "ended_by_method",
    "follows_id",
    "known_from",
)
_READ = tuple({"audio": "audio_text", "subtitles": "subtitles_text"}.get(name, name) for name in _FIELDS[:-1])
# What a run says of its row, as `_run_values` gives it.
_RUN_FIELDS = _FIELDS[_FIELDS.index("first_seen") :]
_SHOWN_FIELDS = ("audio", "subtitles", "url")


@dataclass(slots=True, eq=False)
class Row(Run):
    """A run with what else its row says: audio, subtitles and address (lists as text where they were read)."""

    shown: tuple[Any, ...] = ()


@lru_cache(maxsize=10_000)
def _known_from(day: date) -> datetime:
    """A snapshot of a day was the knowledge of that day, whenever the file came in."""
    return datetime.combine(day, time.min, tzinfo=UTC)


def terms_of(r: OfferRecord) -> tuple[Any, ...]:
    starts, ends = r.starts, r.ends
    return (
        r.price_minor,
        r.currency if r.price_minor is not None else "",
        starts.at if starts else None,
        str(starts.precision) if starts else "",
        ends.at if ends else None,
        str(ends.precision) if ends else "",
        r.also_buy,
    )


def shown_of(r: OfferRecord) -> tuple[Any, ...]:
    return (list(r.audio), list(r.subtitles), web_address(r.url))


Rows = Sequence[tuple[Way, Row]]


def is_shown(run: Row, r: OfferRecord) -> bool:
    """Whether a row says already what an offer says besides its terms."""
    audio, subtitles, url = run.shown
    return url == web_address(r.url) and _is_list(audio, r.audio) and _is_list(subtitles, r.subtitles)


def _is_list(stored: Any, told: Sequence[str]) -> bool:
    # A row that was read holds its lists as the text they are stored as: most are empty, and few differ.
    return (
        stored == (json.dumps(list(told)) if told else "[]")
        if isinstance(stored, str)
        else stored == list(told)
    )


def read_rows(
    source: int, titles: Collection[int], providers: Collection[int] = ()
) -> Iterator[tuple[Way, Row]]:
    """What is known of the titles from a source, row by row; each knows the one it follows once all are read.

    Args:
        providers: where given, only rows of these.
    """
    follows: list[tuple[Row, int]] = []
    by_id: dict[int, Row] = {}
    for part in chunks(titles):
        rows = Offer.objects.filter(source=source, title__in=part, known_to=None).order_by("id")
        if providers:
            rows = rows.filter(provider__in=providers)
        rows = rows.annotate(
            audio_text=Cast("audio", TextField()), subtitles_text=Cast("subtitles", TextField())
        )
        for row in rows.values_list("id", *_READ):
            run = Row(row[8:15], row[18], row[19], row[20], row[21], row[22], row[23])
            run.id, run.shown = row[0], row[15:18]
            by_id[run.id] = run
            if row[24]:
                follows.append((run, row[24]))
            yield row[1:8], run
    for run, other in follows:
        run.follows = by_id.get(other)


def write_rows(new: Rows, changed: Rows, reshown: Rows, *, gone: Collection[int]) -> None:
    """Write runs that have no row yet, runs that differ from theirs, and what else rows say by now.

    Args:
        gone: ids of rows whose runs another has taken in.
    """
    followed = {id(run.follows): run.follows for _, run in (*new, *changed) if run.follows}
    # Those that another took over from need their ids before it is written.
    awaited = [run for run in followed.values() if not run.id]
    for run, pk in zip(awaited, reserve_ids(Offer, len(awaited)) if awaited else (), strict=True):
        run.id = pk
    BulkInsert(Offer, ("id", *_FIELDS)).insert([(run.id, *_values(way, run)) for way, run in new if run.id])
    BulkInsert(Offer, _FIELDS).insert(_values(way, run) for way, run in new if not run.id)
    update_rows(Offer, "id", _RUN_FIELDS, [(run.id, *_run_values(run)) for _, run in changed])
    shown = {run.id: (run.id, *run.shown) for _, run in reshown}
    update_rows(Offer, "id", _SHOWN_FIELDS, shown.values())
    for part in chunks(gone):
        Offer.objects.filter(follows__in=part).update(follows=None)
    if gone:
        delete_where_in(Offer, "id", gone)


def _run_values(run: Run) -> tuple[object, ...]:
    return (
        run.first_seen,
        run.last_seen,
        run.began_after,
        run.ended_by,
        run.began_by_method,
        run.ended_by_method,
        run.follows.id if run.follows else None,
        _known_from(run.first_seen),
    )


def _values(way: Way, run: Row) -> tuple[object, ...]:
    return (*way, *cast("tuple[object, ...]", run.terms), *run.shown, *_run_values(run))
