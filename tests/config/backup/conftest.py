from __future__ import annotations

import pytest
from django.db import connections

from tests.config.backup.sites import copy_of, made_sites


@pytest.fixture(scope="session")
def migrated_database(django_db_setup, django_db_blocker, tmp_path_factory):
    """A copy of the test database as migrations left it, to copy from while others use that one."""
    with django_db_blocker.unblock():
        connections["default"].close()
        folder = tmp_path_factory.mktemp("migrated")
        original = connections["default"].settings_dict["NAME"]
    with django_db_blocker.unblock(), copy_of(original, "migrated", folder) as name:
        yield name


@pytest.fixture
def db(migrated_database, django_db_blocker):
    """In place of pytest-django's, which forbids a test every database but its own.

    That one of this name is asked for tells pytest-django to make the test database, which ours are copies of.
    """
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def sites(migrated_database, db, tmp_path):
    with made_sites(migrated_database, tmp_path) as sites:
        yield sites
