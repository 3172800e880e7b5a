"""135 films in nine countries: the first and the last day an offer was seen, February to August 2026.

The table is a list of films somebody followed: a film that is no longer in it left the list, not the
services. So no row ends an offer here; ``last_seen`` is all that is known.
"""

from __future__ import annotations

from pathlib import Path

from daybill.domain.identity import clean_name
from daybill.domain.providers import ProviderWord, usual_monetization
from demo.drafts import Catalogue
from demo.matching import TitleIndex, Wanted
from demo.tables import read_rows, whole_number

SOURCE = "offers-first-last-seen"
_COUNTRIES = {"UK": "GB"}


def read(catalogue: Catalogue, folder: Path) -> None:
    index = TitleIndex(catalogue.titles.values())
    films = set()
    for row in read_rows(folder / "offers_by_country/offers_first_last_seen.csv"):
        catalogue.count(SOURCE, "rows")
        found = index.find(
            Wanted(clean_name(row["title"]), frozenset({int(row["year"])}), "movie", is_sole=True)
        )
        if not found.draft:
            place = {
                "name": row["title"],
                "year": row["year"],
                "country": row["country"],
                "provider": row["provider"],
            }
            catalogue.hold(SOURCE, place, found.reason)
            continue
        if found.draft.key not in films:
            films.add(found.draft.key)
            found.draft.say("runtime_minutes", whole_number(row["runtime"]), SOURCE)
        catalogue.offers.append(_offer(found.draft.key, row, catalogue.provider(row["provider"])))
    catalogue.count(SOURCE, "films matched", len(films))


def _offer(key: str, row: dict[str, str], word: ProviderWord) -> dict[str, object]:
    """The source lists subscriptions and free offers without telling them apart: the provider's nature decides."""
    monetization = usual_monetization(word.slug)
    offer: dict[str, object] = {
        "title": key,
        "provider": word.slug,
        "country": _COUNTRIES.get(row["country"], row["country"]),
        "monetization": _shelf(word, monetization),
        "first_seen": row["first_seen"],
        "last_seen": row["last_seen"],
        "source": SOURCE,
    }
    return offer | ({"tier": word.tier} if word.tier else {})


def _shelf(word: ProviderWord, usual: str) -> str:
    """A named plan speaks for itself; the list has no rentals, so a shop's bare name is its subscription shelf."""
    if word.tier == "free":
        return "free"
    return "flatrate" if usual == "rent" or word.tier == "premium" else usual
