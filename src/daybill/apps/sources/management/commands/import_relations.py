"""``daybill import_relations``: what ties titles together."""

from daybill.apps.sources.formats.own import OwnRelations
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_relations relations.ndjson
"""
    help = (
        "Read remakes, sequels and titles of the same story from our own NDJSON "
        "(docs/reference/data-formats.md)."
    )
    formats = (OwnRelations(),)
    has_source = True
