"""Titles with all that is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NotRequired, TypedDict

from daybill.apps.catalogue.finding import key_of
from daybill.apps.catalogue.models import (
    Credit,
    Role,
    Title,
    TitleCountry,
    TitleGenre,
    TitleId,
    TitleLanguage,
    TitleName,
    TitleWord,
)
from daybill.apps.catalogue.queries import PAGE_TYPES
from daybill.domain.identity import normalise_name

from .keys import Ids, batches, byte_order, ids_line, person_key, title_key, whole_before_part

BATCH = 2000
_PARENT = ("parent__imdb_id", "parent__record_key", "parent__type", "parent__slug")
_FACTS = ("original_name", "end_year", "runtime_minutes", "season_count", "number")


class TitleLine(TypedDict):
    """One title of a dump; api/schemas/title.schema.json says the same to programs.

    ``names`` are its other names, each once and without ``name``; ``genres`` are slugs of the controlled list;
    ``directors`` and ``cast`` are names in order of billing. ``said`` maps the slug of each source to its word
    (`daybill.domain.records.TitleWords`) with the day it said so, as ``as_of``. What may be absent is, where it would
    be empty.
    """

    id: NotRequired[int]
    imdb: str | None
    name: str
    names: list[str]
    year: int | None
    type: str
    genres: list[str]
    directors: list[str]
    cast: list[str]
    popularity: float
    key: str
    slug: str
    ids: NotRequired[Ids]
    parent: NotRequired[str]
    number: NotRequired[int]
    original_name: NotRequired[str]
    end_year: NotRequired[int]
    runtime_minutes: NotRequired[int]
    season_count: NotRequired[int]
    countries: NotRequired[list[str]]
    languages: NotRequired[list[str]]
    said: NotRequired[dict[str, dict[str, Any]]]


def title_lines(
    types: Collection[str] = PAGE_TYPES, *, batch: int = BATCH, with_numbers: bool = True
) -> Iterator[TitleLine]:
    """Every title of these types in order of its key, films and series first, then seasons, then episodes.

    One query in all and eight a batch. A title stored while the dump runs may or may not be in it; none is in it twice.

    Args:
        with_numbers: give ``id``, which is this site's own and means nothing on another.
    """
    found = Title.objects.filter(type__in=list(types)).annotate(key=title_key(), depth=whole_before_part())
    rows = found.order_by("depth", byte_order("key")).values(
        "id", "key", "imdb_id", "name", "year", "type", "popularity", "slug", "parent_id", *_FACTS, *_PARENT
    )
    for titles in batches(rows.iterator(chunk_size=batch), batch):
        yield from _lines(titles, with_numbers=with_numbers)


def _lines(titles: Sequence[dict[str, Any]], *, with_numbers: bool) -> Iterator[TitleLine]:
    pks = [title["id"] for title in titles]
    names, genres, people, ids = _names(pks), _genres(pks), _people(pks), _ids(pks)
    countries, languages, said = _countries(pks), _languages(pks), _said(pks)
    for title in titles:
        pk = title["id"]
        line: TitleLine = {
            "imdb": title["imdb_id"],
            "name": title["name"],
            "names": _other_names(title, names[pk]),
            "year": title["year"],
            "type": title["type"],
            "genres": genres[pk],
            "directors": list(people[pk, Role.DIRECTOR].values()),
            "cast": list(people[pk, Role.ACTOR].values()),
            "popularity": title["popularity"],
            "key": title["key"],
            "slug": title["slug"],
        }
        rest: dict[str, Any] = {name: title[name] for name in _FACTS} | {
            "ids": ids_line(title["imdb_id"], ids[pk]),
            "parent": key_of(*(title[name] for name in _PARENT)) if title["parent_id"] else None,
            "countries": countries[pk],
            "languages": languages[pk],
            "said": said[pk],
        }
        line.update({name: value for name, value in rest.items() if value not in (None, "", [], {})})  # type: ignore[typeddict-item]
        if with_numbers:
            line["id"] = pk
        yield line


def _other_names(title: dict[str, Any], names: Sequence[str]) -> list[str]:
    others = dict.fromkeys(name for name in (title["original_name"], *sorted(names)) if name)
    others.pop(title["name"], None)
    return list(others)


def _names(pks: Sequence[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = TitleName.objects.filter(title__in=pks).order_by()
    for title, name in rows.values_list("title_id", "name"):
        found[title].append(name)
    return found


def _genres(pks: Sequence[int]) -> defaultdict[int, list[str]]:
    rows = TitleGenre.objects.filter(title__in=pks).order_by()
    return _placed(rows.values_list("title_id", "position", "genre"))


def _countries(pks: Sequence[int]) -> defaultdict[int, list[str]]:
    rows = TitleCountry.objects.filter(title__in=pks).order_by()
    return _placed(rows.values_list("title_id", "position", "country"))


def _languages(pks: Sequence[int]) -> defaultdict[int, list[str]]:
    rows = TitleLanguage.objects.filter(title__in=pks).order_by()
    return _placed(rows.values_list("title_id", "position", "language"))


def _placed(rows: Any) -> defaultdict[int, list[str]]:
    """Title -> words in order of their places, those of one place in order of the alphabet."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for title, _, word in sorted(rows):
        found[title].append(word)
    return found


def _people(pks: Sequence[int]) -> defaultdict[tuple[int, str], dict[int, str]]:
    """(title, role) -> person -> name, in order of billing; a person with two parts stands once."""
    found: defaultdict[tuple[int, str], dict[int, str]] = defaultdict(dict)
    rows = Credit.objects.filter(title__in=pks, role__in=[Role.DIRECTOR, Role.ACTOR]).order_by()
    told = rows.values_list("title_id", "role", "position", "person__name", "person__slug", "person_id")
    for title, role, _, name, _, person in sorted(told.iterator(chunk_size=BATCH)):
        found[title, role].setdefault(person, name)
    return found


def _ids(pks: Sequence[int]) -> defaultdict[int, list[tuple[str, str]]]:
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = TitleId.objects.filter(title__in=pks).order_by()
    for title, scheme, value in rows.values_list("title_id", "scheme", "value"):
        found[title].append((scheme, value))
    return found


def _said(pks: Sequence[int]) -> defaultdict[int, dict[str, dict[str, Any]]]:
    found: defaultdict[int, dict[str, dict[str, Any]]] = defaultdict(dict)
    credited = _credited(pks)
    rows = TitleWord.objects.filter(title__in=pks).order_by()
    told = rows.values_list("title_id", "source__slug", "as_of", "words")
    for title, source, as_of, words in told.iterator(chunk_size=BATCH):
        for credit in words.get("credits", ()):
            if "ids" not in credit and (key := credited[title].get(normalise_name(credit["name"]))):
                credit["key"] = key
        found[title][source] = ({"as_of": as_of.isoformat()} if as_of else {}) | words
    return found


def _credited(pks: Sequence[int]) -> defaultdict[int, dict[str, str]]:
    """Title -> normalised name -> key of the person it was found to be.

    A bare name says less on another site, where namesakes may have come in before it. Of two namesakes on one title
    neither is said.
    """
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    rows = Credit.objects.filter(title__in=pks).order_by().distinct()
    told = rows.values_list(
        "title_id", "person__search_key", "person__imdb_id", "person__record_key", "person__slug"
    )
    twice = set()
    for title, name, imdb, record_key, slug in told.iterator(chunk_size=BATCH):
        key = person_key(imdb, record_key, slug)
        if found[title].setdefault(name, key) != key:
            twice.add((title, name))
    for title, name in twice:
        del found[title][name]
    return found
