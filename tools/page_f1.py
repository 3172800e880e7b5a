"""Precision, recall and F1 of the page reader, for each type of block, over a folder of pages with keys.

    python tools/page_f1.py [FOLDER] [--misses]

Beside ``NAME.txt``, ``NAME.md`` or ``NAME.html`` stands ``NAME.json``: the title, the country, and the blocks,
offers and citations that are in the page. A key's text may leave words out (``first words … last words``), and a key
names only the fields it is about: a block is right when its text and all of those are.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from daybill.domain.page_import import KnownTitle, ReadPage, decode_page, lost_words, read_page

PAGES = Path(__file__).parents[1] / "tests/domain/page_import/pages"
ENDINGS = {".txt", ".md", ".html"}


@dataclass
class Score:
    """Counts of one type: right, found and wrong, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / ((2 * self.right + self.wrong + self.missed) or 1)


@dataclass
class Report:
    """Scores by type, and what was wrong, for those who mend it."""

    scores: dict[str, Score] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def add(self, page: str, kind: str, wanted: list[Any], found: list[Any]) -> None:
        score = self.scores.setdefault(kind, Score())
        open_items = list(found)
        for want in wanted:
            hit = next((item for item in open_items if agrees(want, item)), None)
            if hit is None:
                score.missed += 1
                self.misses.append(f"{page}: missed {kind} {want}")
            else:
                score.right += 1
                open_items.remove(hit)
        score.wrong += len(open_items)
        self.misses += [f"{page}: wrong {kind} {item}" for item in open_items]


def agrees(want: Any, found: Any) -> bool:
    """Whether what was found is what the key says, spaces and left-out words aside."""
    if isinstance(want, dict):
        return isinstance(found, dict) and all(agrees(value, found.get(name)) for name, value in want.items())
    if isinstance(want, str) and isinstance(found, str):
        said = " ".join(found.split())
        first, dots, last = " ".join(want.split()).partition(" … ")
        return said.startswith(first) and said.endswith(last) if dots else said == first
    return bool(want == found)


def pages(folder: Path) -> Iterable[tuple[Path, dict[str, Any]]]:
    """Each page that has a key, and its key."""
    for path in sorted(folder.iterdir()):
        key = path.with_suffix(".json")
        if path.suffix in ENDINGS and key.exists():
            yield path, json.loads(key.read_text(encoding="utf-8"))


def read(path: Path, key: dict[str, Any]) -> tuple[str, ReadPage]:
    """The page's text and what is read from it."""
    about = key["title"]
    title = KnownTitle(
        about["imdb"],
        about["name"],
        about.get("year"),
        about.get("type", "movie"),
        frozenset(about.get("people", ())),
    )
    text = decode_page(path.read_bytes()).text
    return text, read_page(text, title=title, country=key.get("country", "AU"))


def score(folder: Path) -> Report:
    """Compare every page of a folder with its key."""
    report = Report()
    for path, key in pages(folder):
        text, page = read(path, key)
        result = page.to_json()
        types = Counter(block["type"] for block in [*key["blocks"], *result["blocks"]])
        for kind in types:
            of_kind = [
                [b for b in blocks if b["type"] == kind] for blocks in (key["blocks"], result["blocks"])
            ]
            report.add(path.name, kind, *of_kind)
        for name in ("offers", "citations"):
            report.add(path.name, name, key.get(name, []), result[name])
        dates = [[date] if date else [] for date in (key.get("updated_on"), result["updated_on"])]
        report.add(path.name, "updated_on", *dates)
        report.add(path.name, "lost words", [], lost_words(text, page))
        report.misses += [
            f"{path.name}: {f['rule']} {result['left_over'][-3:]}"
            for f in result["findings"]
            if f["rule"] == "rescued_words"
        ]
    return report


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was wrong")
    arguments = parser.parse_args()
    report = score(arguments.folder)
    print(f"{'type':<16} {'key':>4} {'found':>5} {'precision':>9} {'recall':>6} {'F1':>5}")
    for kind, s in sorted(report.scores.items()):
        wanted, found = s.right + s.missed, s.right + s.wrong
        if wanted or found:
            print(
                f"{kind:<16} {wanted:>4} {found:>5} {s.right / (found or 1):>9.2f}"
                f" {s.right / (wanted or 1):>6.2f} {s.f1:>5.2f}"
            )
    if arguments.misses:
        print(*report.misses, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
