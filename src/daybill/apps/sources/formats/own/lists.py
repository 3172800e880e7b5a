"""Published lists and the places of titles in them; and what ties two titles together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daybill.apps.sources.formats.format import Context, Remark
from daybill.apps.sources.reading import Row
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.identity import slugify
from daybill.domain.records import PlacingRecord, Record, RelationRecord
from daybill.domain.words import plausible_year

from .format import OwnFormat, source_slug, strange
from .refs import PEOPLE, TITLE_FIELDS, named_title, needed_title
from .rows import Cells, OwnRows
from .values import LONGEST_WORD, chosen, link, plain, refusal, whole, year_written

LONGEST_SLUG, LONGEST_NAME, LONGEST_URL = 120, 200, 200
_OF_LIST = frozenset({"slug", "name", "publisher", "year", "url", "source"})
_OF_PLACING = TITLE_FIELDS | {"title", "rank"}
# A table has one placing a row; beside ``name`` and ``year`` of the title the list's go by other names.
_IN_TABLE = {
    "list": "slug",
    "list_name": "name",
    "publisher": "publisher",
    "list_year": "year",
    "list_url": "url",
}
_IS_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KINDS = ("remake_of", "sequel_of", "same_story")


@dataclass(frozen=True)
class _Placings(OwnRows):
    """Each place in a list is a row of its own, so that one that is wrong takes no other with it."""

    def rows(self, path: Path) -> Iterator[Row]:
        for row in super().rows(path):
            if row.fault or not isinstance(row.values, dict):
                yield row
            elif "list" in row.values:
                yield row._replace(values=_from_table(row.values))
            else:
                yield from _one_by_one(row)


def _from_table(cells: dict[str, Any]) -> dict[str, Any]:
    values = {field: cells[column] for column, field in _IN_TABLE.items() if column in cells}
    if "source" in cells:
        values["source"] = cells["source"]
    values["placing"] = {n: v for n, v in cells.items() if n not in _IN_TABLE and n != "source"}
    return values


def _one_by_one(row: Row) -> Iterator[Row]:
    placings = row.values.get("placings")
    if not isinstance(placings, list) or not placings:
        yield row._replace(fault="It has no placings: a list of objects with title and rank.")
        return
    of_list = {name: value for name, value in row.values.items() if name != "placings"}
    for placing in placings:
        yield row._replace(values=of_list | {"placing": placing})


class OwnLists(OwnFormat):
    """``{"slug", "name", "publisher", "year", "url", "placings": [{"title", "rank"}]}``; in a table a placing a row."""

    reader = _Placings(
        needs=(("placings", "list"), ("placings", "rank", "title", "imdb", "tmdb")),
        absent=frozenset({"provider", "category", "monetization"}),
        cells=Cells(lists=frozenset(PEOPLE), numbers=frozenset({"rank", "list_year", "number"})),
    )
    row_name = "placings"
    known = _OF_LIST | {"placing"}

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = Fields.of(row.values)
        values = told.values
        placing = told.object("placing")
        yield from strange(values, self.known)
        yield from strange(placing.values, _OF_PLACING, "placings.")
        slug, name = _list_named(told)
        address, why_not = link("url", values.get("url"), longest=LONGEST_URL)
        if why_not:
            yield Remark(why_not)
        year = year_written("year", values.get("year"))
        yield PlacingRecord(
            list=slug,
            list_name=name,
            publisher=plain("publisher", values.get("publisher"), longest=LONGEST_WORD),
            title=needed_title(placing.values),
            rank=whole("rank", placing.values.get("rank")),
            year=None if year is None else plausible_year(year),
            url=address,
            source=source_slug(values),
        )


def _list_named(told: Fields) -> tuple[str, str]:
    """Slug and name of the list; where only one is told, the other is made of it."""
    word = plain("slug", told.values.get("slug"), longest=LONGEST_NAME)
    name = plain("name", told.values.get("name"), longest=LONGEST_NAME) or word
    slug = word if _IS_SLUG.fullmatch(word) else slugify(word or name)
    if not slug or len(slug) > LONGEST_SLUG:
        raise refusal("slug", word or name, "A list has an id, such as rolling-stone-90s, and a name.")
    return slug, name


class OwnRelations(OwnFormat):
    """``{"title", "kind", "other"}``; ``from`` and ``to`` say the same."""

    reader = OwnRows(
        needs=(("kind",), ("title", "from"), ("other", "to")),
        cells=Cells(),
    )
    row_name = "relations"
    known = frozenset({"title", "from", "kind", "other", "to", "source"})

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = Fields.of(row.values)
        yield from strange(told.values, self.known)
        kind = told.text("kind")
        if kind not in _KINDS:
            raise chosen("kind", kind, _KINDS, "A relation")
        title, other = (_end(told, *names) for names in (("title", "from"), ("other", "to")))
        if title == other:
            raise refusal("other", str(other), "A title is not related to itself.")
        yield RelationRecord(title, kind, other, source=source_slug(told.values))


def _end(told: Fields, name: str, also: str) -> Any:
    if told.has(name) and told.has(also):
        raise refusal(also, told.values[also], f"The row also has “{name}”, which means the same.")
    field = also if told.has(also) else name
    return named_title(field, told.values.get(field))


__all__ = ["OwnLists", "OwnRelations"]
