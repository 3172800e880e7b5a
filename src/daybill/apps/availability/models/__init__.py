from .offer import Offer
from .provider import Plan, Promo, Provider

__all__ = ["Offer", "Plan", "Promo", "Provider"]
