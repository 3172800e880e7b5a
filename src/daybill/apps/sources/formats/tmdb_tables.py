"""Two small tables of TMDB films, as they lie on Kaggle: one of films, one of their directors and casts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from daybill.apps.sources.reading import (
    Row,
    Table,
    day_in,
    is_damaged,
    python_list,
    refuse_damaged,
    whole_number,
)
from daybill.domain.errors import InvalidRecord
from daybill.domain.genres import read_genres
from daybill.domain.identity import Scheme, clean_name, normalise_name, parse_external_id
from daybill.domain.records import CreditWord, Record, SourceRecord, TitleRecord, TitleRef
from daybill.domain.words import plausible_year, popularity, title_words

from .format import Context, Format, Remark

TMDB_TABLE = SourceRecord(
    slug="tmdb-table",
    name="A small table of TMDB films",
    url="https://www.themoviedb.org/",
    licence="facts only",
    notice=(
        "TMDB ids, years, genres, director and up to three actors. Daybill is not endorsed or certified by TMDB."
    ),
    ranks={"": 45, "year": 38, "name": 70, "credits": 75, "popularity": 20},
)


def _film_id(values: Mapping[str, str]) -> str:
    return parse_external_id(Scheme.TMDB, values["id"])


class TmdbFilms(Format):
    """``id,title,release_date,genres,vote_count``: one film a row; a film may stand twice."""

    source = TMDB_TABLE
    reader = Table(
        frozenset(("id", "title", "release_date", "genres", "vote_count")), absent=frozenset({"imdb_id"})
    )
    makes_titles = True
    row_name = "films"

    def survey(self, rows: Iterable[Row]) -> frozenset[str]:
        """Names, normalised, that one film alone bears."""
        by_id = {row.values.get("id", ""): normalise_name(row.values.get("title", "")) for row in rows}
        return frozenset(name for name, films in Counter(by_id.values()).items() if films == 1)

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        values: Mapping[str, str] = row.values
        id_ = _film_id(values)
        name = refuse_damaged(clean_name(values["title"]), field="title")
        if not name:
            raise InvalidRecord(field="title", value=values["title"], reason="It is missing.")
        day = day_in(values["release_date"], "%Y-%m-%d", field="release_date")
        years = frozenset({plausible_year(day.year, field_name="release_date")} if day else ())
        genres = read_genres(self.source.slug, python_list(values["genres"]))
        yield TitleRecord(
            TitleRef(
                ids=(("tmdb", id_),),
                key=f"tmdb:movie:{id_}",
                name=name,
                years=years,
                type="movie",
                is_sole=normalise_name(name) in (context.notes or ()),
            ),
            title_words(
                name=name,
                year=min(years, default=None),
                genres=genres.genres,
                popularity=popularity(tmdb_votes=whole_number(values["vote_count"], field="vote_count") or 0),
            ),
            as_of=context.observed,
        )
        yield from (
            Remark(f"The genre “{word}” is not on our list and was left out.") for word in genres.unknown
        )


class TmdbFilmCredits(Format):
    """``id,keywords,cast,director``: one film a row, its director and the first of its cast by name alone."""

    source = TMDB_TABLE
    reader = Table(frozenset(("id", "cast", "director")))
    row_name = "films"

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        values: Mapping[str, str] = row.values
        id_ = _film_id(values)
        # "Daniel Petrie, Jr." is one person: a director's cell holds one name.
        people = {"director": [clean_name(values["director"])], "actor": python_list(values["cast"])}
        named = {role: [name for name in names if name] for role, names in people.items()}
        damaged = [name for names in named.values() for name in names if is_damaged(name)]
        kept = {role: [name for name in names if name not in damaged] for role, names in named.items()}
        if any(kept.values()):
            yield TitleRecord(
                TitleRef(
                    ids=(("tmdb", id_),),
                    key=f"tmdb:movie:{id_}",
                    type="movie",
                    directors=tuple(kept["director"]),
                    actors=tuple(kept["actor"]),
                ),
                title_words(credits=_credits(kept)),
                as_of=context.observed,
                is_witness=True,
            )
        else:
            yield Remark("It names nobody.")
        yield from (
            Remark(f"The name “{name}” lost letters before it came here and was left out.")
            for name in damaged
        )


def _credits(people: Mapping[str, list[str]]) -> list[CreditWord]:
    return [
        {"name": name, "role": role, "position": position}
        for role, names in people.items()
        for position, name in enumerate(names, start=1)
    ]
