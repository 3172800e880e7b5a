"""Changes to the catalogue, each with what it means for what readers were already shown."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F

from .chunks import chunks
from .models import DataVersion, Title


def touch(*scopes: str) -> None:
    """Raise the data version of these scopes, so that no cached page of theirs is served again."""
    for scope in scopes:
        if not DataVersion.objects.filter(scope=scope).update(number=F("number") + 1):
            DataVersion.objects.create(scope=scope)


def touch_everything() -> None:
    """Raise every version there is: a name that stands on pages of every kind is another."""
    DataVersion.objects.update(number=F("number") + 1)
    touch("catalogue", "offers", "plans")


def versions_raised(titles: Collection[int]) -> None:
    """Raise the versions of these titles: something their pages show is new."""
    for part in chunks(titles):
        Title.objects.filter(pk__in=part).update(data_version=F("data_version") + 1)


def title_changed(title: int) -> None:
    """Raise one title's version: something its page shows is new."""
    versions_raised([title])
