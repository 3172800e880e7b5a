"""First set-up of a site: its database, its static files, its first editor, the publisher's pages."""

from __future__ import annotations

import hashlib
import importlib.resources
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.html import escape

from daybill.apps.accounts.models import User
from daybill.apps.dossiers.models import PageSlug, PublisherPage
from daybill.domain.errors import InvalidRecord

# Letters and digits that nobody takes for each other when they are read aloud or copied by hand.
PASSWORD_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # noqa: S105 (an alphabet)
FIRST_PAGES = importlib.resources.files("daybill.config").joinpath("first_pages")


def apply_migrations() -> bool:
    """Bring the database up to date; False where it was."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def collect_static_files() -> bool:
    """Collect the files that pages are served with; False where none has changed since the last time."""
    root = Path(settings.STATIC_ROOT)
    stamp = root.parent / "static.stamp"
    fingerprint = _static_fingerprint()
    if root.is_dir() and stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint:
        return False
    root.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint, encoding="utf-8")
    return True


def _static_fingerprint() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            digest.update(f"{name} {storage.size(name)} {storage.get_modified_time(name)}\n".encode())
    return digest.hexdigest()


def new_password() -> str:
    """16 letters and digits in four groups: 80 bits."""
    return "-".join("".join(secrets.choice(PASSWORD_LETTERS) for _ in range(4)) for _ in range(4))


def find_editor(email: str) -> User | None:
    """The editor who signs in by an address, in any case of its letters."""
    return get_user_model().objects.filter(email__iexact=email).first()


def create_editor(*, email: str, name: str, password: str) -> User:
    """Make an editor who signs in by e-mail address and may do everything.

    Raises:
        InvalidRecord: the address is none, or the password is too weak; the reason says what to do.
    """
    first_name, _, last_name = name.strip().partition(" ")
    user = get_user_model()(
        username=email.lower(),
        email=email,
        first_name=first_name,
        last_name=last_name.strip(),
        is_staff=True,
        is_superuser=True,
    )
    user.set_password(password)
    try:
        user.full_clean()
    except ValidationError as error:
        raise InvalidRecord(field="editor", value=email, reason=" ".join(error.messages)) from error
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidRecord(field="password", value="…", reason=" ".join(error.messages)) from error
    user.save()
    return user


def renew_demo_editor() -> str:
    """Give the demo's editor a new password, which is returned; the login is ``editor``."""
    password = new_password()
    users = get_user_model().objects
    editor, _ = users.get_or_create(
        username="editor",
        defaults={"email": "editor@example.org", "first_name": "Demo", "last_name": "Editor"},
    )
    editor.is_staff = editor.is_superuser = editor.is_active = True
    editor.set_password(password)
    editor.save()
    return password


@transaction.atomic
def create_publisher_pages(site_name: str) -> list[str]:
    """Publish the pages that no editor has written yet, with a text to start from; their slugs."""
    there = set(PublisherPage.objects.filter(language="en").values_list("slug", flat=True))
    made = [slug for slug in PageSlug.values if slug not in there]
    for slug in made:
        text = FIRST_PAGES.joinpath(f"{slug}.html").read_text(encoding="utf-8")
        body = text.replace("{site_name}", escape(site_name))
        page = PublisherPage.objects.create(
            slug=slug, language="en", heading=str(PageSlug(slug).label), body=body
        )
        page.save_revision().publish()
    return made
