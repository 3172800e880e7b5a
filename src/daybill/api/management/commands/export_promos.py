"""``daybill export_promos``: what providers promote."""

from __future__ import annotations

from daybill.api.dumps.command import ExportCommand


class Command(ExportCommand):
    kind = "promos"
    example = """
daybill export_promos | head
daybill export_promos --out promos.ndjson
"""
    help = (
        "Write every promotion as one JSON object a line. "
        "The schema of a line is daybill/api/schemas/promo.schema.json."
    )
