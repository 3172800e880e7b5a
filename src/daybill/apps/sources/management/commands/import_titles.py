"""``daybill import_titles``: own titles."""

from daybill.apps.sources.formats.own import OwnTitles
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_titles films.csv
daybill import_titles titles.ndjson.gz --dry-run --format json
"""
    help = (
        "Read films, series, seasons and episodes from our own NDJSON or CSV "
        "(docs/reference/data-formats.md): what `daybill export_titles` writes, or a table of "
        "names, years and ids."
    )
    formats = (OwnTitles(),)
    has_source = True
