"""``daybill serve``: pages alone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from daybill.apps.commands import DaybillCommand
from daybill.config import serving, site_setup


class Command(DaybillCommand):
    help = "Serve the site's pages, without the worker (see `daybill run` for both)."
    example = "daybill serve --host 127.0.0.1 --port 8000 --workers 2"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--host", default=serving.HOST, help="The address to listen on; default %(default)s."
        )
        parser.add_argument("--port", type=int, default=serving.PORT, help="Default: %(default)s.")
        parser.add_argument(
            "--workers", type=int, default=serving.WORKERS, help="Processes that answer; default %(default)s."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        serving.refuse_without_secret(settings.DAYBILL)
        serving.refuse_taken_port(host, port)
        serving.refuse_unprepared_database()
        with serving.stops_on_signals():
            site_setup.collect_static_files()
            self.start(
                host=host,
                port=port,
                workers=options["workers"],
                on_ready=lambda: self.stdout.write(
                    f"Serving {settings.DAYBILL.site_url} on {host}, port {port}"
                ),
            )

    def start(self, **options: Any) -> None:
        serving.serve(**options)
