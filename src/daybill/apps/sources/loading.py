"""Loading a compiled catalogue: a folder of record files, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from daybill.apps.availability import loading as availability
from daybill.apps.catalogue import loading as catalogue
from daybill.apps.catalogue.actions import touch
from daybill.domain.errors import DaybillError

from .models import Edition
from .records import digest_of, files_of, read_records

EDITION = "catalogue"
T = TypeVar("T")
# Called with what is being stored, how many steps are done, and how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many rows of each kind were stored."""

    titles: int
    people: int
    facts: int
    credits: int
    nominations: int
    providers: int
    plans: int
    offers: int


class NoCatalogue(DaybillError):
    """The folder holds no compiled catalogue."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no compiled catalogue in {folder}. Make one with `python -m demo.compile`."
        )
        self.folder = folder


def loaded_digest() -> str | None:
    """The digest of the catalogue that was loaded last; ``None`` before the first."""
    return Edition.objects.filter(name=EDITION).values_list("digest", flat=True).first()


@transaction.atomic
def load_catalogue(folder: Path, *, progress: Progress) -> LoadReport:
    """Store every record of a folder; readers see the old catalogue until all of the new one is there.

    Raises:
        NoCatalogue: the folder has no record files.
        InvalidRecord: a file is damaged; nothing is stored.
    """
    if not files_of(folder):
        raise NoCatalogue(folder)
    steps = _Steps(progress, total=9)

    sources = steps.run("sources", lambda: catalogue.store_sources(read_records(folder, "sources")))
    people = steps.run("people", lambda: catalogue.store_people(list(read_records(folder, "people"))))
    records = steps.run("reading titles", lambda: list(read_records(folder, "titles")))
    titles = steps.run("titles", lambda: catalogue.store_titles(records))
    facts = steps.run("facts", lambda: catalogue.store_facts(records, titles, sources))
    credited = steps.run("credits", lambda: catalogue.store_credits(records, titles, people, sources))
    nominations = steps.run(
        "awards and lists", lambda: _store_awards_and_links(folder, titles, people, sources)
    )
    providers = steps.run(
        "providers", lambda: availability.store_providers(list(read_records(folder, "providers")))
    )
    plans = availability.store_plans(read_records(folder, "plans"), providers, sources)
    offers = steps.run(
        "offers",
        lambda: availability.store_offers(read_records(folder, "offers"), titles, providers, sources),
    )
    touch("catalogue")
    Edition.objects.update_or_create(
        name=EDITION, defaults={"digest": digest_of(folder), "loaded_at": settings.DAYBILL.now()}
    )
    return LoadReport(
        titles=len(titles),
        people=len(people),
        facts=facts,
        credits=credited,
        nominations=nominations,
        providers=len(providers),
        plans=plans,
        offers=offers,
    )


def _store_awards_and_links(
    folder: Path, titles: dict[str, int], people: dict[str, int], sources: dict[str, int]
) -> int:
    stored = catalogue.store_awards(
        read_records(folder, "award_bodies"), list(read_records(folder, "awards")), titles, people, sources
    )
    catalogue.store_links(read_records(folder, "lists"), read_records(folder, "relations"), titles, sources)
    return stored


class _Steps:
    """Counts the steps of a load and tells of each as it begins and ends."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def run(self, label: str, step: Callable[[], T]) -> T:
        self._progress(label, self._done, self._total)
        result = step()
        self._done += 1
        self._progress(label, self._done, self._total)
        return result
