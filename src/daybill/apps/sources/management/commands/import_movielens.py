"""``daybill import_movielens``: MovieLens titles."""

from daybill.apps.sources.formats.movielens import MovieLens
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_movielens ml-latest-small/
"""
    help = "Read MovieLens' movies.csv; links.csv beside it gives the IMDb and TMDB ids."
    formats = (MovieLens(),)
