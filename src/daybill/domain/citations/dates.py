"""Dates as people write them under an article, each at its own precision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from babel.dates import get_month_names

from daybill.domain.identity import fold

_LANGUAGES = ("en", "fr", "de", "es", "it")
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_YEAR = r"(?:1[89]|20|21)\d\d"


class DatePrecision(StrEnum):
    """How exactly a written date is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date at the precision it was written with.

    Attributes:
        text: as it was written.
        month: 1 to 12; of a span ("July/August") the first.
        season: 1 spring to 4 winter.
        ambiguous: whether day and month could be read the other way round.
    """

    text: str
    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    ambiguous: bool = False

    @property
    def precision(self) -> DatePrecision:
        """How exactly it is known."""
        if self.day:
            return DatePrecision.DAY
        if self.month:
            return DatePrecision.MONTH
        return DatePrecision.SEASON if self.season else DatePrecision.YEAR

    @property
    def iso(self) -> str:
        """ISO 8601 at its precision; a season as EDTF writes it (``2012-24`` is the winter of 2012)."""
        if self.season:
            return f"{self.year}-{20 + self.season}"
        parts = [f"{self.year:04}", *(f"{n:02}" for n in (self.month, self.day) if n)]
        return "-".join(parts)

    def as_day(self) -> date | None:
        """The calendar day; None where only the month, season or year is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


def read_date(text: str, *, month_first: bool = False) -> WrittenDate | None:
    """The text as a date where it is nothing else; otherwise None."""
    stripped = text.strip(" .,;()[]")
    found = find_date(stripped, month_first=month_first)
    return found if found and found.text == stripped else None


def find_date(text: str, *, month_first: bool = False) -> WrittenDate | None:
    """The first date in a text that exists in the calendar.

    Args:
        month_first: how ``03/04/2021`` is read; with dots the day always comes first.
    """
    for match in _pattern().finditer(text):
        found = _of_match(match, month_first)
        if found:
            return found
    return None


def _of_match(match: re.Match[str], month_first: bool) -> WrittenDate | None:
    said = {name: value for name, value in match.groupdict().items() if value}
    text = match[0]
    try:
        if "iso" in said:
            day = date.fromisoformat(re.sub(r"\D", "-", said["iso"]))
            return WrittenDate(text, day.year, day.month, day.day)
        if "one" in said:
            return _numbers(
                text, int(said["one"]), int(said["two"]), int(said["three"]), said["mark"], month_first
            )
        if "season" in said:
            return WrittenDate(text, int(said["season_year"]), season=_SEASONS[said["season"].lower()])
        if "month" in said:
            month, year = _months()[fold(said["month"])], int(said["month_year"])
            number = int(said.get("day_before") or said.get("day_after") or 0) or None
            if number:
                date(year, month, number)
            return WrittenDate(text, year, month, number)
    except ValueError:
        return None
    return WrittenDate(text, int(said["year"]))


def _numbers(text: str, one: int, two: int, year: int, mark: str, month_first: bool) -> WrittenDate:
    turned = two > 12 or (month_first and mark != "." and one <= 12)
    month, day = (one, two) if turned else (two, one)
    date(year, month, day)
    ambiguous = mark != "." and one <= 12 and two <= 12 and one != two
    return WrittenDate(text, year, month, day, ambiguous=ambiguous)


@cache
def _months() -> dict[str, int]:
    """Folded month names and abbreviations of the languages guides are written in."""
    names = {"sept": 9}
    for language in reversed(_LANGUAGES):
        for width in ("abbreviated", "wide"):
            for number, name in get_month_names(width, locale=language).items():
                names[fold(name).rstrip(".")] = number
    return names


@cache
def _pattern() -> re.Pattern[str]:
    written = {
        name.rstrip(".")
        for lang in _LANGUAGES
        for w in ("abbreviated", "wide")
        for name in get_month_names(w, locale=lang).values()
    }
    months = "|".join(sorted(map(re.escape, {*written, *_months()}), key=len, reverse=True))
    month = rf"(?P<month>{months})\b\.?"
    span = rf"(?:\s?[/–—-]\s?(?:{months})\b\.?)?"
    return re.compile(
        rf"\b(?:(?P<iso>{_YEAR}([-/.])\d\d\2\d\d)(?!\d)"
        rf"|(?P<one>\d{{1,2}})(?P<mark>[./-])(?P<two>\d{{1,2}})(?P=mark)(?P<three>{_YEAR})(?!\d)"
        rf"|(?:(?P<day_before>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:of\s|de\s)?)?{month}{span}"
        rf"(?:\s(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?(?:[–-]\d{{1,2}})?(?=,?\s\d{{4}}))?"
        rf",?\s(?:de\s)?(?P<month_year>{_YEAR})(?!\d)"
        rf"|(?P<season>{'|'.join(_SEASONS)}),?\s(?P<season_year>{_YEAR})(?!\d)"
        rf"|(?P<year>{_YEAR})(?![\d]))",
        re.IGNORECASE,
    )
