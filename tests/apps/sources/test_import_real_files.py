"""Every source's real file, into one empty database: the numbers of each report, and that nothing changes again.

The order is that of trust: who gives ids first comes first. The numbers were read off once and looked into; one that
moves has a reason, which the change that moves it tells.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from daybill.apps.catalogue.models import Title
from daybill.apps.sources.models import Question
from tests.apps.sources.import_files import counted, imported

pytestmark = [pytest.mark.shared, pytest.mark.django_db]
NAMES = ("read", "stored", "changed", "unchanged", "held", "refused", "ended")


class Real(NamedTuple):
    """An import: its command, its files below ``data``, what it is told, and the counts of its report."""

    command: str
    files: tuple[str, ...]
    options: dict[str, Any]
    counts: tuple[int, ...]


NETFLIX = {"provider": "netflix", "country": "US", "as_of": "2023-03-01", "complete": True}
TABLES = tuple(
    f"justwatch_titles/{name}.csv"
    for name in ("apple_titles", "disney_titles", "hbo_titles", "disney_credits")
)
AU_DAYS = ("2025-12-06", "2026-02-25", "2026-04-02", "2026-05-20", "2026-08-18")
# A folder of replies may tell of a season before its series: that row waits for the next time.
PARTS_FIRST = (("justwatch_api",), ("tmdb_api",))
REAL = (
    Real("import_oscars", ("oscars/oscars.csv",), {}, (12137, 12137, 0, 0, 0, 0, 0)),
    Real("import_movietweetings", ("movietweetings/100K/movies.dat",), {}, (10506, 9013, 1493, 0, 0, 0, 0)),
    Real("import_justwatch", TABLES, {}, (31466, 3834, 26921, 4, 706, 1, 0)),
    Real("import_justwatch", ("justwatch_titles/netflix_titles.csv",), NETFLIX, (6137, 6135, 0, 0, 2, 0, 0)),
    Real("import_justwatch", ("justwatch_api",), {"as_of": "2026-04-01"}, (446, 401, 1, 35, 9, 0, 0)),
    Real("import_tmdb", ("tmdb_moviesdataset_small/credits_small.csv",), {}, (9082, 0, 4, 7, 9071, 0, 0)),
    Real("import_tmdb", ("tmdb_api",), {"as_of": "2026-11-01"}, (1993, 940, 178, 748, 127, 0, 0)),
    Real("import_wikidata", ("wikidata",), {}, (4, 0, 3, 0, 0, 1, 0)),
    Real("import_movielens", ("movielens_small",), {}, (9742, 3458, 6266, 0, 10, 8, 0)),
    Real(
        "import_kaggle_streaming",
        ("kaggle_streaming/disney_plus_titles.csv", "kaggle_streaming/hulu_titles.csv"),
        {},
        (4523, 1712, 0, 0, 2811, 0, 0),
    ),
    Real("import_au_films", ("offers_by_country/au_films_2025-12-06.json",), {}, (423, 372, 0, 27, 24, 0, 0)),
    Real(
        "import_au_films", ("offers_by_country/au_films_2026-02-25.json",), {}, (435, 66, 93, 251, 25, 0, 0)
    ),
    Real(
        "import_au_films", ("offers_by_country/au_films_2026-04-02.json",), {}, (440, 40, 67, 312, 21, 0, 0)
    ),
    Real(
        "import_au_films", ("offers_by_country/au_films_2026-05-20.json",), {}, (447, 33, 37, 360, 17, 0, 0)
    ),
    Real("import_au_films", ("offers_by_country/au_films_2026-08-18.json",), {}, (461, 13, 0, 430, 18, 0, 0)),
    Real(
        "import_first_last_seen",
        ("offers_by_country/offers_first_last_seen.csv",),
        {},
        (1843, 1564, 39, 0, 240, 0, 0),
    ),
    Real(
        "import_golden_globes", ("golden_globes/golden_globe_awards.csv",), {}, (7991, 4805, 0, 0, 3186, 0, 0)
    ),
    Real("import_plans", ("subscription_prices",), {}, (1546, 771, 141, 610, 18, 6, 0)),
    Real(
        "import_streaming_availability",
        ("streaming_availability_api/hitch_all_countries.json",),
        {"as_of": "2024-03-01"},
        (46, 45, 1, 0, 0, 0, 0),
    ),
    Real("import_netflix_top10", ("netflix_top10/all-weeks-global.tsv",), {}, (10560, 0, 0, 0, 10560, 0, 0)),
)


def test_every_real_file_comes_in_as_it_did_and_a_second_time_changes_nothing(
    shared_folder: Path, settings: Any, tmp_path: Path
) -> None:
    settings.HOME = tmp_path / "home"
    for real in REAL:
        paths = [shared_folder / "data" / file for file in real.files]
        first = imported(real.command, *paths, **real.options)
        told = dict(zip(NAMES, real.counts, strict=True))
        assert (real.files, counted(first)) == (real.files, {name: n for name, n in told.items() if n})
        again = imported(real.command, *paths, **real.options)
        if real.files in PARTS_FIRST:
            first, again = again, imported(real.command, *paths, **real.options)
        assert (real.files, again["stored"], again["changed"], again["ended"]) == (real.files, 0, 0, 0)
        assert (again["held"], again["refused"]) == (first["held"], first["refused"])
    # One film by many sources, and no other of its name joined to it.
    heat = Title.objects.get(imdb_id="tt0113277")
    assert dict(heat.ids.values_list("scheme", "value"))["tmdb"] == "949"
    assert heat.offers.filter(country="AU").exists()
    assert Title.objects.filter(search_key="heat", type="movie", year=1995).count() == 1
    assert Question.objects.filter(answer="").exists()
