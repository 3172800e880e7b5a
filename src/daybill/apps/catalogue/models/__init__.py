from .award import AwardBody, Nomination, Nominee
from .facts import Certification, Claim, Rating, TitleCountry, TitleGenre, TitleLanguage
from .links import ListPlacing, Relation, RelationKind, TitleList
from .person import Credit, Person, Role
from .source import Source
from .title import Title, TitleId, TitleName, TitleType
from .version import DataVersion

__all__ = [
    "AwardBody",
    "Certification",
    "Claim",
    "Credit",
    "DataVersion",
    "ListPlacing",
    "Nomination",
    "Nominee",
    "Person",
    "Rating",
    "Relation",
    "RelationKind",
    "Role",
    "Source",
    "Title",
    "TitleCountry",
    "TitleGenre",
    "TitleId",
    "TitleLanguage",
    "TitleList",
    "TitleName",
    "TitleType",
]
