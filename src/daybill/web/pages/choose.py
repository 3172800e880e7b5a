"""Choosing a country and the services one has: the one thing a reader can tell the site."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from daybill.apps.availability.queries import provider_names

from ..bad_input import InvalidParameter
from ..place import place_of
from ..services import MAX_SERVICES, chosen_services, remember

LONGEST_PATH = 400
# What the front page was asked for before a country was known (pages/home.py).
_WANTED = re.compile(r"(movie|series|person)/[-a-zA-Z0-9_]+")


# Nothing here acts for anybody: it remembers a preference in the asker's own browser. A token would make every
# page that carries the form different for every reader, and none of them could be cached.
@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember a country's services, and go back to the page in that country."""
    place = place_of(request.POST.get("country", ""))
    asked = request.POST.getlist("service")
    if len(asked) > MAX_SERVICES or any(len(slug) > 80 for slug in asked):
        reason = _("Choose at most %(n)d services.") % {"n": MAX_SERVICES}
        raise InvalidParameter(name="service", value=str(len(asked)), reason=reason)
    # PostgreSQL takes no NUL, and no provider has one.
    known = provider_names([slug for slug in asked if "\x00" not in slug])
    # A country that was only just chosen came without its services: what was ticked belongs to the country before.
    is_same = place_was(request) == place.code
    response = HttpResponseRedirect(_address(request, place.prefix))
    response.status_code = 303
    if is_same:
        services = [slug for slug in dict.fromkeys(asked) if slug in known]
        remember(
            response,
            chosen_services(request),
            country=place.code,
            services=services,
            secure=settings.DAYBILL.is_https,
        )
    return response


def place_was(request: HttpRequest) -> str:
    """The country of the page the form stood on."""
    text = request.POST.get("was", "")
    return place_of(text).code if text else ""


def _address(request: HttpRequest, prefix: str) -> str:
    """The page the reader was on, in the country chosen; that country's home for an address that is not ours."""
    path = request.POST.get("next", "")[:LONGEST_PATH]
    if not path.startswith("/") or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return f"/{prefix}/"
    path, _, text = path.partition("?")
    query = QueryDict(text, mutable=True)
    # A list may have fewer pages there.
    query.pop("page", None)
    if path == reverse("search"):
        query["country"] = prefix
    elif path == "/":
        wanted = query.get("for", "")
        return f"/{prefix}/{wanted}/" if _WANTED.fullmatch(wanted) else f"/{prefix}/"
    else:
        _empty, _place, *rest = path.split("/")
        path = "/".join(["", prefix, *rest]) if rest else f"/{prefix}/"
    return f"{path}?{query.urlencode()}" if query else path
