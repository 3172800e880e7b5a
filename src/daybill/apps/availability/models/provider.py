"""Services that show titles, and what they ask for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from daybill.apps.catalogue.models.fields import CountryField, CurrencyField, Fact
from daybill.domain.plans import Period


class Provider(models.Model):
    """A service that shows titles. A channel sold through another service names it as its parent."""

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="channels")
    url = models.URLField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Plan(Fact):
    """A run of looks at which a plan stood with the same terms (see domain/plans.py)."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="plans")
    country = CountryField()
    name = models.CharField(max_length=120)
    price_minor = models.PositiveIntegerField(help_text=_("In the currency's smallest unit."))
    currency = CurrencyField()
    period = models.CharField(max_length=5, choices=[(p.value, p.value) for p in Period])
    ads = models.BooleanField(null=True, blank=True)
    quality = models.CharField(max_length=2, blank=True)
    screens = models.PositiveSmallIntegerField(null=True, blank=True)
    trial_days = models.PositiveSmallIntegerField(null=True, blank=True)
    first_seen = models.DateField()
    last_seen = models.DateField()
    held_before = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["provider", "country", "price_minor", "id"]
        indexes = [models.Index(fields=["country", "provider"], name="plan_country_provider")]

    def __str__(self):
        return f"{self.provider} {self.name}, {self.country}"


class Promo(Fact):
    """Something a provider promotes, as data: shown only while it is true for the reader's country."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="promos")
    country = CountryField()
    plan_name = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=200)
    url = models.URLField(blank=True)
    disclosure = models.CharField(max_length=200, blank=True)
    starts = models.DateTimeField(null=True, blank=True)
    starts_precision = models.CharField(max_length=7, blank=True)
    ends = models.DateTimeField(null=True, blank=True)
    ends_precision = models.CharField(max_length=7, blank=True)

    class Meta:
        ordering = ["provider", "country", "id"]

    def __str__(self):
        return self.text
