"""The notice that goes with the catalogue: every source, its licence, what was taken, what was held."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

_HEAD = """# The demo catalogue: notice

Made by `python -m demo.compile`; do not edit. It holds facts only: names, years, ids, runtimes, genres, credits,
certifications, dated offers, prices, nominations. No synopsis, review, score of a table marked "facts", or
image was taken. Nothing is invented: what a source did not say is absent, and a row that could not be
placed without a guess was left out and is counted below.

IMDb ids are identifiers only; this catalogue is not made by, endorsed by or affiliated with IMDb, TMDB,
JustWatch, Netflix or any other service named in it.
"""

_DATES = """
## Days that the sources do not state

* `justwatch-titles`: "early 2023". The offers carry 2023-03-01.
* `kaggle-*`: a table is taken to be seen on the day of its newest `date_added`:
  Netflix 2021-09-25, Prime Video 2021-10-10, Hulu 2021-10-24, Disney+ 2021-11-26.
* `justwatch-api`: 2026-04-01, the newest moment inside the replies.
* TMDB's watch-provider examples have no day and are left out.
"""

_LICENCES = {
    "academy-awards": "oscars/LICENSE",
    "au-films": "offers_by_country/LICENSE-au_films",
    "justwatch-api": "justwatch_api/LICENSE",
    "offers-first-last-seen": "offers_by_country/LICENSE-offers_first_last_seen",
}
_COUNTED = ("read", "stored", "changed", "unchanged", "held", "refused")


def text(reports: Sequence[dict[str, Any]], out: Path, data: Path) -> str:
    """The whole notice as Markdown, with the licences that lie beside the tables in the data folder."""
    parts = [_HEAD, _DATES, "\n## Records\n", "| file | records |\n| --- | ---: |"]
    parts += [f"| `{path.name}` | {sum(1 for _ in lines_of(path)):,} |" for path in sorted(out.glob("*.gz"))]
    parts.append("\n## Sources\n")
    for source in lines_of(out / "sources.ndjson.gz"):
        where = f" <{source['url']}>" if source.get("url") else ""
        licence = f" Licence: {source['licence']}." if source.get("licence") else ""
        parts.append(
            f"* **{source['name']}** (`{source['slug']}`).{where}{licence} {source.get('notice', '')}".rstrip()
        )
    parts.append("\n## What was read\n")
    parts += [f"| import | source | {' | '.join(_COUNTED)} |", f"| --- | --- |{' ---: |' * len(_COUNTED)}"]
    parts += [
        f"| `{r['command']}` | {r['source']} | {' | '.join(f'{r[name]:,}' for name in _COUNTED)} |"
        for r in reports
    ]
    parts.append("\n## Why rows were held or refused\n")
    parts += ["| source | reason | rows |\n| --- | --- | ---: |"]
    parts += [f"| {source} | {reason} | {number:,} |" for (source, reason), number in reasons(reports)]
    for source, path in _LICENCES.items():
        licence = (data / path).read_text(encoding="utf-8").strip()
        parts.append(f"\n## Licence of `{source}`\n\n```text\n{licence}\n```")
    return "\n".join(parts) + "\n"


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def reasons(reports: Sequence[dict[str, Any]]) -> list[tuple[tuple[str, str], int]]:
    """Reasons of the first thousand problems of each import, without the names in them."""
    told: Counter[tuple[str, str]] = Counter()
    for report in reports:
        for problem in report["problems"]:
            if problem["kind"] != "remark":
                told[report["source"], problem["reason"].rpartition(": ")[2].rstrip(".")] += 1
    return sorted(told.items())
