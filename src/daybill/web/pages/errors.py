"""What is shown when an address leads nowhere or something broke."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string

from daybill.domain.countries import country_names
from daybill.domain.errors import UnknownChoice
from daybill.domain.nearest import nearest_keys

from ..bad_input import Choice, NoSuchPage, not_found_page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Any address without a page; where its first part reads like a country, that country is offered."""
    first = request.path.strip("/").split("/")[0]
    if first[2:3] == "-":
        first = first[:2]
    names = country_names("en")
    choices = [Choice(names[code], f"/{code.lower()}/") for code in nearest_keys(first, names, limit=3)]
    error: UnknownChoice = NoSuchPage(what="page", value=request.path, choices=choices)
    return not_found_page(request, error)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; the page needs nothing that may be broken too."""
    return HttpResponseServerError(render_to_string("daybill/errors/server_error.html"))
