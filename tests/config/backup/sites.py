"""Two sites of a test's own: what a backup reads from outside has to be committed."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zipfile
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import override_settings

from daybill.config.backup.restoring import restore_backup
from daybill.config.backup.writing import write_backup
from tests.factories import (
    ClaimFactory,
    DossierFactory,
    EditorFactory,
    EpisodeFactory,
    HistoryEntryFactory,
    OfferFactory,
    RatingFactory,
)

MOMENT = datetime(2026, 11, 1, 12, 0, 0, 123456, tzinfo=UTC)
NUMBERS = count()


class Router:
    """Sends the ORM to the database that a test is about."""

    def __init__(self):
        self.using = None

    def db_for_read(self, model, **hints):
        return self.using

    db_for_write = db_for_read

    def allow_relation(self, *args, **hints):
        return True


@contextmanager
def copy_of(original, name, folder):
    """A copy of a database, by its name; it is gone afterwards. Nobody may be connected to the original."""
    server = connections["default"]
    if server.vendor == "sqlite":
        path = str(folder / f"{name}.db")
        with closing(sqlite3.connect(original)) as raw, closing(sqlite3.connect(path)) as copy:
            raw.backup(copy)
        yield path
        return
    copy = f"daybill_{name}_{os.getpid()}"
    with server._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
    try:
        yield copy
    finally:
        with server._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{copy}"')


@contextmanager
def connected(alias, name):
    """A database as one that the ORM knows by an alias."""
    connections.databases[alias] = {**connections["default"].settings_dict, "NAME": name}
    try:
        yield
    finally:
        connections[alias].close()
        del connections[alias], connections.databases[alias]


class Sites:
    """Two databases with a media folder each, ``one`` with content; the ORM sees the one that was last looked at."""

    def __init__(self, folder, router):
        self.folder = folder
        self.file = folder / "backup.zip"
        self._router = router

    def media(self, alias):
        return self.folder / f"{alias}-media"

    def look_at(self, alias):
        ContentType.objects.clear_cache()
        self._router.using = alias

    def backup(self, alias="one", file=None, **options):
        return write_backup(file or self.file, using=alias, media_root=self.media(alias), **options)

    def restore(self, alias="two", file=None, *, replace=False):
        self.look_at(alias)
        return restore_backup(file or self.file, using=alias, media_root=self.media(alias), replace=replace)

    def media_of(self, alias):
        root = self.media(alias)
        return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@contextmanager
def made_sites(original, folder):
    """Two sites: ``one`` with content and media files, ``two`` as migrations leave it. They see nothing else."""
    router = Router()
    with ExitStack() as stack:
        stack.enter_context(override_settings(DATABASE_ROUTERS=[router]))
        for alias in ("one", "two"):
            name = stack.enter_context(copy_of(original, alias, folder))
            stack.enter_context(connected(alias, name))
        sites = Sites(folder, router)
        sites.look_at("one")
        fill()
        (sites.media("one") / "documents").mkdir(parents=True)
        (sites.media("one") / "documents" / "Möbius 映.pdf").write_bytes(b"%PDF" + bytes(range(256)) * 9000)
        (sites.media("one") / "empty").write_bytes(b"")
        yield sites
        sites.look_at(None)


def fill():
    """A little of everything: trees, decimals, JSON, streams, revisions, people in groups."""
    episode = EpisodeFactory(name="Ōkami\n\\N \u2028“x”\t")
    OfferFactory(title=episode, audio=["en", "mi"], known_from=MOMENT, price_minor=499, currency="AUD")
    ClaimFactory(title=episode)
    RatingFactory(title=episode, value=Decimal("8.3"))
    dossier = DossierFactory(title=episode, body=[("logline", {"text": "A clock."})])
    dossier.save_revision().publish()
    HistoryEntryFactory(dossier=dossier)
    editor = EditorFactory(username="anna")
    editor.set_password("tall-green-lamp-posts")
    editor.save()
    editor.groups.add(Group.objects.get_or_create(name="Editors of films")[0])
    Session.objects.create(session_key="signed-in", session_data="x", expire_date=MOMENT)


def contents(file):
    """Table -> its rows, in any order; what is JSON in them as values, for PostgreSQL orders their keys."""
    found = {}
    with zipfile.ZipFile(file) as archive:
        for table in json.loads(archive.read("manifest.json"))["tables"]:
            kinds = [kind for _, kind in table["columns"]]
            rows = [json.loads(line) for line in archive.read(table["member"]).splitlines()]
            assert len(rows) == table["rows"]
            found[table["label"]] = sorted(
                json.dumps(
                    [json.loads(v) if k == "json" and v else v for k, v in zip(kinds, row, strict=True)],
                    sort_keys=True,
                )
                for row in rows
            )
    return found


def craft(file, change, *, parts=None):
    """Rewrite a backup: ``change`` edits its manifest, ``parts`` replaces or adds members."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members |= parts or {}
    manifest = json.loads(members.pop("manifest.json"))
    change(manifest)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in {**members, "manifest.json": json.dumps(manifest).encode()}.items():
            archive.writestr(name, content)


def resign(manifest, path, content):
    """Make the manifest agree with a member that was changed."""
    for said in manifest["tables"] + manifest["media"]:
        if said["member"] == path:
            said |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
