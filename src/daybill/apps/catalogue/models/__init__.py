from .award import AwardBody, Nomination, Nominee
from .facts import Certification, Claim, Rating, TitleCountry, TitleGenre, TitleLanguage
from .links import ListPlacing, Relation, RelationKind, TitleList
from .person import Credit, Person, PersonId, Role
from .source import Source
from .title import Title, TitleId, TitleName, TitleType
from .version import DataVersion
from .word import TitleMove, TitleRedirect, TitleWord

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
    "PersonId",
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
    "TitleMove",
    "TitleName",
    "TitleRedirect",
    "TitleType",
    "TitleWord",
]
