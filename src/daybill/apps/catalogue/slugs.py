"""Slugs, given once and for good."""

from __future__ import annotations

from collections.abc import Callable, Collection

from daybill.domain.identity import distinct_slug

# A slug's column holds 120 characters; a number may follow.
LONGEST = 110


class SlugRegister:
    """Gives out slugs that nobody else has.

    The first to ask for a slug gets it; who comes later, or has nothing to make one of, takes the
    external id into it. Slugs that are already in use never change hands.
    """

    def __init__(self, taken: Collection[str], *, is_taken: Callable[[str], bool] | None = None) -> None:
        """Begin with those in use.

        Args:
            taken: those of the plain slugs to be asked for that are in use.
            is_taken: asked about every other slug that is made up on the way.
        """
        self._taken = set(taken)
        self._is_taken = is_taken

    def give(self, wanted: str, external_id: str) -> str:
        """A free slug, as near to ``wanted`` as can be."""
        longer = distinct_slug(wanted, external_id)[:LONGEST].strip("-")
        slug = wanted if wanted and wanted not in self._taken else longer
        number = 2
        while slug in self._taken or (self._is_taken is not None and slug != wanted and self._is_taken(slug)):
            slug = f"{longer}-{number}"
            number += 1
        self._taken.add(slug)
        return slug
