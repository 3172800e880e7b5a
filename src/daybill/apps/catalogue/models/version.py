"""Counters that say whether a list a reader was shown is still the newest."""

from django.db import models


class DataVersion(models.Model):
    """How often the data of one scope (``catalogue``, ``offers:AU``) has changed; part of every cache key."""

    scope = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveBigIntegerField(default=1)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.scope} {self.number}"
