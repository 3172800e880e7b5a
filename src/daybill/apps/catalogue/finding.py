"""Which titles the rows of a batch are about: by id, else as `daybill.domain.matching` decides; read in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from daybill.domain.identity import Scheme
from daybill.domain.matching import Candidate, Judgement, Match, Verdict, decide
from daybill.domain.records import TitleRef

from .candidates import candidates_of
from .chunks import chunks
from .models import Title, TitleId, TitleRedirect
from .newcomers import BY_ID, PART_TYPES, TWO_TITLES, Newcomers, WrongType, is_numbered_apart, pairs_of

OWN_KEY = "daybill:"

Found = Match | WrongType
Answers = Callable[[Sequence[TitleRef]], Mapping[TitleRef, Match]]


def key_of(imdb_id: str | None, record_key: str | None, title_type: str, slug: str) -> str:
    """What our own files call a title: its IMDb id, else the key it came in with, else its address."""
    return imdb_id or record_key or f"{OWN_KEY}{title_type}/{slug}"


def _no_answers(refs: Sequence[TitleRef]) -> Mapping[TitleRef, Match]:
    return {}


@dataclass(slots=True)
class _Ids:
    """Titles by what identifies them, of one batch."""

    titles: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    types: dict[int, str] = field(default_factory=dict)

    def add(self, scheme: str, value: str, title: int, title_type: str) -> None:
        self.titles[scheme, value].add(title)
        self.types[title] = title_type


class Finder:
    """Finds the titles of refs; remembers those found by id for the batches that follow."""

    # Enough for every title of a large site; what is beyond is looked up anew.
    MOST_REMEMBERED = 1_000_000

    def __init__(self, *, may_create: bool, answers: Answers = _no_answers) -> None:
        """Begin with nothing remembered.

        Args:
            may_create: what no title fits is new, and not a question.
            answers: what an editor has said of refs that no id settles.
        """
        self._may_create = may_create
        self._answers = answers
        self._remembered: dict[tuple[object, ...], Found] = {}

    def forget(self) -> None:
        """Titles were merged, split or deleted meanwhile."""
        self._remembered.clear()

    def find(self, refs: Iterable[TitleRef]) -> dict[TitleRef, Found]:
        """What each ref is; refs that are equal are looked up once.

        Refs are settled in their order, each as if those before it had been stored already: two rows of a batch that
        mean one new title are told apart from two titles as rows of two batches would be.
        """
        return self._find(refs, Newcomers())

    def _find(self, refs: Iterable[TitleRef], newcomers: Newcomers) -> dict[TitleRef, Found]:
        found: dict[TitleRef, Found] = {}
        asked = []
        for ref in refs:
            if ref in found:
                continue
            known = self._remembered.get(_id_key(ref)) if ref.ids or ref.key else None
            if known:
                found[ref] = known
            else:
                asked.append(ref)
        asked = list(dict.fromkeys(asked))
        if asked:
            found |= self._by_id(asked)
            for ref, match in found.items():
                if isinstance(match, Match) and match.title and len(ref.ids) > 1:
                    newcomers.teach(match.title, ref)
            doubtful = [ref for ref in asked if ref not in found or _is_held(found[ref])]
            answers = self._answers(doubtful)
            for ref, match in answers.items():
                newcomers.add(ref, match)
            found |= answers
            # What others are part of comes first, so that parts of a batch find what the batch makes.
            for kinds in (_WHOLES, ("season",), ("episode",)):
                mine = [ref for ref in asked if ref not in found and ref.type in kinds]
                found |= self._by_place(mine, newcomers)
                found |= self._by_name([ref for ref in mine if ref not in found], newcomers)
        return found

    def _by_id(self, refs: Sequence[TitleRef]) -> dict[TitleRef, Found]:
        ids = _read_ids(refs)
        result: dict[TitleRef, Found] = {}
        for ref in refs:
            titles = _titles_of(ref, ids)
            fitting = {t for t in titles if not ref.type or ids.types[t] == ref.type}
            if len(fitting) > 1:
                judged = tuple(Judgement(t, 60, BY_ID) for t in sorted(fitting))
                result[ref] = Match(Verdict.HELD, reason=TWO_TITLES, judgements=judged)
            elif fitting:
                result[ref] = Match(Verdict.FOUND, fitting.pop(), 100, BY_ID)
                if (ref.ids or ref.key) and len(self._remembered) < self.MOST_REMEMBERED:
                    self._remembered[_id_key(ref)] = result[ref]
            elif titles:
                title = min(titles)
                result[ref] = WrongType(ref, title, ids.types[title])
        return result

    def _by_place(self, refs: Sequence[TitleRef], newcomers: Newcomers) -> dict[TitleRef, Found]:
        """Seasons and episodes by their place in what they are part of."""
        placed = [ref for ref in refs if ref.parent and ref.number is not None]
        if not placed:
            return {}
        parents = self._find(dict.fromkeys(ref.parent for ref in placed if ref.parent), newcomers)
        newcomers.parents |= {ref: m for ref, m in parents.items() if isinstance(m, Match)}
        by_place: dict[tuple[int, str, int | None], int] = {}
        wholes = {m.title for m in parents.values() if isinstance(m, Match) and m.title}
        for part in chunks(wholes):
            rows = Title.objects.filter(parent__in=part).values_list("parent_id", "type", "number", "pk")
            by_place |= {(parent, kind, number): pk for parent, kind, number, pk in rows if parent}
        result: dict[TitleRef, Found] = {}
        for ref in placed:
            whole = parents[ref.parent] if ref.parent else None
            if not isinstance(whole, Match) or whole.title is None:
                # What it is part of must be there first, unless both come in together.
                if not (isinstance(whole, Match) and whole.verdict is Verdict.NEW):
                    result[ref] = Match(Verdict.HELD, reason=f"{ref.parent} is not here")
            elif pk := by_place.get((whole.title, ref.type, ref.number)):
                result[ref] = Match(Verdict.FOUND, pk, 95, "by its place")
        return result

    def _by_name(self, refs: Sequence[TitleRef], newcomers: Newcomers) -> dict[TitleRef, Found]:
        candidates = candidates_of([ref for ref in refs if ref.name and ref.type not in PART_TYPES])
        result: dict[TitleRef, Found] = {}
        for ref in refs:
            known = newcomers.find(ref)
            if known is None:
                match = self._decide(ref, candidates.get(ref, []), newcomers)
                known = newcomers.add(ref, match)
            result[ref] = known
        return result

    def _decide(self, ref: TitleRef, fitting: Sequence[Candidate], newcomers: Newcomers) -> Match:
        if ref.type in PART_TYPES:
            verdict = Verdict.NEW if self._may_create and (ref.parent or ref.ids) else Verdict.HELD
            return Match(verdict, reason="no such part")
        here = [one for one in fitting if not newcomers.is_other(one.id, ref)]
        named = [*here, *newcomers.candidates(ref)] if ref.name else []
        return decide(ref, named, may_create=self._may_create and bool(ref.type))


_WHOLES = ("movie", "series", "")


def _is_held(found: Found) -> bool:
    return isinstance(found, Match) and found.verdict is Verdict.HELD


def _id_key(ref: TitleRef) -> tuple[object, ...]:
    return (ref.ids, ref.key, ref.type)


def _titles_of(ref: TitleRef, ids: _Ids) -> set[int]:
    titles: set[int] = set()
    for scheme, value in pairs_of(ref):
        # The number of a film may be that of a series too, where a scheme numbers them apart.
        place = f"{scheme}/{ref.type}" if ref.type and is_numbered_apart(scheme, value) else scheme
        titles |= ids.titles.get((place, value), set())
    # A row that does not tell is of a film or a series, unless it gives the key of one title alone.
    return titles if ref.type or ref.key else {t for t in titles if ids.types[t] not in PART_TYPES}


def _read_ids(refs: Sequence[TitleRef]) -> _Ids:
    values: defaultdict[str, set[str]] = defaultdict(set)
    for ref in refs:
        for scheme, value in pairs_of(ref):
            values[scheme].add(value)
    ids = _Ids()
    for part in chunks(values.pop(Scheme.IMDB, set())):
        for pk, kind, imdb in Title.objects.filter(imdb_id__in=part).values_list("pk", "type", "imdb_id"):
            ids.add(Scheme.IMDB, str(imdb), pk, kind)
        _read_redirects(ids, "imdb_id", Scheme.IMDB, part)
    keys = values.pop("key", set())
    for part in chunks(keys):
        rows = Title.objects.filter(record_key__in=part).values_list("pk", "type", "record_key")
        for pk, kind, key in rows:
            ids.add("key", str(key), pk, kind)
        _read_redirects(ids, "record_key", "key", part)
    _read_own_keys(ids, {key for key in keys if key.startswith(OWN_KEY)})
    for scheme, wanted in values.items():
        for part in chunks(wanted):
            found = TitleId.objects.filter(scheme=scheme, value__in=part)
            for pk, kind, value in found.values_list("title_id", "title_type", "value"):
                ids.add(scheme, value, pk, kind)
                ids.add(f"{scheme}/{kind}", value, pk, kind)
    return ids


def _read_redirects(ids: _Ids, column: str, scheme: str, values: Sequence[str]) -> None:
    rows = TitleRedirect.objects.filter(**{f"{column}__in": values})
    for pk, kind, value in rows.values_list("title_id", "title__type", column):
        if (scheme, value) not in ids.titles:
            ids.add(scheme, value, pk, kind)


def _read_own_keys(ids: _Ids, keys: Collection[str]) -> None:
    by_type: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        kind, _, slug = key.removeprefix(OWN_KEY).partition("/")
        by_type[kind].append(slug)
    for kind, slugs in by_type.items():
        for part in chunks(slugs):
            here = Title.objects.filter(type=kind, slug__in=part).values_list("pk", "slug")
            moved = TitleRedirect.objects.filter(type=kind, slug__in=part).values_list("title_id", "slug")
            for pk, slug in (*moved.order_by(), *here.order_by()):
                ids.titles["key", f"{OWN_KEY}{kind}/{slug}"] = {pk}
                ids.types[pk] = kind
