"""``daybill import_offers``: offers of any shape we know."""

from daybill.apps.sources.formats.au_films import AuFilms
from daybill.apps.sources.formats.first_last_seen import FirstLastSeen
from daybill.apps.sources.formats.own import OwnOffers
from daybill.apps.sources.formats.streaming_availability import StreamingAvailability
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_offers offers.csv --as-of 2026-11-20
daybill import_offers stan.ndjson --provider stan --country AU --as-of 2026-11-20 --complete
"""
    help = (
        "Read where to watch: our own NDJSON or CSV (docs/reference/data-formats.md), or any "
        "other file of offers whose shape is known. With --complete, what one provider has in one"
        " country, all of it."
    )
    formats = (OwnOffers(), AuFilms(), StreamingAvailability(), FirstLastSeen())
    has_listing = True
    has_source = True
    speaks_of_titles = True
