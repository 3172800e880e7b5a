"""Offers as stored: what held, as one source told it, and when we knew it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from daybill.apps.catalogue.models import Title
from daybill.apps.catalogue.models.fields import CountryField, CurrencyField, Fact
from daybill.domain.offers import Monetization, Quality
from daybill.domain.windows import Precision

from .provider import Provider

_PRECISIONS = [(p.value, p.value) for p in Precision if p is not Precision.UNKNOWN]


class Offer(Fact):
    """One way to watch one title in one country, as one source tells it (see domain/offers.py).

    Two timelines: ``starts`` to ``ended_by`` say when it held, ``known_from`` to ``known_to`` when this
    row was what the site knew. A change of price, quality or window ends one row (``ended_by``) and begins
    another; being seen again only moves ``last_seen``; a correction closes ``known_to`` and says it anew.
    """

    title = models.ForeignKey(Title, models.CASCADE, related_name="offers", db_index=False)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="offers", db_index=False)
    country = CountryField()
    monetization = models.CharField(max_length=8, choices=[(m.value, m.value) for m in Monetization])
    quality = models.CharField(max_length=2, blank=True, choices=[(q.value, q.value) for q in Quality])
    tier = models.CharField(
        max_length=40, blank=True, help_text=_("The plan it needs, in the source's words.")
    )
    also_buy = models.BooleanField(default=False, help_text=_("The source says “rent or buy” in one word."))
    price_minor = models.PositiveIntegerField(null=True, blank=True)
    currency = CurrencyField(blank=True)
    starts = models.DateTimeField(null=True, blank=True)
    starts_precision = models.CharField(max_length=7, blank=True, choices=_PRECISIONS)
    ends = models.DateTimeField(null=True, blank=True, help_text=_("Exclusive."))
    ends_precision = models.CharField(max_length=7, blank=True, choices=_PRECISIONS)
    audio = models.JSONField(default=list, blank=True)
    subtitles = models.JSONField(default=list, blank=True)
    url = models.URLField(blank=True, max_length=500)
    first_seen = models.DateField()
    last_seen = models.DateField()
    began_after = models.DateField(null=True, blank=True)
    ended_by = models.DateField(null=True, blank=True)
    began_by_method = models.BooleanField(
        default=False,
        help_text=_("It appeared because its source changed its method, not because it arrived."),
    )
    ended_by_method = models.BooleanField(default=False)
    follows = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text=_("The row whose terms these replaced; empty for an arrival."),
    )
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title", "country", "provider", "id"]
        indexes = [
            models.Index(fields=["title", "country"], name="offer_title_country"),
            models.Index(fields=["country", "provider", "title"], name="offer_country_provider"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(first_seen__lte=F("last_seen")), name="offer_seen_in_order"),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True) | Q(ended_by__gt=F("last_seen")),
                name="offer_ended_after_seen",
            ),
            models.CheckConstraint(
                condition=Q(price_minor__isnull=True) | ~Q(currency=""), name="offer_price_has_currency"
            ),
        ]

    def __str__(self):
        return f"{self.provider} {self.monetization}, {self.country}"
