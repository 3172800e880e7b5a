"""Which title a row is about: by id, else by name, year and type with people as witnesses; never by a guess."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from daybill.domain.identity import normalise_name
from daybill.domain.records import TitleRef

# A row at or above this is taken for its title where no other comes near; below it an editor is asked.
CERTAIN = 80
PLAUSIBLE = 30
# A whole name and a year beside the row's.
SOLE = 60


class Verdict(StrEnum):
    """What became of a row's title."""

    FOUND = "found"
    NEW = "new"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A title of the catalogue that a row may be about.

    Attributes:
        id: the catalogue's own.
        names: every name it goes by, normalised (`normalise_name`).
        years: every year any source gives it.
        directors, actors: normalised names; ``actors`` are those of a cast, not those known only from an award.
        others: everybody else credited, normalised.
    """

    id: int
    type: str
    names: frozenset[str]
    years: frozenset[int]
    directors: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    @property
    def people(self) -> frozenset[str]:
        return self.directors | self.actors | self.others


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well one candidate fits: 0 to 100, and why, in words an editor can read."""

    candidate: int
    score: int
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a row's title is.

    Attributes:
        title: the catalogue's id; ``None`` where it is new or held.
        score: 100 for an id; 0 where nothing was found.
        judgements: the candidates of a held row, the likeliest first.
        like: of a new title, the row that names it first, where that is another.
    """

    verdict: Verdict
    title: int | None = None
    score: int = 0
    reason: str = ""
    judgements: tuple[Judgement, ...] = ()
    like: TitleRef | None = None


UNKNOWN = "no title of this name and year"
AMBIGUOUS = "several titles of this name and year"
CONTRADICTED = "the people contradict the only title of this name and year"
NAME_ONLY = "only a name is given"


def judge(ref: TitleRef, candidate: Candidate) -> Judgement:
    """Weigh one candidate that shares a name (or, for a cut name, its beginning) with the row.

    An equal year counts 40 on top of 40 for the name; one beside it 20, as do a row without a year and a series begun
    before; another type, or a year further off, rules it out. An agreeing person adds 20; people none of whom can be
    one person take 45.
    """
    if ref.type and candidate.type != ref.type:
        return Judgement(candidate.id, 0, f"it is a {candidate.type}")
    names = {normalise_name(name) for name in (ref.name, *ref.other_names)}
    is_whole = bool(names & candidate.names)
    score, reasons = (40, ["same name"]) if is_whole else (20, ["its name begins with these words"])
    years = candidate.years
    if not ref.years:
        score, reasons = score + 20, [*reasons, "no year given"]
    elif years & ref.years:
        score, reasons = score + 40, [*reasons, "same year"]
    elif any(abs(a - b) == 1 for a in years for b in ref.years):
        score, reasons = score + 20, [*reasons, "a year beside it"]
    else:
        # A series goes by the year it began, and by that of its newest season in some tables.
        is_running = candidate.type == "series" and years and min(years) <= max(ref.years)
        score, reasons = (score + 20, [*reasons, "begun before"]) if is_running else (10, ["another year"])
    witnesses = _witnesses(ref)
    if witnesses & candidate.people:
        score, reasons = score + 20, [*reasons, "a person agrees"]
    elif contradicts(ref, candidate):
        score, reasons = score - 45, [*reasons, "its people are others"]
    return Judgement(candidate.id, max(0, min(score, 100)), ", ".join(reasons))


def decide(ref: TitleRef, candidates: Sequence[Candidate], *, may_create: bool = False) -> Match:
    """The one title a row is about, a new one, or a question for an editor.

    A certain candidate is taken where it is the only one, or the only one with whom a person agrees. A year off by one
    is taken where a person agrees, or where the name is the only one on both sides and no person contradicts. A row
    without any candidate is new where its source may make titles.
    """
    judged = sorted((judge(ref, c) for c in candidates), key=lambda j: (-j.score, j.candidate))
    open_ones = tuple(j for j in judged if j.score >= PLAUSIBLE)
    if ref.is_name_only:
        return Match(Verdict.HELD, reason=NAME_ONLY, judgements=open_ones)
    certain = [j for j in judged if j.score >= CERTAIN]
    agreed = [j for j in certain if "a person agrees" in j.reason]
    for sure in (certain, agreed):
        if len(sure) == 1:
            return Match(Verdict.FOUND, sure[0].candidate, sure[0].score, sure[0].reason)
    if certain:
        return Match(Verdict.HELD, reason=AMBIGUOUS, judgements=open_ones)
    if sole := _sole(ref, candidates, open_ones):
        return Match(Verdict.FOUND, sole.candidate, sole.score, f"{sole.reason}, the only one of its name")
    if may_create and not open_ones:
        return Match(Verdict.NEW, reason="no title fits")
    contradicted = any("others" in j.reason and "same year" in j.reason for j in open_ones)
    return Match(Verdict.HELD, reason=CONTRADICTED if contradicted else UNKNOWN, judgements=open_ones)


def _sole(ref: TitleRef, candidates: Sequence[Candidate], judged: tuple[Judgement, ...]) -> Judgement | None:
    """A candidate a year off that alone bears the whole name on both sides, and whose people are not others."""
    of_type = [c for c in candidates if not ref.type or c.type == ref.type]
    if not (ref.is_sole and len(of_type) == len(judged) == 1) or "others" in judged[0].reason:
        return None
    return judged[0] if "beside" in judged[0].reason and judged[0].score >= SOLE else None


def _witnesses(ref: TitleRef) -> frozenset[str]:
    return frozenset(map(normalise_name, (*ref.directors, *ref.actors, *ref.others)))


def contradicts(ref: TitleRef, candidate: Candidate) -> bool:
    """Whether both sides name directors (else a cast) and no two of their names can be one person's."""
    for known, said in ((candidate.directors, ref.directors), (candidate.actors, ref.actors)):
        if known and said:
            folded = [normalise_name(name) for name in said]
            return not any(_could_be_one(a, b) for a in known for b in folded)
    return False


def _could_be_one(name: str, other: str) -> bool:
    """Whether the last word of one stands anywhere in the other.

    Sources order and spell names differently (Jae-young Kwak, Kwak Jae-yong); a shared first name is not enough.
    """
    words, others = name.split(), other.split()
    return bool(words and others) and (words[-1] in others or others[-1] in words)


def can_complete(name: str, start: str) -> bool:
    """Whether a name goes on behind a cut with an apostrophe ("Ocean" -> "Ocean's Eleven")."""
    return name.casefold().startswith((start.casefold() + "'", start.casefold() + "’"))


def fingerprint(ref: TitleRef) -> str:
    """Equal for rows that say the same of their title."""
    said = (
        ref.type,
        ref.ids,
        ref.key,
        normalise_name(ref.name),
        sorted(ref.years),
        sorted(map(normalise_name, ref.directors)),
        sorted(map(normalise_name, ref.others)),
        fingerprint(ref.parent) if ref.parent else "",
        ref.number,
    )
    return hashlib.sha1(repr(said).encode(), usedforsecurity=False).hexdigest()


def row_key(ref: TitleRef) -> str:
    """What a title is called that was made for a row without any id: the same words mean it again."""
    return f"row:{fingerprint(ref)}"
