"""What JustWatch's API answers, raw or as a public client puts it out, kept in a file with the call or without.

A reply names neither its country nor its day. The country stands in the call where the file has it, else it is told
(``--country``). The day is that of the newest chart inside the reply, else it is told (``--as-of``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from daybill.apps.sources.reading import Reply, Row
from daybill.apps.sources.reading.fields import Fields, without
from daybill.domain.countries import Country
from daybill.domain.errors import InvalidRecord
from daybill.domain.records import ProviderRecord, Record, SourceRecord, TitleRecord, TitleRef

from .format import Context, Format, Held, Remark, day_of
from .justwatch_calls import Call, read_call
from .justwatch_entries import flat, is_node, is_output, node_ref, read_entry
from .justwatch_offers import package, read_offer
from .offer_looks import look_records
from .territories import territory

# Texts and pictures of others, and what is of no use here: none of it is kept, not even with a row that is held.
_LEFT_OUT = frozenset(
    "short_description shortDescription poster posterUrl backdrops icon interactions deeplink_roku deeplinkRoku".split()
)
_ROOTS = ("node", "url", "popularTitles", "searchTitles", "packages")
_LISTS = ("seasons", "episodes")

Found = Iterator[dict[str, Any]]


def _is_package(value: Any) -> bool:
    return isinstance(value, dict) and bool({"technical_name", "technicalName"} & value.keys())


def _is_offer(value: Any) -> bool:
    return isinstance(value, dict) and bool({"monetization_type", "monetizationType"} & value.keys())


def _is_title(value: Any) -> bool:
    return is_output(value) or is_node(value)


def _holds(document: Any) -> bool:
    if isinstance(document, dict) and "call" in document and "result" in document:
        return bool(read_call(document["call"]).method) or _holds(document["result"])
    if isinstance(document, list):
        return bool(document) and all(_is_title(entry) or _is_package(entry) for entry in document)
    if _is_title(document):
        return True
    data = document.get("data")
    if isinstance(data, dict):
        return any(root in data for root in _ROOTS)
    return _are_countries(document)


def _are_countries(value: Any) -> bool:
    """Whether it is country -> offers."""
    if not isinstance(value, dict):
        return False
    lists = {name: entries for name, entries in value.items() if isinstance(entries, list)}
    is_full = any(_is_offer(entry) for entries in lists.values() for entry in entries)
    return is_full and all(len(name) == 2 and name.isupper() for name in lists)


def _entries(document: Any, path: Path) -> Found:
    """Rows ``{"kind": "title" | "offers" | "package" | "nothing", …}`` with what the whole reply says of each."""
    has_call = isinstance(document, dict) and "call" in document and "result" in document
    call = read_call(document["call"]) if has_call else Call()
    result = without(document["result"] if has_call else document, _LEFT_OUT)
    shared = {
        "asked": call.node_id,
        "country": call.country,
        "method": call.method,
        "newest": _newest_moment(result),
    }
    rows = list(_found(result))
    for row in rows or [{"kind": "nothing"}]:
        yield shared | row


def _found(result: Any) -> Found:
    if isinstance(result, list):
        yield from (
            {"kind": "package" if _is_package(entry) else "title", "entry": entry} for entry in result
        )
    elif _is_title(result):
        yield {"kind": "title", "entry": result}
    elif isinstance(result, dict) and isinstance(result.get("data"), dict):
        yield from _in_data(result["data"])
    elif isinstance(result, dict):
        yield from _by_country(result)
    elif result is not None:
        yield {"kind": "title", "entry": result}


def _in_data(data: dict[str, Any]) -> Found:
    for root in ("popularTitles", "searchTitles"):
        found = data.get(root)
        for edge in _rows(found.get("edges") if isinstance(found, dict) else found):
            yield {"kind": "title", "entry": edge.get("node") if isinstance(edge, dict) else edge}
    yield from ({"kind": "package", "entry": entry} for entry in _rows(data.get("packages")))
    url = data.get("url")
    for node in (data.get("node"), url.get("node") if isinstance(url, dict) else url):
        if node is not None:
            yield from _in_node(node)


def _rows(value: Any) -> list[Any]:
    """A list as it is; anything else where a list should be is one row, which will be refused."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _in_node(node: Any) -> Found:
    """A title, the seasons or episodes of one, or its offers by country."""
    if not isinstance(node, dict) or is_node(node):
        yield {"kind": "title", "entry": node}
        return
    asked = {"asked": node["id"]} if isinstance(node.get("id"), str) else {}
    lists = [name for name in _LISTS if name in node]
    for name in lists:
        yield from ({"kind": "title", "entry": entry} | asked for entry in _rows(node[name]))
    if not lists:
        yield from (row | asked for row in _by_country(node))


def _by_country(result: dict[str, Any]) -> Found:
    for country, offers in result.items():
        if len(country) == 2 and country.isupper():
            yield {"kind": "offers", "country": country, "entry": {"offers": offers}}


def _newest_moment(result: Any) -> str:
    """The newest ``updated`` (``updatedAt``) of the charts in it, as text; "" where there is none."""
    moments: list[datetime] = []
    waiting = [result]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
            moments += filter(None, (_moment(value.get(name)) for name in ("updated", "updatedAt")))
        elif isinstance(value, list):
            waiting += value
    return max(moments).isoformat() if moments else ""


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None


class JustWatchReplies(Format):
    """Titles with their offers, seasons, episodes, offers by country, or the list of providers."""

    source = SourceRecord(
        slug="justwatch-api",
        name="Outputs of Simple JustWatch Python API",
        url="https://github.com/Electronic-Mango/simple-justwatch-python-api",
        licence="MIT",
        notice="Copyright (c) 2026 Electronic Mango. Titles, seasons, episodes and offers; no descriptions, no images.",
        ranks={"": 35, "popularity": 10},
    )
    reader = Reply(_holds, _entries, "an answer of JustWatch's API")
    makes_titles = True
    row_name = "titles"

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = Fields.of(row.values)
        kind = told.text("kind")
        if kind == "nothing":
            yield Remark("The reply found nothing.")
        elif kind == "package":
            word = package(told.object("entry"))
            yield ProviderRecord(word.slug, word.name, parent=word.parent or "")
        elif kind == "offers":
            asked = told.text("asked")
            if not asked:
                raise Held(
                    "Nothing says which title these are the offers of; the call with its number is missing."
                )
            yield from _look(node_ref(asked), told.object("entry"), told, context)
        else:
            yield from _title(told, context)


def _title(told: Fields, context: Context) -> Iterator[Record | Remark]:
    entry = flat(Fields.of(told.values.get("entry"), "entry."))
    country = told.text("country") or context.country
    day = _told_day(told) or context.observed
    read = read_entry(
        entry,
        asked=told.text("asked"),
        country=territory(country).code if country else "",
        day=day,
    )
    # All that can be refused is read before anything is handed on.
    offers = tuple(_look(read.ref, entry, told, context)) if entry.has("offers") else ()
    yield TitleRecord(read.ref, read.words, as_of=day)
    yield from offers
    for word in read.unknown_genres:
        yield Remark(f"The genre “{word}” is not on our list and was left out.")


def _look(ref: TitleRef, entry: Fields, told: Fields, context: Context) -> Iterator[Record | Remark]:
    country = _country(told, context)
    day = day_of(context, _told_day(told))
    read = partial(read_offer, country=country, day=day)
    yield from look_records(ref, country.code, day, entry.entries("offers"), read, method=told.text("method"))


def _country(told: Fields, context: Context) -> Country:
    code = told.text("country") or context.country
    if not code:
        raise InvalidRecord(
            field="country",
            value="",
            reason="Nothing says of which country these offers are. Give --country, such as --country US.",
        )
    return territory(code)


def _told_day(told: Fields) -> date | None:
    newest = told.text("newest")
    return datetime.fromisoformat(newest).date() if newest else None
