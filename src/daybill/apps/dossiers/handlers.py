"""What follows when a dossier goes live or is taken down, by whatever road."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.signals import published, unpublished

from daybill.apps.catalogue.actions import title_changed, touch

from .models import Citation, Dossier, HistoryEntry, PublisherPage


@receiver(published, sender=Dossier)
def dossier_published(sender: type[Dossier], instance: Dossier, **kwargs: Any) -> None:
    """Write the line of the public history, clear the note for the next change, renew the page."""
    if not instance.live:
        # Scheduled: the same follows again at its hour.
        return
    note = instance.change_note
    if note or not instance.history.exists():
        HistoryEntry.objects.create(
            dossier=instance, at=settings.DAYBILL.now(), note=note or _("First published.")
        )
    Dossier.objects.filter(pk=instance.pk).exclude(change_note="").update(change_note="")
    title_changed(instance.title_id)


@receiver([unpublished, post_delete], sender=Dossier)
def dossier_withdrawn(sender: type[Dossier], instance: Dossier, **kwargs: Any) -> None:
    title_changed(instance.title_id)


@receiver([post_save, post_delete], sender=Citation)
def citation_changed(sender: type[Citation], created: bool = False, **kwargs: Any) -> None:
    """Any number of pages may cite it; a new one is cited by none yet."""
    if not created:
        touch("pages")


@receiver([published, unpublished, post_delete], sender=PublisherPage)
def publisher_page_changed(sender: type[PublisherPage], **kwargs: Any) -> None:
    """Every page's foot may link to it."""
    touch("pages")
