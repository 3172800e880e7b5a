from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from daybill.config.backup.tables import (
    Column,
    Kind,
    Table,
    from_database,
    to_database,
)

MOMENT = datetime(2026, 11, 1, 12, 0, 0, 123456, tzinfo=UTC)
KINDS = [kind for kind in Kind if kind is not Kind.PLAIN]
ALL_KINDS = Table("x.x", "x", tuple(Column(kind, kind) for kind in KINDS))
# The values of a row in the order of the kinds: as a driver gives them, and as a backup has them.
VALUES = {
    "sqlite": [
        1,
        "2026-11-01 12:00:00.123456",
        "2026-11-01",
        "10:00:00",
        1_500_000,
        8.3,
        "0" * 31 + "1",
        '{"a":1}',
        b"\xff\0",
    ],
    "postgresql": [
        True,
        MOMENT,
        date(2026, 11, 1),
        time(10),
        timedelta(seconds=1.5),
        Decimal("8.3"),
        UUID(int=1),
        '{"a":1}',
        memoryview(b"\xff\0"),
    ],
}
PORTABLE = [
    True,
    "2026-11-01T12:00:00.123456Z",
    "2026-11-01",
    "10:00:00",
    1_500_000,
    "8.3",
    "00000000-0000-0000-0000-000000000001",
    '{"a":1}',
    "/wA=",
]


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_every_kind_of_value_has_one_form(vendor):
    assert list(from_database(vendor, ALL_KINDS, [VALUES[vendor]])) == [PORTABLE]
    nothing = [None] * len(PORTABLE)
    assert list(from_database(vendor, ALL_KINDS, [nothing])) == [nothing]
    assert list(to_database(vendor, ALL_KINDS, [nothing])) == [nothing]


def test_every_kind_of_value_returns_to_sqlite():
    stored = VALUES["sqlite"]
    expected = [True, *stored[1:5], "8.3", *stored[6:]]
    assert list(to_database("sqlite", ALL_KINDS, [PORTABLE])) == [expected]
