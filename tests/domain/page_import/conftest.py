"""Titles that the pages of these tests are about."""

from __future__ import annotations

import pytest

from daybill.domain.page_import import KnownTitle


@pytest.fixture
def lanterns() -> KnownTitle:
    return KnownTitle("tt9000001", "The Lantern Keepers", 2011)


@pytest.fixture
def heat() -> KnownTitle:
    people = {"Michael Mann", "Al Pacino", "Robert De Niro", "Val Kilmer", "Vincent Hanna", "Neil McCauley"}
    return KnownTitle("tt0113277", "Heat", 1995, people=frozenset(people))
