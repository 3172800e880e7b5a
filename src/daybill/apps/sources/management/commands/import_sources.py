"""``daybill import_sources``: sources and their terms."""

from daybill.apps.sources.formats.own import OwnSources
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_sources sources.ndjson
"""
    help = (
        "Read what is said of sources (name, licence, notice, rank) from our own NDJSON "
        "(docs/reference/data-formats.md)."
    )
    formats = (OwnSources(),)
