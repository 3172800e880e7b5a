"""The publisher's own data: lines that `daybill export` writes, and that anybody can write by hand.

Every field is described in docs/reference/data-formats.md, for programs in daybill/api/schemas.
"""

from .awards import OwnAwards
from .format import OWN
from .lists import OwnLists, OwnRelations
from .looks import OwnLooks
from .offers import OwnOffers
from .people import OwnPeople
from .plans import OwnPlans, OwnPromos
from .providers import OwnProviders, OwnSources
from .titles import OwnTitles

__all__ = [
    "OWN",
    "OwnAwards",
    "OwnLists",
    "OwnLooks",
    "OwnOffers",
    "OwnPeople",
    "OwnPlans",
    "OwnPromos",
    "OwnProviders",
    "OwnRelations",
    "OwnSources",
    "OwnTitles",
]
