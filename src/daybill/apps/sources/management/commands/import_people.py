"""``daybill import_people``: own people."""

from daybill.apps.sources.formats.own import OwnPeople
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_people people.ndjson
"""
    help = "Read people with their ids from our own NDJSON or CSV (docs/reference/data-formats.md)."
    formats = (OwnPeople(),)
    has_source = True
