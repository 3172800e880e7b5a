"""``daybill export_providers``: services that show titles."""

from __future__ import annotations

from daybill.api.dumps.command import ExportCommand


class Command(ExportCommand):
    kind = "providers"
    example = """
daybill export_providers | head
daybill export_providers --out providers.ndjson
"""
    help = (
        "Write every provider as one JSON object a line. "
        "The schema of a line is daybill/api/schemas/provider.schema.json."
    )
