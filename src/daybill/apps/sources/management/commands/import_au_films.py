"""``daybill import_au_films``: the Australian films table."""

from daybill.apps.sources.formats.au_films import AuFilms
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_au_films au_films_2026-05-20.json
"""
    help = (
        "Read the table of films on Australian services: each row is a complete look at one film on"
        " the day it was checked."
    )
    formats = (AuFilms(),)
    speaks_of_titles = True
