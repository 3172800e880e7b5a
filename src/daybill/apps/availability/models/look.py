"""When a source looked, and at what: without it, what it did not name would say nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from daybill.apps.catalogue.models import Title
from daybill.apps.catalogue.models.fields import CountryField, Fact

from .provider import Provider


class Look(Fact):
    """A complete look: at everything a provider has in a country, or at one title in a country.

    Exactly one of ``provider`` and ``title`` is given.
    """

    country = CountryField()
    provider = models.ForeignKey(Provider, models.CASCADE, null=True, blank=True, related_name="looks")
    title = models.ForeignKey(
        Title, models.CASCADE, null=True, blank=True, related_name="looks", db_index=False
    )
    day = models.DateField()
    asked = models.JSONField(
        null=True,
        blank=True,
        help_text=_(
            "Of a title: [provider, monetization] pairs that were asked about; empty: all the source follows."
        ),
    )
    method = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["source", "country", "day"]
        indexes = [models.Index(fields=["title", "country", "source"], name="look_title_country")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(provider__isnull=True) ^ models.Q(title__isnull=True),
                name="look_at_provider_or_title",
            ),
            models.UniqueConstraint(
                fields=["source", "provider", "country", "day"],
                condition=models.Q(title__isnull=True),
                name="look_at_provider_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["source", "title", "country", "day"],
                condition=models.Q(provider__isnull=True),
                name="look_at_title_once_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.source}, {self.country}, {self.day}"
