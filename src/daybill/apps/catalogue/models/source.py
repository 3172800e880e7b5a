"""Where a fact comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """A table, service or page that facts were read from, with the terms under which they may be shown."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    url = models.URLField(blank=True)
    licence = models.CharField(max_length=200, blank=True)
    notice = models.TextField(blank=True, help_text=_("What its terms ask to be shown."))
    last_known_after_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Days its word stands unrenewed; empty: the site's setting.")
    )

    ranks = models.JSONField(
        default=dict,
        blank=True,
        help_text=_(
            "Its place among sources, by field; the lowest is shown. The field “” stands for all others."
        ),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
