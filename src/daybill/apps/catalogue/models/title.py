"""Titles: films, series, seasons and episodes, their names and their ids elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from daybill.domain.identity import Scheme

from .fields import CountryField, Fact, LanguageField


class TitleType(models.TextChoices):
    MOVIE = "movie", _("film")
    SERIES = "series", _("series")
    SEASON = "season", _("season")
    EPISODE = "episode", _("episode")


class Title(models.Model):
    """A film, series, season or episode. What is shown stands here; each source's word stands in `Claim`."""

    type = models.CharField(max_length=7, choices=TitleType)
    name = models.CharField(max_length=400)
    original_name = models.CharField(max_length=400, blank=True)
    search_key = models.CharField(max_length=400, db_index=True, editable=False)
    slug = models.SlugField(max_length=120)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(null=True, blank=True)
    runtime_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    season_count = models.PositiveSmallIntegerField(null=True, blank=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Of a season in its series, or of an episode in its season.")
    )
    imdb_id = models.CharField(max_length=12, null=True, blank=True, unique=True)
    record_key = models.CharField(
        max_length=200, null=True, blank=True, unique=True, help_text=_("What a compiled catalogue calls it.")
    )
    popularity = models.FloatField(default=0, db_index=True)
    data_version = models.PositiveIntegerField(
        default=1, editable=False, help_text=_("Raised by every change to its facts or offers.")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-popularity", "id"]
        constraints = [
            models.UniqueConstraint(fields=["type", "slug"], name="title_type_slug"),
        ]

    def __str__(self):
        return f"{self.name} ({self.year})" if self.year else self.name


class TitleName(Fact):
    """Another name of a title: an alternative, a translation, the one it bears in a country."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="names")
    name = models.CharField(max_length=400)
    search_key = models.CharField(max_length=400, db_index=True, editable=False)
    country = CountryField(blank=True)
    language = LanguageField(blank=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self):
        return self.name


class TitleId(models.Model):
    """The id by which a title goes elsewhere. IMDb's stands on the title itself: it is the one others ask by."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="ids")
    scheme = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Scheme if s != Scheme.IMDB])
    # TMDB numbers films and series apart, so the same number may stand for one of each.
    title_type = models.CharField(max_length=7, choices=TitleType)
    value = models.CharField(max_length=40)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "title_type", "value"], name="title_id_is_of_one_title")
        ]

    def __str__(self):
        return f"{self.scheme}:{self.value}"
