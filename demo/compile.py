"""Compile the demo catalogue through the imports that every site uses: ``python -m demo.compile [--shared PATH]``.

An empty site is made in a temporary folder, every allowed table of the shared folder is imported into it as a
publisher would, and what it then knows is exported. Rows that the imports hold for an editor are left out; the notice
counts them.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# The day on which the words of tables without a day are taken to have been said: the same tables give the same bytes.
TODAY = "2026-11-20"
# "Early 2023" is all that the source says; our own import example gives the tables this day.
JUSTWATCH_DAY = "2023-03-01"
# The newest moment inside the replies.
REPLIES_DAY = "2026-04-01"
_JUSTWATCH = {
    "netflix_titles.csv": "netflix",
    "disney_titles.csv": "disney-plus",
    "hbo_titles.csv": "hbo-max",
    "apple_titles.csv": "apple-tv",
}
_NAMESAKES = frozenset({"heat", "the heat", "l.a. takedown"})
# The examples are of Game of Thrones, which its season does not say.
_SERIES = 1399
# TMDB's example replies that speak of one title or person, and no list of whatever was popular that day.
_EXAMPLES = (
    "movie_movie_id.json",
    "movie_movie_id_alternative_titles.json",
    "movie_movie_id_translations.json",
    "movie_movie_id_release_dates.json",
    "movie_movie_id_credits.json",
    "movie_movie_id_external_ids.json",
    "tv_series_id.json",
    "tv_series_id_alternative_titles.json",
    "tv_series_id_content_ratings.json",
    "tv_series_id_credits.json",
    "tv_series_id_external_ids.json",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One import: a command with its files and options."""

    command: str
    paths: tuple[Path, ...]
    options: dict[str, Any]


def steps(data: Path, scratch: Path) -> Iterator[Step]:
    """Every import in order: sources with IMDb ids first, then those whose rows are found by name."""
    curated = HERE / "curated"
    yield Step("import_sources", (curated / "sources.ndjson",), {})
    yield Step("import_oscars", (data / "oscars/oscars.csv",), {})
    tables = data / "justwatch_titles"
    for file, provider in _JUSTWATCH.items():
        listing = {"provider": provider, "country": "US", "as_of": JUSTWATCH_DAY, "complete": True}
        yield Step("import_justwatch", (with_imdb_id(tables / file, scratch),), listing)
    yield Step("import_movietweetings", (data / "movietweetings/100K/movies.dat",), {})
    yield Step("import_justwatch", (tables / "netflix_credits.csv", tables / "disney_credits.csv"), {})
    replies = data / "justwatch_api"
    for names in (("details", "search", "popular"), ("seasons",), ("episodes",), ("offers_for_countries",)):
        files = tuple(replies / f"{name}_output.json" for name in names)
        yield Step("import_justwatch", files, {"as_of": REPLIES_DAY})
    # Before what was entered by hand, which names two of them without a year: an address is given once.
    small = data / "tmdb_moviesdataset_small"
    yield Step("import_tmdb", (_sifted(small / "metadata_small.csv", scratch, is_namesake),), {})
    yield Step("import_titles", (curated / "titles.ndjson",), {})
    examples = data / "tmdb_api/openapi_examples"
    season = scratch / f"tv_{_SERIES}_season_1.json"
    shutil.copy(examples / "tv_series_id_season_season_number.json", season)
    yield Step("import_tmdb", (*(examples / name for name in _EXAMPLES), season), {})
    yield Step("import_wikidata", (data / "wikidata",), {})
    enriching = (small / "metadata_small.csv", small / "credits_small.csv")
    yield Step("import_tmdb", enriching, {"no_create": True})
    yield Step("import_kaggle_streaming", (data / "kaggle_streaming",), {})
    offers = data / "offers_by_country"
    for path in sorted(offers.glob("au_films_*.json")):
        yield Step("import_offers", (path,), {})
    yield Step("import_offers", (offers / "offers_first_last_seen.csv",), {})
    yield Step("import_golden_globes", (data / "golden_globes/golden_globe_awards.csv",), {})
    for path in sorted((data / "subscription_prices").glob("*.json")):
        yield Step("import_plans", (path,), {})
    for kind in ("offers", "awards", "lists", "relations"):
        yield Step(f"import_{kind}", (curated / f"{kind}.ndjson",), {})


def with_imdb_id(path: Path, scratch: Path) -> Path:
    """A table's rows that have an IMDb id: a demo need not show titles that nobody can look up elsewhere."""
    return _sifted(path, scratch, lambda row: bool(row["imdb_id"]))


def is_namesake(row: dict[str, str]) -> bool:
    """Same-name films matter on the page of Heat; of the rest of the table only what enriches titles that are here."""
    return row["title"].casefold() in _NAMESAKES


def _sifted(path: Path, scratch: Path, keep: Callable[[dict[str, str]], bool]) -> Path:
    out = scratch / path.name
    with path.open(encoding="utf-8", newline="") as source, out.open("w", encoding="utf-8", newline="") as to:
        reader = csv.DictReader(source)
        writer = csv.DictWriter(to, reader.fieldnames or [])
        writer.writeheader()
        writer.writerows(row for row in reader if keep(row))
    return out


@contextmanager
def empty_site() -> Iterator[Path]:
    """Django on an empty database in a folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="daybill-demo-"))
    os.environ |= {
        "DAYBILL_HOME": str(folder),
        "DAYBILL_TODAY": TODAY,
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "daybill.config.settings.dev",
    }
    try:
        import django  # noqa: PLC0415 (the home is settled first)
        from django.core.management import call_command  # noqa: PLC0415

        django.setup()
        call_command("migrate", verbosity=0)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def compile_catalogue(data: Path, out: Path) -> list[dict[str, Any]]:
    """Write every file and the notice; answers the reports of the imports."""
    from django.core.management import call_command  # noqa: PLC0415

    from demo import notice  # noqa: PLC0415

    reports = []
    with tempfile.TemporaryDirectory() as scratch:
        for step in steps(data, Path(scratch)):
            told = StringIO()
            call_command(step.command, *map(str, step.paths), format="json", stdout=told, **step.options)
            reports.append({"command": step.command, **json.loads(told.getvalue())})
            print(
                f"{step.command} {reports[-1]['source']}: {reports[-1]['read']:,} rows, {reports[-1]['seconds']} s"
            )
    for stale in out.glob("*.ndjson.gz"):
        stale.unlink()
    call_command("export", out=str(out), gzip=True, stdout=StringIO())
    (out / "dossiers.ndjson.gz").unlink(missing_ok=True)
    (out / "NOTICE.md").write_text(notice.text(reports, out, data), encoding="utf-8")
    return reports


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m demo.compile", description=__doc__)
    shared = Path(os.environ.get("DAYBILL_SHARED", HERE.parent.parent / "shared"))
    parser.add_argument(
        "--shared", type=Path, default=shared, help="folder that holds data/ (default: %(default)s)"
    )
    parser.add_argument(
        "--out", type=Path, default=HERE / "catalogue", help="where to write (default: %(default)s)"
    )
    options = parser.parse_args(arguments)
    started = time.monotonic()
    with empty_site():
        compile_catalogue(options.shared / "data", options.out)
    for path in sorted(options.out.glob("*.gz")):
        print(f"{path.name:26} {path.stat().st_size:10,} bytes")
    print(f"{time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    main()
