"""Putting back what a merge or a split did."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import serializers
from django.db import transaction

from daybill.apps.accounts.models import User

from ..actions import title_changed
from ..models import Title, TitleMove, TitleRedirect, TitleWord
from ..projecting import project
from .drafts import point_drafts
from .errors import CannotMove
from .journal import NAMED_BY, Journal, lock
from .keeping import make_again
from .merging import absorb
from .pointers import SHOWN, every, pointer_of


@transaction.atomic
def undo_move(move: TitleMove, by: User | None) -> TitleMove:
    """Undo a merge or a split.

    A title that was merged away comes back under its own number, address and ids, with every row that was its own and
    is still there; what came to the other meanwhile stays there. A title that was split off goes back whole, and its
    address leads to the other.

    Raises:
        CannotMove: it was undone before, another move was made on top of it, or the address or an id was given
            to another title meanwhile; nothing is changed.
    """
    move = TitleMove.objects.select_for_update().get(pk=move.pk)
    if move.undone_at is not None:
        raise CannotMove("This was undone before. Look at the list again.")
    journal = Journal.read(move.journal)
    _refuse_under_another(move, journal)
    if move.kind == TitleMove.Kind.MERGE:
        _part_again(journal)
    else:
        titles = lock({journal.kept, journal.other})
        joined = absorb(titles[journal.kept], titles[journal.other])
        move.journal["undone"] = joined.as_json()
        project([journal.kept])
        title_changed(journal.kept)
    move.journal["undone_by"] = by.pk if by else None
    move.undone_at = settings.DAYBILL.now()
    move.save(update_fields=["journal", "undone_at"])
    return move


def _refuse_under_another(move: TitleMove, journal: Journal) -> None:
    later = TitleMove.objects.filter(pk__gt=move.pk, undone_at=None).order_by("-pk")
    ours = {journal.kept, journal.other}
    for summary, titles in later.values_list("summary", "journal__titles"):
        if ours & set(titles):
            raise CannotMove(f"Another change was made on top of it: “{summary}”. Undo that one first.")


def _part_again(journal: Journal) -> None:
    keep = lock({journal.kept})[journal.kept]
    row: Any = journal.title
    [made] = serializers.deserialize("python", [row], ignorenonexistent=True)
    gone: Any = made.object
    _refuse_taken(keep, gone, journal)
    TitleRedirect.objects.filter(old_id=gone.pk).delete()
    given_back = [name for name, value in journal.taken.items() if getattr(keep, name) == value]
    if given_back:
        Title.objects.filter(pk=keep.pk).update(**dict.fromkeys(given_back))
    if gone.parent_id and not Title.objects.filter(pk=gone.parent_id).exists():
        gone.parent_id = _moved_to(gone.parent_id)
    gone.save_base(raw=True, force_insert=True)
    _point_back(journal)
    make_again(journal.aside)
    for title in (journal.kept, journal.other):
        _show_again(title, journal)
    project([journal.kept, journal.other])
    for title in (journal.kept, journal.other):
        title_changed(title)


def _moved_to(title: int) -> int | None:
    moved = TitleRedirect.objects.filter(old_id=title).first()
    return moved.title_id if moved else None


def _refuse_taken(keep: Title, gone: Title, journal: Journal) -> None:
    """Raise where something else has come to bear the name of the title that is to come back."""
    if other := Title.objects.filter(type=gone.type, slug=gone.slug).first():
        raise CannotMove(f"The address {gone.type}/{gone.slug} belongs to {other} [{other.pk}] now.")
    for name in NAMED_BY:
        value = getattr(gone, name)
        other = Title.objects.filter(**{name: value}).exclude(pk=keep.pk).first() if value else None
        if other:
            raise CannotMove(
                f"{value} belongs to {other} [{other.pk}] now. Merge that one, or change its id."
            )
        if value and getattr(keep, name) == value and name not in journal.taken:
            raise CannotMove(f"{value} has become an id of {keep} meanwhile. Change it there first.")


def _point_back(journal: Journal) -> None:
    for label, pks in journal.moved.items():
        if pointer := pointer_of(label):
            pointer.point(pointer.rows(journal.kept, pks), journal.other)
    for label, pks in journal.drafts.items():
        if pointer := pointer_of(label):
            point_drafts(pointer, journal.kept, journal.other, set(pks))


def _show_again(title: int, journal: Journal) -> None:
    """What was shown of a title that had no word then and has none now: nothing else can write it."""
    told = journal.shown.get(str(title))
    if told is None or TitleWord.objects.filter(title=title).exists():
        return
    for model in SHOWN:
        every(model).filter(title=title).delete()
    make_again(told.rows)
    Title.objects.filter(pk=title).update(**told.columns)
