"""Storing nominations, places in lists, and relations between titles."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from daybill.apps.catalogue.actions import touch, versions_raised
from daybill.apps.catalogue.chunks import chunks
from daybill.apps.catalogue.models import (
    AwardBody,
    ListPlacing,
    Nomination,
    Nominee,
    Person,
    Relation,
    TitleList,
)
from daybill.apps.catalogue.people import resolve_people
from daybill.domain.identity import clean_name, normalise_name, web_address
from daybill.domain.records import AwardRecord, PersonRef, PlacingRecord, RelationRecord

from .outcomes import Outcome


@dataclass(frozen=True, slots=True)
class ToldAward:
    """A nomination with the title it is for, where that is known."""

    record: AwardRecord
    title: int | None
    source: int


def _key(record: AwardRecord) -> str:
    """By what a source's next import knows a nomination again: everything but its result and its title."""
    if record.key:
        return record.key
    told = (
        record.body,
        record.ceremony,
        record.year,
        record.film_year,
        record.category,
        record.film_name,
        # Two titles of one row are two nominations.
        record.title.ids if record.title else (),
        tuple(person.name for person in record.nominees),
        record.detail,
    )
    return hashlib.sha1(repr(told).encode(), usedforsecurity=False).hexdigest()


def store_awards(told: Sequence[ToldAward]) -> list[Outcome]:
    """Store nominations; the same one again changes nothing, and never takes a title away that an editor gave it."""
    bodies = _bodies(told)
    seen: Counter[tuple[int, str]] = Counter()
    keys = []
    for one in told:
        key = _key(one.record)
        seen[one.source, key] += 1
        # Of rows that are alike to the letter each is one nomination.
        number = seen[one.source, key]
        keys.append(key if number == 1 else f"{key[:36]}-{number}"[:40])
    known: dict[tuple[int, str], Nomination] = {}
    for part in chunks(keys):
        rows = Nomination.objects.filter(record_key__in=part, source__in={one.source for one in told})
        known |= {(row.source_id, row.record_key): row for row in rows}
    outcomes, new, changed = [], [], []
    for one, key in zip(told, keys, strict=True):
        if (row := known.get((one.source, key))) is None:
            new.append((one, _row(one, key, bodies)))
            outcomes.append(Outcome.STORED)
        elif _renew(row, one):
            changed.append(row)
            outcomes.append(Outcome.CHANGED)
        else:
            outcomes.append(Outcome.UNCHANGED)
    Nomination.objects.bulk_create([row for _, row in new], batch_size=2000)
    Nomination.objects.bulk_update(changed, ["won", "title"], batch_size=500)
    _store_nominees(new)
    versions_raised({row.title_id for row in (*changed, *(row for _, row in new)) if row.title_id})
    if new or changed:
        touch("catalogue")
    return outcomes


def _bodies(told: Sequence[ToldAward]) -> dict[str, int]:
    names = {one.record.body: one.record.body_name for one in told}
    known = dict(AwardBody.objects.filter(slug__in=names).values_list("slug", "pk"))
    for slug in sorted(names.keys() - known.keys()):
        known[slug] = AwardBody.objects.create(slug=slug, name=names[slug] or slug).pk
    return known


def _row(one: ToldAward, key: str, bodies: dict[str, int]) -> Nomination:
    record = one.record
    return Nomination(
        body_id=bodies[record.body],
        title_id=one.title,
        film_name=record.film_name[:400],
        year=record.year,
        film_year=record.film_year,
        ceremony=record.ceremony,
        category=record.category,
        won=record.won,
        detail=record.detail[:400],
        source_id=one.source,
        record_key=key,
    )


def _renew(row: Nomination, one: ToldAward) -> bool:
    title = one.title or row.title_id
    if (row.won, row.title_id) == (one.record.won, title):
        return False
    row.won, row.title_id = one.record.won, title
    return True


def _store_nominees(new: Sequence[tuple[ToldAward, Nomination]]) -> None:
    named: list[tuple[int | None, PersonRef]] = []
    rows: list[Nominee] = []
    places = []
    for one, nomination in new:
        for position, person in enumerate(one.record.nominees):
            rows.append(
                Nominee(nomination_id=nomination.pk, name=clean_name(person.name)[:400], position=position)
            )
            if person.ids or person.key:
                named.append((nomination.title_id, person))
                places.append(len(rows) - 1)
    for place, pk in zip(places, resolve_people(named), strict=True):
        rows[place].person_id = pk
    # An export says who is who; a name that it leaves bare was nobody's there.
    told = {nomination.pk for one, nomination in new if one.record.key}
    _join_bare_names([row for row in rows if row.nomination_id not in told])
    Nominee.objects.bulk_create(rows, batch_size=2000)


def _join_bare_names(rows: Sequence[Nominee]) -> None:
    """A nominee without an id is joined only where one person of that name is here; nobody is made for it."""
    bare = {normalise_name(row.name) for row in rows if row.person_id is None}
    found: dict[str, list[int]] = {}
    for part in chunks(bare):
        for key, pk in Person.objects.filter(search_key__in=part).values_list("search_key", "pk"):
            found.setdefault(key, []).append(pk)
    for row in rows:
        if row.person_id is None and len(people := found.get(normalise_name(row.name), [])) == 1:
            row.person_id = people[0]


@dataclass(frozen=True, slots=True)
class ToldPlacing:
    """A place in a list with the title that has it."""

    record: PlacingRecord
    title: int
    source: int


def store_placings(told: Sequence[ToldPlacing]) -> list[Outcome]:
    """Store places in published lists; the lists are made or renewed by their slugs."""
    lists: dict[str, int] = {}
    for one in told:
        if one.record.list not in lists:
            lists[one.record.list] = TitleList.objects.update_or_create(
                slug=one.record.list,
                defaults={
                    "name": one.record.list_name,
                    "publisher": one.record.publisher,
                    "year": one.record.year,
                    "url": web_address(one.record.url),
                    "source_id": one.source,
                },
            )[0].pk
    known = {(row.list_id, row.title_id): row for row in ListPlacing.objects.filter(list__in=lists.values())}
    outcomes = []
    for one in told:
        key = (lists[one.record.list], one.title)
        row = known.get(key)
        if row is None:
            known[key] = ListPlacing.objects.create(list_id=key[0], title_id=one.title, rank=one.record.rank)
            outcomes.append(Outcome.STORED)
        elif row.rank != one.record.rank:
            row.rank = one.record.rank
            row.save(update_fields=["rank"])
            outcomes.append(Outcome.CHANGED)
        else:
            outcomes.append(Outcome.UNCHANGED)
    _tell({one.title for one, o in zip(told, outcomes, strict=True) if o is not Outcome.UNCHANGED})
    return outcomes


@dataclass(frozen=True, slots=True)
class ToldRelation:
    """What ties two titles together."""

    record: RelationRecord
    title: int
    other: int
    source: int


def store_relations(told: Sequence[ToldRelation]) -> list[Outcome]:
    """Store relations; one that any source has told before is there already."""
    outcomes = []
    for one in told:
        _, is_new = Relation.objects.get_or_create(
            from_title_id=one.title,
            to_title_id=one.other,
            kind=one.record.kind,
            defaults={"source_id": one.source},
        )
        outcomes.append(Outcome.STORED if is_new else Outcome.UNCHANGED)
        if is_new:
            _tell({one.title, one.other})
    return outcomes


def _tell(titles: set[int]) -> None:
    if titles:
        versions_raised(titles)
        touch("catalogue")
