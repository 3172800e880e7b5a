"""``daybill export_plans``: what providers ask for a subscription."""

from __future__ import annotations

from daybill.api.dumps.command import ExportCommand


class Command(ExportCommand):
    kind = "plans"
    example = """
daybill export_plans | head
daybill export_plans --out plans.ndjson
"""
    help = (
        "Write every plan with each run of its terms, as one JSON object a line. "
        "The schema of a line is daybill/api/schemas/plan.schema.json."
    )
