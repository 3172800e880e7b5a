"""The complete looks of the sources at hand, as far as a batch of offers needs them."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Sequence
from dataclasses import dataclass
from datetime import date

from daybill.apps.availability.models import Look
from daybill.apps.catalogue.chunks import chunks
from daybill.domain.looks import Looked
from daybill.domain.records import Asked
from daybill.engines.bulk import BulkInsert

from .rows import Way

# Source, title and country.
Place = tuple[int, int, str]
_FIELDS = ("source_id", "title_id", "country", "day", "method", "asked")
# (provider's slug, monetization) pairs in the order told; ``None`` for everything the source follows.
_Pairs = dict[tuple[str, str], None] | None


@dataclass(slots=True)
class _AtTitle:
    looked: Looked
    asked: _Pairs


class KnownLooks:
    """Complete looks at providers in countries and at titles in countries.

    Args:
        slug_of: the slug of a provider's id.
    """

    def __init__(self, slug_of: Callable[[int], str]) -> None:
        self._slug_of = slug_of
        self._at_provider: defaultdict[tuple[int, int, str], list[Looked]] = defaultdict(list)
        self._at_title: defaultdict[Place, list[_AtTitle]] = defaultdict(list)
        self._new: list[tuple[Place, _AtTitle]] = []
        self._widened: dict[tuple[Place, date], _AtTitle] = {}

    def read(self, source: int, titles: Collection[int], providers: Collection[int]) -> None:
        """Read what a source is known to have looked at of these titles and providers."""
        rows = Look.objects.filter(source=source).order_by("day")
        for part in chunks(providers):
            at_provider = rows.filter(title=None, provider__in=part)
            for provider, country, day, method in at_provider.values_list(
                "provider_id", "country", "day", "method"
            ):
                self._at_provider[source, provider, country].append(Looked(day, method))
        if not rows.filter(provider=None).exists():
            return
        for part in chunks(titles):
            at_title = rows.filter(title__in=part).values_list(
                "title_id", "country", "day", "method", "asked"
            )
            for title, country, day, method, asked in at_title:
                pairs = None if asked is None else dict.fromkeys((slug, kind) for slug, kind in asked)
                self._at_title[source, title, country].append(_AtTitle(Looked(day, method), pairs))

    def of(self, way: Way) -> Sequence[Looked]:
        """The looks that would have found a way, in order of their days."""
        title, provider, country, monetization, _, _, source = way
        found = self._at_provider.get((source, provider, country), ())
        at_title = self._at_title.get((source, title, country))
        if not at_title:
            return found
        slug = self._slug_of(provider)
        mine = [one.looked for one in at_title if would_find(one.asked, slug, monetization)]
        return sorted({*found, *mine}) if found else mine

    def keep(self, place: Place, looked: Looked, asked: Asked | None) -> None:
        """Remember that a look at a title was made; of two on one day, what either asked about."""
        known = self._at_title[place]
        same = next((one for one in known if one.looked.day == looked.day), None)
        pairs = None if asked is None else dict.fromkeys(asked)
        if same is None:
            one = _AtTitle(looked, pairs)
            insort(known, one, key=lambda one: one.looked.day)
            self._new.append((place, one))
        elif same.asked is not None and (pairs is None or pairs.keys() - same.asked.keys()):
            same.asked = None if pairs is None else same.asked | pairs
            self._widened[place, looked.day] = same

    def write(self) -> None:
        """Store the looks that are new; several days of one title may be among them."""
        rows = [(*place, one.looked.day, one.looked.method, _value(one.asked)) for place, one in self._new]
        BulkInsert(Look, _FIELDS).insert(rows)
        new = {id(one) for _, one in self._new}
        for ((source, title, country), day), one in self._widened.items():
            if id(one) not in new:
                row = Look.objects.filter(source=source, title=title, country=country, day=day)
                row.update(asked=_value(one.asked))


def would_find(asked: Container[tuple[str, str]] | None, provider: str, monetization: str) -> bool:
    """Whether a look that asked about these (provider, monetization) pairs would have found such an offer."""
    return asked is None or (provider, monetization) in asked or (provider, "") in asked


def _value(asked: _Pairs) -> list[list[str]] | None:
    return None if asked is None else [list(pair) for pair in asked]
