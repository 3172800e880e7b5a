"""``daybill import_movietweetings``: MovieTweetings titles."""

from daybill.apps.sources.formats.movietweetings import MovieTweetings
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_movietweetings 100K/movies.dat
"""
    help = "Read MovieTweetings' movies.dat; ratings.dat beside it gives each title's mean rating."
    formats = (MovieTweetings(),)
