"""``daybill import_first_last_seen``: tables of the first and the last day an offer was seen."""

from daybill.apps.sources.formats.first_last_seen import FirstLastSeen
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_first_last_seen offers.csv
"""
    help = (
        "Read a table of films with the first and the last day each provider was seen to have them "
        "in a country."
    )
    formats = (FirstLastSeen(),)
    speaks_of_titles = True
