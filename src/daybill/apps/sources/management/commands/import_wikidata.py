"""``daybill import_wikidata``: Wikidata items."""

from daybill.apps.sources.formats.wikidata import Wikidata
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_wikidata Q42198.json
"""
    help = "Read Wikidata items of films, series and episodes, as the REST API or an entity dump gives them."
    formats = (Wikidata(),)
