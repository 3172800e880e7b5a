"""Storing what sources say of titles: the titles that are new, their ids, and each source's word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from daybill.apps.catalogue.actions import touch, versions_raised
from daybill.apps.catalogue.chunks import chunks
from daybill.apps.catalogue.models import Title, TitleId, TitleRedirect, TitleWord
from daybill.apps.catalogue.projecting import project
from daybill.apps.catalogue.slugs import SlugRegister
from daybill.domain.identity import Scheme, clean_name, is_imdb_title_id, normalise_name, title_slug
from daybill.domain.matching import row_key
from daybill.domain.records import TitleRef, TitleWords
from daybill.domain.words import gather, renew, years_of
from daybill.engines.bulk import BulkInsert, update_rows

from .outcomes import Outcome

_NUMBERED = ("season", "episode")


@dataclass(frozen=True, slots=True)
class NewTitle:
    """A title to be made.

    Attributes:
        words: what its first source says; a name may also stand on the ref.
        slug: the address it had on the site that exported it, taken where it is free.
        parent: id of what it is a part of.
    """

    ref: TitleRef
    words: TitleWords
    slug: str = ""
    parent: int | None = None

    @property
    def name(self) -> str:
        return self.words.get("name") or clean_name(self.ref.name)


@dataclass(frozen=True, slots=True)
class ToldTitle:
    """What a source said of a title that is there.

    Attributes:
        source: its id.
        before: fields of which this import has spoken in an earlier batch: what it said then stands, and is added to.
    """

    title: int
    source: int
    words: TitleWords
    as_of: date | None
    ref: TitleRef
    before: frozenset[str] = frozenset()


def imdb_of(ref: TitleRef) -> str | None:
    """The IMDb id a ref gives, if any."""
    told = dict(ref.ids).get(Scheme.IMDB)
    return told or (ref.key if is_imdb_title_id(ref.key) else None)


def _record_key(ref: TitleRef) -> str | None:
    if ref.key:
        return None if is_imdb_title_id(ref.key) or ref.key.startswith("daybill:") else ref.key
    if not ref.ids:
        return row_key(ref) if ref.name else None
    return next((f"{scheme}:{value}" for scheme, value in ref.ids if scheme != Scheme.IMDB), None)


def _free_keys(new: Sequence[NewTitle]) -> list[str | None]:
    """What each title's source calls it, unless another goes by that: a number may be of a film and of a series."""
    wanted = [_record_key(one.ref) for one in new]
    taken: set[str | None] = set()
    for part in chunks({key for key in wanted if key}):
        for model in (Title, TitleRedirect):
            rows = model._default_manager.filter(record_key__in=part)
            taken |= set(rows.values_list("record_key", flat=True))
    free: list[str | None] = []
    for key in wanted:
        free.append(None if key in taken else key)
        taken.add(key)
    return free


def make_titles(new: Sequence[NewTitle]) -> list[int]:
    """Make titles that are not there yet; returns their ids in order.

    Of those of one name and year in a batch the better known one gets the plain address.
    """
    slugs = _slugs(new)
    keys = _free_keys(new)
    rows = [
        Title(
            type=one.ref.type,
            name=one.name,
            search_key=normalise_name(one.name),
            slug=slugs[place],
            year=next(iter(years_of(one.words)), None) if len(years_of(one.words)) == 1 else None,
            parent_id=one.parent,
            number=one.ref.number,
            imdb_id=imdb_of(one.ref),
            record_key=keys[place],
        )
        for place, one in enumerate(new)
    ]
    made = [row.pk for row in Title.objects.bulk_create(rows, batch_size=2000)]
    learn_ids(list(zip(made, (one.ref for one in new), strict=True)))
    return made


def _slugs(new: Sequence[NewTitle]) -> dict[int, str]:
    parents = dict(
        Title.objects.filter(pk__in={one.parent for one in new if one.parent}).values_list("pk", "slug")
    )
    wanted = {place: one.slug or _plain_slug(one, parents) for place, one in enumerate(new)}
    registers = {
        kind: SlugRegister(
            _taken(kind, {wanted[place] for place, one in enumerate(new) if one.ref.type == kind}),
            is_taken=lambda slug, kind=kind: bool(_taken(kind, {slug})),  # type: ignore[misc]
        )
        for kind in {one.ref.type for one in new}
    }
    order = sorted(range(len(new)), key=lambda p: (-new[p].words.get("popularity", 0), p))
    return {
        place: registers[new[place].ref.type].give(wanted[place], _distinct(new[place].ref))
        for place in order
    }


def _distinct(ref: TitleRef) -> str:
    return imdb_of(ref) or ref.key or next((f"{scheme}-{value}" for scheme, value in ref.ids), "title")


def _plain_slug(one: NewTitle, parents: Mapping[int, str]) -> str:
    if one.parent and one.ref.type in _NUMBERED:
        return f"{parents[one.parent]}-{one.ref.number or 0}"[:110]
    years = years_of(one.words) or one.ref.years
    return title_slug(one.name, min(years) if years else None)


def _taken(kind: str, slugs: set[str]) -> set[str]:
    """Slugs in use, also those that lead on to a title into which another was merged."""
    taken: set[str] = set()
    for part in chunks(slugs):
        for model in (Title, TitleRedirect):
            rows = model._default_manager.filter(type=kind, slug__in=part)
            taken |= set(rows.values_list("slug", flat=True))
    return taken


def learn_ids(pairs: Sequence[tuple[int, TitleRef]]) -> list[int]:
    """Keep ids that rows give of titles, where the title has none of that scheme; the titles that gained one."""
    told: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for title, ref in pairs:
        for scheme, value in (*ref.ids, *(((Scheme.IMDB, imdb),) if (imdb := imdb_of(ref)) else ())):
            told[title].setdefault(str(scheme), value)
    if not told:
        return []
    types, known = _known_ids(told)
    news = [
        (title, scheme, value)
        for title, ids in told.items()
        for scheme, value in ids.items()
        if scheme not in known[title]
    ]
    # An id that another title has stays there.
    taken = _taken_ids(news, types)
    gained: set[int] = set()
    rows: list[tuple[int, str, str, str]] = []
    imdb_ids: list[tuple[int, str]] = []
    for title, scheme, value in news:
        place = (scheme, "" if scheme == Scheme.IMDB else types[title], value)
        if place in taken:
            continue
        taken.add(place)
        gained.add(title)
        if scheme == Scheme.IMDB:
            imdb_ids.append((title, value))
        else:
            rows.append((title, scheme, types[title], value))
    update_rows(Title, "id", ["imdb_id"], imdb_ids)
    BulkInsert(TitleId, ("title_id", "scheme", "title_type", "value")).insert(rows)
    return sorted(gained)


def _taken_ids(news: Sequence[tuple[int, str, str]], types: Mapping[int, str]) -> set[tuple[str, str, str]]:
    """(scheme, type, value) of those ids that titles have; IMDb's are of no type."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for _, scheme, value in news:
        wanted[scheme].add(value)
    taken: set[tuple[str, str, str]] = set()
    for part in chunks(wanted.pop(Scheme.IMDB, set())):
        for model in (Title, TitleRedirect):
            rows = model._default_manager.filter(imdb_id__in=part)
            taken |= {(Scheme.IMDB, "", str(imdb)) for imdb in rows.values_list("imdb_id", flat=True)}
    for scheme, values in wanted.items():
        for part in chunks(values):
            others = TitleId.objects.filter(scheme=scheme, value__in=part)
            taken |= {(scheme, kind, value) for kind, value in others.values_list("title_type", "value")}
    return taken


def _known_ids(titles: Iterable[int]) -> tuple[dict[int, str], defaultdict[int, dict[str, str]]]:
    types: dict[int, str] = {}
    known: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for part in chunks(list(titles)):
        for pk, kind, imdb in Title.objects.filter(pk__in=part).values_list("pk", "type", "imdb_id"):
            types[pk] = kind
            if imdb:
                known[pk][Scheme.IMDB] = imdb
        for pk, scheme, value in TitleId.objects.filter(title__in=part).values_list(
            "title_id", "scheme", "value"
        ):
            known[pk][scheme] = value
    return types, known


def store_words(told: Sequence[ToldTitle], *, fresh: Iterable[int] = ()) -> list[Outcome]:
    """Keep what sources said, and write anew what is shown of titles of which they said something else.

    Args:
        told: rows of one title and source are put together first (`daybill.domain.words.gather`).
        fresh: titles made for these rows.

    Returns:
        For each of ``told`` what it came to.
    """
    joined: dict[tuple[int, int], ToldTitle] = {}
    for one in told:
        key = (one.title, one.source)
        if key in joined:
            first = joined[key]
            words = gather(first.words, one.words)
            joined[key] = replace(first, words=words, as_of=_newest(one.as_of, first.as_of))
        else:
            joined[key] = one
    stored = _read_words({title for title, _ in joined}, {source for _, source in joined})
    outcomes: dict[tuple[int, int], Outcome] = {}
    new, changed = [], []
    for key, one in joined.items():
        was = stored.get(key)
        if was is None:
            new.append((one.title, one.source, one.as_of, one.words))
            outcomes[key] = Outcome.STORED
            continue
        is_older = one.as_of is not None and was.as_of is not None and one.as_of < was.as_of
        words = renew(was.words, one.words, only_missing=is_older, before=one.before)
        is_same = words == was.words
        outcomes[key] = Outcome.UNCHANGED if is_same else Outcome.CHANGED
        newest = _newest(one.as_of, was.as_of)
        if not is_same or newest != was.as_of:
            # Said again on a later day it stands from that day; an older word must not take its place.
            was.words, was.as_of = words, newest
            changed.append(was)
    BulkInsert(TitleWord, ("title_id", "source_id", "as_of", "words")).insert(new)
    TitleWord.objects.bulk_update(changed, ["words", "as_of"], batch_size=500)
    made = set(fresh)
    gained = set(learn_ids([(one.title, one.ref) for one in told]))
    if gained:
        versions_raised(gained)
        touch("catalogue")
    project(
        {title for title, source in joined if outcomes[title, source] is not Outcome.UNCHANGED}, fresh=made
    )
    return [_outcome(one, outcomes, made, gained) for one in told]


def _newest(told: date | None, was: date | None) -> date | None:
    return max((day for day in (told, was) if day), default=None)


def _outcome(
    one: ToldTitle, outcomes: Mapping[tuple[int, int], Outcome], made: set[int], gained: set[int]
) -> Outcome:
    """A first word on a title that was there is a change of it; only a new title is stored."""
    outcome = outcomes[one.title, one.source]
    if one.title in made:
        return Outcome.STORED
    if outcome is Outcome.STORED or one.title in gained:
        return Outcome.CHANGED
    return outcome


def _read_words(titles: set[int], sources: set[int]) -> dict[tuple[int, int], TitleWord]:
    found: dict[tuple[int, int], TitleWord] = {}
    for part in chunks(titles):
        for row in TitleWord.objects.filter(Q(title__in=part), source__in=sources):
            found[row.title_id, row.source_id] = row
    return found
