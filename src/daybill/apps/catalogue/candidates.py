"""Titles of the catalogue that rows may be about, by their names; read in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q

from daybill.domain.identity import Scheme, normalise_name
from daybill.domain.matching import Candidate, can_complete
from daybill.domain.records import TitleRef
from daybill.domain.words import years_of

from .chunks import chunks
from .models import Title, TitleId, TitleName, TitleWord
from .queries import PAGE_TYPES

# SQLite takes a condition of a thousand parts; each name has two.
_MOST_CUT = 400


def candidates_of(refs: Sequence[TitleRef]) -> dict[TitleRef, list[Candidate]]:
    """Titles that share a name with each ref (or complete a cut one), and no other id of a scheme of it."""
    wanted: defaultdict[str, list[TitleRef]] = defaultdict(list)
    for ref in refs:
        for name in {normalise_name(name) for name in (ref.name, *ref.other_names)}:
            wanted[name].append(ref)
    titles = _titles_named(wanted)
    # A name that stands here as it is was not cut.
    cut = _titles_beginning([r for r in refs if r.may_be_cut and not titles.get(normalise_name(r.name))])
    everybody = set().union(*titles.values(), *cut.values())
    known = _read_candidates(everybody)
    ids = _ids_of(everybody)
    result: dict[TitleRef, list[Candidate]] = {}
    seen: set[tuple[TitleRef, int]] = set()
    for name, mine in wanted.items():
        for ref in mine:
            for pk in titles.get(name, set()) | cut[ref]:
                if pk in known and (ref, pk) not in seen and not _is_other(ref, ids[pk]):
                    seen.add((ref, pk))
                    result.setdefault(ref, []).append(known[pk])
    return result


def _titles_named(names: Collection[str]) -> defaultdict[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for part in chunks(names):
        own = Title.objects.filter(search_key__in=part, type__in=PAGE_TYPES).values_list("search_key", "pk")
        other = TitleName.objects.filter(search_key__in=part, title__type__in=PAGE_TYPES)
        for key, pk in (*own.order_by(), *other.order_by().values_list("search_key", "title_id")):
            found[key].add(pk)
    return found


def _titles_beginning(refs: Sequence[TitleRef]) -> defaultdict[TitleRef, set[int]]:
    """Titles with a name that goes on behind that of a ref with an apostrophe."""
    found: defaultdict[TitleRef, set[int]] = defaultdict(set)
    starts: defaultdict[str, list[TitleRef]] = defaultdict(list)
    for ref in refs:
        if folded := normalise_name(ref.name):
            starts[folded].append(ref)
    for part in chunks(list(starts), _MOST_CUT):
        match = Q()
        for folded in part:
            match |= Q(search_key__startswith=f"{folded}s ") | Q(search_key__startswith=f"{folded}t ")
        own = Title.objects.filter(match, type__in=PAGE_TYPES).values_list("pk", "name", "search_key")
        other = TitleName.objects.filter(match, title__type__in=PAGE_TYPES)
        rows = (*own.order_by(), *other.order_by().values_list("title_id", "name", "search_key"))
        for pk, name, key in rows:
            for ref in _cut_at(key, starts):
                if can_complete(name, ref.name):
                    found[ref].add(pk)
    return found


def _cut_at(key: str, starts: Mapping[str, list[TitleRef]]) -> list[TitleRef]:
    """Refs whose name a search key goes on from with an "s" or a "t" that ends a word."""
    ends = (place for place in range(1, len(key) - 1) if key[place] in "st" and key[place + 1] == " ")
    return [ref for place in ends for ref in starts.get(key[:place], ())]


def _ids_of(titles: Collection[int]) -> defaultdict[int, defaultdict[str, set[str]]]:
    """Title -> scheme -> its ids; a merge may have left several of one scheme."""
    found: defaultdict[int, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for part in chunks(titles):
        for pk, imdb in Title.objects.filter(pk__in=part, imdb_id__isnull=False).values_list("pk", "imdb_id"):
            found[pk][Scheme.IMDB].add(str(imdb))
        for pk, scheme, value in TitleId.objects.filter(title__in=part).values_list(
            "title_id", "scheme", "value"
        ):
            found[pk][scheme].add(value)
    return found


def _is_other(ref: TitleRef, ids: Mapping[str, set[str]]) -> bool:
    """Whether the title has ids of a scheme in which the row gives one, and that is none of them."""
    return any(ids.get(scheme) and value not in ids[scheme] for scheme, value in ref.ids)


def _read_candidates(titles: Collection[int]) -> dict[int, Candidate]:
    rows: dict[int, tuple[str, set[str], set[int]]] = {}
    people: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for part in chunks(titles):
        for pk, kind, key, year in Title.objects.filter(pk__in=part).values_list(
            "pk", "type", "search_key", "year"
        ):
            rows[pk] = (kind, {key}, {year} if year else set())
        for pk, key in TitleName.objects.filter(title__in=part).values_list("title_id", "search_key"):
            rows[pk][1].add(key)
        for pk, words in TitleWord.objects.filter(title__in=part).values_list("title_id", "words"):
            rows[pk][2].update(years_of(words))
            for credit in words.get("credits", ()):
                trade = credit["role"] if credit["role"] == "director" else "other"
                if credit["role"] == "actor" and not credit.get("proof"):
                    trade = "actor"
                people[pk, trade].add(normalise_name(credit["name"]))
    return {
        pk: Candidate(
            pk,
            kind,
            frozenset(names),
            frozenset(years),
            frozenset(people[pk, "director"]),
            frozenset(people[pk, "actor"]),
            frozenset(people[pk, "other"]),
        )
        for pk, (kind, names, years) in rows.items()
    }
