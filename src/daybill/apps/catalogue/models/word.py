"""What each source says of a title, kept whole and apart; the other tables are what is shown of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import Fact
from .title import Title, TitleType


class TitleWord(Fact):
    """One source's word on one title (`daybill.domain.records.TitleWords`).

    Names, genres, credits, certifications, ratings and claims are read from all of a title's words by
    `daybill.domain.showing.shown` whenever one of them changes, and written by nothing else.
    """

    title = models.ForeignKey(Title, models.CASCADE, related_name="words")
    as_of = models.DateField(
        null=True, blank=True, help_text=_("The day the source said so, where that is known.")
    )
    words = models.JSONField()

    class Meta:
        ordering = ["title", "source"]
        constraints = [models.UniqueConstraint(fields=["title", "source"], name="word_once_a_source")]

    def __str__(self):
        return f"{self.source}: {self.title}"


class TitleRedirect(models.Model):
    """Where a title that was merged into another used to be: its address, its IMDb id and our own number."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="redirects")
    type = models.CharField(max_length=7, choices=TitleType)
    slug = models.SlugField(max_length=120)
    old_id = models.PositiveBigIntegerField(unique=True)
    imdb_id = models.CharField(max_length=12, null=True, blank=True, unique=True)
    record_key = models.CharField(max_length=200, null=True, blank=True, unique=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "slug"], name="redirect_type_slug")]

    def __str__(self):
        return f"{self.type}/{self.slug}"


class TitleMove(models.Model):
    """A merge or a split that an editor made, with what is needed to undo it."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("merge")
        SPLIT = "split", _("split")

    kind = models.CharField(max_length=5, choices=Kind)
    title = models.ForeignKey(
        Title, models.SET_NULL, null=True, related_name="moves", help_text=_("The one that was kept.")
    )
    summary = models.CharField(max_length=400)
    journal = models.JSONField(editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self):
        return self.summary
