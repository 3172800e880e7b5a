"""From looks to runs: what a source saw on single days becomes spans in which an offer is known to have stood.

A *way* is one title at one provider in one country under one monetization, quality and tier, as one source tells it.
Its *terms* are price and window. A run is a span in which every look at the way found the same terms. Seen again, a run
grows; seen with other terms, it ends and another takes over from it; a complete look that does not find its terms ends
it. Silence of any other kind ends nothing, and where several terms stand side by side, other ones replace as many as
there are of them. Looks may come in any order and give the same runs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar


class Change(StrEnum):
    """What an observation came to."""

    NONE = "none"
    SEEN_AGAIN = "seen_again"
    ARRIVED = "arrived"
    TOLD_OTHERWISE = "told_otherwise"


class Looked(NamedTuple):
    """A complete look that would have found the way: its day, and how it was made (``None``: not known)."""

    day: date
    method: str | None = ""


@dataclass(slots=True, eq=False)
class Run:
    """A span in which a way is known to have stood with the same terms.

    Attributes:
        terms: compared as a whole.
        began_after, ended_by: the looks on either side that did not find it; see `daybill.domain.offers.Offer`.
        began_by_method, ended_by_method: on that side the source changed how it looks, so nothing is claimed.
        follows: the run whose terms these replaced.
        id: of the row that holds it; 0 for none yet.
        is_changed: differs from its row.
        inside: days between its first and last on which it was seen, as far as they are remembered.
    """

    terms: Hashable
    first_seen: date
    last_seen: date
    began_after: date | None = None
    ended_by: date | None = None
    began_by_method: bool = False
    ended_by_method: bool = False
    follows: Run | None = None
    id: int = 0
    is_changed: bool = False
    inside: set[date] | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing says that it ended."""
        return self.ended_by is None and not self.ended_by_method

    def spans(self, day: date) -> bool:
        return self.first_seen <= day <= self.last_seen


R = TypeVar("R", bound=Run)
Make = Callable[[Hashable, date, date], R]
_day = attrgetter("day")
_BOUNDS = ("began_after", "ended_by", "began_by_method", "ended_by_method")


def see(
    runs: list[R],
    terms: Hashable,
    first: date,
    last: date,
    looks: Sequence[Looked] = (),
    *,
    make: Make[R],
) -> tuple[R, Change]:
    """The way was found with these terms on ``first`` and on ``last``; the run that holds the last of them now.

    Args:
        runs: of the way; grown, added to, cut or joined. A run that another has taken in is left out.
        looks: complete looks at the way, in order of their days.
        make: makes a run of terms, first and last day.
    """
    for run in runs:
        if run.terms == terms and run.spans(first) and run.spans(last):
            _remember(run, {first, last})
            return run, Change.NONE
    if not runs and (first == last or not any(first < look.day < last for look in looks)):
        return _first_run(runs, make(terms, first, last), looks), Change.ARRIVED
    newest = _newest(runs, looks)
    if first >= newest:
        for run in runs:
            if run.terms == terms and run.is_open:
                _extend(run, last)
                return run, Change.SEEN_AGAIN
    if first > newest:
        _Telling(runs, looks, make).step(first, {terms})
        runs[-1].last_seen = last
        return runs[-1], Change.TOLD_OTHERWISE if runs[-1].follows else Change.ARRIVED
    return _see_between(runs, terms, (first, last), looks, make)


def look(
    runs: list[R],
    looked: Looked,
    found: Collection[Hashable],
    looks: Sequence[Looked] = (),
    *,
    make: Make[R],
) -> Change:
    """A complete look found the way with these terms and no others; none where it did not find the way.

    Of a second look on one day only what it found counts: what the first one found, stands.

    Args:
        runs, make: as for `see`.
        looks: the other complete looks at the way, in order of their days; one of the same day makes this the second.
    """
    if not runs and not found:
        return Change.NONE
    is_second = any(one.day == looked.day for one in looks)
    everything = list(looks)
    if not is_second:
        insort(everything, looked, key=_day)
    if not runs:
        if len(found) == 1:
            _first_run(runs, make(next(iter(found)), looked.day, looked.day), everything)
        else:
            _tell_anew(runs, {looked.day: set(found)}, everything, make)
        return Change.ARRIVED
    if looked.day > _newest(runs, looks):
        is_news = _Telling(runs, everything, make).step(looked.day, set(found), is_complete=True)
        return Change.TOLD_OTHERWISE if is_news else Change.SEEN_AGAIN
    here = set(found) | _known_on(runs, looked.day, looks)
    if is_second and here == {run.terms for run in runs if run.spans(looked.day)}:
        return Change.NONE
    return _tell_anew(runs, {looked.day: here}, everything, make)


def _first_run(runs: list[R], run: R, looks: Sequence[Looked]) -> R:
    """Bound the only run of a way by the looks on either side; the short way for what is seen for the first time."""
    run.is_changed = True
    if looks:
        _begin(run, looks)
        after = bisect_right(looks, run.last_seen, key=_day)
        if after < len(looks):
            _end(run, looks[after].day, looks)
    runs.append(run)
    return run


def _see_between(
    runs: list[R], terms: Hashable, days: tuple[date, date], looks: Sequence[Looked], make: Make[R]
) -> tuple[R, Change]:
    """The way was found on days before others of which something is known."""
    found = {day: {terms} | _known_on(runs, day, looks) for day in days}
    had = set(map(id, runs))
    seen = {day for run in runs if run.terms == terms for day in (run.first_seen, run.last_seen)} | set(days)
    change = _tell_anew(runs, found, looks, make)
    same = [run for run in runs if run.terms == terms]
    for run in same:
        _remember(run, seen)
    run = next(run for run in same if run.spans(days[1]))
    is_arrival = id(run) not in had and run.follows is None and change is not Change.NONE
    return run, Change.ARRIVED if is_arrival else change


def _extend(run: Run, last: date) -> None:
    was, run.last_seen = run.last_seen, last
    # What was seen several times since it was read has days that no row tells; once is by far the most frequent.
    if run.is_changed:
        _remember(run, {was})
    run.is_changed = True


def _remember(run: Run, days: Iterable[date]) -> None:
    for day in days:
        if run.first_seen < day < run.last_seen:
            run.inside = {day} | (run.inside or set())


def _newest(runs: Iterable[Run], looks: Sequence[Looked]) -> date:
    """The last day of which anything is known."""
    newest = looks[-1].day if looks else date.min
    for run in runs:
        newest = max(newest, run.ended_by or run.last_seen, run.last_seen)
    return newest


def _known_on(runs: Sequence[Run], day: date, looks: Iterable[Looked]) -> set[Hashable]:
    """The terms known to have been found on a day.

    A day within a run on which nobody is known to have looked says nothing: the run is only what joined its looks.
    """
    is_known = any(day in (run.first_seen, run.last_seen) for run in runs) or any(
        one.day == day for one in looks
    )
    return {run.terms for run in runs if (run.spans(day) if is_known else day in (run.inside or ()))}


def _look_before(looks: Sequence[Looked], day: date) -> Looked | None:
    place = bisect_left(looks, day, key=_day)
    return looks[place - 1] if place else None


def _look_until(looks: Sequence[Looked], day: date) -> Looked | None:
    """The look on a day or the last before it: how the source looked by then."""
    place = bisect_right(looks, day, key=_day)
    return looks[place - 1] if place else None


def _is_other_method(one: Looked | None, other: Looked | None) -> bool:
    if one is None or other is None or one.method is None or other.method is None:
        return False
    return one.method != other.method


def _begin(run: Run, looks: Sequence[Looked], earlier: Iterable[Run] = ()) -> None:
    """The last look before a run, unless the same terms were seen on it or later."""
    before = _look_before(looks, run.first_seen)
    if before is None or any(one.terms == run.terms and one.last_seen >= before.day for one in earlier):
        return
    if _is_other_method(before, _look_until(looks, run.first_seen)):
        run.began_by_method = True
    else:
        run.began_after = before.day


def _end(run: Run, day: date, looks: Sequence[Looked]) -> None:
    """A look on ``day``, or other terms seen then, end the run."""
    run.is_changed = True
    if _is_other_method(_look_until(looks, run.last_seen), _look_until(looks, day)):
        run.ended_by_method = True
    else:
        run.ended_by = day


class _Telling(Generic[R]):
    """Tells the runs of a way day by day, in order; ``looks`` are all complete ones."""

    def __init__(self, runs: list[R], looks: Sequence[Looked], make: Make[R]) -> None:
        self._runs, self._looks, self._make = runs, looks, make
        self._standing = {run.terms: run for run in runs if run.is_open}

    def step(self, day: date, here: Collection[Hashable], *, is_complete: bool = False) -> bool:
        """These terms were found on a day after all others; whether that was more than seeing them again."""
        for terms in here:
            if run := self._standing.get(terms):
                run.last_seen, run.is_changed = day, True
        begun = sorted((terms for terms in here if terms not in self._standing), key=repr)
        gone = sorted((terms for terms in self._standing if terms not in here), key=repr)
        ended = [self._standing.pop(terms) for terms in (gone if is_complete else gone[: len(begun)])]
        for run in ended:
            _end(run, day, self._looks)
        for place, terms in enumerate(begun):
            run = self._make(terms, day, day)
            run.is_changed = True
            if ended:
                _follow(run, ended[min(place, len(ended) - 1)])
            else:
                _begin(run, self._looks, self._runs)
            self._runs.append(run)
            self._standing[terms] = run
        return bool(begun or ended)


def _follow(run: Run, other: Run) -> None:
    run.follows = other
    if other.ended_by_method:
        run.began_by_method = True
    else:
        run.began_after = other.last_seen


def _tell_anew(
    runs: list[R], found: dict[date, set[Hashable]], looks: Sequence[Looked], make: Make[R]
) -> Change:
    """Tell the runs of a way once more, with what was found on some days put among them."""
    points = {
        day for run in runs for day in (run.first_seen, run.last_seen, *(run.inside or ()))
    } | found.keys()
    complete = {one.day: one for one in _valid(runs, looks, found)}
    for run in runs:
        for bound in (run.began_after, run.ended_by):
            # A bound of a history whose looks are not known here was a look nonetheless.
            if bound and bound not in points:
                complete.setdefault(bound, Looked(bound, None))
    told: list[Run] = []
    telling = _Telling(told, sorted(complete.values(), key=_day), Run)
    for day in sorted(points | complete.keys()):
        here = found[day] if day in found else {run.terms for run in runs if run.spans(day)}
        telling.step(day, here, is_complete=day in complete)
    return _adopt(runs, told, make)


def _valid(runs: Iterable[Run], looks: Iterable[Looked], found: Collection[date]) -> Iterable[Looked]:
    """The looks that say something of the way.

    A run that is open although a look came after it was spared by that look: of its title nothing was known then.
    """
    spared_from = min((run.last_seen for run in runs if run.is_open), default=date.max)
    return (one for one in looks if one.day <= spared_from or one.day in found)


def _adopt(runs: list[R], told: Sequence[Run], make: Make[R]) -> Change:
    """Let the runs there are say what was told; those of the same terms that overlap are the same."""
    before = {id(run): _without_last(run) for run in runs}
    lasts = {id(run): run.last_seen for run in runs}
    left = sorted(runs, key=attrgetter("first_seen"))
    origins = list(left)
    owners: dict[int, R] = {}
    for one in told:
        same = [run for run in origins if run.terms == one.terms and _overlap(run, one)]
        owner = next((run for run in same if run in left), None)
        if owner is not None:
            left.remove(owner)
        elif same:
            owner = replace(same[0], id=0, is_changed=True)
        else:
            owner = make(one.terms, one.first_seen, one.last_seen)
        owners[id(one)] = owner
    for one in told:
        _copy(one, owners[id(one)], owners)
    runs[:] = [owners[id(one)] for one in told]
    if before != {id(run): _without_last(run) for run in runs}:
        return Change.TOLD_OTHERWISE
    return Change.NONE if lasts == {id(run): run.last_seen for run in runs} else Change.SEEN_AGAIN


def _overlap(one: Run, other: Run) -> bool:
    return one.first_seen <= other.last_seen and other.first_seen <= one.last_seen


def _without_last(run: Run) -> tuple[object, ...]:
    return (run.first_seen, *(getattr(run, name) for name in _BOUNDS), run.follows)


def _copy(one: Run, owner: Run, owners: dict[int, R]) -> None:
    """Write on the owner what was told of it; a change of method that no known look explains stays told."""
    if owner.began_by_method and owner.first_seen == one.first_seen and one.began_after is None:
        one.began_by_method = True
    if owner.ended_by_method and owner.last_seen == one.last_seen and one.ended_by is None:
        one.ended_by_method = True
    follows = owners[id(one.follows)] if one.follows else None
    was = (owner.last_seen, *_without_last(owner))
    owner.first_seen, owner.last_seen = one.first_seen, one.last_seen
    owner.began_after, owner.ended_by = one.began_after, one.ended_by
    owner.began_by_method, owner.ended_by_method = one.began_by_method, one.ended_by_method
    owner.follows = follows
    owner.inside = {day for day in owner.inside or () if owner.spans(day)} or None
    if not owner.id or was != (owner.last_seen, *_without_last(owner)):
        owner.is_changed = True
