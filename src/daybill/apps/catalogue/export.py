"""Titles for a dump: read in batches, so that memory and queries follow the batch and not the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import TypedDict

from .models import Credit, Role, Title, TitleGenre, TitleName
from .queries import PAGE_TYPES

BATCH = 2000


class TitleLine(TypedDict):
    """One title of a dump; api/schemas/title.schema.json says the same to programs.

    ``names`` are its other names, each once and without ``name``; ``genres`` are slugs of the controlled
    list; ``directors`` and ``cast`` are names in order of billing.
    """

    id: int
    imdb: str | None
    name: str
    names: list[str]
    year: int | None
    type: str
    genres: list[str]
    directors: list[str]
    cast: list[str]
    popularity: float


def title_lines(types: Collection[str] = PAGE_TYPES, *, batch: int = BATCH) -> Iterator[TitleLine]:
    """Every title of these types in order of its id; four queries a batch, and one to find the end.

    A title stored while the dump runs may or may not be in it; none is in it twice.
    """
    last = 0
    while True:
        found = Title.objects.filter(type__in=list(types), pk__gt=last).order_by("pk")
        titles = list(
            found.only("id", "imdb_id", "name", "original_name", "year", "type", "popularity")[:batch]
        )
        if not titles:
            return
        yield from _lines(titles)
        last = titles[-1].pk


def _lines(titles: Sequence[Title]) -> Iterator[TitleLine]:
    ids = [title.pk for title in titles]
    names, genres, people = _names(ids), _genres(ids), _people(ids)
    for title in titles:
        others = dict.fromkeys(name for name in (title.original_name, *names[title.pk]) if name)
        others.pop(title.name, None)
        yield {
            "id": title.pk,
            "imdb": title.imdb_id,
            "name": title.name,
            "names": list(others),
            "year": title.year,
            "type": title.type,
            "genres": genres[title.pk],
            "directors": list(people[title.pk, Role.DIRECTOR].values()),
            "cast": list(people[title.pk, Role.ACTOR].values()),
            "popularity": title.popularity,
        }


def _names(ids: Sequence[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for title, name in (
        TitleName.objects.filter(title__in=ids).order_by("name", "id").values_list("title_id", "name")
    ):
        found[title].append(name)
    return found


def _genres(ids: Sequence[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = TitleGenre.objects.filter(title__in=ids).order_by("position", "id")
    for title, genre in rows.values_list("title_id", "genre"):
        found[title].append(genre)
    return found


def _people(ids: Sequence[int]) -> defaultdict[tuple[int, str], dict[int, str]]:
    """(title, role) -> person -> name, in order of billing; a person with two parts stands once."""
    found: defaultdict[tuple[int, str], dict[int, str]] = defaultdict(dict)
    rows = (
        Credit.objects.filter(title__in=ids, role__in=[Role.DIRECTOR, Role.ACTOR])
        .order_by("position", "id")
        .values_list("title_id", "role", "person_id", "person__name")
    )
    for title, role, person, name in rows.iterator(chunk_size=BATCH):
        found[title, role].setdefault(person, name)
    return found
