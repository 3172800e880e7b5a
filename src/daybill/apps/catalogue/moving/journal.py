"""What was done to two titles, in JSON: enough to put everything back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings

from daybill.apps.accounts.models import User

from ..models import Title, TitleMove, TitleWord
from .errors import CannotMove
from .keeping import Row, keep_row
from .pointers import SHOWN, every

# Columns by which others know a title; each is of one title alone.
NAMED_BY = ("imdb_id", "record_key")
# Written from the words, and so not by a title that has none.
COLUMNS = (
    "name",
    "search_key",
    "original_name",
    "year",
    "end_year",
    "runtime_minutes",
    "season_count",
    "popularity",
)
LONGEST_SUMMARY = 400


@dataclass(slots=True)
class Shown:
    """What was shown of a title without any source's word, which nothing could write again."""

    columns: dict[str, Any]
    rows: list[Row]


@dataclass(slots=True)
class Journal:
    """One move between two titles.

    Attributes:
        kept, other: their ids; ``other`` is the one merged away, or the new one of a split.
        title: the row of the one merged away.
        moved: foreign key -> ids of the rows that now point at the other of the two.
        drafts: foreign key -> ids of the drafts that were pointed with it.
        aside: rows that had no place on the kept title.
        taken: columns of `NAMED_BY` that went from one title to the other.
        shown: title -> what was shown of it, where no word tells it.
    """

    kept: int
    other: int
    title: Row | None = None
    moved: dict[str, list[Any]] = field(default_factory=dict)
    drafts: dict[str, list[int]] = field(default_factory=dict)
    aside: list[Row] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "titles": [self.kept, self.other]}

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Journal:
        names = cls.__dataclass_fields__
        told = {name: value for name, value in stored.items() if name in names}
        return cls(**told | {"shown": {k: Shown(**v) for k, v in stored.get("shown", {}).items()}})


def shown_without_words(title: Title) -> Shown | None:
    """What is shown of a title of which no source's word is kept; ``None`` where one is."""
    if TitleWord.objects.filter(title=title).exists():
        return None
    rows = [keep_row(row) for model in SHOWN for row in every(model).filter(title=title.pk).order_by("pk")]
    return Shown({name: getattr(title, name) for name in COLUMNS}, rows)


def lock(titles: Collection[int]) -> dict[int, Title]:
    """The titles as they are now, kept from others until the transaction ends.

    Raises:
        CannotMove: one of them is gone.
    """
    found = Title.objects.select_for_update().order_by("pk").in_bulk(list(titles))
    for pk in titles:
        if pk not in found:
            raise CannotMove(f"Title {pk} is no longer there. Look it up again.")
    return found


def record(kind: str, title: Title, journal: Journal, summary: str, by: User | None) -> TitleMove:
    """Store what was done."""
    if len(summary) > LONGEST_SUMMARY:
        summary = f"{summary[: LONGEST_SUMMARY - 1]}…"
    return TitleMove.objects.create(
        kind=kind,
        title=title,
        summary=summary,
        journal=journal.as_json(),
        made_at=settings.DAYBILL.now(),
        made_by_id=by.pk if by else None,
    )
