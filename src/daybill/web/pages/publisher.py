"""The publisher's own pages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from daybill.apps.dossiers.models import PublisherPage
from daybill.apps.dossiers.queries import published_slugs
from daybill.apps.dossiers.queries import publisher_page as find_page

from .. import page_cache
from ..bad_input import Choice, NoSuchPage


def publisher_page(request: HttpRequest, slug: str, *, preview: PublisherPage | None = None) -> HttpResponse:
    """``/about/``, ``/privacy/``, ``/disclosure/``"""
    page = preview or find_page(slug, settings.LANGUAGE_CODE)
    if page is None:
        choices = [Choice(known, f"/{known}/") for known in published_slugs()]
        raise NoSuchPage(what=_("page"), value=slug, choices=choices)
    response = render(request, "daybill/publisher_page.html", {"page": page})
    return page_cache.previewed(response) if preview else page_cache.public(response)
