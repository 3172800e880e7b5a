"""People: one line a person, with their ids."""

from __future__ import annotations

from collections.abc import Iterator

from daybill.apps.sources.formats.format import Context, Remark
from daybill.apps.sources.reading import Row, is_damaged
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.records import PersonRecord, Record

from .format import OwnFormat, lost_letters, strange
from .refs import ID_FIELDS, SCHEME_NAMES, person_ids, person_key, person_name
from .rows import Cells, OwnRows
from .values import slug

LONGEST_ADDRESS = 120


class OwnPeople(OwnFormat):
    """``{"key", "name", "slug", "ids"}``; a table has a column for each scheme."""

    reader = OwnRows(
        needs=(("name",), ("key", "ids", *SCHEME_NAMES)),
        absent=frozenset(
            {
                "type",
                "year",
                "title",
                "provider",
                "country",
                "role",
                "character",
                "body",
                "list",
                "rank",
                "adult",
                "names",
                "said",
                "placings",
            }
        ),
        cells=Cells(),
    )
    row_name = "people"
    known = frozenset({"key", "name", "slug", *ID_FIELDS})

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = Fields.of(row.values)
        yield from strange(told.values, self.known)
        name, key = person_name(told), person_key(told, "key")
        if is_damaged(name):
            yield lost_letters(name)
        yield PersonRecord(
            name, ids=person_ids(told, key), key=key, slug=slug("slug", told.text("slug"), LONGEST_ADDRESS)
        )
