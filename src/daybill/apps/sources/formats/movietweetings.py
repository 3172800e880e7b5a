"""MovieTweetings: IMDb ids with name, year and genres in ``movies.dat``, the points people gave in ``ratings.dat``.

The second is looked for beside the first. Only the mean and the number of the ratings are read, no single one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path

from daybill.apps.sources.reading import Head, Row, Table, UnreadableFile, name_and_year, refuse_damaged
from daybill.domain.errors import InvalidRecord
from daybill.domain.genres import read_genres
from daybill.domain.identity import Scheme, parse_external_id
from daybill.domain.records import Record, SourceRecord, TitleRecord, TitleRef
from daybill.domain.words import plausible_year, popularity, title_words

from .format import Context, Format, Remark

SCALE = 10
_RATINGS = Table(frozenset(), delimiter="::", names=("user", "movie", "rating", "moment"))
_RATING_FILES = ("ratings.dat", "ratings.dat.gz")
_LAST_SECOND = 2**32


class _ByImdbNumber(Table):
    """The table of films among those of three parts: MovieLens' older ones have numbers of their own there."""

    def recognises(self, head: Head) -> bool:
        return super().recognises(head) and bool(re.match(r"\d{7,9}::", head.first_line))


@dataclass(slots=True)
class Points:
    """What one film got: the sum and number of the points on the scale, and how many were off it."""

    total: int = 0
    votes: int = 0
    off_scale: int = 0


@dataclass(frozen=True, slots=True)
class Ratings:
    """Points by IMDb number, and the day of the newest; ``None`` where there is none."""

    points: Mapping[str, Points] = field(default_factory=dict)
    newest: date | None = None


class MovieTweetings(Format):
    """``0113277::Heat (1995)::Crime|Drama``."""

    source = SourceRecord(
        slug="movietweetings",
        name="MovieTweetings",
        url="https://github.com/sidooms/MovieTweetings",
        licence="MIT",
        notice="Titles, years, genres; mean and number of the ratings, no single rating.",
        ranks={"": 30, "name": 80, "genres": 15, "popularity": 30},
    )
    reader = _ByImdbNumber(frozenset(), delimiter="::", names=("id", "name", "genres"))
    makes_titles = True
    row_name = "titles"

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        cells = row.values
        number = cells["id"].strip()
        imdb = parse_external_id(Scheme.IMDB, f"tt{number}")
        name, told = name_and_year(refuse_damaged(cells["name"], field="name"))
        if not name:
            raise InvalidRecord(field="name", value=cells["name"], reason="The title has no name.")
        year = plausible_year(told) if told is not None else None
        genres = read_genres(self.source.slug, cells["genres"].split("|"))
        ratings = ratings_beside(context.path)
        points = ratings.points.get(number, Points())
        as_of = min(ratings.newest, context.today) if ratings.newest else None
        for word in genres.unknown:
            yield Remark(f"“{word}” is no genre that is known here.")
        if points.off_scale:
            yield Remark("Ratings off the scale of 1 to 10 were not counted.")
        yield TitleRecord(
            TitleRef(
                ids=((str(Scheme.IMDB), imdb),),
                name=name,
                years=frozenset({year} if year else ()),
                type="movie",
            ),
            title_words(
                name=name,
                year=year,
                genres=genres.genres,
                ratings=[_rating(points, as_of)] if points.votes else None,
                popularity=popularity(tweets=points.votes) if points.votes else None,
            ),
        )


def _rating(points: Points, as_of: date | None) -> dict[str, object]:
    mean = (Decimal(points.total) / points.votes).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return {
        "value": str(mean),
        "scale": SCALE,
        "votes": points.votes,
        "as_of": as_of.isoformat() if as_of else "",
    }


def ratings_beside(path: Path) -> Ratings:
    """What the ratings in the file's folder come to; nothing where there are none.

    Raises:
        InvalidRecord: there is such a file and it cannot be read.
    """
    for name in _RATING_FILES:
        file = path.parent / name
        if file.is_file():
            stat = file.stat()
            return _ratings(file, stat.st_mtime_ns, stat.st_size)
    return Ratings()


@lru_cache(maxsize=2)
def _ratings(path: Path, changed: int, size: int) -> Ratings:
    """Every line of four parts that are numbers; one that is not says nothing."""
    points: dict[str, Points] = {}
    newest = 0
    try:
        for row in _RATINGS.rows(path):
            try:
                rating, moment = int(row.values["rating"]), int(row.values["moment"])
                of = points.setdefault(row.values["movie"], Points())
            except (KeyError, ValueError):
                continue
            if 1 <= rating <= SCALE:
                of.total, of.votes = of.total + rating, of.votes + 1
                newest = max(newest, moment) if moment < _LAST_SECOND else newest
            else:
                of.off_scale += 1
    except UnreadableFile as error:
        raise InvalidRecord(field=path.name, value=str(path), reason=error.reason) from error
    return Ratings(points, datetime.fromtimestamp(newest, UTC).date() if newest else None)
