"""What ties titles together: relations, and places in published lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import Fact
from .title import Title


class RelationKind(models.TextChoices):
    REMAKE_OF = "remake_of", _("remake of")
    SEQUEL_OF = "sequel_of", _("sequel of")
    SAME_STORY = "same_story", _("same story as")


class Relation(Fact):
    """``from_title`` is a remake of, a sequel of, or tells the same story as ``to_title``."""

    from_title = models.ForeignKey(Title, models.CASCADE, related_name="relations")
    to_title = models.ForeignKey(Title, models.CASCADE, related_name="related_from")
    kind = models.CharField(max_length=12, choices=RelationKind)

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["from_title", "to_title", "kind"], name="relation_once"),
            models.CheckConstraint(
                condition=~models.Q(from_title=models.F("to_title")), name="relation_to_another_title"
            ),
        ]

    def __str__(self):
        return f"{self.from_title} {self.kind} {self.to_title}"


class TitleList(Fact):
    """A ranking somebody published."""

    slug = models.SlugField(unique=True, max_length=120)
    name = models.CharField(max_length=200)
    publisher = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    url = models.URLField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class ListPlacing(models.Model):
    """A title's place in a published list."""

    list = models.ForeignKey(TitleList, models.CASCADE, related_name="placings")
    title = models.ForeignKey(Title, models.CASCADE, related_name="placings")
    rank = models.PositiveSmallIntegerField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["rank", "id"]
        constraints = [models.UniqueConstraint(fields=["list", "title"], name="placing_once")]

    def __str__(self):
        return f"{self.rank} in {self.list}"
