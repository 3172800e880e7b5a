"""A fixed day, and no page kept from one test to the next."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from daybill.config.options import Options
from tests.web.stage import TODAY

Clock = Callable[[datetime], None]


@dataclass(frozen=True)
class OptionsAt(Options):
    """The site's settings at an instant: `Options` itself only knows days."""

    moment: datetime | None = None

    def now(self) -> datetime:
        return self.moment or super().now()


def _forget() -> None:
    for cache in (caches["pages"], caches["default"]):
        cache.clear()


@pytest.fixture(autouse=True)
def _no_kept_pages() -> Iterator[None]:
    _forget()
    yield
    _forget()


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.DAYBILL = dataclasses.replace(settings.DAYBILL, today=TODAY)


@pytest.fixture
def clock(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Set the instant at which the site answers, for its pages and for the cache that keeps them."""
    values = {field.name: getattr(settings.DAYBILL, field.name) for field in dataclasses.fields(Options)}

    def set_to(moment: datetime) -> None:
        settings.DAYBILL = OptionsAt(**values, moment=moment)
        monkeypatch.setattr(time, "time", moment.timestamp)

    return set_to


@pytest.fixture
def count_queries() -> Callable[[Client, str], int]:
    """The number of queries a page takes when nothing of it is kept; asserted to be a page."""

    def count(client: Client, path: str) -> int:
        _forget()
        with CaptureQueriesContext(connection) as asked:
            response = client.get(path)
        assert response.status_code == 200, path
        return len(asked)

    return count
