"""What a page costs: rendered against kept, with the demo catalogue.

    python benchmarks/pages.py

Loads the demo catalogue into a throw-away home, asks for each page in turn without and with the page
cache, and prints the median of each with the ratio between them, the number of queries and the bytes.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROUNDS = 40
PAGES = (
    "/",
    "/au/",
    "/us/",
    "/au/movie/heat-1995/",
    "/us/movie/the-matrix-1999/",
    "/au/person/michael-mann/",
    "/us/provider/netflix/",
    "/au/awards/academy-awards/1996/",
    "/search/?q=heat&country=au",
    "/api/v1/titles/tt0113277",
    "/api/v1/titles/tt0113277/offers?country=AU",
)


def median_ms(act, rounds: int = ROUNDS) -> float:
    """The median of some runs, in milliseconds, after one that is not counted."""
    act()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


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
        measure()
    finally:
        shutil.rmtree(home)


def measure() -> None:
    from django.conf import settings
    from django.core.cache import caches
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from daybill.apps.sources.catalogue_folder import load_catalogue
    from daybill.config.demo_catalogue import demo_catalogue

    settings.DEBUG = False
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    (Path(settings.HOME) / "static").mkdir()
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    run = load_catalogue(demo_catalogue(), progress=lambda *_: None)
    print(f"{run.read} rows of the demo catalogue, imported in {time.perf_counter() - began:.1f} s")
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}, {datetime.now(UTC).date()}")
    print(
        f"{'page':<46}{'rendered':>10}{'kept':>8}{'kept/rendered':>15}{'queries':>9}{'kept':>6}{'bytes':>9}"
    )
    client = Client(SERVER_NAME="127.0.0.1")
    pages = caches["pages"]
    for path in PAGES:

        def rendered(path: str = path) -> bytes:
            pages.clear()
            return client.get(path).content

        def kept(path: str = path) -> bytes:
            return client.get(path).content

        slow = median_ms(rendered)
        with CaptureQueriesContext(connection) as cold:
            pages.clear()
            size = len(client.get(path).content)
        asked = len(cold)
        quick = median_ms(kept)
        with CaptureQueriesContext(connection) as warm:
            client.get(path)
        asked_kept = len(warm)
        print(
            f"{path:<46}{slow:>8.1f}ms{quick:>6.1f}ms{quick / slow:>15.2f}{asked:>9}{asked_kept:>6}{size:>9,}"
        )


if __name__ == "__main__":
    main()
