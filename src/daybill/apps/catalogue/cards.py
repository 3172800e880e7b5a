"""Titles as lists show them: what a bill and a line under it need, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .models import Credit, Role, Title, TitleCountry, TitleGenre

STARS = 2


@dataclass(frozen=True, slots=True)
class TitleCard:
    """What a list shows of a title.

    Attributes:
        key: the id that never changes elsewhere (IMDb's), else our own; bills are dealt from it.
        genres: slugs of the controlled list.
        countries: ISO codes of the countries that produced it.
        directors, stars: names; of the cast, the first two.
    """

    id: int
    key: str
    type: str
    name: str
    slug: str
    year: int | None
    runtime_minutes: int | None
    genres: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()


_COLUMNS = ("id", "imdb_id", "type", "name", "slug", "year", "runtime_minutes")


def _genres(ids: Sequence[int]) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for title, genre in TitleGenre.objects.filter(title__in=ids).values_list("title_id", "genre"):
        found[title].append(genre)
    return found


def _countries(ids: Sequence[int]) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for title, code in TitleCountry.objects.filter(title__in=ids).values_list("title_id", "country"):
        found[title].append(code)
    return found


def _names(ids: Sequence[int]) -> dict[tuple[int, str], list[str]]:
    found: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    credited = (
        Credit.objects.filter(title__in=ids, role__in=[Role.DIRECTOR, Role.ACTOR])
        .exclude(role=Role.ACTOR, position__gt=STARS)
        .order_by("position", "id")
        .values_list("title_id", "role", "person__name")
    )
    for title, role, name in credited:
        if name not in found[title, role]:
            found[title, role].append(name)
    return found


def cards(ids: Iterable[int]) -> list[TitleCard]:
    """The cards of these titles, in the order asked for; ids that are not there are left out. Four queries."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    rows = {row[0]: row for row in Title.objects.filter(id__in=wanted).values_list(*_COLUMNS)}
    genres, countries, names = _genres(wanted), _countries(wanted), _names(wanted)
    return [
        TitleCard(
            id=pk,
            key=rows[pk][1] or f"daybill-{pk}",
            type=rows[pk][2],
            name=rows[pk][3],
            slug=rows[pk][4],
            year=rows[pk][5],
            runtime_minutes=rows[pk][6],
            genres=tuple(genres.get(pk, ())),
            countries=tuple(countries.get(pk, ())),
            directors=tuple(names.get((pk, Role.DIRECTOR), ())),
            stars=tuple(names.get((pk, Role.ACTOR), ())[:STARS]),
        )
        for pk in wanted
        if pk in rows
    ]
