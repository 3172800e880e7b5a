"""Complete listings: what makes one, and that it is not taken where it is empty or suddenly tiny."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from daybill.apps.availability.storing import Listing, refuse_suspicious
from daybill.apps.catalogue.finding import Finder
from daybill.apps.catalogue.models import Source, Title
from daybill.apps.catalogue.storing import ensure_source
from daybill.domain.identity import normalise_name
from daybill.domain.matching import Match

from .entries import is_listing, mark_of
from .jobs import Job, Options
from .parsing import batches, parse
from .questions import answers_to


def makes_titles(job: Job, options: Options) -> bool:
    """Whether a title is made for a row that none fits."""
    return (job.format.makes_titles or options.creates) and not options.makes_none


def listing_of(job: Job, options: Options) -> Listing:
    assert options.observed is not None
    return Listing(ensure_source(job.source), options.provider, options.country, options.observed)


def perhaps_named(values: Any) -> set[int] | None:
    """Titles that a row which could not be read may be about; ``None`` where nothing in it says.

    Silence ends an offer, and a row with a slip in it is not silent.
    """
    text = json.dumps(values, default=str)
    ids = set(_IMDB.findall(text))
    cells = values.items() if isinstance(values, dict) else ()
    names = {normalise_name(v) for k, v in cells if k in _NAMES and isinstance(v, str) and v.strip()}
    if not ids and not names:
        return None
    named = Q(imdb_id__in=ids) | Q(search_key__in=names) | Q(names__search_key__in=names)
    return set(Title.objects.filter(named).values_list("pk", flat=True))


_IMDB = re.compile(r"\btt[0-9]{7,9}\b")
_NAMES = ("title", "name")


def check_listing(jobs: Sequence[Job], options: Options) -> None:
    """Read the whole listing before anything of it is stored; nothing is locked meanwhile.

    Raises:
        SuspiciousListing: it is empty or suddenly tiny.
    """
    named: set[object] = set()
    for job in jobs:
        source = Source.objects.filter(slug=job.source.slug).values_list("pk", flat=True).first()
        finder = Finder(
            may_create=makes_titles(job, options),
            answers=lambda refs, source=source: answers_to(source, refs) if source else {},  # type: ignore[misc]
        )
        for rows in batches(job):
            entries = [one.entry for row in rows if not (one := parse(job, row)).problem]
            refs = [ref for entry in entries for record, ref in entry.refs if is_listing(record)]
            for ref, match in finder.find(refs).items():
                title = match.title if isinstance(match, Match) else None
                named.add(title or mark_of(ref, match))
    refuse_suspicious(listing_of(jobs[0], options), named=len(named))
