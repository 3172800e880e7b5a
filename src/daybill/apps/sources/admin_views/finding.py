"""Finding a title by name, year or id, in a plain form that works without a script."""

from __future__ import annotations

from daybill.apps.catalogue.models import Title
from daybill.apps.catalogue.queries import search_titles, title_by_id
from daybill.domain.identity import clean_name

MOST_FOUND = 12
LONGEST = 200


def find_titles(text: str) -> list[int]:
    """Ids of titles with that id, else of those whose name holds every word."""
    query = clean_name(text)[:LONGEST]
    if not query:
        return []
    if found := title_by_id(query):
        return [found.pk]
    return [title.pk for title in search_titles(query)[:MOST_FOUND]]


def number_in(text: str | None) -> int | None:
    """A whole number that a form sent; ``None`` for anything else, and for what no table could hold."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 18 else None


def title_numbered(text: str | None) -> Title | None:
    """The title of a number that a form sent; ``None`` for anything else."""
    return title_by_id(text) if text and number_in(text) is not None else None
