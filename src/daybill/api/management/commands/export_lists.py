"""``daybill export_lists``: published lists with the titles in them."""

from __future__ import annotations

from daybill.api.dumps.command import ExportCommand


class Command(ExportCommand):
    kind = "lists"
    example = """
daybill export_lists | head
daybill export_lists --out lists.ndjson
"""
    help = (
        "Write every published list with its places, as one JSON object a line. "
        "The schema of a line is daybill/api/schemas/list.schema.json."
    )
