"""The notice that goes with the catalogue: every source, its licence, what was taken, what was held."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from demo.drafts import Catalogue
from demo.tables import read_json

_HEAD = """# The demo catalogue: notice

Made by `python -m demo.compile`; do not edit. It holds facts only: names, years, ids, runtimes, genres, credits,
certifications, dated offers, prices, nominations. No synopsis, review, score of a table marked "facts", or
image was taken. Nothing is invented: what a source did not say is absent, and a row that could not be
placed without a guess is in `held.ndjson.gz` with its reason.

IMDb ids are identifiers only; this catalogue is not made by, endorsed by or affiliated with IMDb, TMDB,
JustWatch, Netflix or any other service named in it.
"""

_DATES = """
## Days that the sources do not state

* `justwatch-titles`: "early 2023". The offers carry 2023-03-01 with `seen_precision` "month".
* `kaggle-*`: a table is taken to be complete on the day of its newest `date_added`:
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


def text(catalogue: Catalogue, counts: dict[str, int], data: Path) -> str:
    """The whole notice as Markdown, with the licences that lie beside the tables in the data folder."""
    parts = [_HEAD, _DATES, "\n## Records\n", "| file | records |\n| --- | ---: |"]
    parts += [f"| `{name}.ndjson.gz` | {count:,} |" for name, count in counts.items()]
    parts.append("\n## Sources\n")
    for source in read_json(Path(__file__).parent / "sources.json"):
        where = f" <{source['url']}>" if "url" in source else ""
        parts.append(
            f"* **{source['name']}** (`{source['slug']}`).{where} Licence: {source['licence']}. {source['notice']}"
        )
    parts.append("\n## What was read\n")
    parts += ["| source | what | number |\n| --- | --- | ---: |"]
    parts += [
        f"| {source} | {what} | {number:,} |" for (source, what), number in sorted(catalogue.counts.items())
    ]
    parts.append("\n## What was held, and why\n")
    held = Counter((row["source"], row["reason"]) for row in catalogue.held)
    parts += ["| source | reason | rows |\n| --- | --- | ---: |"]
    parts += [f"| {source} | {reason} | {number:,} |" for (source, reason), number in sorted(held.items())]
    if catalogue.unknown_words:
        parts.append("\n## Genre words that are not on our list\n")
        parts += [
            f"* {source}: {word} ({n:,})" for (source, word), n in sorted(catalogue.unknown_words.items())
        ]
    for source, path in _LICENCES.items():
        licence = (data / path).read_text(encoding="utf-8").strip()
        parts.append(f"\n## Licence of `{source}`\n\n```text\n{licence}\n```")
    return "\n".join(parts) + "\n"
