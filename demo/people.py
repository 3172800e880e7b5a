"""Who is who: ids of several schemes joined, and bare names placed, only where nothing else is possible."""

from __future__ import annotations

from collections import Counter, defaultdict

from daybill.domain.identity import normalise_name
from demo.drafts import Catalogue

Ref = tuple[str, str]
_SCHEMES = ("imdb", "justwatch", "tmdb")


class People:
    """Persons of a catalogue after joining.

    Two ids are one person where both stand on one title under one name; else where the name has one id in
    each scheme. A join that would give a person two IMDb ids is not made. A bare name is the person of
    that name on the same title, else the only person of that name, else a person known by name alone.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._names: dict[Ref, Counter[str]] = {ref: Counter(c) for ref, c in catalogue.person_names.items()}
        self._extra = catalogue.person_ids
        self._head: dict[Ref, Ref] = {ref: ref for ref in self._names}
        self._imdb: dict[Ref, str] = {ref: ref[1] for ref in self._names if ref[0] == "imdb"}
        self._bare: dict[str, Counter[str]] = defaultdict(Counter)
        self._on_title: dict[tuple[str, str], set[Ref]] = defaultdict(set)
        for key in sorted(catalogue.titles):
            for credit in catalogue.titles[key].credits:
                if credit.person:
                    self._on_title[key, normalise_name(credit.name)].add(credit.person)
        for award in catalogue.awards:
            for nominee in award.get("nominees", ()):
                if nominee.get("ref") and award.get("title"):
                    self._on_title[award["title"], normalise_name(nominee["name"])].add(nominee["ref"])
        self._join_on_titles()
        self._join_by_sole_name()
        self._by_name: dict[str, set[Ref]] = defaultdict(set)
        for ref, names in self._names.items():
            for name in names:
                self._by_name[normalise_name(name)].add(self._find(ref))

    def key(self, title: str, name: str, person: Ref | None = None) -> str:
        """The key of the person meant by a credit; the person is used from now on."""
        folded = normalise_name(name)
        if person:
            return self._key_of(self._find(person))
        on_title = {self._find(ref) for ref in self._on_title.get((title, folded), ())}
        candidates = on_title or self._by_name.get(folded, set())
        if len(candidates) == 1:
            return self._key_of(next(iter(candidates)))
        self._bare[folded][name] += 1
        return f"name:{folded.replace(' ', '-')}"

    def sole(self, name: str) -> str | None:
        """The key of the only person of that name who has an id; None where there is none or more than one."""
        found = self._by_name.get(normalise_name(name), set())
        return self._key_of(next(iter(found))) if len(found) == 1 else None

    def records(self, used: set[str]) -> list[dict[str, object]]:
        """The people whose keys are used, in order of key."""
        groups: dict[Ref, list[Ref]] = defaultdict(list)
        for ref in sorted(self._names):
            groups[self._find(ref)].append(ref)
        rows: dict[str, dict[str, object]] = {}
        for head, refs in groups.items():
            ids: dict[str, str] = {}
            for scheme, value in sorted(refs, key=lambda ref: (_SCHEMES.index(ref[0]), len(ref[1]), ref[1])):
                ids.setdefault(scheme, value)
                for other, text in self._extra.get((scheme, value), {}).items():
                    ids.setdefault(other, text)
            names = sum((self._names[ref] for ref in refs), Counter())
            rows[self._key_of(head)] = {"ids": ids, "name": _best(names)}
        for folded, names in self._bare.items():
            rows[f"name:{folded.replace(' ', '-')}"] = {"name": _best(names)}
        return [{"key": key, **rows[key]} for key in sorted(rows) if key in used]

    def _key_of(self, head: Ref) -> str:
        if head in self._imdb:
            return self._imdb[head]
        scheme, value = head
        return f"{'jw' if scheme == 'justwatch' else scheme}:{value}"

    def _find(self, ref: Ref) -> Ref:
        while self._head[ref] != ref:
            ref = self._head[ref]
        return ref

    def _join(self, one: Ref, other: Ref) -> None:
        a, b = self._find(one), self._find(other)
        if a == b or (a in self._imdb and b in self._imdb):
            return
        # The IMDb side stays the head; between two others the order of schemes, then of ids, decides.
        first, second = sorted(
            (a, b), key=lambda r: (r not in self._imdb, _SCHEMES.index(r[0]), len(r[1]), r[1])
        )
        self._head[second] = first

    def _join_on_titles(self) -> None:
        for _, refs in sorted(self._on_title.items()):
            by_scheme = {scheme: sorted(r for r in refs if r[0] == scheme) for scheme in _SCHEMES}
            sole = [rows[0] for rows in by_scheme.values() if len(rows) == 1]
            for other in sole[1:]:
                self._join(sole[0], other)

    def _join_by_sole_name(self) -> None:
        by_name: dict[str, set[Ref]] = defaultdict(set)
        for ref, names in self._names.items():
            for name in names:
                by_name[normalise_name(name)].add(ref)
        for name, refs in sorted(by_name.items()):
            schemes = Counter(ref[0] for ref in refs)
            # One word alone ("Michael") is too little to join two ids on.
            if len(refs) > 1 and max(schemes.values()) == 1 and " " in name:
                ordered = sorted(refs)
                for other in ordered[1:]:
                    self._join(ordered[0], other)


def _best(names: Counter[str]) -> str:
    """The most frequent spelling; between equals one that is not all capitals, then the first by letters."""
    return min(names, key=lambda name: (-names[name], name.isupper(), name))
