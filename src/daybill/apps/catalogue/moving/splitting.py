"""One title that was two: what some sources said of it goes to a title of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count

from daybill.apps.accounts.models import User
from daybill.domain.identity import Scheme, normalise_name, title_slug
from daybill.domain.showing import Said, shown

from ..actions import title_changed
from ..models import Source, Title, TitleId, TitleMove, TitleRedirect, TitleWord
from ..projecting import project, source_records
from ..slugs import SlugRegister
from .errors import CannotMove
from .journal import Journal, lock, record
from .pointers import SHOWN, Pointer, in_words, pointers

Id = tuple[str, str]


@transaction.atomic
def split_title(
    title: Title, sources: Collection[Source], by: User | None, *, ids: Collection[Id] = ()
) -> TitleMove:
    """Take what these sources told of a title away to a new one: words, offers, looks, awards, places in lists,
    relations, and what an editor answered to their questions.

    Args:
        ids: (scheme, value) of the external ids that are the new title's.

    Raises:
        CannotMove: no word would leave, or none would stay, or an id is not the title's; nothing is changed.
    """
    title = lock({title.pk})[title.pk]
    chosen = [source.pk for source in sources]
    _refuse(title, chosen, ids)
    made = _make(title, chosen, ids)
    journal = Journal(kept=title.pk, other=made.pk)
    _give_ids(title, made, ids, journal)
    for pointer in pointers():
        if pointer.model not in SHOWN:
            _move_told(pointer, title, made, chosen, journal)
    names = ", ".join(sorted(source.name for source in sources))
    summary = f"{title} [{title.imdb_id or title.pk}] was split: {names} went to {made} [{made.slug}]"
    move = record(TitleMove.Kind.SPLIT, title, journal, summary, by)
    project([title.pk, made.pk])
    for pk in journal.kept, journal.other:
        title_changed(pk)
    return move


def ids_of(title: Title) -> list[Id]:
    """The external ids of a title, IMDb's first."""
    own = [(str(Scheme.IMDB), title.imdb_id)] if title.imdb_id else []
    return own + list(TitleId.objects.filter(title=title).values_list("scheme", "value"))


@dataclass(frozen=True, slots=True)
class Told:
    """What one source told of a title.

    Attributes:
        name_said: how its word names the title, with the year; "" where it has none.
        rows: (what in words, how many) of the rest that would go with it.
    """

    source: Source
    name_said: str
    rows: list[tuple[str, int]]


def told_by(title: Title) -> list[Told]:
    """Each source with what it told of a title; those with a word first."""
    words = {word.source_id: word.words for word in TitleWord.objects.filter(title=title)}
    rows: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for pointer in pointers():
        path = pointer.source_path
        if path is None or pointer.model in SHOWN or pointer.model is TitleWord:
            continue
        counted = pointer.rows(title.pk).order_by().values_list(path).annotate(n=Count("pk"))
        for source, number in counted:
            rows[source].append((in_words(pointer.model, pointer.label, number), number))
    known = Source.objects.in_bulk({*words, *rows})
    found = [Told(known[pk], _named(words.get(pk)), rows[pk]) for pk in known]
    return sorted(found, key=lambda one: (not one.name_said, one.source.name))


def _named(words: dict[str, object] | None) -> str:
    if words is None:
        return ""
    name, year = words.get("name", "?"), words.get("year")
    return f"{name} ({year})" if year else str(name)


def _refuse(title: Title, sources: Collection[int], ids: Collection[Id]) -> None:
    told = set(TitleWord.objects.filter(title=title).values_list("source_id", flat=True))
    if not told & set(sources):
        raise CannotMove(f"None of these sources has said anything of {title}. Choose one that has.")
    if not told - set(sources):
        raise CannotMove(f"Nothing would stay of {title}. Leave at least one source’s word with it.")
    for scheme, value in sorted(set(ids) - set(ids_of(title))):
        raise CannotMove(f"{title} has no id {scheme} {value}. Choose among those it has.")


def _make(title: Title, sources: Collection[int], ids: Collection[Id]) -> Title:
    """A title named as the sources that leave name it, with an address that nobody had."""
    known = source_records()
    words = TitleWord.objects.filter(title=title, source__in=sources).order_by("source_id")
    single = shown([Said(known[word.source_id], word.words, word.as_of) for word in words]).single
    name, year = single.get("name", title.name), single.get("year")
    scheme, value = next(iter(sorted(ids)), ("", ""))
    register = SlugRegister(_taken(title.type, name, year), is_taken=lambda slug: _is_taken(title.type, slug))
    slug = register.give(title_slug(name, year), value if scheme == Scheme.IMDB else f"{scheme} {value}")
    return Title.objects.create(
        type=title.type,
        name=name,
        search_key=normalise_name(name),
        slug=slug or f"title-{title.pk}",
        year=year,
        parent=title.parent,
        number=title.number,
    )


def _taken(title_type: str, name: str, year: int | None) -> set[str]:
    wanted = title_slug(name, year)
    return {wanted} if _is_taken(title_type, wanted) else set()


def _is_taken(title_type: str, slug: str) -> bool:
    return any(model.objects.filter(type=title_type, slug=slug).exists() for model in (Title, TitleRedirect))


def _give_ids(title: Title, made: Title, ids: Collection[Id], journal: Journal) -> None:
    keys = {f"{scheme}:{value}" for scheme, value in ids} | {value for _, value in ids}
    if title.imdb_id and (str(Scheme.IMDB), title.imdb_id) in ids:
        journal.taken["imdb_id"] = title.imdb_id
    # What a catalogue calls a title is often one of its ids.
    if title.record_key in keys:
        journal.taken["record_key"] = str(title.record_key)
    if journal.taken:
        Title.objects.filter(pk=title.pk).update(**dict.fromkeys(journal.taken))
        Title.objects.filter(pk=made.pk).update(**journal.taken)
    rows = [
        row
        for row in TitleId.objects.filter(title=title).order_by("pk")
        if (row.scheme, row.value) in set(ids)
    ]
    if rows:
        journal.moved["catalogue.titleid.title"] = [row.pk for row in rows]
        TitleId.objects.filter(pk__in=[row.pk for row in rows]).update(title=made)


def _move_told(
    pointer: Pointer, title: Title, made: Title, sources: Collection[int], journal: Journal
) -> None:
    path = pointer.source_path
    if path is None:
        return
    rows = pointer.rows(title.pk).filter(**{f"{path}__in": sources}).order_by("pk")
    moved = list(rows.values_list("pk", flat=True))
    if moved:
        journal.moved[pointer.label] = moved
        pointer.point(pointer.rows(title.pk, moved), made.pk)
