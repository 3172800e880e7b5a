"""``daybill import_justwatch``: JustWatch-shaped tables and replies."""

from daybill.apps.sources.formats.justwatch_replies import JustWatchReplies
from daybill.apps.sources.formats.justwatch_tables import JustWatchCredits, JustWatchTitles
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_justwatch titles.csv credits.csv
daybill import_justwatch netflix.csv.gz --provider netflix --country US --as-of 2023-03-01 --complete
daybill import_justwatch replies/ --as-of 2026-04-01 --format json
"""
    help = (
        "Read JustWatch-derived tables (titles, credits) and JSON in JustWatch's shape (a client's "
        "output or raw replies). A table with --provider, --country and --as-of is also a listing "
        "of where to watch; without them only its titles and credits are stored."
    )
    formats = (JustWatchTitles(), JustWatchCredits(), JustWatchReplies())
    has_listing = True
    has_language = True
