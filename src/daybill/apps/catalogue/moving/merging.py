"""Two titles that are one: everything that points at the second is pointed at the first."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Model

from daybill.apps.accounts.models import User

from ..actions import title_changed
from ..models import Title, TitleMove, TitleRedirect
from ..projecting import project
from .drafts import point_drafts
from .errors import CannotMove
from .journal import NAMED_BY, Journal, lock, record, shown_without_words
from .keeping import has_dependents, keep_row
from .pointers import SHOWN, Pointer, every, pointers


@transaction.atomic
def merge_titles(keep: Title, gone: Title, by: User | None) -> TitleMove:
    """Make one title of two; the second's address, ids and own number lead to the first from now on.

    Where both have a source's word, a place in a list or a look of one day, that of ``keep`` stands and the other is
    put aside in the journal, with the relations between the two.

    Raises:
        CannotMove: they are one already or of two types, or something of ``gone`` has no place beside what ``keep``
            has and may not be put aside (a dossier in the same language); nothing is changed.
    """
    titles = lock({keep.pk, gone.pk})
    keep, gone = titles[keep.pk], titles[gone.pk]
    _refuse(keep, gone)
    summary = f"{_named(gone)} was merged into {_named(keep)}"
    journal = absorb(keep, gone)
    move = record(TitleMove.Kind.MERGE, keep, journal, summary, by)
    project([keep.pk])
    title_changed(keep.pk)
    return move


def _named(title: Title) -> str:
    return f"{title} [{title.imdb_id or title.pk}]"


def _refuse(keep: Title, gone: Title) -> None:
    if keep.pk == gone.pk:
        raise CannotMove(f"{keep} is one title already. Choose two.")
    if keep.type != gone.type:
        raise CannotMove(
            f"{keep} is a {keep.get_type_display()} and {gone} a {gone.get_type_display()}: "
            "only titles of one type can be merged."
        )
    for title, other in ((keep, gone), (gone, keep)):
        if title.parent_id == other.pk:
            raise CannotMove(f"{title} is a part of {other}: a whole cannot be merged with its part.")


def absorb(keep: Title, gone: Title) -> Journal:
    """Point at ``keep`` what points at ``gone``, leave a redirect, and delete ``gone``; nothing is projected.

    Raises:
        CannotMove: see `merge_titles`.
    """
    journal = Journal(keep.pk, gone.pk)
    for title in (keep, gone):
        if told := shown_without_words(title):
            journal.shown[str(title.pk)] = told
    for pointer in pointers():
        if pointer.model not in SHOWN or _fills_a_gap(pointer, keep, journal):
            _point(pointer, keep, gone, journal)
    for model in SHOWN:
        every(model).filter(title=gone.pk).delete()
    journal.title = keep_row(gone)
    Title.objects.filter(pk=gone.pk).delete()
    _redirect(keep, gone, journal)
    return journal


def _fills_a_gap(pointer: Pointer, keep: Title, journal: Journal) -> bool:
    """Whether neither title has a word to write from, and the kept one shows nothing of this table."""
    return len(journal.shown) == 2 and not pointer.rows(keep.pk).exists()


def _point(pointer: Pointer, keep: Title, gone: Title, journal: Journal) -> None:
    rows = pointer.rows(gone.pk)
    if pointer.is_bound:
        for row in [row for row in rows.order_by("pk") if pointer.clashes(row, keep.pk)]:
            _put_aside(pointer, row, keep, gone, journal)
    moved = list(rows.order_by("pk").values_list("pk", flat=True))
    if moved:
        journal.moved[pointer.label] = moved
        pointer.point(rows, keep.pk)
    if drafts := point_drafts(pointer, gone.pk, keep.pk):
        journal.drafts[pointer.label] = drafts


def _put_aside(pointer: Pointer, row: Model, keep: Title, gone: Title, journal: Journal) -> None:
    if pointer.is_protected or has_dependents(row):
        what = row._meta.verbose_name
        raise CannotMove(
            f"{_named(keep)} and {_named(gone)} each have a {what} where there can be one ({row}). "
            f"Delete one of the two, or move what it says into the other, and try again."
        )
    journal.aside.append(keep_row(row))
    every(type(row)).filter(pk=row.pk).delete()


def _redirect(keep: Title, gone: Title, journal: Journal) -> None:
    """Give ``keep`` the names by which ``gone`` was known where it has none; the others lead to it."""
    left = {}
    for name in NAMED_BY:
        value = getattr(gone, name)
        if value and not getattr(keep, name):
            setattr(keep, name, value)
            journal.taken[name] = value
        else:
            left[name] = value
    if journal.taken:
        keep.save(update_fields=list(journal.taken))
    TitleRedirect.objects.create(title=keep, type=gone.type, slug=gone.slug, old_id=journal.other, **left)
