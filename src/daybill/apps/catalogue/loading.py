"""Storing many titles and people at once, and the facts of one table after another.

Titles and people are found again by their IMDb id, else by the key that the catalogue gave them, and keep their
own ids and slugs; the facts below them are replaced whole. Everything runs inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db.models import Manager, Model

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


class _Known:
    """Rows that are there already, found again by their IMDb id, else by the key an earlier edition gave them."""

    def __init__(self, model: type[models.Person | models.Title], fields: Sequence[str]) -> None:
        self.model, self._fields = model, fields
        rows = model.objects.values("pk", "slug", *fields)
        self._rows = {row["pk"]: row for row in rows}
        self._by_imdb = {row["imdb_id"]: row for row in self._rows.values() if row["imdb_id"]}
        self._by_key = {row["record_key"]: row for row in self._rows.values() if row["record_key"]}

    def find(self, record: Record) -> Record | None:
        """The row that stands for a record; a row of another IMDb id is another thing, whatever its key."""
        imdb_id = record.get("ids", {}).get("imdb")
        found = self._by_imdb.get(imdb_id) or self._by_key.get(record["key"])
        return found if found and found["imdb_id"] in (None, imdb_id) else None

    def save(self, rows: Sequence[Model]) -> None:
        """Insert what is new; update what changed, and nothing else."""
        _create(self.model, [row for row in rows if row.pk is None])
        changed = [row for row in rows if row.pk in self._rows and self._differs(row)]
        manager: Manager[Any] = self.model._default_manager
        manager.bulk_update(changed, ["slug", *self._fields], batch_size=BATCH // 4)

    def _differs(self, row: Model) -> bool:
        was = self._rows[row.pk]
        return any(getattr(row, name) != was[name] for name in ("slug", *self._fields))

    def slugs(self, **only: str) -> set[str]:
        """Slugs in use; they never change hands."""
        return {row["slug"] for row in self._rows.values() if all(row[k] == v for k, v in only.items())}


_PERSON_FIELDS = ["name", "search_key", "imdb_id", "record_key"]


def store_people(records: Sequence[Record]) -> Ids:
    """Store people; returns the record's key -> id. One of a name keeps the plain slug, others add their id."""
    known = _Known(models.Person, _PERSON_FIELDS)
    register = SlugRegister(known.slugs())
    rows = []
    for record in records:
        was = known.find(record) or {}
        rows.append(
            models.Person(
                pk=was.get("pk"),
                name=clean_name(record["name"]),
                search_key=normalise_name(record["name"]),
                slug=was.get("slug") or register.give(slugify(record["name"]), record["key"]),
                imdb_id=record.get("ids", {}).get("imdb") or was.get("imdb_id"),
                record_key=record["key"],
            )
        )
    known.save(rows)
    return _ids(models.Person, records)


def _ids(model: type[models.Person | models.Title], records: Sequence[Record]) -> Ids:
    stored = dict(model.objects.exclude(record_key=None).values_list("record_key", "id"))
    return {record["key"]: stored[record["key"]] for record in records}


class _TitleSlugs:
    """Slugs of titles, unique within their type; the better known of two of a name and year asks first."""

    def __init__(self, known: _Known, records: Sequence[Record]) -> None:
        registers = {kind: SlugRegister(known.slugs(type=kind)) for kind in models.TitleType.values}
        self._slugs: dict[str, str] = {}
        for r in sorted(records, key=lambda r: (-r.get("popularity", 0), r["key"])):
            was = known.find(r)
            if was and was["type"] == r["type"]:
                self._slugs[r["key"]] = was["slug"]
            else:
                self._slugs[r["key"]] = registers[r["type"]].give(self._wanted(r), r["key"])

    def _wanted(self, r: Record) -> str:
        parent = r.get("parent")
        if parent:
            return f"{self._slugs.get(parent, slugify(parent))}-{r.get('number', 0)}"
        return title_slug(r["name"], r.get("year"))

    def __getitem__(self, key: str) -> str:
        return self._slugs[key]


_TITLE_FIELDS = [
    "type",
    "name",
    "original_name",
    "search_key",
    "year",
    "end_year",
    "runtime_minutes",
    "season_count",
    "parent_id",
    "number",
    "imdb_id",
    "record_key",
    "popularity",
]


def _title(record: Record, was: Record, slug: str, parent_id: int | None) -> models.Title:
    return models.Title(
        pk=was.get("pk"),
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
        imdb_id=record.get("ids", {}).get("imdb") or was.get("imdb_id"),
        record_key=record["key"],
        popularity=record.get("popularity", 0),
    )


def store_titles(records: Sequence[Record]) -> Ids:
    """Store titles, those that have parts before their parts; returns the record's key -> id."""
    known = _Known(models.Title, _TITLE_FIELDS)
    slugs = _TitleSlugs(known, records)
    ids: Ids = {}
    for kinds in (("movie", "series"), ("season",), ("episode",)):
        mine = [r for r in records if r["type"] in kinds]
        known.save(
            [_title(r, known.find(r) or {}, slugs[r["key"]], ids.get(r.get("parent", ""))) for r in mine]
        )
        ids |= _ids(models.Title, mine)
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
