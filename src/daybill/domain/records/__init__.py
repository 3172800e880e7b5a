"""What comes in, once its source's words are translated: values that matching and storing read alike.

A source's parser makes these and nothing else (see `daybill.apps.sources.formats`).
"""

from .codec import from_json, to_json
from .honours import AwardRecord, PlacingRecord, RelationRecord
from .offering import Asked, LookRecord, OfferRecord, PastLookRecord, PlanRecord, PromoRecord, ProviderRecord
from .refs import PersonRef, TitleRef
from .title import (
    ROLES,
    CertificationWord,
    CreditWord,
    NameWord,
    PersonRecord,
    RatingWord,
    SourceRecord,
    TitleRecord,
    TitleWords,
)

Record = (
    TitleRecord
    | PersonRecord
    | SourceRecord
    | OfferRecord
    | LookRecord
    | PastLookRecord
    | ProviderRecord
    | PlanRecord
    | PromoRecord
    | AwardRecord
    | PlacingRecord
    | RelationRecord
)

__all__ = [
    "ROLES",
    "Asked",
    "AwardRecord",
    "CertificationWord",
    "CreditWord",
    "LookRecord",
    "NameWord",
    "OfferRecord",
    "PastLookRecord",
    "PersonRecord",
    "PersonRef",
    "PlacingRecord",
    "PlanRecord",
    "PromoRecord",
    "ProviderRecord",
    "RatingWord",
    "Record",
    "RelationRecord",
    "SourceRecord",
    "TitleRecord",
    "TitleRef",
    "TitleWords",
    "from_json",
    "to_json",
]
