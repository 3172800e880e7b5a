"""Many rows at once, past the ORM: `executemany` on SQLite, `COPY` on PostgreSQL.

What stands here knows no signals, no defaults and no cascades: a row is stored as it is given. It stores what
``bulk_create`` would, without making an object of each row.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import TransactionManagementError

AnyField = models.Field[Any, Any]
Convert = Callable[[Any], object]

# Far below the 32,766 parameters that SQLite takes in one statement.
DELETE_CHUNK = 10_000
# Lives until the end of one update_rows; a temporary table is seen by its own connection alone.
_UPDATES = "daybill_bulk_updates"
_AS_IT_IS = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.FloatField,
    models.BooleanField,
)


class BulkInsert:
    """Rows for one table.

    Args:
        model: whose table. A column that is not named gets what the database has for it: NULL, or an error.
        field_names: what each value of a row is, by field name or column attribute (``title`` or ``title_id``;
            either way the value is the key). ``id`` may be among them; see `reset_sequence`.
        using: the alias of the database.
    """

    def __init__(
        self, model: type[models.Model], field_names: Sequence[str], *, using: str = DEFAULT_DB_ALIAS
    ) -> None:
        self._connection = connections[using]
        self._table = model._meta.db_table
        self._fields = [_column_field(model, name) for name in field_names]

    def insert(self, rows: Iterable[Sequence[object]]) -> int:
        """Store the rows, in the caller's transaction; how many there were.

        Values are what the ORM takes: aware datetimes of any zone, dates, Decimals, lists and dicts for JSON,
        None. Rows may be a generator.

        Raises:
            TransactionManagementError: there is no transaction; SQLite would write each row to the disk.
            TypeError: a datetime is naive, or stands where a date belongs.
            django.db.DatabaseError: as from the ORM, such as IntegrityError.
        """
        _refuse_outside_transaction(self._connection)
        return _store(self._connection, self._table, self._fields, rows)


def insert_rows(
    model: type[models.Model],
    field_names: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    using: str = DEFAULT_DB_ALIAS,
) -> int:
    """Store rows at once; see `BulkInsert`."""
    return BulkInsert(model, field_names, using=using).insert(rows)


def update_rows(
    model: type[models.Model],
    key_field: str,
    field_names: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    using: str = DEFAULT_DB_ALIAS,
) -> int:
    """Set fields of rows that are found by a key, in the caller's transaction; how many rows were found.

    Args:
        key_field: a unique field, such as ``id``.
        rows: the key, then one value for each of ``field_names``; a key at most once.

    Raises: as `BulkInsert.insert`.
    """
    connection = connections[using]
    _refuse_outside_transaction(connection)
    fields = [_column_field(model, name) for name in (key_field, *field_names)]
    update = _update_by_copy if connection.vendor == "postgresql" else _update_one_by_one
    return update(connection, model._meta.db_table, fields, rows)


def delete_where_in(
    model: type[models.Model],
    field_name: str,
    values: Iterable[object],
    *,
    using: str = DEFAULT_DB_ALIAS,
) -> int:
    """Delete the rows whose field has one of the values, in the caller's transaction; how many there were.

    Nothing cascades: rows that point at a deleted one make the transaction fail at its end.
    """
    connection = connections[using]
    _refuse_outside_transaction(connection)
    field = _column_field(model, field_name)
    quote = connection.ops.quote_name
    statement = f"DELETE FROM {quote(model._meta.db_table)} WHERE {quote(_column(field))} IN "  # noqa: S608 (names)
    deleted = 0
    keys = _converted([(value,) for value in values], _converters(connection, [field]))
    with connection.cursor() as cursor:
        while chunk := [cast("str", key) for (key,) in itertools.islice(keys, DELETE_CHUNK)]:
            cursor.execute(f"{statement}({', '.join(['%s'] * len(chunk))})", chunk)
            deleted += cursor.rowcount
    return deleted


def reserve_ids(model: type[models.Model], count: int, *, using: str = DEFAULT_DB_ALIAS) -> list[int]:
    """Automatic ids for rows that are about to be stored with `BulkInsert`, in the caller's transaction.

    On SQLite a transaction that writes is alone; on PostgreSQL the sequence gives no id twice.
    """
    connection = connections[using]
    _refuse_outside_transaction(connection)
    table, column = model._meta.db_table, str(model._meta.pk.column)
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [quote(table), column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        cursor.execute(f"SELECT MAX({quote(column)}) FROM {quote(table)}")  # noqa: S608 (names)
        last = max((row[0] if row else 0) or 0, cursor.fetchone()[0] or 0)
    return list(range(last + 1, last + 1 + count))


def reset_sequence(model: type[models.Model], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Let the next automatic id follow the highest there is, after rows came with ids of their own.

    PostgreSQL needs it; SQLite follows by itself.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


def store_rows(
    connection: BaseDatabaseWrapper, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> int:
    """Store rows whose values are already what the driver takes, in the caller's transaction; their number.

    Args:
        table, columns: names that the database is known to have; a quotation mark in one is refused.
    """
    _refuse_outside_transaction(connection)
    if any('"' in name for name in (table, *columns)):
        raise ValueError(f"A name of {table!r} has a quotation mark.")
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    if connection.vendor == "postgresql":
        return _copy(connection, f"COPY {quote(table)} ({names}) FROM STDIN", iter(rows))
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})"  # noqa: S608 (names)
    return _execute_many(connection, statement, iter(rows))


def _refuse_outside_transaction(connection: BaseDatabaseWrapper) -> None:
    if not connection.in_atomic_block:
        raise TransactionManagementError("Rows are stored in bulk inside transaction.atomic() only.")


def _column_field(model: type[models.Model], name: str) -> AnyField:
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field) or field.column is None:
        raise TypeError(f"{model._meta.label}.{name} has no column.")
    return field


def _column(field: AnyField) -> str:
    return str(field.column)


def _store(
    connection: BaseDatabaseWrapper, table: str, fields: Sequence[AnyField], rows: Iterable[Sequence[object]]
) -> int:
    stored = _converted(rows, _converters(connection, fields))
    return store_rows(connection, table, [_column(field) for field in fields], stored)


def _execute_many(connection: BaseDatabaseWrapper, statement: str, rows: Iterator[Sequence[object]]) -> int:
    # Django's own executemany would format each statement again and keep all rows.
    with connection.wrap_database_errors, connection.cursor() as cursor:
        raw = cursor.connection.executemany(statement, rows)
        count = max(int(raw.rowcount), 0)
        raw.close()
    return count


def _copy(connection: BaseDatabaseWrapper, statement: str, rows: Iterator[Sequence[object]]) -> int:
    with connection.wrap_database_errors, connection.cursor() as cursor:
        with cursor.copy(statement) as copy:
            write = copy.write_row
            for row in rows:
                write(row)
        return max(int(cursor.rowcount), 0)


def _update_one_by_one(
    connection: BaseDatabaseWrapper,
    table: str,
    fields: Sequence[AnyField],
    rows: Iterable[Sequence[object]],
) -> int:
    quote = connection.ops.quote_name
    key, *others = [quote(_column(field)) for field in fields]
    settings = ", ".join(f"{column} = ?" for column in others)
    stored = ([*row[1:], row[0]] for row in _converted(rows, _converters(connection, fields)))
    return _execute_many(connection, f"UPDATE {quote(table)} SET {settings} WHERE {key} = ?", stored)  # noqa: S608 (names)


def _update_by_copy(
    connection: BaseDatabaseWrapper,
    table: str,
    fields: Sequence[AnyField],
    rows: Iterable[Sequence[object]],
) -> int:
    quote = connection.ops.quote_name
    target, updates = quote(table), quote(_UPDATES)
    key, *others = [quote(_column(field)) for field in fields]
    columns = ", ".join([key, *others])
    settings = ", ".join(f"{column} = {updates}.{column}" for column in others)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {updates} AS SELECT {columns} FROM {target} WITH NO DATA")  # noqa: S608 (names)
        _store(connection, _UPDATES, fields, rows)
        cursor.execute(f"ANALYZE {updates}")
        cursor.execute(
            f"UPDATE {target} SET {settings} FROM {updates} WHERE {target}.{key} = {updates}.{key}"  # noqa: S608 (names)
        )
        found = int(cursor.rowcount)
        cursor.execute(f"DROP TABLE {updates}")
    return found


def _converted(
    rows: Iterable[Sequence[object]], converters: Sequence[tuple[int, Convert]]
) -> Iterator[Sequence[object]]:
    """The rows with the values at some places converted; None stays None everywhere."""
    if not converters:
        yield from rows
        return
    for row in rows:
        stored = list(row)
        for place, convert in converters:
            if (value := stored[place]) is not None:
                stored[place] = convert(value)
        yield stored


def _converters(connection: BaseDatabaseWrapper, fields: Sequence[AnyField]) -> list[tuple[int, Convert]]:
    """What turns a value into its stored form, for the places that need it; chosen once a column."""
    found = ((place, _converter(connection, field)) for place, field in enumerate(fields))
    return [(place, convert) for place, convert in found if convert is not None]


def _converter(connection: BaseDatabaseWrapper, field: AnyField) -> Convert | None:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    # A field with a way of its own (rich text, streams, files) is asked itself, value by value.
    if _is_plain(field, models.DateTimeField):
        return _as_instant if connection.vendor == "postgresql" else _as_instant_text
    if _is_plain(field, models.DateField):
        return _as_day if connection.vendor == "postgresql" else _as_day_text
    if _is_plain(field, models.JSONField):
        # COPY and SQLite both take JSON as text.
        return json.JSONEncoder().encode if field.encoder is None else field.encoder().encode  # type: ignore[attr-defined]
    if any(_is_plain(field, kind) for kind in _AS_IT_IS):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _is_plain(field: AnyField, kind: type[AnyField]) -> bool:
    """Whether a field is of a kind and stores its values as that kind does."""
    return isinstance(field, kind) and all(
        getattr(type(field), name) is getattr(kind, name)
        for name in ("get_prep_value", "get_db_prep_value", "get_db_prep_save")
    )


def _as_instant(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise TypeError(f"{value!r} is naive. Give datetimes with their zone.")
    return value


def _as_instant_text(value: datetime) -> str:
    """As Django stores it on SQLite: UTC, without saying so."""
    return _as_instant(value).astimezone(UTC).replace(tzinfo=None).isoformat(" ")


def _as_day(value: date) -> date:
    if isinstance(value, datetime):
        raise TypeError(f"{value!r} is a moment where a day belongs. Give its date().")
    return value


def _as_day_text(value: date) -> str:
    return _as_day(value).isoformat()
