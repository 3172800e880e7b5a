"""A folder of our own files: what `daybill export` writes, and what the demo is."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from daybill.domain.errors import DaybillError

from .formats.own import (
    OwnAwards,
    OwnLists,
    OwnLooks,
    OwnOffers,
    OwnPeople,
    OwnPlans,
    OwnPromos,
    OwnProviders,
    OwnRelations,
    OwnSources,
    OwnTitles,
)
from .importing import Options, Progress, find_jobs, run_import
from .models import Edition, ImportRun

EDITION = "catalogue"
# Each after those it needs.
CATALOGUE = (
    OwnSources(),
    OwnPeople(),
    OwnTitles(),
    OwnProviders(),
    OwnOffers(),
    OwnLooks(),
    OwnPlans(),
    OwnPromos(),
    OwnAwards(),
    OwnLists(),
    OwnRelations(),
)
_SUFFIXES = (".ndjson", ".ndjson.gz")


class NoCatalogue(DaybillError):
    """The folder holds no exported catalogue."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no exported catalogue in {folder}. `daybill export --out {folder}` writes one."
        )
        self.folder = folder


def files_of(folder: Path) -> list[Path]:
    """The record files of a folder, in order of their names."""
    return sorted(path for path in folder.glob("*") if path.name.endswith(_SUFFIXES))


def digest_of(folder: Path) -> str:
    """One SHA-256 over the names and bytes of a folder's record files."""
    digest = hashlib.sha256()
    for path in files_of(folder):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def loaded_digest() -> str | None:
    """The digest of the catalogue that was loaded last; ``None`` before the first."""
    return Edition.objects.filter(name=EDITION).values_list("digest", flat=True).first()


def load_catalogue(folder: Path, *, progress: Progress) -> ImportRun:
    """Import every file of a folder; a load that was cut off goes on where it was.

    Raises:
        NoCatalogue: the folder has no record files.
        DaybillError: as `run_import`.
    """
    if not files_of(folder):
        raise NoCatalogue(folder)
    options = Options()
    # A site that shows an earlier day (DAYBILL_TODAY) still knows what came after it.
    today = max(settings.DAYBILL.now().date(), datetime.now(UTC).date())
    jobs = find_jobs([folder], CATALOGUE, options, today)
    run = run_import("import_catalogue", jobs, options, progress=progress)
    Edition.objects.update_or_create(
        name=EDITION, defaults={"digest": digest_of(folder), "loaded_at": settings.DAYBILL.now()}
    )
    return run
