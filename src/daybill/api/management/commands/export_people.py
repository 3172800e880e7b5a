"""``daybill export_people``: everybody with their ids, one person a line."""

from __future__ import annotations

from daybill.api.dumps.command import ExportCommand


class Command(ExportCommand):
    kind = "people"
    example = """
daybill export_people | head
daybill export_people --out people.ndjson
"""
    help = (
        "Write everybody credited, with their ids, as one JSON object a line. "
        "The schema of a line is daybill/api/schemas/person.schema.json."
    )
