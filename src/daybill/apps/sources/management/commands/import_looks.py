"""``daybill import_looks``: complete looks that were made."""

from daybill.apps.sources.formats.own import OwnLooks
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_looks looks.ndjson
"""
    help = (
        "Read on which days a source looked at everything, from our own NDJSON, as `daybill "
        "export_looks` writes it."
    )
    formats = (OwnLooks(),)
    has_source = True
