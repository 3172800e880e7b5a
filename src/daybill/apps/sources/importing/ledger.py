"""Storing the records of a batch: their titles found or made, then each kind handed to where it is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from daybill.apps.availability.models import Look
from daybill.apps.availability.storing import (
    OfferStore,
    ToldLook,
    ToldOffer,
    ToldPlan,
    ToldPromo,
    ensure_providers,
    store_plans,
    store_promos,
    store_providers,
)
from daybill.apps.availability.storing.providers import Named
from daybill.apps.catalogue.finding import Finder, Found, WrongType
from daybill.apps.catalogue.people import News, store_people
from daybill.apps.catalogue.storing import (
    NewTitle,
    Outcome,
    ToldAward,
    ToldPlacing,
    ToldRelation,
    ToldTitle,
    ensure_source,
    make_titles,
    store_awards,
    store_placings,
    store_relations,
    store_source,
    store_words,
)
from daybill.domain.matching import Match, Verdict
from daybill.domain.records import (
    AwardRecord,
    LookRecord,
    OfferRecord,
    PastLookRecord,
    PersonRecord,
    PlacingRecord,
    PlanRecord,
    PromoRecord,
    ProviderRecord,
    Record,
    RelationRecord,
    SourceRecord,
    TitleRecord,
    TitleRef,
    TitleWords,
)

from .entries import Entry, is_listing, is_new, mark_of, words_of
from .questions import answers_to, remember_made

NOT_HERE = "its title is not here"
Keys = dict[TitleRef, int | None]


Rows = list[tuple[Entry, Any]]
_NEWS = {News.PERSON: Outcome.STORED, News.IDS: Outcome.CHANGED, News.NONE: Outcome.UNCHANGED}


class Ledger:
    """Finds, makes and stores for one import; remembers between batches only what spares looking up again."""

    def __init__(self, source: SourceRecord, *, makes_titles: bool, observed: date | None = None) -> None:
        """Open it for the rows of one source; records may name others."""
        self.source = ensure_source(source)
        self._main = source.slug
        self._makes_titles = makes_titles
        self._observed = observed
        # Title and source -> the fields that this import has told of; and what is to be added to it.
        self._told: dict[int, frozenset[str]] = {}
        self._news: dict[int, frozenset[str]] = {}
        self.forget()

    def forget(self) -> None:
        """What was found and made of late was taken back, or has changed meanwhile: look everything up anew."""
        self._sources: dict[str, int] = {self._main: self.source}
        self._finder = Finder(
            may_create=self._makes_titles, answers=lambda refs: answers_to(self.source, refs)
        )
        self._offers = OfferStore()

    def drop(self) -> None:
        """Nothing of what was stored since the last `keep` has stayed."""
        self.forget()
        self._news = {}

    def keep(self) -> None:
        """What was stored since the last time stays."""
        self._told |= self._news
        self._news = {}

    def find(self, entries: Sequence[Entry]) -> dict[TitleRef, Found]:
        """What every title of the rows is; nothing is stored."""
        return self._finder.find(ref for entry in entries for _, ref in entry.refs)

    def note(self, entries: Sequence[Entry], found: dict[TitleRef, Found]) -> None:
        """Remember which titles rows spoke of that an earlier, cut off part of this import has stored."""
        for entry in entries:
            for record in entry.records:
                if isinstance(record, TitleRecord):
                    match = found[record.title]
                    if isinstance(match, Match) and match.title:
                        self._spoken(match.title, self._source(record.source), record.words)
        self.keep()

    def _spoken(self, title: int, source: int, words: TitleWords) -> frozenset[str]:
        """The fields told of a title before; those of ``words`` are added from the next batch on."""
        mark = title << 16 | source & 0xFFFF
        before = self._told.get(mark, frozenset())
        self._news[mark] = _interned(before | self._news.get(mark, frozenset()) | frozenset(words))
        return before

    def store(self, entries: Sequence[Entry]) -> Keys:
        """Store what can be stored of each row; the rest is on the entry. Returns the title of every ref."""
        found = self.find(entries)
        for entry in entries:
            self._settle(entry, found)
        new = self._wanted(entries, found)
        made = self._make(new, found)
        for entry in entries:
            self._miss(entry, found, made)
        keys = {ref: self._title(ref, found, made) for ref in found}
        rows: defaultdict[type, list[tuple[Entry, Any]]] = defaultdict(list)
        for entry in entries:
            if entry.refusal or _is_of_itself(entry, keys):
                continue
            for record in entry.records:
                rows[type(record)].append((entry, record))
            entry.listed = {t for record, ref in entry.refs if is_listing(record) and (t := keys.get(ref))}
        fresh = set(made.values())
        self._tell_of_made(new, made)
        for kind, store in self._stores().items():
            if rows.get(kind):
                store(rows[kind], keys, fresh)
        answered = {ref: keys[ref] for ref, match in found.items() if is_new(match) and keys[ref]}
        remember_made(self.source, answered)
        return keys

    def _source(self, slug: str) -> int:
        if not slug:
            return self.source
        if slug not in self._sources:
            self._sources[slug] = ensure_source(SourceRecord(slug, slug))
        return self._sources[slug]

    @staticmethod
    def _settle(entry: Entry, found: dict[TitleRef, Found]) -> None:
        for _, ref in entry.refs:
            match = found[ref]
            if isinstance(match, WrongType):
                entry.refusal = match.reason
                entry.wrong.add(match.title)
            elif match.verdict is Verdict.HELD:
                entry.matches.append((ref, match))

    def _wanted(self, entries: Sequence[Entry], found: dict[TitleRef, Found]) -> dict[str, _Wanted]:
        """The titles that are new, by their marks."""
        new: dict[str, _Wanted] = {}
        for entry in entries:
            if entry.refusal:
                continue
            for record, ref in entry.refs:
                if is_new(found[ref]):
                    _want(new, mark_of(ref, found[ref]), ref, record)
        return new

    def _make(self, new: dict[str, _Wanted], found: dict[TitleRef, Found]) -> dict[str, int]:
        """Make the titles that are new, wholes before their parts; mark -> id."""
        made: dict[str, int] = {}
        for kinds in (("movie", "series"), ("season",), ("episode",)):
            wanted = {mark: one.title for mark, one in new.items() if one.title.ref.type in kinds}
            ready = {mark: self._with_parent(one, found, made) for mark, one in wanted.items()}
            whole = {mark: one for mark, one in ready.items() if one is not None}
            made |= dict(zip(whole, make_titles(list(whole.values())), strict=True))
        return made

    def _tell_of_made(self, new: dict[str, _Wanted], made: dict[str, int]) -> None:
        """What a row said of the title that was made for it is its source's word, as any other."""
        told = []
        for mark, one in new.items():
            if mark in made and not one.is_told:
                title, source = made[mark], self._source(one.source)
                self._spoken(title, source, one.title.words)
                told.append(ToldTitle(title, source, one.title.words, self._observed, one.title.ref))
        if told:
            store_words(told, fresh=made.values())

    @staticmethod
    def _miss(entry: Entry, found: dict[TitleRef, Found], made: dict[str, int]) -> None:
        """A new title that could not be made after all leaves its row waiting."""
        for _, ref in entry.refs:
            match = found[ref]
            if isinstance(match, Match) and is_new(match) and mark_of(ref, match) not in made:
                entry.matches.append((ref, Match(Verdict.HELD, reason=NOT_HERE)))

    def _with_parent(
        self, one: NewTitle, found: dict[TitleRef, Found], made: dict[str, int]
    ) -> NewTitle | None:
        """The title with the id of what it is a part of; ``None`` where it has no name, or that is not here."""
        if not one.name:
            return None
        if one.ref.parent is None:
            return one
        whole = found.get(one.ref.parent) or self._finder.find([one.ref.parent])[one.ref.parent]
        parent = made.get(mark_of(one.ref.parent, whole)) or (
            whole.title if isinstance(whole, Match) else None
        )
        return NewTitle(one.ref, one.words, one.slug, parent) if parent else None

    @staticmethod
    def _title(ref: TitleRef, found: dict[TitleRef, Found], made: dict[str, int]) -> int | None:
        match = found[ref]
        if not isinstance(match, Match):
            return None
        return match.title or (made.get(mark_of(ref, match)) if match.verdict is Verdict.NEW else None)

    def _stores(self) -> dict[type, Callable[..., None]]:
        """Kind of record -> how it is stored, in the order in which they need each other."""
        return {
            SourceRecord: self._store_sources,
            ProviderRecord: self._store_providers,
            PersonRecord: self._store_people,
            TitleRecord: self._store_words,
            OfferRecord: self._store_offers,
            LookRecord: self._store_looks,
            PastLookRecord: self._store_past_looks,
            PlanRecord: self._store_plans,
            PromoRecord: self._store_promos,
            AwardRecord: self._store_awards,
            PlacingRecord: self._store_placings,
            RelationRecord: self._store_relations,
        }

    def _store_sources(self, rows: Rows, keys: Keys, fresh: set[int]) -> None:
        _share(rows, [store_source(record) for _, record in rows])

    def _store_providers(self, rows: Rows, keys: Keys, fresh: set[int]) -> None:
        _share(rows, store_providers([record for _, record in rows]))

    def _store_people(self, rows: Rows, keys: Keys, fresh: set[int]) -> None:
        told = store_people([record for _, record in rows])
        _share(rows, [_NEWS[news] for news in told])

    def _store_words(self, rows: Rows, keys: Keys, fresh: set[int]) -> None:
        rows = [(entry, record) for entry, record in rows if keys[record.title]]
        told = []
        for _, record in rows:
            title, source = keys[record.title] or 0, self._source(record.source)
            before = self._spoken(title, source, record.words)
            day = record.as_of or self._observed
            told.append(ToldTitle(title, source, record.words, day, record.title, before))
        _share(rows, store_words(told, fresh=fresh))

    def _store_offers(self, rows: Rows, keys: Keys, fresh: set[int]) -> None:
        rows = [(entry, record) for entry, record in rows if keys[record.title]]
        told = [ToldOffer(keys[r.title] or 0, self._source(r.source), r) for _, r in rows]
        _share(rows, self._offers.store(told))

    def _store_looks(self, rows: Rows, keys: Keys, fresh: set[int]) -> None:
        rows = [(entry, record) for entry, record in rows if keys[record.title]]
        told = [
            ToldLook(
                keys[r.title] or 0, self._source(r.source), r.country, r.day, r.offers, r.asked, r.method
            )
            for _, r in rows
        ]
        _share(rows, self._offers.store_looks(told))

    def _store_past_looks(self, rows: Rows, keys: Keys, fresh: set[int]) -> None:
        providers = ensure_providers({Named(r.provider) for _, r in rows if r.provider})
        for entry, record in rows:
            title = keys[record.title] if record.title else None
            if record.title and title is None:
                continue
            place: dict[str, Any] = {
                "source_id": self._source(record.source),
                "country": record.country,
                "provider_id": providers.get(record.provider),
                "title_id": title,
                "day": record.day,
            }
            asked = None if record.asked is None else [list(pair) for pair in record.asked]
            _, is_new = Look.objects.get_or_create(
                **place, defaults={"asked": asked, "method": record.method}
            )
            entry.outcomes.append(Outcome.STORED if is_new else Outcome.UNCHANGED)

    def _store_plans(self, rows: Rows, keys: Keys, fresh: set[int]) -> None:
        _share(rows, store_plans([ToldPlan(r, self._source(r.source)) for _, r in rows]))

    def _store_promos(self, rows: Rows, keys: Keys, fresh: set[int]) -> None:
        _share(rows, store_promos([ToldPromo(r, self._source(r.source)) for _, r in rows]))

    def _store_awards(self, rows: Rows, keys: Keys, fresh: set[int]) -> None:
        told = [
            ToldAward(record, keys[record.title] if record.title else None, self._source(record.source))
            for _, record in rows
        ]
        _share(rows, store_awards(told))

    def _store_placings(self, rows: Rows, keys: Keys, fresh: set[int]) -> None:
        rows = [(entry, record) for entry, record in rows if keys[record.title]]
        told = [ToldPlacing(r, keys[r.title] or 0, self._source(r.source)) for _, r in rows]
        _share(rows, store_placings(told))

    def _store_relations(self, rows: Rows, keys: Keys, fresh: set[int]) -> None:
        rows = [(entry, record) for entry, record in rows if keys[record.title] and keys[record.other]]
        told = [
            ToldRelation(r, keys[r.title] or 0, keys[r.other] or 0, self._source(r.source)) for _, r in rows
        ]
        _share(rows, store_relations(told))


def _share(rows: Rows, outcomes: Iterable[Outcome]) -> None:
    for (entry, _), outcome in zip(rows, outcomes, strict=True):
        entry.outcomes.append(outcome)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A title to be made.

    Attributes:
        source: slug of who speaks of it; "" for the one that is imported.
        is_told: a record of its own tells its words.
    """

    title: NewTitle
    source: str
    is_told: bool


def _want(new: dict[str, _Wanted], mark: str, ref: TitleRef, record: Record) -> None:
    known = new.get(mark)
    if isinstance(record, TitleRecord) and not record.is_witness:
        if known is None or not known.is_told or not known.title.words.get("name"):
            new[mark] = _Wanted(NewTitle(ref, record.words, record.slug), record.source, is_told=True)
    elif not isinstance(record, TitleRecord) and ref.name and ref.type and known is None:
        new[mark] = _Wanted(NewTitle(ref, words_of(ref)), getattr(record, "source", ""), is_told=False)


def _is_of_itself(entry: Entry, keys: Keys) -> bool:
    """Whether a row ties a title to itself: it is refused."""
    for record in entry.records:
        if (
            isinstance(record, RelationRecord)
            and keys[record.title]
            and keys[record.title] == keys[record.other]
        ):
            entry.refusal = (
                f"{record.title} and {record.other} are one title here, which cannot be tied to itself."
            )
    return bool(entry.refusal)


@lru_cache(maxsize=4096)
def _interned(fields: frozenset[str]) -> frozenset[str]:
    """One set for all titles of which the same fields were told."""
    return fields
