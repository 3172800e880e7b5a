"""What an import costs: rows a second of the offers import, against the ORM's own bulk_create in the same run.

    python benchmarks/imports.py                       # SQLite in a throw-away home
    python tools/postgres.py python benchmarks/imports.py    # PostgreSQL

Makes offers of titles that are there (our own NDJSON, gzipped), imports them into an empty table, again as they are,
and again with every tenth price changed; then the demo catalogue, twice. Prints rows a second, the ratio to storing the
same offers with bulk_create alone (no reading, matching or comparing), and the highest memory.
"""

from __future__ import annotations

import gzip
import json
import os
import platform
import resource
import shutil
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

ROWS = int(os.environ.get("ROWS", "100000"))
TITLES = 20_000
WAYS = [
    (provider, monetization, quality)
    for provider in ("netflix", "stan", "prime-video", "apple-tv")
    for monetization, quality in (("flatrate", "hd"), ("rent", "hd"), ("rent", "4k"), ("buy", "hd"))
]
DAY = "2026-11-19"


def main() -> None:
    home = tempfile.mkdtemp(prefix="daybill-bench-")
    os.environ |= {
        "DAYBILL_HOME": home,
        "DAYBILL_SECRET_KEY": "only-for-a-benchmark-" * 4,
        "DJANGO_SETTINGS_MODULE": "daybill.config.settings.dev",
    }
    import django

    django.setup()
    try:
        measure(Path(home))
    finally:
        shutil.rmtree(home)


def measure(home: Path) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from daybill.config.demo_catalogue import demo_catalogue

    settings.DEBUG = False
    call_command("migrate", verbosity=0)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{connection.vendor}, {machine}, {datetime.now(UTC).date()}, {ROWS:,} offers of {TITLES:,} titles")
    make_titles()
    plain = timed(bulk_create)
    print(f"{'bulk_create alone':<38}{ROWS / plain:>12,.0f} rows/s")
    forget_offers()
    for name, change in (
        ("first import", 0),
        ("again, unchanged", 0),
        ("again, every tenth price changed", 10),
    ):
        path = write_offers(home / "offers.ndjson.gz", change)
        report = imported("import_offers", path)
        rate = report["read"] / report["seconds"]
        print(
            f"{name:<38}{rate:>12,.0f} rows/s{plain / report['seconds']:>8.2f} x bulk_create   {told(report)}"
        )
    for name in ("the demo catalogue", "the demo catalogue again"):
        report = imported("import_catalogue", demo_catalogue())
        rate = report["read"] / report["seconds"]
        print(f"{name:<38}{rate:>12,.0f} rows/s   {report['seconds']:.1f} s   {told(report)}")
    print(f"highest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def told(report: dict) -> str:
    return ", ".join(
        f"{report[name]:,} {name}" for name in ("stored", "changed", "unchanged", "held", "refused")
    )


def timed(act) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def make_titles() -> None:
    from daybill.apps.catalogue.models import Title

    Title.objects.bulk_create(
        [
            Title(
                type="movie", name=f"Film {n}", search_key=f"film {n}", slug=f"film-{n}", imdb_id=f"tt8{n:06}"
            )
            for n in range(TITLES)
        ],
        batch_size=2000,
    )


def facts(number: int) -> tuple[str, str, str, str]:
    provider, monetization, quality = WAYS[(number // TITLES) % len(WAYS)]
    return f"tt8{number % TITLES:06}", provider, monetization, quality


def bulk_create() -> None:
    from django.db import transaction

    from daybill.apps.availability.models import Offer, Provider
    from daybill.apps.catalogue.models import Source, Title

    source = Source.objects.create(slug="bench", name="bench")
    providers = {
        slug: Provider.objects.create(slug=slug, name=slug).pk for slug in sorted({way[0] for way in WAYS})
    }
    titles = dict(Title.objects.values_list("imdb_id", "pk"))
    day = date.fromisoformat(DAY)
    with transaction.atomic():
        for start in range(0, ROWS, 5000):
            rows = []
            for number in range(start, min(start + 5000, ROWS)):
                title, provider, monetization, quality = facts(number)
                rows.append(
                    Offer(
                        title_id=titles[title],
                        provider_id=providers[provider],
                        country="AU",
                        monetization=monetization,
                        quality=quality,
                        price_minor=399,
                        currency="AUD",
                        first_seen=day,
                        last_seen=day,
                        known_from=datetime(2026, 11, 19, tzinfo=UTC),
                        source=source,
                    )
                )
            Offer.objects.bulk_create(rows, batch_size=5000)


def forget_offers() -> None:
    from daybill.apps.availability.models import Offer

    Offer.objects.all().delete()


def write_offers(path: Path, change: int) -> Path:
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        for number in range(ROWS):
            title, provider, monetization, quality = facts(number)
            is_changed = bool(change) and number % change == 0
            row = {
                "title": title,
                "provider": provider,
                "country": "AU",
                "monetization": monetization,
                "quality": quality,
                "price_minor": 499 if is_changed else 399,
                "currency": "AUD",
                "observed": "2026-11-20" if change else DAY,
            }
            file.write(json.dumps(row) + "\n")
    return path


def imported(command: str, path: Path) -> dict:
    from io import StringIO

    from django.core.management import call_command

    out = StringIO()
    call_command(command, str(path), format="json", stdout=out)
    return json.loads(out.getvalue())


if __name__ == "__main__":
    sys.exit(main())
