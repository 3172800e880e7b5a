"""One moment of a database, read while others go on writing to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from .errors import BackupError
from .tables import Values

ROWS_AT_ONCE = 2000


class Snapshot(Protocol):
    """Every read sees the database as it was at the first one."""

    def rows(self, table: str, columns: Sequence[str]) -> Generator[Values]:
        """All rows of a table, as the driver gives them; to be closed before the snapshot is."""


class _SQLiteSnapshot:
    def __init__(self, raw: sqlite3.Connection, quote: Any) -> None:
        self._raw = raw
        self._quote = quote

    def rows(self, table: str, columns: Sequence[str]) -> Generator[Values]:
        # Alone in its quotation marks, a name that is not there would be a text to SQLite.
        names = ", ".join(f"{self._quote(table)}.{self._quote(column)}" for column in columns)
        with closing(self._raw.execute(f"SELECT {names} FROM {self._quote(table)}")) as cursor:  # noqa: S608 (names)
            while rows := cursor.fetchmany(ROWS_AT_ONCE):
                yield from rows


class _PostgreSQLSnapshot:
    def __init__(self, wrapper: BaseDatabaseWrapper) -> None:
        self._wrapper = wrapper

    def rows(self, table: str, columns: Sequence[str]) -> Generator[Values]:
        quote = self._wrapper.ops.quote_name
        names = ", ".join(map(quote, columns))
        # A cursor of the server's: the rows of a table need not fit into memory.
        with self._wrapper.chunked_cursor() as cursor:
            cursor.execute(f"SELECT {names} FROM {quote(table)}")  # noqa: S608 (names)
            while rows := cursor.fetchmany(ROWS_AT_ONCE):
                yield from rows


@contextmanager
def open_snapshot(using: str) -> Generator[Snapshot]:
    """A snapshot of a database, over a connection of its own that blocks nobody.

    Raises:
        BackupError: the database is of a kind that has no snapshot here.
    """
    connection = connections[using]
    if connection.vendor == "sqlite":
        with _sqlite(connection) as snapshot:
            yield snapshot
    elif connection.vendor == "postgresql":
        with _postgresql(connection) as snapshot:
            yield snapshot
    else:
        raise BackupError(f"Daybill backs up SQLite and PostgreSQL; this database is {connection.vendor}.")


@contextmanager
def _sqlite(connection: BaseDatabaseWrapper) -> Generator[Snapshot]:
    path = Path(connection.settings_dict["NAME"]).resolve()
    raw = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=20, isolation_level=None)
    try:
        # Django would begin with the write lock; this takes none, and under WAL writers pass it by.
        raw.execute("BEGIN DEFERRED")
        yield _SQLiteSnapshot(raw, connection.ops.quote_name)
    finally:
        raw.close()


@contextmanager
def _postgresql(connection: BaseDatabaseWrapper) -> Generator[Snapshot]:
    wrapper = connection.copy()
    try:
        wrapper.set_autocommit(False)
        with wrapper.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield _PostgreSQLSnapshot(wrapper)
    finally:
        wrapper.close()
