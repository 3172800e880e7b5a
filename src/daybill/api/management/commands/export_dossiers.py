"""``daybill export_dossiers``: published dossiers."""

from __future__ import annotations

from daybill.api.dumps.command import ExportCommand


class Command(ExportCommand):
    kind = "dossiers"
    example = """
daybill export_dossiers | head
daybill export_dossiers --out dossiers.ndjson
"""
    help = (
        "Write every published dossier with its citations, as one JSON object a line. "
        "The schema of a line is daybill/api/schemas/dossier.schema.json."
    )
