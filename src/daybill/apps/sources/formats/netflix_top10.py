"""Netflix's weekly Top 10, worldwide and by country: a title is a name and nothing else.

So no row can be joined to a title without a guess; each is handed on as a question, with its place in the list.
"""

from __future__ import annotations

from collections.abc import Iterator

from daybill.apps.sources.reading import Row, Table, refuse_damaged, whole_number
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import clean_name, slugify
from daybill.domain.records import PlacingRecord, Record, SourceRecord, TitleRef
from daybill.domain.windows import parse_day

from .format import Context, Format, Remark, day_of
from .territories import territory

_ADDRESS = "https://www.netflix.com/tudum/top10/"


class NetflixTop10(Format):
    """``week category weekly_rank show_title season_title …``, by country with ``country_iso2`` as well."""

    source = SourceRecord(
        slug="netflix-top10",
        name="Netflix Top 10",
        url=_ADDRESS,
        licence="facts only",
        notice="Weekly places and names; no hours viewed.",
    )
    reader = Table(
        frozenset({"week", "category", "weekly_rank", "show_title", "season_title"}), delimiter="\t"
    )
    row_name = "places"

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        cells = row.values
        category = clean_name(cells["category"])
        title = TitleRef(name=_name(cells["show_title"]), type=_type(category), is_name_only=True)
        week = day_of(context, parse_day(cells["week"]))
        place, shown = _place(cells.get("country_iso2"))
        yield PlacingRecord(
            list=slugify(f"netflix top 10 {place} {week} {category}"),
            list_name=f"Netflix Top 10, {shown}, week to {week}: {category}",
            publisher="Netflix",
            title=title,
            rank=_rank(cells["weekly_rank"]),
            year=week.year,
            url=_ADDRESS,
        )


def _name(cell: str) -> str:
    name = clean_name(refuse_damaged(cell, field="show_title"))
    if not name:
        raise InvalidRecord(field="show_title", value=cell, reason="The title has no name.")
    return name


def _type(category: str) -> str:
    if category.startswith("Films"):
        return "movie"
    if category.startswith("TV"):
        return "series"
    raise InvalidRecord(field="category", value=category, reason="It is neither of films nor of TV.")


def _place(code: str | None) -> tuple[str, str]:
    """The list's country as it stands in a slug and in a name; worldwide in a table without countries."""
    if code is None:
        return "global", "worldwide"
    found = territory(code, field="country_iso2")
    return found.code, found.name()


def _rank(cell: str) -> int:
    rank = whole_number(cell, field="weekly_rank")
    if not rank or rank > 10:
        raise InvalidRecord(field="weekly_rank", value=cell, reason="A place is from 1 to 10.")
    return rank
