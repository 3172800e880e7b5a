"""Runs of looks as a history of our own tells them, bounds and all (`daybill.domain.looks`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from daybill.domain.looks import Change, Run

R = TypeVar("R", bound=Run)


def recall(runs: list[R], told: R) -> tuple[R, Change]:
    """Take in a run as a history tells it; the run that holds it now.

    Where the same terms stand here for some of its days they become one run, each side as whoever knows more of that
    side has it; where both know as much, as told. What the history leaves open does not take back a bound there is: it
    may be older than the look that set it.

    Args:
        runs: of the way; those that are joined leave one of them.
    """
    same = [run for run in runs if run.terms == told.terms and _overlap(run, told)]
    if not same:
        told.is_changed = True
        runs.append(told)
        _derive_followed(runs)
        return told, Change.ARRIVED
    run = same[0]
    was, was_first = (run.last_seen, _bounds(run)), run.first_seen
    begun = min([told, *same], key=lambda one: one.first_seen)
    ended = max([told, *same], key=lambda one: one.last_seen)
    if begun is not told or told.began_after or told.began_by_method or told.first_seen < was_first:
        run.first_seen, run.began_after, run.began_by_method = (
            begun.first_seen,
            begun.began_after,
            begun.began_by_method,
        )
    if ended is not told or not told.is_open or told.last_seen > was[0]:
        run.last_seen, run.ended_by, run.ended_by_method = (
            ended.last_seen,
            ended.ended_by,
            ended.ended_by_method,
        )
    runs[:] = [one for one in runs if one is run or one not in same]
    _derive_followed(runs)
    if was_first == run.first_seen and was[1] == _bounds(run) and len(same) == 1:
        run.is_changed |= was[0] != run.last_seen
        return run, Change.NONE if was[0] == run.last_seen else Change.SEEN_AGAIN
    run.is_changed = True
    return run, Change.TOLD_OTHERWISE


def _overlap(one: Run, other: Run) -> bool:
    return one.first_seen <= other.last_seen and other.first_seen <= one.last_seen


def _bounds(run: Run) -> tuple[object, ...]:
    return (run.began_after, run.ended_by, run.began_by_method, run.ended_by_method)


def _derive_followed(runs: Sequence[Run]) -> None:
    """Find by their bounds which run took over from which; a history does not tell it."""
    if len(runs) == 1:
        return
    for run in runs:
        replaced = sorted((one for one in runs if _is_replaced(one, run)), key=lambda one: repr(one.terms))
        follows = None
        if replaced:
            beside = [
                one for one in runs if one.first_seen == run.first_seen and _is_replaced(replaced[0], one)
            ]
            place = sorted(beside, key=lambda one: repr(one.terms)).index(run)
            follows = replaced[min(place, len(replaced) - 1)]
        if follows is not run.follows:
            run.follows, run.is_changed = follows, True


def _is_replaced(run: Run, other: Run) -> bool:
    """Whether the bounds of two runs say that one took over from the other."""
    if run.terms == other.terms:
        return False
    if run.ended_by_method:
        return other.began_by_method and run.last_seen < other.first_seen
    return run.ended_by == other.first_seen and other.began_after == run.last_seen
