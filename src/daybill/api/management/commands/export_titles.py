"""``daybill export_titles``: the catalogue as NDJSON, one title a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.management.base import CommandParser

from daybill.api.dumps.command import ExportCommand
from daybill.apps.catalogue.export import title_lines
from daybill.apps.catalogue.models import TitleType
from daybill.apps.catalogue.queries import PAGE_TYPES


class Command(ExportCommand):
    kind = "titles"
    example = """
daybill export_titles --format ndjson | head
daybill export_titles --format ndjson --type movie --out films.ndjson
"""
    help = (
        "Write every film and series as one JSON object a line, in UTF-8, to standard output or to a file. "
        "The schema of a line is daybill/api/schemas/title.schema.json."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--type",
            dest="types",
            action="append",
            choices=TitleType.values,
            help="Only titles of this type; may be repeated. Without it: films and series.",
        )

    def lines(self, **options: Any) -> Iterator[Mapping[str, Any]]:
        return title_lines(options["types"] or PAGE_TYPES)
