"""``daybill export_relations``: remakes, sequels and retellings."""

from __future__ import annotations

from daybill.api.dumps.command import ExportCommand


class Command(ExportCommand):
    kind = "relations"
    example = """
daybill export_relations | head
daybill export_relations --out relations.ndjson
"""
    help = (
        "Write what ties titles together (remakes, sequels, the same story), as one JSON object a line. "
        "The schema of a line is daybill/api/schemas/relation.schema.json."
    )
