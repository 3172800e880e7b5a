"""``daybill import_catalogue``: everything another site exported."""

from daybill.apps.sources.catalogue_folder import CATALOGUE
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_catalogue dump/
"""
    help = (
        "Read a folder that `daybill export` wrote, each file after those it needs: sources, people, titles, "
        "providers, offers, looks, plans, promos, awards, lists and relations. Dossiers are read by import_dossiers."
    )
    formats = CATALOGUE
