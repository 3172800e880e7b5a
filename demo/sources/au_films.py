"""447 films in Australia at five dates: what nine services had of them, and when that was looked at.

Each row is a complete look at one film over the named services on the day of its ``lastStreamingCheck``.
Before 2026-02-25 the source mixed subscriptions and rentals, so what differs across that day is a change
of its method: such a row carries ``began_by_method`` or ``ended_by_method`` and claims no arrival or end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from daybill.domain.identity import clean_name, normalise_name
from demo.drafts import Catalogue, Draft
from demo.matching import TitleIndex, Wanted
from demo.tables import read_json

SOURCE = "au-films"
METHOD_CHANGED = "2026-02-25"
FIRST_FILE = "2025-12-06"

_SERVICES = {
    "netflix": "netflix",
    "stan": "stan",
    "primeVideo": "prime-video",
    "disneyPlus": "disney-plus",
    "binge": "binge",
    "paramount": "paramount-plus",
    "appleTv": "apple-tv",
    "hboMax": "hbo-max",
}
_SHOPS = {
    "Amazon": "amazon-video",
    "Apple TV": "apple-tv",
    "Google Play": "google-play",
    "YouTube": "youtube",
}
# What the source's own programme glued to names of films it had also talked about on stage.
_GLUED = re.compile(r" \((Live Show|Live|Part One|Part Two)\)$")

# (provider, monetization) -> whether the look found it; a service that was not asked for is absent.
Look = dict[tuple[str, str], bool]


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive looks that found an offer, with the looks on either side that did not."""

    first_seen: str
    last_seen: str
    before: str | None
    after: str | None


def read(catalogue: Catalogue, folder: Path) -> None:
    index = TitleIndex(catalogue.titles.values())
    looks: dict[str, dict[str, list[Look]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted((folder / "offers_by_country").glob("au_films_*.json")):
        file_day = path.stem.rpartition("_")[2]
        for row in read_json(path)["films"]:
            catalogue.count(SOURCE, "rows")
            if draft := _film(catalogue, index, row, file_day):
                looks[draft.key][row["lastStreamingCheck"]].append(look_of(row["streaming"]))
    for key, days in looks.items():
        agreed = _agreed(catalogue, key, days)
        catalogue.count(SOURCE, "films matched")
        for (provider, monetization), run in runs(agreed):
            catalogue.offers.append(_offer(key, provider, monetization, run))


def look_of(streaming: dict[str, object]) -> Look:
    """One row's answer for every service it was asked about, the shops included."""
    look: Look = {
        (slug, "flatrate"): bool(streaming[key]) for key, slug in _SERVICES.items() if key in streaming
    }
    shops = streaming["rentBuy"]
    assert isinstance(shops, list)
    return look | {(slug, "rent"): name in shops for name, slug in _SHOPS.items()}


def _film(catalogue: Catalogue, index: TitleIndex, row: dict[str, str], file_day: str) -> Draft | None:
    """The title a row is about; one whose look has no day, or a day before the table began, is held."""
    place = {"file": file_day, "name": row["title"], "year": row["year"]}
    day = row["lastStreamingCheck"]
    if not day:
        catalogue.hold(SOURCE, place, "the day of the look is not known")
        return None
    if day < FIRST_FILE:
        catalogue.hold(SOURCE, place | {"day": day}, "the day of the look is before the table began")
        return None
    draft, reason = identify(index, row["title"], int(row["year"]), row["director"])
    if not draft:
        catalogue.hold(SOURCE, place, reason)
    return draft


def identify(index: TitleIndex, name: str, year: int, director: str) -> tuple[Draft | None, str]:
    """The film; a name cut at its apostrophe is completed where year and director leave one film only."""
    name = _GLUED.sub("", clean_name(name))
    directors = frozenset(normalise_name(part) for part in director.split(","))
    found = index.find(Wanted(name, frozenset({year}), "movie", directors, is_sole=True))
    if found.draft:
        return found.draft, ""
    cut = [
        d for d in index.beginning(name, "movie") if year in d.years() and d.people("director") & directors
    ]
    return (cut[0], "") if len(cut) == 1 else (None, found.reason)


def _agreed(catalogue: Catalogue, key: str, days: dict[str, list[Look]]) -> dict[str, Look]:
    """One look for each day; where two rows of one film disagree on a service, that service was not seen that day."""
    agreed = {}
    for day, looks in sorted(days.items()):
        services = set().union(*looks)
        same = {s: looks[0][s] for s in services if all(look.get(s) == looks[0].get(s) for look in looks)}
        for provider, monetization in sorted(services - same.keys()):
            row = {"title": key, "day": day, "provider": provider, "monetization": monetization}
            catalogue.hold(SOURCE, row, "the film's rows disagree")
        agreed[day] = same
    return agreed


def runs(looks: dict[str, Look]) -> list[tuple[tuple[str, str], Run]]:
    """Every offer's runs, in order of offer and day."""
    result = []
    for service in sorted(set().union(*looks.values())):
        days = [day for day in sorted(looks) if service in looks[day]]
        start = None
        for place, day in enumerate(days):
            there = looks[day][service]
            start = place if there and start is None else start
            is_last = place + 1 == len(days)
            if start is not None and (is_last or not looks[days[place + 1]][service]) and there:
                before = days[start - 1] if start else None
                result.append((service, Run(days[start], day, before, None if is_last else days[place + 1])))
                start = None
    return result


def _offer(key: str, provider: str, monetization: str, run: Run) -> dict[str, object]:
    offer: dict[str, object] = {
        "title": key,
        "provider": provider,
        "country": "AU",
        "monetization": monetization,
        "first_seen": run.first_seen,
        "last_seen": run.last_seen,
        "source": SOURCE,
    }
    if monetization == "rent":
        offer |= {"also_buy": True, "tier": "rent-or-buy"}
    if run.before:
        by_method = run.before < METHOD_CHANGED <= run.first_seen
        offer |= {"began_by_method": True} if by_method else {"began_after": run.before}
    if run.after:
        by_method = run.last_seen < METHOD_CHANGED <= run.after
        offer |= {"ended_by_method": True} if by_method else {"ended_by": run.after}
    return offer
