"""What templates need to write facts the way the reader's country does."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from daybill.apps.catalogue.queries import PAGE_TYPES
from daybill.domain.countries import countries, country
from daybill.domain.windows import Bound, Side
from daybill.domain.windows import local_day as day_there

from .. import formats, labels
from ..place import Place

register = template.Library()

register.filter("duration", formats.duration)
register.filter("number", formats.number)


@register.filter
def day(value: date, place: Place | None) -> SafeString | str:
    """A day as a ``time`` element: absolute, for the page may be kept."""
    if place is None or value is None:
        return value.isoformat() if value else ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), formats.day(value, place))


@register.filter
def local_day(value: datetime, place: Place) -> date:
    """The day of an instant where the reader is."""
    return day_there(value, place.country.zone)


@register.filter
def badge(value: Bound, place: Place) -> str:
    """An end in a narrow space."""
    return formats.bound(value, Side.END, place)


@register.filter
def country_name(code: str, place: Place | None = None) -> str:
    """A country's name in the language of the page."""
    language = place.spoken if place else settings.LANGUAGE_CODE
    return country(code).name(language) if code in countries() else code


@register.filter
def spoken_language(code: str, place: Place) -> str:
    """A language's name (Django's own ``language_name`` knows only the interface's languages)."""
    return formats.language_name(code, place)


@register.filter
def genre_name(slug: str) -> str:
    return str(labels.GENRES.get(slug, slug))


@register.filter
def type_name(slug: str) -> str:
    return str(labels.TYPES.get(slug, slug))


@register.filter
def has_page(title: Any) -> bool:
    """Whether a title has a page of its own: seasons and episodes have none."""
    return title is not None and title.type in PAGE_TYPES


@register.filter
def relation_name(kind: str) -> str:
    return str(labels.RELATIONS[kind])


@register.filter
def relation_back(kind: str) -> str:
    return str(labels.RELATIONS_BACK[kind])


@register.filter
def plan_price(plan: Any, place: Place) -> str:
    return formats.money(plan.price, place)


@register.filter
def words(values: list[str], place: Place) -> str:
    """``Stan, Netflix and Disney+``"""
    return formats.listing([str(value) for value in values], place)


@register.simple_tag
def site_name() -> str:
    return settings.DAYBILL.site_name


@register.simple_tag
def site_url() -> str:
    return settings.DAYBILL.site_url


@register.simple_tag
def country_choices(place: Place | None) -> list[tuple[str, str]]:
    """Prefix and name of every country, in the order of the names."""
    language = place.spoken if place else settings.LANGUAGE_CODE
    return sorted(
        ((code.lower(), found.name(language)) for code, found in countries().items()), key=lambda c: c[1]
    )


@register.simple_tag
def alternate(code: str) -> Place:
    """The place that the readers of a country are sent to."""
    found = country(code)
    return Place(found, found.languages[0])


@register.filter
def host(url: str) -> str:
    """The site an address leads to."""
    return urlsplit(url).hostname or ""


@register.filter
def citation_date(text: str, place: Place) -> str:
    """A citation's date at its own precision: a year, a month, a day, or a season of a year."""
    return formats.partial_date(text, place)
