"""Storing many titles and people at once, and the facts of one table after another.

Titles and people are found again by their ids elsewhere, else by their slug, and keep their own ids and
slugs; the facts below them are replaced whole. Everything runs inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db.models import Model

from daybill.domain.identity import clean_name, normalise_name, slugify, title_slug, web_address

from . import models
from .slugs import SlugRegister

BATCH = 2000
Record = dict[str, Any]
Ids = dict[str, int]


def _create(model: type[Model], rows: Iterable[Model]) -> int:
    """Insert in batches; returns how many."""
    return len(model._default_manager.bulk_create(rows, batch_size=BATCH))


def _upsert(model: type[Model], rows: Sequence[Model], key: str, fields: Sequence[str]) -> None:
    model._default_manager.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=key.split(","), update_fields=fields
    )


def store_sources(records: Iterable[Record]) -> Ids:
    """Store sources by slug; returns slug -> id."""
    rows = [
        models.Source(
            slug=r["slug"],
            name=clean_name(r["name"]),
            url=web_address(r.get("url", "")),
            licence=r.get("licence", ""),
            notice=r.get("notice", ""),
            last_known_after_days=r.get("last_known_after_days"),
        )
        for r in records
    ]
    _upsert(models.Source, rows, "slug", ["name", "url", "licence", "notice", "last_known_after_days"])
    return dict(models.Source.objects.values_list("slug", "id"))


def store_people(records: Sequence[Record]) -> Ids:
    """Store people; returns the record's key -> id. One of a name keeps the plain slug, others add their id."""
    kept = dict(models.Person.objects.exclude(imdb_id=None).values_list("imdb_id", "slug"))
    register = SlugRegister(set(kept.values()))
    rows, slugs = [], {}
    for record in records:
        imdb_id = record.get("ids", {}).get("imdb")
        slug = kept.get(imdb_id) or register.give(slugify(record["name"]), record["key"])
        slugs[record["key"]] = slug
        rows.append(
            models.Person(
                name=clean_name(record["name"]),
                search_key=normalise_name(record["name"]),
                slug=slug,
                imdb_id=imdb_id,
            )
        )
    _upsert(models.Person, rows, "slug", ["name", "search_key", "imdb_id"])
    ids = dict(models.Person.objects.values_list("slug", "id"))
    return {key: ids[slug] for key, slug in slugs.items()}


def _title_slugs(records: Sequence[Record]) -> dict[str, str]:
    """Record key -> slug, unique within its type; the better known of two of a name and year asks first."""
    kept = {
        (kind, imdb_id): slug
        for kind, imdb_id, slug in models.Title.objects.exclude(imdb_id=None).values_list(
            "type", "imdb_id", "slug"
        )
    }
    registers = {
        kind: SlugRegister({slug for (of_kind, _), slug in kept.items() if of_kind == kind})
        for kind in models.TitleType.values
    }
    slugs: dict[str, str] = {}
    for r in sorted(records, key=lambda r: (-r.get("popularity", 0), r["key"])):
        wanted = title_slug(r["name"], r.get("year"))
        if parent := r.get("parent"):
            wanted = f"{slugs.get(parent, slugify(parent))}-{r.get('number', 0)}"
        key = (r["type"], r.get("ids", {}).get("imdb"))
        slugs[r["key"]] = kept.get(key) or registers[r["type"]].give(wanted, r["key"])
    return slugs


_TITLE_FIELDS = [
    "name",
    "original_name",
    "search_key",
    "year",
    "end_year",
    "runtime_minutes",
    "season_count",
    "parent",
    "number",
    "imdb_id",
    "popularity",
]


def _title(record: Record, slug: str, parent_id: int | None) -> models.Title:
    return models.Title(
        type=record["type"],
        name=clean_name(record["name"]),
        original_name=clean_name(record.get("original_name", "")),
        search_key=normalise_name(record["name"]),
        slug=slug,
        year=record.get("year"),
        end_year=record.get("end_year"),
        runtime_minutes=record.get("runtime_minutes"),
        season_count=record.get("season_count"),
        parent_id=parent_id,
        number=record.get("number"),
        imdb_id=record.get("ids", {}).get("imdb"),
        popularity=record.get("popularity", 0),
    )


def store_titles(records: Sequence[Record]) -> Ids:
    """Store titles, those that have parts before their parts; returns the record's key -> id."""
    slugs = _title_slugs(records)
    ids: Ids = {}
    for kinds in (("movie", "series"), ("season",), ("episode",)):
        mine = [r for r in records if r["type"] in kinds]
        rows = [_title(r, slugs[r["key"]], ids.get(r.get("parent", ""))) for r in mine]
        _upsert(models.Title, rows, "type,slug", _TITLE_FIELDS)
        stored = {
            (kind, slug): pk
            for kind, slug, pk in models.Title.objects.filter(type__in=kinds).values_list(
                "type", "slug", "id"
            )
        }
        ids |= {r["key"]: stored[r["type"], slugs[r["key"]]] for r in mine}
    return ids


def _names(title: int, r: Record, sources: Ids) -> Iterator[Model]:
    for n in r.get("names", ()):
        yield models.TitleName(
            title_id=title,
            name=clean_name(n["name"]),
            search_key=normalise_name(n["name"]),
            country=n.get("country", ""),
            language=n.get("language", ""),
            source_id=sources[n["source"]],
        )


def _external_ids(title: int, r: Record, _sources: Ids) -> Iterator[Model]:
    for scheme, value in r.get("ids", {}).items():
        if scheme != "imdb":
            yield models.TitleId(title_id=title, scheme=scheme, title_type=r["type"], value=value)


def _genres(title: int, r: Record, _sources: Ids) -> Iterator[Model]:
    for position, genre in enumerate(r.get("genres", ())):
        yield models.TitleGenre(title_id=title, genre=genre, position=position)


def _countries(title: int, r: Record, _sources: Ids) -> Iterator[Model]:
    for position, code in enumerate(r.get("countries", ())):
        yield models.TitleCountry(title_id=title, country=code, position=position)


def _languages(title: int, r: Record, _sources: Ids) -> Iterator[Model]:
    for position, language in enumerate(r.get("languages", ())):
        yield models.TitleLanguage(title_id=title, language=language, position=position)


def _certifications(title: int, r: Record, sources: Ids) -> Iterator[Model]:
    for c in r.get("certifications", ()):
        yield models.Certification(
            title_id=title, country=c["country"], value=c["value"], source_id=sources[c["source"]]
        )


def _ratings(title: int, r: Record, sources: Ids) -> Iterator[Model]:
    for x in r.get("ratings", ()):
        yield models.Rating(
            title_id=title,
            value=x["value"],
            scale=x["scale"],
            votes=x.get("votes"),
            as_of=x.get("as_of"),
            source_id=sources[x["source"]],
        )


def _claims(title: int, r: Record, sources: Ids) -> Iterator[Model]:
    shown = r.get("shown", {})
    for c in r.get("claims", ()):
        yield models.Claim(
            title_id=title,
            field=c["field"],
            value=c["value"],
            as_of=c.get("as_of"),
            is_shown=shown.get(c["field"]) == c["source"],
            source_id=sources[c["source"]],
        )


_FACTS = {
    models.TitleName: _names,
    models.TitleId: _external_ids,
    models.TitleGenre: _genres,
    models.TitleCountry: _countries,
    models.TitleLanguage: _languages,
    models.Certification: _certifications,
    models.Rating: _ratings,
    models.Claim: _claims,
}


def store_facts(records: Sequence[Record], titles: Ids, sources: Ids) -> int:
    """Replace what is known of these titles besides credits; returns the number of rows."""
    count = 0
    for model, rows_of in _FACTS.items():
        _forget(model, "title", titles)
        count += _create(model, chain.from_iterable(rows_of(titles[r["key"]], r, sources) for r in records))
    return count


def _forget(model: type[Model], column: str, ids: Ids) -> None:
    """Delete the rows that hang on these ids; at once where nothing is there (a first load)."""
    if model._default_manager.exists():
        mine = list(ids.values())
        for start in range(0, len(mine), BATCH):
            model._default_manager.filter(**{f"{column}__in": mine[start : start + BATCH]}).delete()


def store_credits(records: Sequence[Record], titles: Ids, people: Ids, sources: Ids) -> int:
    """Replace the credits of these titles; returns the number of rows."""
    _forget(models.Credit, "title", titles)
    return _create(
        models.Credit,
        (
            models.Credit(
                title_id=titles[r["key"]],
                person_id=people[c["person"]],
                role=c["role"],
                character=c.get("character", ""),
                position=c.get("position", 0),
                source_id=sources[c["source"]],
            )
            for r in records
            for c in r.get("credits", ())
        ),
    )


def store_awards(
    bodies: Iterable[Record], records: Sequence[Record], titles: Ids, people: Ids, sources: Ids
) -> int:
    """Replace every nomination of the sources named in the records; returns the number of nominations."""
    rows = [models.AwardBody(slug=b["slug"], name=b["name"]) for b in bodies]
    _upsert(models.AwardBody, rows, "slug", ["name"])
    body_ids = dict(models.AwardBody.objects.values_list("slug", "id"))
    models.Nomination.objects.filter(source_id__in={sources[r["source"]] for r in records}).delete()
    stored = [
        models.Nomination(
            body_id=body_ids[r["body"]],
            title_id=titles.get(r.get("title", "")),
            film_name=r.get("film_name", ""),
            year=r.get("year"),
            film_year=r.get("film_year", ""),
            ceremony=r.get("ceremony"),
            category=r["category"],
            won=r.get("won"),
            detail=r.get("detail", ""),
            source_id=sources[r["source"]],
        )
        for r in records
    ]
    _create(models.Nomination, stored)
    _create(
        models.Nominee,
        (
            models.Nominee(
                nomination_id=nomination.pk,
                person_id=people.get(n.get("person", "")),
                name=clean_name(n["name"]),
                position=position,
            )
            for nomination, r in zip(stored, records, strict=True)
            for position, n in enumerate(r.get("nominees", ()))
        ),
    )
    return len(stored)


def store_links(lists: Iterable[Record], relations: Iterable[Record], titles: Ids, sources: Ids) -> int:
    """Replace published lists and relations between titles; returns the number of rows."""
    count = 0
    for r in lists:
        made, _ = models.TitleList.objects.update_or_create(
            slug=r["slug"],
            defaults={
                "name": r["name"],
                "publisher": r["publisher"],
                "year": r.get("year"),
                "url": web_address(r.get("url", "")),
                "source_id": sources[r["source"]],
            },
        )
        made.placings.all().delete()
        count += _create(
            models.ListPlacing,
            (
                models.ListPlacing(list=made, title_id=titles[p["title"]], rank=p.get("rank"))
                for p in r["placings"]
            ),
        )
    for r in relations:
        models.Relation.objects.update_or_create(
            from_title_id=titles[r["from"]],
            to_title_id=titles[r["to"]],
            kind=r["kind"],
            defaults={"source_id": sources[r["source"]]},
        )
        count += 1
    return count
