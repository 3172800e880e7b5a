"""Awards: who was nominated for what, and whether they won."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import Fact
from .person import Person
from .title import Title


class AwardBody(models.Model):
    """Who gives an award."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Nomination(Fact):
    """One entry in one category of one ceremony."""

    body = models.ForeignKey(AwardBody, models.CASCADE, related_name="nominations")
    title = models.ForeignKey(Title, models.SET_NULL, null=True, blank=True, related_name="nominations")
    film_name = models.CharField(max_length=400, blank=True, help_text=_("As the source writes it."))
    year = models.PositiveSmallIntegerField(help_text=_("Of the ceremony."), null=True, blank=True)
    film_year = models.CharField(max_length=9, blank=True, help_text=_("As the source writes it: 1927/28."))
    ceremony = models.PositiveSmallIntegerField(null=True, blank=True)
    category = models.CharField(max_length=200)
    won = models.BooleanField(null=True, help_text=_("Empty where the source does not say."))
    detail = models.CharField(max_length=400, blank=True)
    record_key = models.CharField(
        max_length=40, blank=True, editable=False, help_text=_("By which its source's next import knows it.")
    )

    class Meta:
        ordering = ["year", "body", "category", "id"]
        indexes = [models.Index(fields=["body", "year"], name="nomination_body_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "record_key"],
                condition=~models.Q(record_key=""),
                name="nomination_once_a_source",
            )
        ]

    def __str__(self):
        return f"{self.category} ({self.year})"


class Nominee(models.Model):
    """A person named in a nomination."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="nominees")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="nominations")
    name = models.CharField(max_length=400)
    position = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return self.name
