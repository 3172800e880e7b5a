"""``daybill import_kaggle_streaming``: the services' tables of 2021."""

from daybill.apps.sources.formats.kaggle_streaming import KaggleStreaming
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_kaggle_streaming netflix_titles.csv hulu_titles.csv
"""
    help = (
        "Read the tables of Netflix, Prime Video, Hulu and Disney+ in the United States, with the "
        "day each title was added."
    )
    formats = (KaggleStreaming(),)
    has_days = True
    speaks_of_titles = True
