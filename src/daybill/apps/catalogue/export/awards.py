"""Nominations, a year of one body at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from daybill.apps.catalogue.finding import key_of
from daybill.apps.catalogue.models import Nomination, Nominee

from .keys import ids_line, person_key
from .people import person_ids

_TITLE = ("title__imdb_id", "title__record_key", "title__type", "title__slug")
_TOLD = ("category", "film_name", "year", "film_year", "ceremony", "won", "detail")


def award_lines() -> Iterator[dict[str, Any]]:
    """Every nomination by body, year and category; three queries for each year of a body, and one for the years."""
    years = (
        Nomination.objects.order_by().values_list("body_id", "body__slug", "body__name", "year").distinct()
    )
    # The year that is not told stands first, wherever the database would put it.
    told = sorted(years, key=lambda one: (one[1], one[3] or 0))
    for body, slug, name, year in told:
        yield from _year({"body": slug, "body_name": name}, body, year)


def _year(of_body: dict[str, Any], body: int, year: int | None) -> Iterator[dict[str, Any]]:
    of_year = {"year__isnull": True} if year is None else {"year": year}
    rows = list(
        Nomination.objects.filter(body=body, **of_year)
        .order_by()
        .values("id", "title_id", "record_key", "source__slug", *_TOLD, *_TITLE)
    )
    nominees = _nominees([row["id"] for row in rows])
    lines = []
    for row in rows:
        line = of_body | {name: row[name] for name in _TOLD}
        line |= {"source": row["source__slug"], "key": row["record_key"], "nominees": nominees[row["id"]]}
        if row["title_id"]:
            line["title"] = key_of(*(row[name] for name in _TITLE))
        lines.append({name: value for name, value in line.items() if value not in (None, "", [])})
    # Of lines that agree in all that a reader would sort by, the text itself decides.
    yield from sorted(
        lines,
        key=lambda line: (
            line.get("ceremony", 0),
            line["category"],
            line.get("film_name", ""),
            json.dumps(line, sort_keys=True),
        ),
    )


def _nominees(nominations: Sequence[int]) -> defaultdict[int, list[dict[str, Any]]]:
    """Nomination -> its people as they were named, with who they are where that is known."""
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = list(
        Nominee.objects.filter(nomination__in=nominations)
        .order_by()
        .values_list(
            *("nomination_id", "position", "name"),
            *("person_id", "person__imdb_id", "person__record_key", "person__slug"),
        )
    )
    ids = person_ids(sorted({pk for _, _, _, pk, *_ in rows if pk}))
    rows.sort(key=lambda row: (row[0], row[1], row[2], row[6] or ""))
    for nomination, _, name, pk, imdb, record_key, slug in rows:
        person: dict[str, Any] = {"name": name}
        if pk:
            person["person"] = person_key(imdb, record_key, slug)
            person["ids"] = ids_line(imdb, ids[pk])
        found[nomination].append({field: value for field, value in person.items() if value})
    return found
