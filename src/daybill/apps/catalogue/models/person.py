"""People and what they did on a title."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from daybill.domain.identity import Scheme

from .fields import Fact
from .title import Title


class Role(models.TextChoices):
    """What a person did; the words are TMDB's departments and jobs, folded to those readers ask for."""

    DIRECTOR = "director", _("director")
    WRITER = "writer", _("writer")
    CREATOR = "creator", _("creator")
    ACTOR = "actor", _("cast")
    COMPOSER = "composer", _("music")
    CINEMATOGRAPHER = "cinematographer", _("cinematography")
    EDITOR = "editor", _("editing")
    PRODUCER = "producer", _("producer")


class Person(models.Model):
    """Somebody credited. One of two people of the same name takes the external id into the slug."""

    name = models.CharField(max_length=200)
    search_key = models.CharField(max_length=200, db_index=True, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    imdb_id = models.CharField(max_length=12, null=True, blank=True, unique=True)
    record_key = models.CharField(
        max_length=200, null=True, blank=True, unique=True, help_text=_("What a compiled catalogue calls it.")
    )
    data_version = models.PositiveIntegerField(default=1, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name", "id"]

    def __str__(self):
        return self.name


class PersonId(models.Model):
    """The id by which a person goes elsewhere; IMDb's stands on the person itself."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="ids")
    scheme = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Scheme if s != Scheme.IMDB])
    value = models.CharField(max_length=40)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="person_id_is_of_one_person")]

    def __str__(self):
        return f"{self.scheme}:{self.value}"


class Credit(Fact):
    """A person's role on a title."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="credits")
    person = models.ForeignKey(Person, models.CASCADE, related_name="credits")
    role = models.CharField(max_length=16, choices=Role)
    character = models.CharField(max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text=_("Order of billing within the role, from 1; 0 where not told.")
    )

    class Meta:
        ordering = ["role", "position", "id"]

    def __str__(self):
        return f"{self.person}, {self.role}"
