"""``daybill run``: the whole site on one machine."""

from __future__ import annotations

from typing import Any

from daybill.config import serving

from .serve import Command as ServeCommand


class Command(ServeCommand):
    help = (
        "Run the site: its pages and the worker together. Where one of them ends, the other is stopped too."
    )
    example = "daybill run --host 127.0.0.1 --port 8000"

    def start(self, **options: Any) -> None:
        serving.serve_with_worker(**options)
