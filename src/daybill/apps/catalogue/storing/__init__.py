"""Storing what came in, many records at a time, inside the caller's transaction."""

from .awards import ToldAward, ToldPlacing, ToldRelation, store_awards, store_placings, store_relations
from .outcomes import Outcome
from .sources import ensure_source, store_source
from .titles import NewTitle, ToldTitle, learn_ids, make_titles, store_words

__all__ = [
    "NewTitle",
    "Outcome",
    "ToldAward",
    "ToldPlacing",
    "ToldRelation",
    "ToldTitle",
    "ensure_source",
    "learn_ids",
    "make_titles",
    "store_awards",
    "store_placings",
    "store_relations",
    "store_source",
    "store_words",
]
