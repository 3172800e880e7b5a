"""What is known of titles, as columns that can be read side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daybill.apps.catalogue.models import (
    Credit,
    Role,
    Title,
    TitleCountry,
    TitleId,
    TitleName,
    TitleType,
    TitleWord,
)
from daybill.apps.catalogue.queries import PAGE_TYPES, titles_by_number
from daybill.domain.countries import country_names
from daybill.domain.identity import normalise_name

MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Said:
    """A value in a column, and whether the row that asks says the same."""

    text: str
    agrees: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What a row says of its title, by which a column's values are marked as agreeing.

    Attributes:
        people: normalised names.
        ids: (scheme, value) pairs.
    """

    name: str = ""
    year: int | None = None
    type: str = ""
    people: frozenset[str] = frozenset()
    ids: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class TitleColumn:
    """One title.

    Attributes:
        facts: (label, values); labels without a value are left out.
        score, reason: how well it fits the row, where one asks.
        url: of its page in the site's first country; "" for what has none.
    """

    title: Title
    facts: list[tuple[str, list[Said]]]
    url: str
    score: int | None = None
    reason: str = ""


def page_url(title: Title) -> str:
    """The title's public page in the first of the site's countries; "" for seasons and episodes."""
    if title.type not in PAGE_TYPES:
        return ""
    country = (settings.DAYBILL.countries or ("AU",))[0].lower()
    return reverse("title", args=[country, title.type, title.slug])


@dataclass(slots=True)
class _Read:
    """What hangs on the titles asked about, read in one query a table."""

    people: dict[tuple[int, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    names: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    countries: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    ids: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    sources: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, titles: Collection[int]) -> _Read:
        read = cls()
        credited = Credit.objects.filter(title__in=titles).order_by("position", "id")
        for title, role, name in credited.values_list("title_id", "role", "person__name"):
            read.people[title, role].append(name)
        for title, name in TitleName.objects.filter(title__in=titles).values_list("title_id", "name"):
            read.names[title].append(name)
        for title, code in TitleCountry.objects.filter(title__in=titles).values_list("title_id", "country"):
            read.countries[title].append(code)
        for title, *pair in TitleId.objects.filter(title__in=titles).values_list(
            "title_id", "scheme", "value"
        ):
            read.ids[title].append((pair[0], pair[1]))
        words = TitleWord.objects.filter(title__in=titles).order_by("source__name")
        for title, name in words.values_list("title_id", "source__name"):
            read.sources[title].append(name)
        return read


def columns(numbers: Iterable[int], known: Known | None = None) -> list[TitleColumn]:
    """Titles in the order asked for, each once; those merged into another stand as that one. Seven queries."""
    numbers = list(numbers)
    found = titles_by_number(numbers)
    titles = list({title.pk: title for n in numbers if (title := found.get(n))}.values())
    read = _Read.of([title.pk for title in titles])
    names = country_names("en")
    return [TitleColumn(t, _facts(t, read, known or Known(), names), page_url(t)) for t in titles]


def _facts(
    title: Title, read: _Read, known: Known, countries: Mapping[str, str]
) -> list[tuple[str, list[Said]]]:
    cast = dict.fromkeys(read.people[title.pk, Role.ACTOR])
    directors = dict.fromkeys(read.people[title.pk, Role.DIRECTOR] or read.people[title.pk, Role.CREATOR])
    ids = ([("imdb", title.imdb_id)] if title.imdb_id else []) + read.ids[title.pk]
    runtime = ngettext("%(n)d minute", "%(n)d minutes", title.runtime_minutes or 0) % {
        "n": title.runtime_minutes or 0
    }
    rows: list[tuple[str, list[Said]]] = [
        (_("Year"), [Said(str(title.year), title.year == known.year)] if title.year else []),
        (_("Type"), [Said(type_name(title.type), title.type == known.type)]),
        (_("Directed by"), _people(directors, known)),
        (_("Cast"), _people(cast, known)),
        (_("Countries"), [Said(countries.get(code, code)) for code in read.countries[title.pk]]),
        (_("Runtime"), [Said(runtime)] if title.runtime_minutes else []),
        (_("Other names"), _names(read.names[title.pk], known)),
        (_("Ids"), [Said(f"{scheme} {value}", (scheme, value) in known.ids) for scheme, value in ids]),
        (_("Told by"), [Said(name) for name in read.sources[title.pk]]),
    ]
    return [(label, values) for label, values in rows if values]


def _people(names: Iterable[str], known: Known) -> list[Said]:
    """Those the row names first: among forty actors they are what an editor looks for."""
    said = [Said(name, normalise_name(name) in known.people) for name in names]
    return sorted(said, key=lambda one: not one.agrees)[:MOST_NAMED]


def _names(names: Iterable[str], known: Known) -> list[Said]:
    wanted = normalise_name(known.name) if known.name else None
    said = [Said(name, normalise_name(name) == wanted) for name in dict.fromkeys(names)]
    return sorted(said, key=lambda one: not one.agrees)[:MOST_NAMED]


def type_name(title_type: str) -> str:
    """The type in words; "" for none."""
    return str(TitleType(title_type).label) if title_type else ""


def rows_of(raw: Any) -> list[tuple[str, str]]:
    """A row as it came in, as (column, value) pairs; what is no table row as one value."""
    if isinstance(raw, Mapping):
        return [(str(key), _text(value)) for key, value in raw.items() if value not in (None, "", [], {})]
    if isinstance(raw, list):
        return [
            (str(place), _text(value)) for place, value in enumerate(raw, start=1) if value not in (None, "")
        ]
    return [("", _text(raw))]


def _text(value: Any) -> str:
    text = ", ".join(map(_text, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 200 else f"{text[:199]}…"
