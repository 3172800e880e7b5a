"""``daybill export_sources``: where facts come from."""

from __future__ import annotations

from daybill.api.dumps.command import ExportCommand


class Command(ExportCommand):
    kind = "sources"
    example = """
daybill export_sources | head
daybill export_sources --out sources.ndjson
"""
    help = (
        "Write every source with its terms, as one JSON object a line. "
        "The schema of a line is daybill/api/schemas/source.schema.json."
    )
