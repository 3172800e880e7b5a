"""Slugs, given once and for good."""

from __future__ import annotations

from daybill.domain.identity import distinct_slug


class SlugRegister:
    """Gives out slugs that nobody else has.

    The first to ask for a slug gets it; who comes later, or has nothing to make one of, takes the
    external id into it. Slugs that are already in use never change hands.
    """

    def __init__(self, taken: set[str]) -> None:
        self._taken = set(taken)

    def give(self, wanted: str, external_id: str) -> str:
        """A free slug, as near to ``wanted`` as can be."""
        slug = wanted if wanted and wanted not in self._taken else distinct_slug(wanted, external_id)
        number = 2
        while slug in self._taken:
            slug = f"{distinct_slug(wanted, external_id)}-{number}"
            number += 1
        self._taken.add(slug)
        return slug
