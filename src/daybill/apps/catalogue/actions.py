"""Changes to the catalogue, each with what it means for what readers were already shown."""

from __future__ import annotations

from django.db.models import F

from .models import DataVersion


def touch(*scopes: str) -> None:
    """Raise the data version of these scopes, so that no cached page of theirs is served again."""
    for scope in scopes:
        if not DataVersion.objects.filter(scope=scope).update(number=F("number") + 1):
            DataVersion.objects.create(scope=scope)
