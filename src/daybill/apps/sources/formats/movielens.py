"""MovieLens: names, years and genres in ``movies.csv``, and the ids of IMDb and TMDB in ``links.csv`` beside it.

Without the links a row is known by name and year alone, and completes what is there. Source of the shapes: the
README of ml-latest-small (GroupLens).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from daybill.apps.sources.reading import Row, Table, UnreadableFile, article_first, head_of, refuse_damaged
from daybill.domain.errors import InvalidRecord
from daybill.domain.genres import read_genres
from daybill.domain.identity import Scheme, clean_name, parse_external_id
from daybill.domain.records import Record, SourceRecord, TitleRecord, TitleRef
from daybill.domain.words import plausible_year, title_words

from .format import Context, Format, Remark

_LINKS = Table(frozenset({"movieId", "imdbId", "tmdbId"}))
_LINK_FILES = ("links.csv", "links.csv.gz")
# A range of years is that of a series; a film has one year.
_YEARS = re.compile(r"(?P<name>.+?) ?\((?P<year>\d{4})(?P<more>[–-]\d{0,4})?\)")
_BEHIND = re.compile(r"(?P<name>.+?) \((?P<other>[^()]+(?:\([^()]*\)[^()]*)*)\)")
_ALSO_KNOWN_AS = re.compile(r"(?:a\.k\.a\.|aka) ", re.IGNORECASE)
_NO_NAME = re.compile(r"Part \d")
_MEANT = {"Children": "Kids"}
_NO_GENRES = frozenset({"(no genres listed)", "IMAX"})


@dataclass(frozen=True, slots=True)
class Name:
    """What stands in the title column.

    Attributes:
        names: the name with its article in front, then the others it goes by.
        year: the first where a range is told; ``None`` where none is.
        is_film: whether it has the one year that a film has; the table knows films and series alike.
    """

    names: tuple[str, ...]
    year: int | None
    is_film: bool


def parse_name(text: str) -> Name:
    """Take apart ``Seven (a.k.a. Se7en) (1995)`` and ``White Balloon, The (Badkonake sefid) (1995)``."""
    rest, year, is_film = clean_name(text), None, False
    if match := _YEARS.fullmatch(rest):
        rest, year, is_film = match["name"], plausible_year(match["year"]), not match["more"]
    others: list[str] = []
    while match := _BEHIND.fullmatch(rest):
        rest = match["name"]
        others.insert(0, match["other"])
    also = [_ALSO_KNOWN_AS.sub("", other).strip() for other in others if not _NO_NAME.match(other)]
    names = [article_first(name) for name in (rest, *also) if name]
    return Name(tuple(dict.fromkeys(names)), year, is_film)


class MovieLens(Format):
    """``movieId,title,genres``."""

    source = SourceRecord(
        slug="movielens",
        name="MovieLens",
        url="https://grouplens.org/datasets/movielens/",
        licence="research use; not to be passed on",
        notice="GroupLens Research, University of Minnesota. Names, years, genres and ids; no ratings, no tags.",
        ranks={"": 85},
    )
    reader = Table(frozenset({"movieId", "title", "genres"}))
    makes_titles = True
    row_name = "titles"

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        cells = row.values
        name = parse_name(refuse_damaged(cells["title"], field="title"))
        if not name.names:
            raise InvalidRecord(field="title", value=cells["title"], reason="The title has no name.")
        number = cells["movieId"].strip()
        ids = _ids(links_beside(context.path).get(number), is_film=name.is_film)
        genres = read_genres(
            self.source.slug,
            [_MEANT.get(word, word) for word in cells["genres"].split("|") if word not in _NO_GENRES],
        )
        for word in genres.unknown:
            yield Remark(f"“{word}” is no genre that is known here.")
        yield TitleRecord(
            TitleRef(
                ids=ids,
                key=f"movielens:{number}",
                name=name.names[0],
                other_names=name.names[1:],
                years=frozenset({name.year} if name.year else ()),
                type="movie" if name.is_film else "",
            ),
            title_words(
                name=name.names[0],
                names=[{"name": other} for other in name.names[1:]],
                year=name.year,
                genres=genres.genres,
            ),
            # A name and a year alone are too little to make a title of.
            is_witness=not ids,
        )


def _ids(link: tuple[str, str] | None, *, is_film: bool) -> tuple[tuple[str, str], ...]:
    """IMDb's id with its letters, and TMDB's for a film: it counts series apart, and the table does not say which."""
    if link is None:
        return ()
    imdb, tmdb = link
    ids = []
    if imdb:
        text = f"tt{imdb.zfill(7)}"
        ids.append((str(Scheme.IMDB), parse_external_id(Scheme.IMDB, text)))
    if tmdb and is_film:
        ids.append((str(Scheme.TMDB), parse_external_id(Scheme.TMDB, tmdb)))
    return tuple(ids)


def links_beside(path: Path) -> dict[str, tuple[str, str]]:
    """MovieLens' number -> (IMDb's without its letters, TMDB's), from the links in the file's folder; empty without.

    Raises:
        InvalidRecord: there is such a file and it cannot be read.
    """
    for name in _LINK_FILES:
        file = path.parent / name
        if file.is_file():
            stat = file.stat()
            return _links(file, stat.st_mtime_ns, stat.st_size)
    return {}


@lru_cache(maxsize=2)
def _links(path: Path, changed: int, size: int) -> dict[str, tuple[str, str]]:
    try:
        head = head_of(path)
        if not _LINKS.recognises(head):
            raise InvalidRecord(
                field=path.name, value=str(path), reason=f"Of the links, {_LINKS.why_not(head)}."
            )
        return {
            row.values["movieId"].strip(): (row.values["imdbId"].strip(), row.values["tmdbId"].strip())
            for row in _LINKS.rows(path)
            if not row.fault
        }
    except UnreadableFile as error:
        raise InvalidRecord(field=path.name, value=str(path), reason=error.reason) from error
