"""Wikidata items: ids, names in many languages, years, lengths, countries and languages of films, series and episodes.

Two shapes of one content: the Wikibase REST API v1 (``statements``), and what ``wbgetentities``, ``Special:EntityData``
and the dumps give (``claims``). Source: Wikibase's JSON data model and the properties' own pages on wikidata.org.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from daybill.apps.sources.reading import Reply, Row, as_mapping, is_damaged
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import Scheme, clean_name, parse_external_id
from daybill.domain.records import PersonRecord, Record, SourceRecord, TitleRecord, TitleRef
from daybill.domain.records.refs import Ids
from daybill.domain.words import LONGEST_NAME, title_words

from .format import Context, Format, Remark
from .territories import iso_639
from .wikidata_meanings import COUNTRIES, LANGUAGES, MINUTES, TYPES
from .wikidata_statements import Statement, item_id, quantities, statements_of, texts, years

# An episode of a series, or a special, is often an "episode" and a "film" at once: the narrower word stands.
_NARROWER = ("person", "episode", "season", "series", "movie")
_TMDB = {"movie": "P4947", "series": "P4983", "person": "P4985"}
_IMDB_START = {"person": "nm"}
_NO_LANGUAGE = "mul"
_NAME_ORDER = ("en", "mul", "en-gb", "en-us", "en-ca")


def _is_entity(value: Any) -> bool:
    return isinstance(value, Mapping) and (
        isinstance(value.get("statements"), Mapping) or isinstance(value.get("claims"), Mapping)
    )


def _holds(document: Any) -> bool:
    if isinstance(document, Mapping) and isinstance(document.get("entities"), Mapping):
        return True
    return _is_entity(document) or (isinstance(document, list) and any(map(_is_entity, document)))


def _entities(document: Any, path: Path) -> Iterable[Any]:
    if isinstance(document, Mapping) and isinstance(document.get("entities"), Mapping):
        return [
            entity | {"id": entity.get("id") or key} if isinstance(entity, dict) else entity
            for key, entity in document["entities"].items()
        ]
    return document if isinstance(document, list) else [document]


class Wikidata(Format):
    """An item of either shape, several under ``entities``, or a list of them."""

    source = SourceRecord(
        slug="wikidata",
        name="Wikidata",
        url="https://www.wikidata.org/",
        licence="CC0-1.0",
        notice="Ids, labels, dates, durations, countries, languages.",
        ranks={"": 20, "name": 50, "runtime_minutes": 90},
    )
    reader = Reply(_holds, _entities, "a Wikidata item with its statements")
    makes_titles = True
    row_name = "items"

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        entity = as_mapping(row.values, "item")
        own = item_id(entity.get("id"))
        if own is None:
            raise InvalidRecord(
                field="id", value=str(entity.get("id"))[:80], reason="This is no item's id (Q42198)."
            )
        said = statements_of(entity)
        kind = _kind(said.get("P31", ()))
        name, names, unread = _names(entity)
        ids, strange = _ids(own, kind, said)
        if kind == "person":
            yield from map(Remark, strange)
            yield PersonRecord(name, ids)
            return
        words, unknown = _words(name, names, kind, said)
        yield from map(Remark, (*strange, *unread, *unknown))
        yield TitleRecord(
            TitleRef(
                ids=ids,
                name=name,
                other_names=tuple(dict.fromkeys(word["name"] for word in names if word["name"] != name)),
                years=frozenset({words["year"]} if "year" in words else ()),
                type=kind,
                **_place(kind, said),
            ),
            words,
        )


def _kind(statements: Iterable[Statement]) -> str:
    """The type of title, or ``person``.

    Raises:
        InvalidRecord: it is none of these, or its type is not one we know.
    """
    items = [item for statement in statements if (item := item_id(statement.content))]
    kinds = {TYPES[item] for item in items if item in TYPES}
    for kind in _NARROWER:
        if kind in kinds:
            return kind
    raise InvalidRecord(
        field="P31",
        value=", ".join(items),
        reason="It is neither a film nor a series, season or episode, nor a person.",
    )


def _names(entity: Mapping[str, Any]) -> tuple[str, list[dict[str, str]], list[str]]:
    """The English label (else another), every label and alias with its language, and what was left out."""
    found: list[tuple[str, str]] = []
    unread: list[str] = []
    for field in ("labels", "aliases"):
        spoken = entity.get(field)
        for code, value in spoken.items() if isinstance(spoken, Mapping) else ():
            for text in texts(value):
                name = clean_name(text)
                if not iso_639(str(code)):
                    unread.append(f"“{code}” is no language of ISO 639; its names were left out.")
                elif is_damaged(name) or len(name) > LONGEST_NAME:
                    unread.append(f"A name in “{code}” is damaged or too long, and was left out.")
                elif name:
                    found.append((str(code), name))
    labels = dict(reversed(found))
    name = next((labels[code] for code in _NAME_ORDER if code in labels), found[0][1] if found else "")
    if not name:
        raise InvalidRecord(field="labels", value="", reason="It has no label in any language.")
    words = [_name_word(code, text) for code, text in found]
    return name, list({tuple(word.items()): word for word in words}.values()), list(dict.fromkeys(unread))


def _name_word(code: str, name: str) -> dict[str, str]:
    """A name in its language: ``zh-hant`` is Chinese; ``mul`` stands for whatever language."""
    language = iso_639(code)
    return {"name": name} if language == _NO_LANGUAGE else {"name": name, "language": language}


def _ids(own: str, kind: str, said: Mapping[str, list[Statement]]) -> tuple[Ids, list[str]]:
    """IMDb's, TMDB's where it counts them alone by type, and the item's own; of several the first, with a remark."""
    ids: list[tuple[str, str]] = []
    strange: list[str] = []
    asked = [(Scheme.IMDB, "P345"), (Scheme.TMDB, _TMDB.get(kind, ""))]
    for scheme, prop in asked:
        values = [str(statement.content)[:80] for statement in said.get(prop, ())]
        good = [value for value in values if _fits(scheme, value, kind)]
        ids += [(str(scheme), value.strip()) for value in good[:1]]
        strange += [f"“{value}” is no id of {scheme} for this type." for value in values if value not in good]
        strange += [f"A second id of {scheme}, “{value}”, was left out." for value in good[1:]]
    return (*ids, (str(Scheme.WIKIDATA), own)), strange


def _fits(scheme: Scheme, value: str, kind: str) -> bool:
    try:
        parse_external_id(scheme, value)
    except InvalidRecord:
        return False
    return scheme is not Scheme.IMDB or value.strip().startswith(_IMDB_START.get(kind, "tt"))


def _words(
    name: str, names: list[dict[str, str]], kind: str, said: Mapping[str, list[Statement]]
) -> tuple[Any, list[str]]:
    began = years(said.get("P577", ())) or years(said.get("P580", ()))
    ended = years(said.get("P582", ())) if kind == "series" else []
    minutes, odd_units = quantities(said.get("P2047", ()), MINUTES)
    seasons, _ = quantities(said.get("P2437", ()), {"1": 1.0})
    countries, odd_countries = _meant(said.get("P495", ()), COUNTRIES)
    languages, odd_languages = _meant(said.get("P364", ()), LANGUAGES)
    words = title_words(
        name=name,
        names=names,
        year=min(began) if began else None,
        end_year=max(ended) if ended else None,
        runtime_minutes=min(minutes) if minutes else None,
        season_count=max(seasons) if seasons and kind == "series" else None,
        countries=countries,
        languages=[iso_639(language) for language in languages],
    )
    remarks = [f"{item} is no country that is known here." for item in odd_countries]
    remarks += [f"{item} is no language that is known here." for item in odd_languages]
    remarks += [f"{unit} is no unit of time that is known here." for unit in odd_units]
    if said.get("P57") or said.get("P161"):
        remarks.append("Directors and cast are items without their names here, and were left out.")
    return words, remarks


def _meant(statements: Iterable[Statement], meanings: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Codes of the items, and the items without one."""
    items = [item for statement in statements if (item := item_id(statement.content))]
    return [meanings[item] for item in items if item in meanings], [i for i in items if i not in meanings]


def _place(kind: str, said: Mapping[str, list[Statement]]) -> dict[str, Any]:
    """The season of an episode or the series of a season, with the number in it, where they are told."""
    prop, parent = {"episode": ("P4908", "season"), "season": ("P179", "series")}.get(kind, ("", ""))
    for statement in said.get(prop, ()):
        if item := item_id(statement.content):
            above = TitleRef(ids=((str(Scheme.WIKIDATA), item),), type=parent)
            return {"parent": above, "number": statement.ordinal}
    return {}
