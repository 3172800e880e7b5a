"""The source under a claim, as data: written once, cited from any dossier."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

_WEB = [URLValidator(schemes=["http", "https"])]
_DATE = RegexValidator(
    r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-2[1-4])?$",
    _(
        "Write a date as far as it is known: 2012, 2012-03, 2012-03-09, or 2012-24 for its winter (21 is spring)."
    ),
)


class Citation(index.Indexed, models.Model):
    """A published work, or a place in one, that a claim rests on.

    ``date`` is ISO 8601 at its own precision; a magazine's season as EDTF writes it (``2012-24``: winter).
    """

    author = models.CharField(_("author"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=400)
    container = models.CharField(
        _("in"),
        max_length=300,
        blank=True,
        help_text=_("The magazine, site, book or programme it stands in."),
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    date = models.CharField(_("date"), max_length=10, blank=True, validators=[_DATE])
    url = models.URLField(_("link"), max_length=500, blank=True, validators=_WEB)
    archived_url = models.URLField(_("archived copy"), max_length=500, blank=True, validators=_WEB)
    accessed = models.DateField(_("read on"), null=True, blank=True)
    locator = models.CharField(
        _("place"), max_length=60, blank=True, help_text=_("A page (“p. 12”) or a timecode (“00:41:10”).")
    )
    quote_limit = models.PositiveIntegerField(
        _("quote at most"),
        null=True,
        blank=True,
        help_text=_("Characters that may be quoted from it on one page; empty: the site’s setting."),
    )

    search_fields: ClassVar = [
        index.SearchField("author"),
        index.SearchField("title"),
        index.SearchField("container"),
        index.AutocompleteField("author"),
        index.AutocompleteField("title"),
    ]
    panels: ClassVar = [
        FieldPanel("author"),
        FieldPanel("title"),
        FieldPanel("container"),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("date"), FieldPanel("locator")]),
        MultiFieldPanel(
            [FieldPanel("url"), FieldPanel("archived_url"), FieldPanel("accessed")], _("Where to read it")
        ),
        FieldPanel("quote_limit"),
    ]

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["author", "title", "id"]

    def __str__(self):
        return ", ".join(part for part in (self.author, f"“{self.title}”", self.container, self.date) if part)
