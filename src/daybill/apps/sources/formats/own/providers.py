"""Providers and sources: whom offers and facts are of."""

from __future__ import annotations

from collections.abc import Iterator

from daybill.apps.sources.formats.format import Context, Remark
from daybill.apps.sources.reading import Row
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.records import ProviderRecord, Record, SourceRecord

from .format import LONGEST_SOURCE, OwnFormat, named_slug, several_lines, strange
from .rows import Cells, OwnRows
from .values import LONGEST_WORD, link, needed, plain, refusal, slug, whole
from .words import WORD_FIELDS

LONGEST_URL = LONGEST_NAME = 200
_OTHERS = frozenset(
    {"key", "ids", "type", "year", "country", "provider", "placings", "rank", "title", "body"}
)
_OF_SOURCES = ("licence", "notice", "ranks", "last_known_after_days")
# "proof" marks a source whose genres are added to those of others (`daybill.domain.words`).
_RANKED = ("", "proof", *WORD_FIELDS)


class OwnProviders(OwnFormat):
    """``{"slug", "name", "url", "parent"}``."""

    reader = OwnRows(needs=(("slug",), ("name",)), absent=_OTHERS | set(_OF_SOURCES), cells=Cells())
    row_name = "providers"
    known = frozenset({"slug", "name", "url", "parent"})

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = Fields.of(row.values)
        yield from strange(told.values, self.known)
        own, parent = named_slug(told, "slug"), slug("parent", told.text("parent"))
        if parent == own:
            raise refusal("parent", parent, "A provider is not sold through itself.")
        address, why_not = link("url", told.values.get("url"), longest=LONGEST_URL)
        if why_not:
            yield Remark(why_not)
        name = needed("name", told.values.get("name"), longest=LONGEST_WORD)
        yield ProviderRecord(own, name, url=address, parent=parent)


class OwnSources(OwnFormat):
    """``{"slug", "name", "url", "licence", "notice", "last_known_after_days", "ranks"}``."""

    reader = OwnRows(
        needs=(("slug",), ("name",), _OF_SOURCES),
        absent=_OTHERS,
        cells=Cells(numbers=frozenset({"last_known_after_days"})),
    )
    row_name = "sources"
    known = frozenset({"slug", "name", "url", *_OF_SOURCES})

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = Fields.of(row.values)
        yield from strange(told.values, self.known)
        address, why_not = link("url", told.values.get("url"), longest=LONGEST_URL)
        if why_not:
            yield Remark(why_not)
        ranks = told.object("ranks")
        yield from strange(ranks.values, _RANKED, ranks.path)
        yield SourceRecord(
            slug=named_slug(told, "slug", longest=LONGEST_SOURCE),
            name=needed("name", told.values.get("name"), longest=LONGEST_NAME),
            url=address,
            licence=plain("licence", told.values.get("licence"), longest=LONGEST_NAME),
            notice=several_lines("notice", told),
            last_known_after_days=whole("last_known_after_days", told.values.get("last_known_after_days")),
            ranks=dict(_places(ranks)),
        )


def _places(ranks: Fields) -> Iterator[tuple[str, int]]:
    for name, value in ranks.values.items():
        place = whole(f"{ranks.path}{name}"[:LONGEST_WORD], value)
        if name in _RANKED and place is not None:
            yield name, place
