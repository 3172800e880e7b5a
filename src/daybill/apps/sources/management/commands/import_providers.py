"""``daybill import_providers``: own providers."""

from daybill.apps.sources.formats.own import OwnProviders
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_providers providers.ndjson
"""
    help = "Read providers from our own NDJSON (docs/reference/data-formats.md)."
    formats = (OwnProviders(),)
    has_source = True
