"""Storing where to watch, many rows at a time, inside the caller's transaction."""

from .listings import Listing, SuspiciousListing, close_listing, refuse_suspicious
from .offers import OfferStore, ToldLook, ToldOffer
from .plans import ToldPlan, ToldPromo, store_plans, store_promos
from .providers import Named, ensure_providers, store_providers

__all__ = [
    "Listing",
    "Named",
    "OfferStore",
    "SuspiciousListing",
    "ToldLook",
    "ToldOffer",
    "ToldPlan",
    "ToldPromo",
    "close_listing",
    "ensure_providers",
    "refuse_suspicious",
    "store_plans",
    "store_promos",
    "store_providers",
]
