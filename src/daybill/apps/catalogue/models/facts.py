"""What is known of a title besides its name: genres, origin, certifications, ratings, and each source's word."""

from django.db import models

from .fields import CountryField, Fact, LanguageField
from .title import Title


class TitleGenre(models.Model):
    """A genre of the controlled list (domain/genres.py), in the order the sources give."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="genres")
    genre = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["title", "genre"], name="title_genre_once")]
        indexes = [models.Index(fields=["genre", "title"], name="genre_titles")]

    def __str__(self):
        return self.genre


class TitleCountry(models.Model):
    """A country that produced a title."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="countries")
    country = CountryField()
    position = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["title", "country"], name="title_country_once")]

    def __str__(self):
        return self.country


class TitleLanguage(models.Model):
    """A language spoken in a title."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="languages")
    language = LanguageField()
    position = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["title", "language"], name="title_language_once")]

    def __str__(self):
        return self.language


class Certification(Fact):
    """A country's age classification of a title."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="certifications")
    country = CountryField()
    value = models.CharField(max_length=20)

    class Meta:
        ordering = ["country", "id"]

    def __str__(self):
        return f"{self.country} {self.value}"


class Rating(Fact):
    """What the users of one service think of a title."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="ratings")
    value = models.DecimalField(max_digits=5, decimal_places=2)
    scale = models.PositiveSmallIntegerField(default=10)
    votes = models.PositiveIntegerField(null=True, blank=True)
    as_of = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-votes", "id"]

    def __str__(self):
        return f"{self.value}/{self.scale}"


class Claim(Fact):
    """One source's word for one field; where sources disagree, all of them stand here."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="claims")
    field = models.CharField(max_length=20)
    value = models.CharField(max_length=400)
    as_of = models.DateField(null=True, blank=True)
    is_shown = models.BooleanField(default=False)

    class Meta:
        ordering = ["field", "-is_shown", "id"]

    def __str__(self):
        return f"{self.field}: {self.value}"
