"""``daybill import_lists``: published lists."""

from daybill.apps.sources.formats.netflix_top10 import NetflixTop10
from daybill.apps.sources.formats.own import OwnLists
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_lists lists.csv
"""
    help = "Read places in published lists from our own NDJSON or CSV (docs/reference/data-formats.md)."
    formats = (OwnLists(), NetflixTop10())
    has_source = True
    speaks_of_titles = True
