"""MovieTweetings 100K: IMDb ids with name, year and genres, and ratings on a scale of 1 to 10."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from daybill.domain.identity import clean_name
from demo.drafts import Catalogue
from demo.tables import is_damaged

SOURCE = "movietweetings"
_NAME_YEAR = re.compile(r"(?P<name>.+) \((?P<year>\d{4})\)")


def read(catalogue: Catalogue, folder: Path) -> None:
    """Every title; one whose type another source knows keeps it, the others are films (the table is one of films)."""
    for line in (folder / "movietweetings/100K/movies.dat").read_text(encoding="utf-8").splitlines():
        catalogue.count(SOURCE, "rows")
        number, name_year, genres = line.split("::")
        match = _NAME_YEAR.fullmatch(clean_name(name_year))
        if not match or is_damaged(name_year):
            catalogue.hold(
                SOURCE, {"id": number, "name": name_year}, "a name without a year, or damaged characters"
            )
            continue
        draft = catalogue.title(f"tt{number}")
        draft.type = draft.type or "movie"
        draft.call(match["name"], SOURCE)
        draft.say("year", match["year"], SOURCE)
        catalogue.genres(draft, SOURCE, genres.split("|"))
    _ratings(catalogue, folder / "movietweetings/100K/ratings.dat")


def _ratings(catalogue: Catalogue, path: Path) -> None:
    """Mean and number of the ratings of each title; a 0 is no rating on this scale."""
    points: dict[str, list[int]] = defaultdict(list)
    newest = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        _, number, rating, moment = line.split("::")
        newest = max(newest, int(moment))
        if 1 <= int(rating) <= 10:
            points[f"tt{number}"].append(int(rating))
        else:
            catalogue.count(SOURCE, "ratings off the scale")
    as_of = datetime.fromtimestamp(newest, UTC).date().isoformat()
    for key, given in points.items():
        if key in catalogue.titles:
            mean = (Decimal(sum(given)) / len(given)).quantize(Decimal("0.1"), ROUND_HALF_UP)
            record = {"source": SOURCE, "value": str(mean), "scale": 10, "votes": len(given), "as_of": as_of}
            catalogue.titles[key].ratings.append(record)
            catalogue.titles[key].votes[SOURCE] = len(given)
