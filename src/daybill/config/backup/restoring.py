"""Put a backup into a database and a media folder: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import Error, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from daybill.engines.bulk import reset_sequence, store_rows

from .errors import BackupError
from .manifest import Manifest, StoredTable
from .media import MediaExchange, media_files
from .migrating import database_exists, migrate_to, refuse_other_schema
from .reading import Backup, open_backup
from .tables import KEPT_BY_TRIGGERS, LEFT_OUT, stored_models, to_database

Progress = Callable[[str, int, int], None]

# Migrations and the framework put rows of their own here: a new site has them before anybody wrote a word.
_FILLED_BY_MIGRATIONS = {"auth", "contenttypes", "wagtailcore"}
_LOCK_SECONDS = 20


def check_restore(file: Path, *, using: str, media_root: Path, replace: bool) -> Manifest:
    """What `restore_backup` would put in place; nothing is written.

    Raises:
        BackupError: it would refuse, for the reason given.
    """
    with open_backup(file) as backup:
        backup.verify()
        _refuse(backup.manifest, using, media_root, replace=replace)
        return backup.manifest


def restore_backup(
    file: Path, *, using: str, media_root: Path, replace: bool, progress: Progress = lambda *_: None
) -> Manifest:
    """Make the site what it was when the backup was made, then bring its database up to date.

    Rows and media change in one transaction: where it fails, both are what they were.

    Args:
        replace: whether what is there may go.

    Raises:
        BackupError: the file is not a whole backup, is of a version that cannot be read here, or there is
            content that may not go.
    """
    with open_backup(file) as backup:
        backup.verify()
        _refuse(backup.manifest, using, media_root, replace=replace)
        try:
            _prepare(backup.manifest, using)
            _exchange(backup, using, media_root, progress)
        except OSError as error:
            raise BackupError(
                f"{error.filename or file}: {error.strerror or error}. Nothing of the content was changed."
            ) from error
        except Error as error:
            said = "; ".join(line.strip() for line in str(error).strip().splitlines()[:3])
            raise BackupError(
                f"The database refused it: {said}. Nothing of the content was changed."
            ) from error
    ContentType.objects.clear_cache()
    # Also where nothing is left to migrate: it makes the permissions of models that are new since then.
    call_command("migrate", database=using, interactive=False, verbosity=0)
    return backup.manifest


def _refuse(manifest: Manifest, using: str, media_root: Path, *, replace: bool) -> None:
    try:
        refuse_other_schema(manifest, using)
        content = [] if replace else _content(using)
    except Error as error:
        raise BackupError(f"The database cannot be reached: {str(error).strip()}") from error
    if not replace and (number := sum(1 for _ in media_files(media_root))):
        content.append(f"{number} media files")
    if content:
        raise BackupError(
            f"This site has content: {', '.join(content)}. Give --replace to put the backup in its place, "
            "or name an empty folder in DAYBILL_HOME."
        )


def _content(using: str) -> list[str]:
    """What people and imports wrote, the largest tables first; at most three are named."""
    if not database_exists(using):
        return []
    connection = connections[using]
    counts = []
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for model in stored_models():
            name = model._meta.db_table
            ours = model._meta.app_label not in _FILLED_BY_MIGRATIONS and name in there
            if ours and model._meta.label_lower not in LEFT_OUT:
                cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608 (a name)
                counts.append((cursor.fetchone()[0], name))
    found = [f"{count} rows in {name}" for count, name in sorted(counts, reverse=True) if count]
    return found[:3] + ([f"more in {len(found) - 3} other tables"] if len(found) > 3 else [])


def _prepare(manifest: Manifest, using: str) -> None:
    connection = connections[using]
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    migrate_to(manifest.migrations, using)


def _exchange(backup: Backup, using: str, media_root: Path, progress: Progress) -> None:
    media = MediaExchange(media_root)
    try:
        backup.copy_media(media.prepare())
        with transaction.atomic(using=using):
            _load(backup, connections[using], progress)
            media.exchange()
    except BaseException:
        media.take_back()
        raise
    finally:
        media.finish()


def _load(backup: Backup, connection: BaseDatabaseWrapper, progress: Progress) -> None:
    stored_tables = backup.manifest.tables
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{_LOCK_SECONDS}s"])
        there = set(connection.introspection.table_names(cursor))
        _clear(connection, there)
        for done, stored in enumerate(stored_tables):
            progress(stored.table.label, done, len(stored_tables))
            _refuse_other_columns(connection, stored, there)
            _load_table(backup, connection, stored)
    connection.check_constraints()
    for model in stored_models():
        if model._meta.db_table in there and model._meta.label_lower not in LEFT_OUT:
            reset_sequence(model, using=connection.alias)


def _clear(connection: BaseDatabaseWrapper, there: set[str]) -> None:
    """Empty every table: what migrations put there has other ids than the same rows of the backup."""
    names = [
        model._meta.db_table
        for model in stored_models()
        if model._meta.db_table in there and model._meta.label_lower != KEPT_BY_TRIGGERS
    ]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), names):
            cursor.execute(statement)


def _refuse_other_columns(connection: BaseDatabaseWrapper, stored: StoredTable, there: set[str]) -> None:
    """Names go into statements, so a file may only say those that the database has."""
    table = stored.table
    with connection.cursor() as cursor:
        found = (
            {column.name for column in connection.introspection.get_table_description(cursor, table.name)}
            if table.name in there
            else set()
        )
    if {column.name for column in table.columns} != found:
        raise BackupError(
            f"The backup's table {table.name!r} is not like the database's. Take another backup."
        )


def _load_table(backup: Backup, connection: BaseDatabaseWrapper, stored: StoredTable) -> None:
    rows = to_database(connection.vendor, stored.table, backup.rows(stored))
    names = [column.name for column in stored.table.columns]
    try:
        count = store_rows(connection, stored.table.name, names, rows)
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise BackupError(f"A value of {stored.member.path} cannot be stored: {error}.") from error
    if count != stored.rows:
        raise BackupError(f"{stored.member.path} has {count} rows and should have {stored.rows}.")
