"""Titles: one line a title, with the word of every source on it, or with the publisher's alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from daybill.apps.sources.formats.format import Context, Remark
from daybill.apps.sources.reading import Row, is_damaged
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.records import Record, TitleRecord, TitleRef, TitleWords

from .format import LONGEST_SOURCE, OwnFormat, lost_letters, past_day, strange
from .refs import PEOPLE, TITLE_FIELDS, TYPES, needed_title
from .rows import Cells, OwnRows
from .values import chosen, refusal, slug
from .words import WORD_FIELDS, credits_named, words_of

LONGEST_ADDRESS = 120
_FLAT = TITLE_FIELDS - {"title"}


class OwnTitles(OwnFormat):
    """``{"key", "name", "year", "type", …, "said": {source: {"as_of", …}}}``."""

    reader = OwnRows(
        needs=(("type", "said"), ("name", "said")),
        absent=frozenset({"provider", "country", "category", "kind", "placings", "rank", "asked", "blocks"}),
        cells=Cells(
            lists=frozenset({"names", "genres", "countries", "languages", *PEOPLE}),
            numbers=frozenset({"end_year", "runtime_minutes", "season_count", "popularity", "number"}),
        ),
    )
    makes_titles = True
    row_name = "titles"
    # ``id`` is the number of one site, and means nothing on another.
    known = frozenset({*_FLAT, *WORD_FIELDS, "id", "slug", "said", "as_of"})

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = Fields.of(row.values)
        if not told.text("type"):
            raise chosen("type", "", TYPES, "Every title has a type, which")
        yield from strange(told.values, self.known)
        address = slug("slug", told.text("slug"), LONGEST_ADDRESS)
        remarks: list[Remark] = []
        for source, as_of, words, ref in _words_by_source(told, context, remarks):
            yield TitleRecord(ref, words, as_of=as_of, source=source, slug=address)
        yield from remarks


def _words_by_source(
    told: Fields, context: Context, remarks: list[Remark]
) -> Iterator[tuple[str, date | None, TitleWords, TitleRef]]:
    """(source, day, words, title) for each source that a line gives the word of."""
    flat = needed_title(told.values, flat=_FLAT)
    said = told.object("said")
    if not said.values:
        words = _flat_words(told, remarks)
        if "name" not in words:
            raise refusal("name", told.values.get("name"), "A title has a name.")
        yield "", past_day("as_of", told.values, context) or context.observed, words, flat
        return
    spoken = []
    for source in said.values:
        one = said.object(source)
        name = slug("said", source, LONGEST_SOURCE)
        if not name:
            raise refusal("said", source, "Each word stands under the slug of its source.")
        remarks += strange(one.values, (*WORD_FIELDS, "as_of"), one.path)
        as_of = past_day("as_of", one.values, context) or context.observed
        spoken.append((name, as_of, words_of(one, remarks)))
    # A word with a name first: the title is made from it where it is not there yet.
    spoken.sort(key=lambda one: ("name" not in one[2], one[0]))
    ref = _exact(flat, is_named="name" in spoken[0][2])
    yield from ((source, as_of, words, ref) for source, as_of, words in spoken)


def _exact(ref: TitleRef, *, is_named: bool) -> TitleRef:
    """The title of a line that an export wrote: its key and ids say which it is, and a namesake is another one.

    Where no source names the title the ref does, so that it has a name at all.
    """
    if not (ref.ids or ref.key):
        return ref
    name = "" if is_named else ref.name
    return TitleRef(
        ids=ref.ids,
        key=ref.key,
        name=name,
        years=ref.years,
        type=ref.type,
        parent=ref.parent,
        number=ref.number,
    )


def _flat_words(told: Fields, remarks: list[Remark]) -> TitleWords:
    values = dict(told.values)
    named = credits_named(told)
    listed = told.entries("credits")
    roles = {
        one.get("role") for one in listed if isinstance(one, Mapping) and isinstance(one.get("role"), str)
    }
    if named or listed:
        values["credits"] = [*listed, *(one for one in named if one["role"] not in roles)]
    words = words_of(Fields(values), remarks)
    names = (words.get("name", ""), words.get("original_name", ""))
    remarks += [lost_letters(name) for name in names if is_damaged(name)]
    return words
