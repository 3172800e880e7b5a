"""Merging and splitting titles, and undoing either.

What points at a title is found by walking its relations, so that apps above the catalogue need not be known here.
"""

from .errors import CannotMove
from .merging import merge_titles
from .rehearsing import Rehearsal, rehearse, told_of
from .splitting import Told, ids_of, split_title, told_by
from .undoing import undo_move

__all__ = [
    "CannotMove",
    "Rehearsal",
    "Told",
    "ids_of",
    "merge_titles",
    "rehearse",
    "split_title",
    "told_by",
    "told_of",
    "undo_move",
]
