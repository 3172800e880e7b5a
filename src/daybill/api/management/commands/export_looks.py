"""``daybill export_looks``: when sources looked, and at what."""

from __future__ import annotations

from daybill.api.dumps.command import ExportCommand


class Command(ExportCommand):
    kind = "looks"
    example = """
daybill export_looks | head
daybill export_looks --out looks.ndjson
"""
    help = (
        "Write every complete look that a source took, as one JSON object a line. "
        "The schema of a line is daybill/api/schemas/look.schema.json."
    )
