"""``daybill import_plans``: plans and subscription price lists."""

from daybill.apps.sources.formats.own import OwnPlans
from daybill.apps.sources.formats.subscription_prices import SubscriptionPrices
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_plans plans.csv --as-of 2026-11-20
daybill import_plans netflix_prices_2026-08-16.json
"""
    help = (
        "Read plans from our own NDJSON or CSV (docs/reference/data-formats.md), or a "
        "subscription price list by country."
    )
    formats = (OwnPlans(), SubscriptionPrices())
    has_days = True
    has_provider = True
    has_source = True
