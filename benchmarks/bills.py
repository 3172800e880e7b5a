"""Time composing and drawing 1,000 different bills, and weigh them.

    python benchmarks/bills.py

Prints one JSON object: machine, date, milliseconds a bill (full and stub, nothing cached; then cached), and
bytes a bill. Names are made from a fixed list of words, so two machines draw the same bills.
"""

from __future__ import annotations

import json
import platform
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from daybill.domain.bills import BillFacts, lettering
from daybill.domain.bills.compose import SUITED
from daybill.domain.bills.dice import Dice
from daybill.web import bills

COUNT = 1000
WORDS = (
    *("The", "Heat", "of", "Night", "and", "Day", "in", "Winter", "Lights", "over", "Paradise", "Lost"),
    *("Summer", "Strangers", "on", "Trains", "House", "Persona", "Remarkable", "Understanding", "Love"),
    *("Kingdom", "for", "Two", "Years", "Before", "Dawn", "Красный", "Цирк", "Été", "À", "Nous", "Zero"),
)
PEOPLE = ("Agnès Varda", "Akira Kurosawa", "Claire Denis", "Satyajit Ray", "Lucrecia Martel", "Billy Wilder")


def title(number: int) -> BillFacts:
    """One made-up film; half of the names have one to three words, the longest twelve."""
    dice = Dice(f"benchmark {number}")
    words = 1 + dice.throw() % 3 if dice.chance(0.5) else 3 + dice.throw() % 10
    return BillFacts(
        id=f"bench-{number}",
        name=" ".join(dice.pick(WORDS) for _ in range(words)),
        year=1915 + dice.throw() % 112,
        genre=dice.pick(tuple(SUITED)),
        director=dice.pick(PEOPLE),
        cast=(dice.pick(PEOPLE), dice.pick(PEOPLE))[: dice.throw() % 3],
        minutes=60 + dice.throw() % 120,
    )


def timed(titles: list[BillFacts], *, stub: bool) -> tuple[float, list[int]]:
    """Milliseconds a bill, and the bytes of each."""
    start = time.perf_counter()
    drawn = [bills.bill_svg(facts, stub=stub) for facts in titles]
    spent = time.perf_counter() - start
    return round(1000 * spent / len(titles), 3), [len(svg.encode()) for svg in drawn]


def main() -> None:
    """Measure and print."""
    titles = [title(number) for number in range(COUNT)]
    figures: dict[str, object] = {
        "case": f"compose and draw {COUNT} bills",
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}",
    }
    for form, stub in (("full", False), ("stub", True)):
        bills.drawing.cache_clear()
        lettering.set_name.cache_clear()
        cold, sizes = timed(titles, stub=stub)
        warm, _ = timed(titles, stub=stub)
        figures[form] = {
            "ms_cold": cold,
            "ms_cached": warm,
            "bytes_mean": round(statistics.mean(sizes)),
            "bytes_p99": sorted(sizes)[int(0.99 * len(sizes))],
            "bytes_largest": max(sizes),
        }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
