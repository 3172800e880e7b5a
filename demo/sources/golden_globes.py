"""Golden Globe nominations to 2020: films stand in the nominee column, articles behind, foreign films reversed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from daybill.domain.identity import clean_name, normalise_name
from demo.drafts import Catalogue
from demo.matching import TitleIndex, Wanted
from demo.places import country_code
from demo.tables import read_rows

SOURCE = "golden-globes"
BODY = {"slug": "golden-globes", "name": "Golden Globe Awards", "country": "US"}

_ARTICLE_BEHIND = re.compile(r"(?P<rest>.+), (?P<article>The|A|An|La|Le|Les|L'|Il|El|Das|Der|Die)")
_YEAR_BEHIND = re.compile(r"(?P<name>.+?) +(?:\((?P<year>\d{4})\)|- (?P<dashed>\d{4}))")
_TV_BEHIND = re.compile(r" \(TV(?: Series)?\)$")
_OTHER_NAME = re.compile(r"(?P<name>.+?) \((?P<other>[^()]{3,})\)")
_TELEVISION = re.compile(r"\b(Television|TV|Series)\b")
_TITLE_AWARD = re.compile(
    r"(Best Motion Picture|Best Television|Picture|Documentary|Television (Series|Program|Movie|Special)|"
    r"Outstanding Use Of Color)"
)
_FOREIGN = re.compile(r"Foreign (Film|Language)|Samuel Goldwyn")
_STATES = frozenset(
    {"united soviet socialist republics", "ussr", "yugoslavia", "czechoslovakia", "west germany", "russia"}
)


@dataclass(frozen=True, slots=True)
class Nomination:
    """One row after its dirt.

    Attributes:
        film: the title's name, the article in front; empty for an award to a person's work at large.
        people: who is named; countries that stood among them are left out.
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
    makers, name = (film, nominee) if _begins_with_country(film) else (nominee, film)
    parts = [part for part in (p.strip() for p in makers.split(",")) if part]
    people = tuple(part for part in parts if not _is_country(part))
    return _named(name, people, ", ".join(part for part in parts if _is_country(part)))


def _named(name: str, people: tuple[str, ...], detail: str = "") -> Nomination:
    name = _TV_BEHIND.sub("", name)
    year = None
    if match := _YEAR_BEHIND.fullmatch(name):
        name, year = match["name"], int(match["year"] or match["dashed"])
    other = ""
    if match := _OTHER_NAME.fullmatch(name):
        name, other = match["name"], match["other"]
    return Nomination(_article_first(name), people, detail, year, _article_first(other))


def _article_first(name: str) -> str:
    match = _ARTICLE_BEHIND.fullmatch(name)
    return f"{match['article']} {match['rest']}" if match else name


def _is_country(part: str) -> bool:
    return bool(country_code(part)) or part.casefold() in _STATES


def _begins_with_country(text: str) -> bool:
    return _is_country(text.partition(",")[0].strip())


def read(catalogue: Catalogue, folder: Path) -> None:
    catalogue.award_bodies.append(BODY)
    index = TitleIndex(catalogue.titles.values())
    for row in read_rows(folder / "golden_globes/golden_globe_awards.csv"):
        catalogue.count(SOURCE, "rows")
        nomination = parse(row["category"], row["nominee"], row["film"])
        key = find(index, nomination, row["category"], int(row["year_film"])) if nomination.film else None
        if key:
            catalogue.count(SOURCE, "matched")
        elif nomination.film:
            catalogue.count(SOURCE, "without a title")
        catalogue.awards.append(_award(row, nomination, key))


def find(index: TitleIndex, nomination: Nomination, category: str, film_year: int) -> str | None:
    """The key of the title, by either of its names, only where no other fits."""
    people = frozenset(normalise_name(name) for name in nomination.people)
    years = frozenset({nomination.year or film_year})
    for name in filter(None, (nomination.film, nomination.other_name)):
        if not _TELEVISION.search(category):
            if draft := index.find(Wanted(name, years, "movie", is_sole=True)).draft:
                return draft.key
            # A nominee may be a composer of whom no source spoke: people decide here, and contradict nothing.
            near = [
                d for d in index.named(name, "movie") if d.people() & people and _is_near(d.years(), years)
            ]
            if len(near) == 1:
                return near[0].key
        elif key := _series(index, name, film_year):
            return key
    return None


def _is_near(years: set[int], wanted: frozenset[int]) -> bool:
    return any(abs(year - other) <= 1 for year in years for other in wanted)


def _series(index: TitleIndex, name: str, film_year: int) -> str | None:
    """The only series of that name that had begun in the year, where no film of that year bears the name."""
    series = [d for d in index.named(name, "series") if min(d.years(), default=9999) <= film_year]
    films = [d for d in index.named(name, "movie") if film_year in d.years()]
    return series[0].key if len(series) == 1 and not films and len(index.named(name, "series")) == 1 else None


def _award(row: dict[str, str], nomination: Nomination, key: str | None) -> dict[str, object]:
    return {
        "title": key,
        "film_name": nomination.film,
        "body": BODY["slug"],
        "ceremony": int(row["ceremony"]),
        "year": int(row["year_award"]),
        "film_year": row["year_film"],
        "category": clean_name(row["category"]),
        "nominees": [{"name": name} for name in nomination.people],
        "won": row["win"] == "True",
        "detail": nomination.detail,
        "source": SOURCE,
    }
