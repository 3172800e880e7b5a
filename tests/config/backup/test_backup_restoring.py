from __future__ import annotations

from pathlib import Path

import pytest

from daybill.apps.catalogue.models import Title
from daybill.config.backup.errors import BackupError
from daybill.config.backup.restoring import check_restore, restore_backup
from tests.factories import (
    TitleFactory,
)


def test_content_is_not_replaced_unless_it_is_said(sites):
    sites.backup()
    sites.look_at("two")
    TitleFactory(name="Ours")
    sites.media("two").mkdir()
    (sites.media("two") / "ours.jpg").write_bytes(b"ours")
    with pytest.raises(BackupError, match=r"1 rows in catalogue_title, 1 media files.*--replace"):
        sites.restore()
    assert Title.objects.get().name == "Ours"
    sites.restore(replace=True)
    assert not Title.objects.filter(name="Ours").exists()
    assert sites.media_of("two") == sites.media_of("one")


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(sites):
    sites.backup()
    found = check_restore(sites.file, using="two", media_root=sites.media("two"), replace=False)
    assert len(found.media) == 2
    sites.look_at("two")
    assert not Title.objects.exists()
    assert not sites.media("two").exists()


def test_a_media_folder_that_cannot_be_written_changes_nothing(sites):
    sites.backup()
    sites.look_at("two")
    with pytest.raises(BackupError, match="Nothing of the content was changed"):
        restore_backup(sites.file, using="two", media_root=Path("/proc/media"), replace=False)
    assert not Title.objects.exists()
