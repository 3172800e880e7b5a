"""Compile the demo catalogue: ``python -m demo.compile [--shared PATH] [--out PATH]``."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from daybill.domain.providers import providers, resolve
from demo import notice
from demo.choosing import award_record, report_unused, title_record
from demo.drafts import Catalogue
from demo.output import write_records
from demo.people import People
from demo.sources import (
    au_films,
    curated,
    first_last_seen,
    golden_globes,
    justwatch_api,
    justwatch_titles,
    kaggle,
    movietweetings,
    netflix_prices,
    oscars,
    tmdb_examples,
    tmdb_table,
    wikidata,
)
from demo.tables import read_json

HERE = Path(__file__).parent

# Tables with IMDb ids first, then those joined to their titles by name; each may use what came before.
READERS = (
    justwatch_titles,
    movietweetings,
    oscars,
    justwatch_api,
    tmdb_examples,
    wikidata,
    tmdb_table,
    kaggle,
    au_films,
    first_last_seen,
    golden_globes,
    netflix_prices,
)


def collect(data: Path) -> Catalogue:
    """Read every allowed table of the shared data folder."""
    catalogue = Catalogue()
    curated.read(catalogue)
    for reader in READERS:
        reader.read(catalogue, data)
    report_unused(catalogue)
    return catalogue


def files(catalogue: Catalogue) -> dict[str, list[dict[str, Any]]]:
    """The records of each file, by its name without ``.ndjson.gz``."""
    people = People(catalogue)
    titles = [title_record(draft, people) for _, draft in sorted(catalogue.titles.items())]
    awards = [award_record(award, people) for award in catalogue.awards]
    used = {credit["person"] for title in titles for credit in title["credits"]}
    used |= {nominee["person"] for award in awards for nominee in award["nominees"] if nominee["person"]}
    return {
        "sources": read_json(HERE / "sources.json"),
        "people": people.records(used),
        "titles": titles,
        "providers": provider_records(catalogue),
        "offers": catalogue.offers,
        "plans": catalogue.plans,
        "award_bodies": catalogue.award_bodies,
        "awards": awards,
        "lists": catalogue.lists,
        "relations": [r for r in catalogue.relations if {r["from"], r["to"]} <= catalogue.titles.keys()],
        "held": catalogue.held,
    }


def provider_records(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Every provider that an offer or plan names, and the parents of these."""
    slugs = {row["provider"] for row in (*catalogue.offers, *catalogue.plans)}
    words = {word.slug: word for slug in slugs if (word := catalogue.provider_words.get(slug))}
    slugs |= {word.parent for word in words.values() if word.parent}
    rows = []
    for slug in sorted(slugs):
        if row := providers().get(slug):
            rows.append(
                {"slug": slug, "name": row.name, "parent": row.parent, "url": row.url, "aliases": row.aliases}
            )
        else:
            word = words.get(slug) or resolve(slug)
            rows.append({"slug": slug, "name": word.name, "parent": word.parent})
    return rows


def compile_catalogue(data: Path, out: Path) -> dict[str, int]:
    """Write every file and the notice; answers the number of records by file."""
    out.mkdir(parents=True, exist_ok=True)
    catalogue = collect(data)
    counts = {name: write_records(out / f"{name}.ndjson.gz", rows) for name, rows in files(catalogue).items()}
    (out / "NOTICE.md").write_text(notice.text(catalogue, counts, data), encoding="utf-8")
    return counts


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
    counts = compile_catalogue(options.shared / "data", options.out)
    for name, count in counts.items():
        size = (options.out / f"{name}.ndjson.gz").stat().st_size
        print(f"{name:14} {count:8,} records {size:10,} bytes")
    print(f"{time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    main()
