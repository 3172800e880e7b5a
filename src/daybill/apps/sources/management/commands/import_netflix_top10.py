"""``daybill import_netflix_top10``: Netflix's weekly Top 10."""

from daybill.apps.sources.formats.netflix_top10 import NetflixTop10
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_netflix_top10 all-weeks-countries.tsv
"""
    help = (
        "Read Netflix's weekly Top 10 tables. They name titles and nothing else: every row waits "
        "for an editor to say which title it means."
    )
    formats = (NetflixTop10(),)
