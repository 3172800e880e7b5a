"""Columns that several tables of the catalogue share."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

_COUNTRY = RegexValidator(r"^[A-Z]{2}$", "A country is an ISO 3166-1 alpha-2 code in capitals, such as AU.")
_LANGUAGE = RegexValidator(r"^[a-z]{2,3}$", "A language is an ISO 639 code, such as en.")
_CURRENCY = RegexValidator(r"^[A-Z]{3}$", "A currency is an ISO 4217 code, such as AUD.")


class CountryField(models.CharField):
    """ISO 3166-1 alpha-2, upper case."""

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 2
        kwargs.setdefault("validators", [_COUNTRY])
        super().__init__(*args, **kwargs)


class LanguageField(models.CharField):
    """ISO 639-1 or -3, lower case."""

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 3
        kwargs.setdefault("validators", [_LANGUAGE])
        super().__init__(*args, **kwargs)


class CurrencyField(models.CharField):
    """ISO 4217, upper case."""

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 3
        kwargs.setdefault("validators", [_CURRENCY])
        super().__init__(*args, **kwargs)


class Fact(models.Model):
    """A row that states a fact: it names the source it came from, and Wagtail need not track it.

    Without the last line every save would also write rows of Wagtail's reference index.
    """

    source = models.ForeignKey("catalogue.Source", models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
