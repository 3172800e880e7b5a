"""Awards: one line an entry in one category of one ceremony."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daybill.apps.sources.formats.format import Context, Remark
from daybill.apps.sources.reading import Row
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import slugify
from daybill.domain.records import AwardRecord, PersonRef, Record, TitleRef
from daybill.domain.words import LONGEST_NAME, plausible_year, title_words, years_of

from .format import OwnFormat, source_slug, strange
from .refs import ID_FIELDS, PEOPLE, SCHEME_NAMES, person_ref, title_ref
from .rows import Cells, OwnRows
from .values import LONGEST_WORD, flag, needed, plain, refusal, whole, year_written

LONGEST_BODY, LONGEST_CATEGORY, LONGEST_FILM_YEAR, LONGEST_KEY = 50, 200, 9, 40
# ``year`` and ``name`` would be read as the ceremony's and the award's: here the film has names of its own.
_FLAT = ID_FIELDS | {"type", "directors"}
_IS_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OF_PERSON = ("name", "person", "ids", *SCHEME_NAMES)


class OwnAwards(OwnFormat):
    """``{"body", "title", "film_name", "year", "film_year", "category", "nominees", "won", …}``."""

    reader = OwnRows(
        needs=(("body",), ("category",)),
        absent=frozenset({"provider", "placings", "rank"}),
        cells=Cells(
            lists=frozenset({"nominees", *PEOPLE}),
            numbers=frozenset({"year", "ceremony"}),
            flags=frozenset({"won"}),
        ),
    )
    row_name = "nominations"
    known = frozenset(
        {"body", "body_name", "title", "film_name", "year", "film_year", "ceremony", "category", "nominees"}
        | {"won", "detail", "source", "key", *_FLAT}
    )

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = Fields.of(row.values)
        values = told.values
        yield from strange(values, self.known)
        for person in told.entries("nominees"):
            if isinstance(person, dict):
                yield from strange(person, _OF_PERSON, "nominees.")
        body, body_name = _body(told)
        year = year_written("year", values.get("year"))
        film_name = plain("film_name", values.get("film_name"), longest=LONGEST_NAME)
        film_year = plain("film_year", values.get("film_year"), longest=LONGEST_FILM_YEAR)
        yield AwardRecord(
            body=body,
            body_name=body_name,
            category=needed("category", values.get("category"), longest=LONGEST_CATEGORY),
            title=_title(told, film_name, film_year),
            film_name=film_name,
            year=None if year is None else plausible_year(year),
            film_year=film_year,
            ceremony=whole("ceremony", values.get("ceremony")),
            nominees=_nominees(told),
            won=flag("won", values.get("won")),
            detail=plain("detail", values.get("detail"), longest=LONGEST_NAME),
            source=source_slug(values),
            key=plain("key", values.get("key"), longest=LONGEST_KEY),
        )


def _body(told: Fields) -> tuple[str, str]:
    """Slug and name of who gives it; where one is written in words, the slug is made of them."""
    word = needed("body", told.values.get("body"), longest=LONGEST_WORD)
    name = plain("body_name", told.values.get("body_name"), longest=LONGEST_WORD)
    if len(word) <= LONGEST_BODY and _IS_SLUG.fullmatch(word):
        return word, name or word
    made = slugify(word)[:LONGEST_BODY].strip("-")
    if not made:
        raise refusal("body", word, "Write who gives it as an id, such as academy-awards.")
    return made, name or word


def _title(told: Fields, film_name: str, film_year: str) -> TitleRef | None:
    """The title a row names; else the film as the source writes it, which an editor may have to find.

    A line that an export wrote (it has a ``key``) without a title was asked about where it came from.
    """
    ref = title_ref(told.values, flat=_FLAT)
    if ref is not None or not film_name or told.values.get("key"):
        return ref
    directors = (
        tuple(dict.fromkeys(told.texts("directors")))
        if isinstance(told.values.get("directors"), list)
        else ()
    )
    try:
        years = years_of(title_words(year=film_year))
    except InvalidRecord:
        years = frozenset()
    return TitleRef(name=film_name, years=years, directors=directors)


def _nominees(told: Fields) -> tuple[PersonRef, ...]:
    return tuple(person_ref(one, f"nominees.{n}") for n, one in enumerate(told.entries("nominees"), start=1))
