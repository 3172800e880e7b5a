"""Which state of the schema a database has, and bringing it to the one a backup needs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db import Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

import daybill

from .errors import BackupError
from .manifest import Manifest, Migrations


def known_to_this_version(migrations: Iterable[tuple[str, str]]) -> Migrations:
    """Those of apps that are installed; an app that is gone leaves its names behind."""
    apps = MigrationLoader(None).migrated_apps
    return frozenset((app, name) for app, name in migrations if app in apps)


def database_exists(using: str) -> bool:
    """Whether there is anything to connect to; to ask SQLite itself would make the file."""
    connection = connections[using]
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).is_file()


def applied_migrations(using: str) -> Migrations:
    """What has been applied to a database; nothing where there is none yet."""
    if not database_exists(using):
        return frozenset()
    return known_to_this_version(MigrationRecorder(connections[using]).applied_migrations())


def refuse_behind(using: str) -> None:
    """Raise `BackupError` where a database is not there, or not of this version."""
    if not database_exists(using):
        name = connections[using].settings_dict["NAME"]
        raise BackupError(f"There is no database {name}. Name the site's folder in DAYBILL_HOME.")
    try:
        executor = MigrationExecutor(connections[using])
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        unknown = applied_migrations(using) - set(executor.loader.disk_migrations)
    except Error as error:
        raise BackupError(f"The database cannot be reached: {str(error).strip()}") from error
    if pending:
        raise BackupError("The database is not up to date with this version. Run `daybill migrate` first.")
    if unknown:
        raise BackupError(
            f"The database is of a later version than this Daybill ({daybill.__version__}): "
            f"it has {_named(unknown)}. Upgrade Daybill first."
        )


def refuse_other_schema(manifest: Manifest, using: str) -> None:
    """Raise `BackupError` where the rows of a backup cannot be put into a database.

    A backup of an earlier version goes into a database that has none of the later migrations; a new one has none.
    """
    unknown = manifest.migrations - set(MigrationLoader(None).disk_migrations)
    if unknown:
        raise BackupError(
            f"It was made by Daybill {manifest.version} and has {_named(unknown)}, which this version "
            f"({daybill.__version__}) does not know. Upgrade Daybill, then restore."
        )
    later = applied_migrations(using) - manifest.migrations
    if later:
        raise BackupError(
            f"It was made by an earlier Daybill ({manifest.version}), and this database already has "
            f"{_named(later)}. Restore into a new database or an empty DAYBILL_HOME: it is brought up to date there."
        )


def migrate_to(migrations: Migrations, using: str) -> None:
    """Apply exactly these migrations, which include all that are applied."""
    executor = MigrationExecutor(connections[using])
    graph = executor.loader.graph
    wanted = {key for key in migrations if key in graph.nodes}
    # The last ones of each app: those that no other wanted migration of the app follows.
    targets = [
        key
        for key in sorted(wanted)
        if not any(child.key[0] == key[0] and child.key in wanted for child in graph.node_map[key].children)
    ]
    executor.migrate(targets)
    made = applied_migrations(using)
    if made != migrations:
        raise BackupError(
            f"Its migrations are not those of any version: {_named(made ^ migrations)}. Take another backup."
        )


def _named(migrations: Iterable[tuple[str, str]]) -> str:
    names = [f"{app}.{name}" for app, name in sorted(migrations)]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
