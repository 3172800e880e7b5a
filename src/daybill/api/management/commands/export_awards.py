"""``daybill export_awards``: nominations and wins."""

from __future__ import annotations

from daybill.api.dumps.command import ExportCommand


class Command(ExportCommand):
    kind = "awards"
    example = """
daybill export_awards | head
daybill export_awards --out awards.ndjson
"""
    help = (
        "Write every nomination as one JSON object a line. "
        "The schema of a line is daybill/api/schemas/award.schema.json."
    )
