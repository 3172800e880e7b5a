"""What has come in."""

from django.db import models


class Edition(models.Model):
    """A compiled catalogue that was loaded whole, with the digest of its files."""

    name = models.SlugField(unique=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.name} {self.digest[:12]}"
