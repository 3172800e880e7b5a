"""Drafts name their title in their text, where no foreign key is followed: Wagtail would find none and forget it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision, RevisionMixin

from .pointers import Pointer


def _revisions(pointer: Pointer, title: int) -> Iterator[Revision]:
    if not issubclass(pointer.model, RevisionMixin):
        return
    kinds = ContentType.objects.get_for_model(pointer.model, for_concrete_model=False)
    found = Revision.objects.filter(content_type=kinds, **{f"content__{pointer.field.name}": title})
    yield from found.order_by("pk")


def point_drafts(pointer: Pointer, was: int, now: int, only: Collection[int] | None = None) -> list[int]:
    """Point every draft at another title; returns the ids of those that were changed.

    Args:
        only: ids of the drafts to change; ``None`` for all that name the title.
    """
    changed = []
    for revision in _revisions(pointer, was):
        if only is None or revision.pk in only:
            revision.content[pointer.field.name] = now
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
            changed.append(revision.pk)
    return changed
