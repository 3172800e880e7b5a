from .look import Look
from .offer import Offer
from .provider import Plan, Promo, Provider

__all__ = ["Look", "Offer", "Plan", "Promo", "Provider"]
