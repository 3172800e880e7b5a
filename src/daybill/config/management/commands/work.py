"""``daybill work``: what happens by the clock."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from daybill.apps.commands import DaybillCommand
from daybill.config import serving

MINUTE, DAY = 60.0, 86_400.0
JOBS = [("publish_scheduled", MINUTE), ("clearsessions", DAY)]


class Command(DaybillCommand):
    help = (
        "Do what happens by the clock, until stopped: publish what editors scheduled, every minute; "
        "forget sessions that have run out, every day."
    )
    example = "daybill work"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--with-parent",
            type=int,
            metavar="PID",
            help="End when this process, which started it, has ended.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        serving.refuse_without_secret(settings.DAYBILL)
        serving.refuse_unprepared_database()
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if options["with_parent"]:
            threading.Thread(
                target=stop_with_parent, args=(stop, options["with_parent"]), daemon=True
            ).start()
        serving.work_until_stopped(JOBS, stop)


def stop_with_parent(stop: threading.Event, parent: int) -> None:
    """Set ``stop`` once another process (the machine's first) has adopted this one."""
    while os.getppid() == parent and not stop.wait(1):
        pass
    stop.set()
