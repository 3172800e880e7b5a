"""What is shown of a title, written anew from every source's word on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from daybill.domain.identity import Scheme, normalise_name
from daybill.domain.records import PersonRef, SourceRecord
from daybill.domain.showing import Said, Shown, shown
from daybill.engines.bulk import BulkInsert, delete_where_in, update_rows

from . import models
from .actions import touch, versions_raised
from .chunks import chunks
from .people import resolve_people

_BATCH = 2000


def source_records() -> dict[int, SourceRecord]:
    """Every source as the domain knows it, by its id."""
    return {
        s.pk: SourceRecord(s.slug, s.name, s.url, s.licence, s.notice, s.last_known_after_days, s.ranks)
        for s in models.Source.objects.all()
    }


def project(titles: Collection[int], *, fresh: Collection[int] = ()) -> None:
    """Write what is shown of these titles, and raise their versions; titles without any word are left alone.

    Args:
        fresh: those of them that were made a moment ago, of which nothing is shown yet.
    """
    is_fresh = set(fresh)
    for part in chunks(titles, _BATCH):
        _project(part, is_fresh)
    if titles:
        touch("catalogue")


def _project(titles: Sequence[int], fresh: set[int]) -> None:
    sources = source_records()
    said: defaultdict[int, list[Said]] = defaultdict(list)
    rows = models.TitleWord.objects.filter(title__in=titles).order_by("title_id", "source_id")
    for title, source, as_of, words in rows.values_list("title_id", "source_id", "as_of", "words"):
        said[title].append(Said(sources[source], words, as_of))
    seen = {title: shown(words) for title, words in said.items()}
    slugs = {record.slug: pk for pk, record in sources.items()}
    _add_sources(seen.values(), slugs)
    _write_columns(seen)
    _write_lists(seen, slugs, said, stale=[title for title in seen if title not in fresh])


def _add_sources(seen: Iterable[Shown], slugs: dict[str, int]) -> None:
    """A rating may be of a service that is no source of ours yet."""
    for slug in sorted({slug for one in seen for _, slug in one.ratings} - slugs.keys()):
        slugs[slug] = models.Source.objects.create(slug=slug, name=slug).pk


def _write_columns(seen: dict[int, Shown]) -> None:
    rows = []
    known = dict(models.Title.objects.filter(pk__in=seen).values_list("pk", "name"))
    for title, one in seen.items():
        name = one.single.get("name", known[title])
        rows.append(
            (
                title,
                name,
                normalise_name(name),
                one.single.get("original_name", ""),
                one.single.get("year"),
                one.single.get("end_year"),
                one.single.get("runtime_minutes"),
                one.single.get("season_count"),
                one.single.get("popularity", 0.0),
            )
        )
    fields = ["name", "search_key", "original_name", "year", "end_year", "runtime_minutes", "season_count"]
    update_rows(models.Title, "id", [*fields, "popularity"], rows)
    versions_raised(seen)


def _write_lists(
    seen: dict[int, Shown], slugs: dict[str, int], said: dict[int, list[Said]], *, stale: Sequence[int]
) -> None:
    people = iter(_people(seen, said))
    tables: dict[type[Model], list[tuple[Any, ...]]] = {model: [] for model in _FIELDS}
    for title, one in seen.items():
        for model, rows in _rows(title, one, slugs):
            tables[model] += rows
        tables[models.Credit] += _credit_rows(title, one, slugs, people)
    for model, rows in tables.items():
        if stale:
            delete_where_in(model, "title_id", stale)
        BulkInsert(model, _FIELDS[model]).insert(rows)


_FIELDS: dict[type[Model], Sequence[str]] = {
    models.TitleName: ("title_id", "name", "search_key", "country", "language", "source_id"),
    models.TitleGenre: ("title_id", "genre", "position"),
    models.TitleCountry: ("title_id", "country", "position"),
    models.TitleLanguage: ("title_id", "language", "position"),
    models.Certification: ("title_id", "country", "value", "source_id"),
    models.Rating: ("title_id", "value", "scale", "votes", "as_of", "source_id"),
    models.Claim: ("title_id", "field", "value", "as_of", "is_shown", "source_id"),
    models.Credit: ("title_id", "person_id", "role", "character", "position", "source_id"),
}


def _rows(
    title: int, one: Shown, slugs: dict[str, int]
) -> Iterator[tuple[type[Model], list[tuple[Any, ...]]]]:
    yield (
        models.TitleName,
        [
            (
                title,
                n["name"],
                normalise_name(n["name"]),
                n.get("country", ""),
                n.get("language", ""),
                slugs[s],
            )
            for n, s in one.names
        ],
    )
    yield models.TitleGenre, [(title, genre, i) for i, genre in enumerate(one.genres)]
    yield models.TitleCountry, [(title, code, i) for i, code in enumerate(one.countries)]
    yield models.TitleLanguage, [(title, code, i) for i, code in enumerate(one.languages)]
    yield (
        models.Certification,
        [(title, c["country"], c["value"], slugs[s]) for c, s in one.certifications],
    )
    yield (
        models.Rating,
        [
            (title, Decimal(r["value"]), r["scale"], r.get("votes"), _day(r.get("as_of")), slugs[s])
            for r, s in one.ratings
        ],
    )
    yield (
        models.Claim,
        [(title, name, c.value, c.as_of, c.is_shown, slugs[c.source]) for name, c in one.claims],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _credit_rows(
    title: int, one: Shown, slugs: dict[str, int], people: Iterator[int]
) -> list[tuple[Any, ...]]:
    return [
        (title, next(people), c["role"], c.get("character", ""), c.get("position", 0), slugs[s])
        for c, s in one.credits
    ]


def _people(seen: dict[int, Shown], said: dict[int, list[Said]]) -> list[int]:
    """Person ids of every credit shown, in order; ids that any source gives a name on the title count for it."""
    named = []
    for title, one in seen.items():
        ids = _ids_on_title(said[title])
        for credit, _ in one.credits:
            own = credit.get("ids", {})
            told = {**ids.get(normalise_name(credit["name"]), {}), **own}
            ids_in_order = tuple(sorted(told.items(), key=lambda pair: pair[0] != Scheme.IMDB))
            named.append((title, PersonRef(credit["name"], ids_in_order, credit.get("key", ""))))
    return resolve_people(named)


def _ids_on_title(said: Sequence[Said]) -> dict[str, dict[str, str]]:
    """Normalised name -> ids of the one person who bears it there; none where two of one scheme do."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    torn: set[str] = set()
    for one in said:
        for credit in one.words.get("credits", ()):
            name = normalise_name(credit["name"])
            for scheme, value in credit.get("ids", {}).items():
                if found[name].setdefault(scheme, value) != value:
                    torn.add(name)
    return {name: ids for name, ids in found.items() if name not in torn}
