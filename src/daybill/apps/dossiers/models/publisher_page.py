"""The publisher's own pages: about, privacy, disclosure. Editors write them in the admin."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, Revision, RevisionMixin

from daybill.apps.catalogue.models.fields import LanguageField


class PageSlug(models.TextChoices):
    ABOUT = "about", _("About")
    PRIVACY = "privacy", _("Privacy")
    DISCLOSURE = "disclosure", _("Disclosure")


class PublisherPage(DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """One of the publisher's pages in one language, at ``/about/``, ``/privacy/`` or ``/disclosure/``."""

    slug = models.CharField(_("page"), max_length=12, choices=PageSlug)
    language = LanguageField(_("language"), default="en")
    heading = models.CharField(_("heading"), max_length=120)
    body = RichTextField(_("text"), features=["h2", "h3", "bold", "italic", "link", "ol", "ul", "hr"])

    revisions = GenericRelation(Revision, related_query_name="publisher_page")

    panels: ClassVar = [
        FieldPanel("slug"),
        FieldPanel("language"),
        FieldPanel("heading"),
        FieldPanel("body"),
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = _("publisher's page")
        verbose_name_plural = _("publisher's pages")
        ordering = ["slug", "language"]
        constraints = [models.UniqueConstraint(fields=["slug", "language"], name="publisher_page_once")]

    def __str__(self):
        return self.heading

    def get_absolute_url(self):
        return reverse("publisher-page", args=[self.slug])

    def serve_preview(self, request, mode_name):
        # By its public address, so that the preview is the page itself and no app imports the web layer.
        match = resolve(self.get_absolute_url())
        return match.func(request, *match.args, **match.kwargs, preview=self)
