"""Storing offers: what a source saw of where to watch, joined with what it saw before (`daybill.domain.looks`).

A hundred thousand rows come in at a time, so rows are tuples here and objects only where a way is known already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from daybill.apps.availability.models import Offer, Provider
from daybill.apps.catalogue.actions import touch, versions_raised
from daybill.apps.catalogue.storing import Outcome
from daybill.domain.histories import recall
from daybill.domain.looks import Change, Looked, look, see
from daybill.domain.records import Asked, OfferRecord

from .looked import KnownLooks, Place, would_find
from .providers import Named, ensure_providers
from .rows import Row, Way, is_shown, read_rows, shown_of, terms_of, write_rows


class ToldOffer(NamedTuple):
    """An offer a source saw, of a title that is there; ``source`` is the source's id."""

    title: int
    source: int
    record: OfferRecord


@dataclass(frozen=True, slots=True)
class ToldLook:
    """A complete look at a title in a country on a day, and what it found."""

    title: int
    source: int
    country: str
    day: date
    offers: tuple[OfferRecord, ...]
    asked: Asked | None = None
    method: str = ""


class Missed(NamedTuple):
    """A title of which a complete listing named nothing, or (``is_named``) not everything there is."""

    title: int
    source: int
    country: str
    is_named: bool


_OUTCOMES = {
    Change.NONE: Outcome.UNCHANGED,
    Change.SEEN_AGAIN: Outcome.UNCHANGED,
    Change.ARRIVED: Outcome.STORED,
    Change.TOLD_OTHERWISE: Outcome.CHANGED,
}


class OfferStore:
    """Stores the offers of one import, batch by batch; every method runs inside the caller's transaction."""

    def __init__(self) -> None:
        self._is_empty: dict[int, bool] = {}
        self._providers: dict[str, int] = {}
        self._slugs: dict[int, str] = {}

    def store(self, told: Sequence[ToldOffer]) -> list[Outcome]:
        """Store single offers: they were seen, and nothing is said of what else there is."""
        if not told:
            return []
        providers = self.providers(one.record for one in told)
        named = {providers[one.record.provider] for one in told}
        batch = _Batch(self, told, named, is_of_them_alone=True)
        outcomes = batch.see_all(told)
        batch.write()
        return outcomes

    def store_looks(self, told: Sequence[ToldLook]) -> list[Outcome]:
        """Store complete looks at titles: what they found, and that they did not find the rest."""
        providers = self.providers(r for one in told for r in one.offers)
        batch = _Batch(self, told, {providers[r.provider] for one in told for r in one.offers})
        outcomes = [Outcome.UNCHANGED] * len(told)
        for place in sorted(range(len(told)), key=lambda place: told[place].day):
            outcomes[place] = batch.look(told[place])
        batch.write()
        return outcomes

    def miss(self, missed: Sequence[Missed], provider: int, day: date) -> int:
        """A provider's complete listing did not name the offers of these titles that it is not known to have named.

        Returns:
            How many offers it ended.
        """
        batch = _Batch(self, missed, {provider})
        ended = sum(batch.miss(one, provider, Looked(day)) for one in missed)
        batch.write()
        return ended

    def providers(self, records: Iterable[OfferRecord]) -> dict[str, int]:
        """Slug -> id of every provider there is; those that records name for the first time are made."""
        known = self._providers
        if not known:
            known |= Provider.objects.values_list("slug", "pk")
        new = {
            r.provider: Named(r.provider, r.provider_name, r.parent)
            for r in records
            if r.provider not in known
        }
        if new:
            known |= ensure_providers(new.values())
        if len(self._slugs) < len(known):
            self._slugs = {pk: slug for slug, pk in known.items()}
        return known

    def slug_of(self, provider: int) -> str:
        """The slug of a provider; one that others made meanwhile is looked up."""
        if provider not in self._slugs:
            self._slugs[provider] = Provider.objects.values_list("slug", flat=True).get(pk=provider)
        return self._slugs[provider]

    def is_empty(self, source: int) -> bool:
        """Whether nothing was ever stored of a source."""
        if source not in self._is_empty:
            self._is_empty[source] = not Offer.objects.filter(source=source).exists()
        return self._is_empty[source]

    def filled(self, sources: Iterable[int]) -> None:
        self._is_empty |= dict.fromkeys(sources, False)


class _Batch:
    """What is known of the ways of one batch, and what is to be written of them."""

    def __init__(
        self,
        store: OfferStore,
        told: Sequence[ToldOffer | ToldLook | Missed],
        providers: set[int],
        *,
        is_of_them_alone: bool = False,
    ) -> None:
        self._store = store
        self._providers = store.providers(())
        self._runs: dict[Way, list[Row]] = {}
        self._ways_at: defaultdict[Place, list[Way]] = defaultdict(list)
        self._read: set[int] = set()
        self._looks = KnownLooks(store.slug_of)
        self._reshown: list[tuple[Way, Row]] = []
        by_source: defaultdict[int, set[int]] = defaultdict(set)
        for one in told:
            by_source[one.source].add(one.title)
        self._sources = set(by_source)
        for source, titles in by_source.items():
            if not store.is_empty(source):
                for way, run in read_rows(source, titles, providers if is_of_them_alone else ()):
                    self._of(way).append(run)
                    self._read.add(run.id)
                for runs in self._runs.values():
                    _join_twins(runs)
            self._looks.read(source, titles, providers | {way[1] for way in self._runs})

    def _of(self, way: Way) -> list[Row]:
        """The runs of a way, none at first."""
        runs = self._runs.get(way)
        if runs is None:
            runs = self._runs[way] = []
            self._ways_at[way[6], way[0], way[2]].append(way)
        return runs

    def _way(self, title: int, source: int, r: OfferRecord) -> Way:
        return (title, self._providers[r.provider], r.country, r.monetization, r.quality, r.tier, source)

    def see_all(self, told: Sequence[ToldOffer]) -> list[Outcome]:
        """Take in offers that were seen, in any order."""
        outcomes = []
        shown: list[tuple[int, Way, Row, OfferRecord]] = []
        for place, one in enumerate(told):
            way = self._way(one.title, one.source, one.record)
            run, change = self._see(way, one.record)
            outcomes.append(_OUTCOMES[change])
            if run.id and one.record.last_seen >= run.last_seen:
                shown.append((place, way, run, one.record))
        for place in self._show(shown):
            outcomes[place] = Outcome.CHANGED
        return outcomes

    def _see(self, way: Way, r: OfferRecord) -> tuple[Row, Change]:
        runs = self._of(way)
        if r.is_history:
            bounds = (r.began_after, r.ended_by, r.began_by_method, r.ended_by_method)
            run, change = recall(runs, Row(terms_of(r), r.first_seen, r.last_seen, *bounds))
        else:
            run, change = see(runs, terms_of(r), r.first_seen, r.last_seen, self._looks.of(way), make=Row)
        for one in runs if len(runs) > 1 else (run,):
            if not one.shown:
                one.shown = shown_of(r)
        return run, change

    def _show(self, told: Sequence[tuple[int, Way, Row, OfferRecord]]) -> list[int]:
        """A new address or other languages of an offer that stands are shown at once, and are no other offer.

        Of several rows of one offer that say it each their way, what is shown already goes on being shown.

        Returns:
            The places of the rows that told something new.
        """
        others = []
        settled = set()
        for place, way, run, r in told:
            if is_shown(run, r):
                settled.add(id(run))
            else:
                others.append((place, way, run, shown_of(r)))
        changed = []
        for place, way, run, shown in others:
            if id(run) not in settled:
                settled.add(id(run))
                run.shown = shown
                self._reshown.append((way, run))
                changed.append(place)
        return changed

    def look(self, told: ToldLook) -> Outcome:
        """Take in a complete look: what it found, and the ways it was asked about and did not find."""
        looked = Looked(told.day, told.method)
        place = (told.source, told.title, told.country)
        found: defaultdict[Way, list[OfferRecord]] = defaultdict(list)
        for r in told.offers:
            found[self._way(told.title, told.source, r)].append(r)
        missed = [way for way in self._ways_at[place] if way not in found and self._was_asked(told, way)]
        changes = set()
        for way, records in [*found.items(), *((way, []) for way in missed)]:
            changes |= self._look_at(way, looked, records)
        self._looks.keep(place, looked, told.asked)
        changes -= {Change.NONE, Change.SEEN_AGAIN}
        if changes == {Change.ARRIVED}:
            return Outcome.STORED
        return Outcome.CHANGED if changes else Outcome.UNCHANGED

    def _was_asked(self, told: ToldLook, way: Way) -> bool:
        return would_find(told.asked, self._store.slug_of(way[1]), way[3])

    def _look_at(self, way: Way, looked: Looked, found: Sequence[OfferRecord]) -> set[Change]:
        runs = self._of(way)
        terms: dict[Hashable, OfferRecord] = {terms_of(r): r for r in reversed(found)}
        changes = {look(runs, looked, terms.keys(), self._looks.of(way), make=Row)}
        shown = []
        for run in runs:
            if run.terms in terms and not run.shown:
                run.shown = shown_of(terms[run.terms])
        for r in found:
            run = next(one for one in runs if one.terms == terms_of(r) and one.spans(looked.day))
            if run.id and looked.day >= run.last_seen:
                shown.append((0, way, run, r))
        return changes | {Change.TOLD_OTHERWISE for _ in self._show(shown)}

    def miss(self, missed: Missed, provider: int, looked: Looked) -> int:
        """A listing of a provider did not name a title, or not all ways to watch it; how many runs that ended."""
        ended = 0
        for way in list(self._ways_at[missed.source, missed.title, missed.country]):
            runs = self._runs[way]
            if way[1] != provider:
                continue
            before = sum(not run.is_open for run in runs)
            # Of a title it names, whoever stood then may be what it named.
            named = {run.terms for run in runs if run.spans(looked.day)} if missed.is_named else set()
            look(runs, looked, named, self._looks.of(way), make=Row)
            ended += max(sum(not run.is_open for run in runs) - before, 0)
        return ended

    def write(self) -> None:
        """Write what is new and what changed, and tell of it."""
        new = [(way, run) for way, runs in self._runs.items() for run in runs if not run.id]
        changed = [
            (way, run) for way, runs in self._runs.items() for run in runs if run.id and run.is_changed
        ]
        gone = self._read - {run.id for runs in self._runs.values() for run in runs}
        write_rows(new, changed, self._reshown, gone=gone)
        self._looks.write()
        told = [way for way, _ in [*new, *changed, *self._reshown]]
        versions_raised({way[0] for way in told})
        if told:
            codes = sorted({way[2] for way in told})
            touch(*(f"offers:{code}" for code in codes), "offers")
            self._store.filled(self._sources)


def _join_twins(runs: list[Row]) -> None:
    """Runs of equal terms that overlap are one: two titles that were one and the same brought each its own."""
    for run in sorted(runs, key=lambda run: (run.first_seen, run.id)) if len(runs) > 1 else ():
        twin = next((one for one in runs if one is not run and _is_twin(one, run)), None)
        if twin is None:
            continue
        twin.last_seen, twin.is_changed = max(twin.last_seen, run.last_seen), True
        ends = [one.ended_by for one in (twin, run) if one.ended_by and one.ended_by > twin.last_seen]
        twin.ended_by = min(ends, default=None)
        for one in runs:
            if one.follows is run:
                one.follows, one.is_changed = twin, True
        runs.remove(run)


def _is_twin(one: Row, run: Row) -> bool:
    is_first = (one.first_seen, one.id) < (run.first_seen, run.id)
    return is_first and one.terms == run.terms and run.first_seen <= one.last_seen
