"""The dossier: an editorial page arguing about a title, one per title and language."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
    WorkflowState,
)
from wagtail.search import index

from daybill.apps.catalogue.actions import title_changed
from daybill.apps.catalogue.models import Title
from daybill.apps.catalogue.models.fields import LanguageField
from daybill.domain.countries import countries

from ..blocks.body import DossierBody
from ..quoting import over_quoted


class Dossier(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    models.Model,
):
    """The words of a title's page in one language. The page itself is the public one, and so is its preview."""

    title = models.ForeignKey(Title, models.PROTECT, related_name="dossiers", verbose_name=_("title"))
    language = LanguageField(_("language"), default="en")
    writer = models.CharField(_("written by"), max_length=120, blank=True)
    reviewed_by = models.CharField(_("reviewed by"), max_length=120, blank=True)
    updated_on = models.DateField(_("updated on"), null=True, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    change_note = models.CharField(
        _("what changed"),
        max_length=200,
        blank=True,
        help_text=_("One line for the page’s public history; written into it when this is published."),
    )
    body = StreamField(DossierBody(), blank=True, verbose_name=_("parts"))

    revisions = GenericRelation(Revision, related_query_name="dossier")
    workflow_states = GenericRelation(
        WorkflowState,
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="dossier",
        for_concrete_model=False,
    )

    search_fields: ClassVar = [index.SearchField("body"), index.FilterField("language")]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [FieldRowPanel([FieldPanel("title"), FieldPanel("language")]), FieldPanel("body")],
                heading=_("Words"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("writer"), FieldPanel("updated_on")]),
                            FieldRowPanel([FieldPanel("reviewed_by"), FieldPanel("reviewed_on")]),
                        ],
                        _("Byline"),
                    ),
                    FieldPanel("change_note"),
                    PublishingPanel(),
                ],
                heading=_("Byline and publishing"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["title", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "language"],
                name="dossier_once",
                violation_error_message=_(
                    "This title has a dossier in this language already: edit that one."
                ),
            )
        ]

    def __str__(self):
        return f"{self.title}, {self.language}"

    def get_absolute_url(self):
        # For an editor's "view live"; readers come by their own country.
        return self.address((settings.DAYBILL.countries or ("AU",))[0].lower())

    def address(self, country: str) -> str:
        """The path of the page in a country (lower-case code)."""
        return reverse("title", args=[country, self.title.type, self.title.slug])

    def body_errors(self) -> ValidationError | None:
        """What keeps the body from being published; drafts may be unfinished, and autosave does not ask."""
        try:
            self.body.stream_block.clean(self.body)
        except ValidationError as error:
            return error
        return over_quoted(self.body, settings.DAYBILL.quote_limit)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """The one gate: the editor's button, workflows, schedules and bulk actions all pass here.

        Raises:
            ValidationError: the body is not fit to be read; nothing changes. A scheduled revision is taken
                off the schedule instead, so that it does not hold up the others.
        """
        error = revision.as_object().body_errors()
        if error is None:
            before = self.title_id
            result = super().publish(revision, *args, **kwargs)
            # Moved to another title, its words leave the old page too.
            title_changed(before)
            return result
        if revision.approved_go_live_at is None:
            raise error
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        log(instance=self, action="daybill.publish_refused", revision=revision)
        return None

    @property
    def preview_modes(self):
        """Every country, those that a guide is mostly read in first."""
        first = [code for code in ("AU", "US", "GB", "NZ", "CA") if code in countries()]
        codes = dict.fromkeys([*first, *countries()])
        return [(code.lower(), countries()[code].name()) for code in codes]

    def serve_preview(self, request, mode_name):
        # By its public address, so that the preview is the page itself and no app imports the web layer.
        match = resolve(self.address(mode_name or "au"))
        return match.func(request, *match.args, **match.kwargs, preview=self)


class HistoryEntry(models.Model):
    """A line of a page's public history: what changed, and when."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="history")
    at = models.DateTimeField()
    note = models.CharField(max_length=200)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d} {self.note}"


class PageImport(models.Model):
    """A page that was read in: what it was, so that the same one makes no second dossier."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="imports")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    report = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["dossier", "digest"], name="page_imported_once")]

    def __str__(self):
        return self.name
