"""Golden Globe nominations: films stand in the nominee column, articles behind, foreign films reversed."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from daybill.apps.sources.reading import Row, Table, article_first, refuse_damaged, whole_number
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import clean_name
from daybill.domain.places import is_country
from daybill.domain.records import AwardRecord, PersonRef, Record, SourceRecord, TitleRef
from daybill.domain.words import plausible_year

from .format import Context, Format, Remark

BODY, BODY_NAME = "golden-globes", "Golden Globe Awards"
_YEAR_BEHIND = re.compile(r"(?P<name>.+?) +(?:\((?P<year>\d{4})\)|- (?P<dashed>\d{4}))")
_TV_BEHIND = re.compile(r" \(TV(?: Series)?\)$")
_OTHER_NAME = re.compile(r"(?P<name>.+?) \((?P<other>[^()]{3,})\)")
_TELEVISION = re.compile(r"\b(Television|TV|Series)\b")
_TITLE_AWARD = re.compile(
    r"(Best Motion Picture|Best Television|Picture|Documentary|Television (Series|Program|Movie|Special)|"
    r"Outstanding Use Of Color)"
)
_FOREIGN = re.compile(r"Foreign (Film|Language)|Samuel Goldwyn")


@dataclass(frozen=True, slots=True)
class Nomination:
    """One row after its dirt.

    Attributes:
        film: the title's name, the article in front; "" for an award to a person's work at large.
        people: who is named; countries that stood among them are in ``detail``.
        year: a year that stood behind the name.
    """

    film: str
    people: tuple[str, ...]
    detail: str = ""
    year: int | None = None
    other_name: str = ""


def parse(category: str, nominee: str, film: str) -> Nomination:
    """Tell apart who and what, whichever column they stand in."""
    nominee, film = clean_name(nominee), clean_name(film)
    if _FOREIGN.search(category) and film:
        return _foreign(nominee, film)
    if _TITLE_AWARD.match(category) and not film:
        return _named(nominee, ())
    if "Original Song" in category:
        return _named(film, (), nominee)
    return _named(film, (nominee,) if nominee else ())


def _foreign(nominee: str, film: str) -> Nomination:
    """``("Italy, Federico Fellini", "8½")`` and its reverse: the side that begins with a country names the makers."""
    is_reversed = is_country(film.partition(",")[0])
    makers, name = (film, nominee) if is_reversed else (nominee, film)
    parts = [part for part in (p.strip() for p in makers.split(",")) if part]
    people = tuple(part for part in parts if not is_country(part))
    return _named(name, people, ", ".join(part for part in parts if is_country(part)))


def _named(name: str, people: tuple[str, ...], detail: str = "") -> Nomination:
    name = _TV_BEHIND.sub("", name)
    year = None
    if match := _YEAR_BEHIND.fullmatch(name):
        name, year = match["name"], plausible_year(match["year"] or match["dashed"])
    other = ""
    if match := _OTHER_NAME.fullmatch(name):
        name, other = match["name"], match["other"]
    return Nomination(article_first(name), people, detail, year, article_first(other))


class GoldenGlobes(Format):
    """``year_film,year_award,ceremony,category,nominee,film,win``."""

    source = SourceRecord(
        slug="golden-globes",
        name="Golden Globe nominations to 2020",
        licence="facts only",
        notice="Categories, nominees, film names, years and results.",
    )
    reader = Table(frozenset({"year_film", "year_award", "ceremony", "category", "nominee", "film", "win"}))
    row_name = "nominations"

    def group(self, row: Row) -> Hashable:
        return row.values.get("year_award") or None

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        cells = row.values
        category = clean_name(cells["category"])
        if not category:
            raise InvalidRecord(field="category", value="", reason="The nomination has no category.")
        for column in ("nominee", "film"):
            refuse_damaged(cells[column], field=column)
        nomination = parse(category, cells["nominee"], cells["film"])
        film_year = plausible_year(cells["year_film"], field_name="year_film")
        yield AwardRecord(
            body=BODY,
            body_name=BODY_NAME,
            category=category,
            title=_title(nomination, category, film_year) if nomination.film else None,
            film_name=nomination.film,
            year=plausible_year(cells["year_award"], field_name="year_award"),
            film_year=str(film_year),
            ceremony=_ceremony(cells["ceremony"]),
            nominees=tuple(PersonRef(name) for name in nomination.people),
            won=_won(cells["win"]),
            detail=nomination.detail,
        )


def _title(nomination: Nomination, category: str, film_year: int) -> TitleRef:
    """A nominee may be a composer of whom no source spoke: people agree here, and contradict nothing."""
    is_television = bool(_TELEVISION.search(category))
    year = film_year if is_television else nomination.year or film_year
    return TitleRef(
        name=nomination.film,
        other_names=(nomination.other_name,) if nomination.other_name else (),
        years=frozenset({year}),
        type="series" if is_television else "movie",
        others=nomination.people,
        is_sole=True,
    )


def _ceremony(cell: str) -> int | None:
    number = whole_number(cell, field="ceremony")
    if number and number > 1000:
        raise InvalidRecord(field="ceremony", value=cell, reason="There was no such ceremony.")
    return number


def _won(cell: str) -> bool | None:
    word = cell.strip().casefold()
    if word not in {"true", "false", ""}:
        raise InvalidRecord(field="win", value=cell, reason="It is neither True nor False.")
    return word == "true" if word else None
