"""``daybill import_tmdb``: TMDB's replies and tables made of them."""

from daybill.apps.sources.formats.tmdb import TmdbReplies
from daybill.apps.sources.formats.tmdb_tables import TmdbFilmCredits, TmdbFilms
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_tmdb replies/ --as-of 2026-11-01
daybill import_tmdb movie_949.fr.json --language fr --dry-run
"""
    help = (
        "Read TMDB API replies as they were saved (details, credits, find, seasons, people, watch "
        "providers, lists), and the small tables made of them. Watch providers have no day of their"
        " own: give --as-of."
    )
    formats = (TmdbFilms(), TmdbReplies(), TmdbFilmCredits())
    has_days = True
    has_language = True
