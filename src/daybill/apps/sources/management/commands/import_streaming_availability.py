"""``daybill import_streaming_availability``: replies of the Streaming Availability API."""

from daybill.apps.sources.formats.streaming_availability import StreamingAvailability
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_streaming_availability hitch.json --as-of 2024-03-01
"""
    help = (
        "Read replies of the Streaming Availability API: one title in many countries, with prices "
        "and the moment it leaves."
    )
    formats = (StreamingAvailability(),)
    has_days = True
    speaks_of_titles = True
