"""The works a page cites, for those who keep a bibliography."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from daybill.apps.catalogue.queries import title_by_slug, title_moved_from
from daybill.apps.dossiers.bibliography import cited_work
from daybill.apps.dossiers.queries import dossier_for
from daybill.domain.citations import to_csl
from daybill.engines.bibliography import to_bibtex

from .. import page_cache
from ..bad_input import Choice, Moved, NoSuchPage
from ..dossier import dossier_view
from ..place import place_of


def citations(request: HttpRequest, place: str, title_type: str, slug: str, ending: str) -> HttpResponse:
    """``/<country>/<movie|series>/<slug>/citations.<json|bib>``: CSL-JSON or BibTeX, in the order of the notes."""
    found = place_of(place)
    title = title_by_slug(title_type, slug)
    if title is None and (moved := title_moved_from(title_type, slug)):
        raise Moved(f"/{found.prefix}/{moved.type}/{moved.slug}/citations.{ending}")
    dossier = dossier_for(title.pk, found.language) if title else None
    works = [cited_work(note.citation) for note in dossier_view(dossier).notes] if dossier else []
    if not works:
        choices = [Choice(str(title), f"/{found.prefix}/{title.type}/{title.slug}/")] if title else []
        raise NoSuchPage(what=_("list of citations"), value=slug, choices=choices)
    if ending == "bib":
        response = HttpResponse(to_bibtex(works), content_type="application/x-bibtex; charset=utf-8")
    else:
        items = [to_csl(work, id=f"{slug}-{number}") for number, work in enumerate(works, start=1)]
        text = json.dumps(items, ensure_ascii=False, indent=2)
        response = HttpResponse(text, content_type="application/vnd.citationstyles.csl+json; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{slug}.{ending}"'
    return page_cache.public(response)
