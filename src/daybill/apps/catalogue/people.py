"""Who is who: people as sources name them, found again or made, only where nothing else is possible.

In this order: by an id; by what the source's own files call them; as who bears that name on the same title; as the only
one of that name, unless both sides have an id of one scheme. Else somebody new. One word alone ("Michael") joins no
ids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from daybill.domain.identity import Scheme, clean_name, normalise_name, slugify
from daybill.domain.records import PersonRecord, PersonRef
from daybill.engines.bulk import BulkInsert, reserve_ids

from .chunks import chunks
from .models import Credit, Person, PersonId
from .slugs import SlugRegister

# The key of somebody known by name alone.
BARE = "name:"
_PERSON = ("id", "name", "search_key", "slug", "imdb_id", "record_key", "data_version")
Named = tuple[int | None, PersonRef]
# What our own files call somebody who has neither an id nor a key.
OWN_KEY = "daybill:person/"


@dataclass(slots=True, eq=False)
class _Known:
    """A person as far as identity goes; ``pk`` is 0 until it is stored."""

    name: str
    search_key: str
    ids: dict[str, str]
    pk: int = 0
    key: str = ""
    slug: str = ""
    new_ids: dict[str, str] = field(default_factory=dict)

    def has_another(self, ids: Iterable[tuple[str, str]]) -> bool:
        return any(self.ids.get(scheme, value) != value for scheme, value in ids)


class People:
    """Finds the people of a batch, makes those that are new, and remembers ids that were told of the others."""

    def __init__(self, named: Sequence[Named]) -> None:
        """Read what the database knows of everybody named; the number of queries follows the batch's size alone."""
        self._by_pk: dict[int, _Known] = {}
        self._by_id: dict[tuple[str, str], _Known] = {}
        self._by_key: dict[str, _Known] = {}
        self._by_name: defaultdict[str, list[_Known]] = defaultdict(list)
        self._on_title: defaultdict[tuple[int, str], list[_Known]] = defaultdict(list)
        self._by_slug: dict[str, int] = {}
        self._new: list[_Known] = []
        self._changed: dict[int, _Known] = {}
        self._read([ref for _, ref in named], {title for title, _ in named if title})

    def _read(self, refs: Sequence[PersonRef], titles: Collection[int]) -> None:
        ids: defaultdict[str, set[str]] = defaultdict(set)
        for ref in refs:
            for scheme, value in ref.ids:
                ids[scheme].add(value)
        keys = {ref.key for ref in refs if ref.key}
        names = {normalise_name(ref.name) for ref in refs}
        found: set[int] = set()
        for part in chunks(ids.pop(Scheme.IMDB, set()) | {key for key in keys if key.startswith("nm")}):
            found |= set(Person.objects.filter(imdb_id__in=part).values_list("pk", flat=True))
        for scheme, values in ids.items():
            for part in chunks(values):
                rows = PersonId.objects.filter(scheme=scheme, value__in=part)
                found |= set(rows.values_list("person_id", flat=True))
        for part in chunks(keys):
            found |= set(Person.objects.filter(record_key__in=part).values_list("pk", flat=True))
        for part in chunks({key.removeprefix(OWN_KEY) for key in keys if key.startswith(OWN_KEY)}):
            self._by_slug |= dict(Person.objects.filter(slug__in=part).values_list("slug", "pk"))
        found |= set(self._by_slug.values())
        for part in chunks(names):
            found |= set(Person.objects.filter(search_key__in=part).values_list("pk", flat=True))
        on_title = []
        for some in chunks(titles):
            credited = Credit.objects.filter(title__in=some).values_list("title_id", "person_id")
            on_title += list(credited.distinct().order_by())
        found |= {person for _, person in on_title}
        self._read_people(found)
        for title, person in on_title:
            self._on_title[title, self._by_pk[person].search_key].append(self._by_pk[person])

    def _read_people(self, pks: set[int]) -> None:
        for part in chunks(pks):
            rows = Person.objects.filter(pk__in=part).order_by("pk")
            for pk, name, key, slug, imdb, record_key in rows.values_list(
                "pk", "name", "search_key", "slug", "imdb_id", "record_key"
            ):
                ids = {str(Scheme.IMDB): imdb} if imdb else {}
                self._add(_Known(name, key, ids, pk=pk, key=record_key or "", slug=slug))
            for pk, scheme, value in PersonId.objects.filter(person__in=part).values_list(
                "person_id", "scheme", "value"
            ):
                self._by_pk[pk].ids[scheme] = value
                self._by_id[scheme, value] = self._by_pk[pk]

    def _add(self, person: _Known) -> None:
        if person.pk:
            self._by_pk[person.pk] = person
        for pair in person.ids.items():
            self._by_id[pair] = person
        if person.key:
            self._by_key[person.key] = person
        self._by_name[person.search_key].append(person)

    def find(self, title: int | None, ref: PersonRef, *, by_name: bool = True) -> _Known:
        """The person meant by a credit on a title; somebody new where nobody known can be meant.

        Args:
            by_name: the name alone may tell, where nothing speaks against it.
        """
        folded = normalise_name(ref.name)
        person = self._told(ref) or self._on(title, folded, ref)
        if person is None and by_name:
            person = self._sole(folded, ref)
        if person is None and not ref.ids and not ref.key:
            # Of several namesakes nobody can say which; who is known by name alone is one of their own.
            person = self._by_key.get(_bare_key(folded))
        if person is None:
            person = self._make(ref, folded)
        self._learn(person, ref)
        if title and person not in (there := self._on_title[title, folded]):
            there.append(person)
        return person

    def _told(self, ref: PersonRef) -> _Known | None:
        for pair in ref.ids:
            if person := self._by_id.get(pair):
                return person
        if not ref.key:
            return None
        address = self._by_slug.get(ref.key.removeprefix(OWN_KEY)) if ref.key.startswith(OWN_KEY) else None
        known = self._by_key.get(ref.key) or self._by_id.get((str(Scheme.IMDB), ref.key))
        return known or (self._by_pk[address] if address else None)

    def _on(self, title: int | None, folded: str, ref: PersonRef) -> _Known | None:
        there = self._on_title.get((title, folded), ()) if title else ()
        fitting = [person for person in there if not person.has_another(ref.ids)]
        return fitting[0] if len(fitting) == 1 else None

    def _sole(self, folded: str, ref: PersonRef) -> _Known | None:
        namesakes = self._by_name.get(folded, ())
        if len(namesakes) != 1 or (ref.ids and " " not in folded):
            return None
        # Two ids of one scheme are two people; so are two that a source's own files tell apart by keys.
        known = namesakes[0].key
        is_keyed = ref.key.startswith(BARE) or (ref.key and known and not known.startswith(BARE))
        if namesakes[0].has_another(ref.ids) or is_keyed:
            return None
        return namesakes[0]

    def _make(self, ref: PersonRef, folded: str) -> _Known:
        key = ref.key or next((f"{scheme}:{value}" for scheme, value in ref.ids if scheme != Scheme.IMDB), "")
        person = _Known(clean_name(ref.name), folded, {}, key=key or _bare_key(folded))
        if person.key in self._by_key:
            person.key = ""
        self._new.append(person)
        self._add(person)
        return person

    def _learn(self, person: _Known, ref: PersonRef) -> None:
        for scheme, value in ref.ids:
            if scheme not in person.ids and (scheme, value) not in self._by_id:
                person.ids[scheme] = person.new_ids[scheme] = value
                self._by_id[scheme, value] = person
                if person.pk:
                    self._changed[person.pk] = person

    def rename(self, person: _Known, *, slug: str) -> None:
        """Give somebody new the address they had elsewhere."""
        if not person.pk:
            person.slug = slug

    def store(self) -> None:
        """Write who is new and what was learnt; afterwards every person found has its ``pk``."""
        self._give_slugs()
        self._drop_taken_keys()
        for person, pk in zip(self._new, reserve_ids(Person, len(self._new)), strict=True):
            person.pk = pk
        BulkInsert(Person, _PERSON).insert(
            (p.pk, p.name, p.search_key, p.slug, p.ids.get(Scheme.IMDB), p.key or None, 1) for p in self._new
        )
        learnt = [p for p in self._changed.values() if Scheme.IMDB in p.new_ids]
        Person.objects.bulk_update(
            [Person(pk=p.pk, imdb_id=p.ids[Scheme.IMDB]) for p in learnt], ["imdb_id"], batch_size=500
        )
        BulkInsert(PersonId, ("person_id", "scheme", "value")).insert(
            (p.pk, scheme, value)
            for p in (*self._new, *self._changed.values())
            for scheme, value in p.new_ids.items()
            if scheme != Scheme.IMDB
        )
        for person in (*self._new, *self._changed.values()):
            person.new_ids = {}
            self._by_pk[person.pk] = person
        self._new, self._changed = [], {}

    def _drop_taken_keys(self) -> None:
        """A key made of an id or a name may be somebody else's by now, whose id was taken away meanwhile."""
        wanted = {p.key for p in self._new if p.key}
        taken: set[str | None] = set()
        for part in chunks(wanted):
            taken |= set(Person.objects.filter(record_key__in=part).values_list("record_key", flat=True))
        for person in self._new:
            if person.key in taken:
                person.key = ""

    def _give_slugs(self) -> None:
        wanted = {p.slug or slugify(p.name) for p in self._new}
        taken: set[str] = set()
        for part in chunks(wanted):
            taken |= set(Person.objects.filter(slug__in=part).values_list("slug", flat=True))
        register = SlugRegister(taken, is_taken=lambda slug: Person.objects.filter(slug=slug).exists())
        for person in self._new:
            distinct = person.ids.get(Scheme.IMDB) or person.key
            person.slug = register.give(person.slug or slugify(person.name), distinct)


def _bare_key(folded: str) -> str:
    return f"{BARE}{folded.replace(' ', '-')}"[:200]


def resolve_people(named: Sequence[Named]) -> list[int]:
    """Person ids for (title, person) pairs, in their order; those that are new are made."""
    people = People(named)
    found = [people.find(title, ref) for title, ref in named]
    people.store()
    return [person.pk for person in found]


class News(StrEnum):
    """What a record of a person came to."""

    PERSON = "person"
    IDS = "ids"
    NONE = "none"


def store_people(records: Sequence[PersonRecord]) -> list[News]:
    """Store people that come as a list of their own; what each record told."""
    named: list[Named] = [(None, PersonRef(r.name, r.ids, r.key)) for r in records]
    people = People(named)
    news = []
    for record, (_, ref) in zip(records, named, strict=True):
        # A line with an address was a person of its own on the site that wrote it.
        person = people.find(None, ref, by_name=not record.slug)
        if record.slug:
            people.rename(person, slug=record.slug)
        news.append(News.PERSON if not person.pk else News.IDS if person.new_ids else News.NONE)
    people.store()
    return news
