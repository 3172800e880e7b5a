"""``daybill import_promos``: promotions."""

from daybill.apps.sources.formats.own import OwnPromos
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_promos promos.csv
"""
    help = "Read promotions from our own NDJSON or CSV (docs/reference/data-formats.md)."
    formats = (OwnPromos(),)
    has_source = True
