"""Finding a title or a person by name."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from daybill.apps.catalogue import queries as catalogue
from daybill.apps.catalogue.cards import TitleCard, cards
from daybill.domain.bills import BillFacts
from daybill.domain.identity import clean_name

from .. import page_cache
from ..bad_input import InvalidParameter, page_number
from ..listings import Tag, bill_facts, listing
from ..page import Reading, reading_context
from ..place import Place, place_of
from ..services import chosen_services

PER_PAGE = 24
LONGEST_QUERY = 200


def search_page(request: HttpRequest) -> HttpResponse:
    """``/search/?q=``, with ``country`` where the reader came from one."""
    query = clean_name(request.GET.get("q", ""))
    if len(query) > LONGEST_QUERY:
        reason = _("Search for at most %(n)d characters.") % {"n": LONGEST_QUERY}
        raise InvalidParameter(name="q", value=query, reason=reason)
    place = place_of(request.GET["country"]) if request.GET.get("country") else None
    reading = _reading(request, place) if place else None
    with translation.override(place.spoken if place else settings.LANGUAGE_CODE):
        context = {
            "here": request.get_full_path(),
            **(reading_context(reading) if reading else {"place": None}),
            **_results(request, query, reading),
        }
        response = render(request, "daybill/search.html", context)
    return page_cache.private(response)


def _reading(request: HttpRequest, place: Place) -> Reading:
    services = tuple(chosen_services(request).get(place.code, ()))
    return Reading(request, place, settings.DAYBILL.now(), None, services)


def _results(request: HttpRequest, query: str, reading: Reading | None) -> dict[str, object]:
    place = reading.place if reading else None
    pages = Paginator(catalogue.search_titles(query).values_list("pk", flat=True), PER_PAGE)
    page = pages.page(page_number(request, pages.num_pages))
    people = catalogue.search_people(query) if page.number == 1 else []
    known_for = catalogue.known_for(people)
    return {
        "query": query,
        "page": page,
        "total": pages.count,
        "section": "search",
        "paging_query": urlencode({"q": query, **({"country": place.prefix} if place else {})}) + "&",
        "results": _listed(page.object_list, reading),
        "people": [(person, known_for.get(person.pk, [])) for person in people],
    }


def _listed(ids: Iterable[int], reading: Reading | None) -> list[tuple[TitleCard, BillFacts, Tag | None]]:
    """Card, bill and tag of each result; without a country there is nothing to say of where to watch."""
    if reading is None:
        return [(card, bill_facts(card), None) for card in cards(ids)]
    return [(listed.card, listed.bill, listed.tag) for listed in listing(ids, reading).titles]
