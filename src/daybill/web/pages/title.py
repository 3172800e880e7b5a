"""A title's page: every part that facts alone can fill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from daybill.apps.availability import queries as availability
from daybill.apps.catalogue import queries as catalogue
from daybill.apps.catalogue.cards import TitleCard, cards
from daybill.apps.catalogue.models import Credit, Nomination, Role, Title
from daybill.apps.catalogue.queries import TitleFacts
from daybill.apps.dossiers.models import Dossier
from daybill.apps.dossiers.queries import dossier_for
from daybill.domain.claims import Claim, disagreement
from daybill.domain.identity import normalise_name
from daybill.domain.offers import boundaries
from daybill.domain.standings import standings

from .. import formats, labels
from ..bad_input import Choice, Moved, NoSuchPage
from ..dossier import DossierView, Part, dossier_view
from ..listings import Listed, bill_facts, listing
from ..page import Page, Reading, place_page
from ..place import Place
from ..questions import asked, questions
from ..watch import watch

CAST_SHOWN = 12
_CREW = (Role.WRITER, Role.CREATOR, Role.CINEMATOGRAPHER, Role.EDITOR, Role.PRODUCER)


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One nomination as a row: the category with who was named, and whether it won."""

    category: str
    nominees: list[str]
    year: int | None
    won: bool | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What other sources say of a fact."""

    value: str
    sources: list[str]


def _title_or_nearest(reading: Reading, title_type: str, slug: str) -> Title:
    found = catalogue.title_by_slug(title_type, slug)
    if found is not None:
        return found
    prefix = reading.place.prefix
    if moved := catalogue.title_moved_from(title_type, slug):
        raise Moved(f"/{prefix}/{moved.type}/{moved.slug}/")
    near = catalogue.slugs_near(title_type, slug)
    choices = [Choice(str(title), f"/{prefix}/{title.type}/{title.slug}/") for title in near]
    what = _("film") if title_type == "movie" else _("series")
    raise NoSuchPage(what=what, value=slug, choices=choices)


def _version(reading: Reading, title_type: str, slug: str) -> tuple[object, ...]:
    found = _title_or_nearest(reading, title_type, slug)
    # The page is built from the row just read, without asking for it again.
    reading.request.daybill_title = found  # type: ignore[attr-defined]
    return (found.pk, found.data_version)


@place_page(version=_version)
def title_page(reading: Reading, title_type: str, slug: str, preview: Dossier | None = None) -> Page:
    """``/<country>/<movie|series>/<slug>/``"""
    title = getattr(reading.request, "daybill_title", None) or _title_or_nearest(reading, title_type, slug)
    place, zone = reading.place, reading.place.country.zone
    facts = catalogue.title_facts(title)
    dossier = preview or dossier_for(title.pk, place.language)
    words = dossier_view(dossier) if dossier else None
    offers = availability.offers_of(title.pk, place.code)
    found = standings(offers, reading.at, zone)
    plans = availability.plans_in(place.code, reading.today, {s.offer.provider for s in found})
    elsewhere = [
        (code, seen) for code, seen in availability.countries_with_offers_of(title.pk) if code != place.code
    ]
    works = _works(facts, reading)
    [card] = cards([title.pk])
    same_name = _told_apart(title)
    sources = {source.slug: source for source in availability.sources_of(offers)} | {
        source.slug: source for source in facts.sources
    }
    names = {slug: source.name for slug, source in sources.items()}
    return Page(
        "daybill/title.html",
        {
            "title": title,
            "facts": facts,
            "placings": _further_placings(words, facts),
            "words": words,
            "words_lang": _lang(dossier, place),
            "has_facts": _has_facts(facts),
            "card": card,
            "bill": bill_facts(card),
            "watch": watch(found, plans, reading),
            "elsewhere": elsewhere[:12],
            "directors": facts.credited(Role.DIRECTOR),
            "cast": facts.credited(Role.ACTOR)[:CAST_SHOWN],
            "cast_left": max(0, len(facts.credited(Role.ACTOR)) - CAST_SHOWN),
            "crew": _crew(facts),
            "composers": facts.credited(Role.COMPOSER),
            "awards": _awards(facts.nominations),
            "award_count": len(facts.nominations),
            "award_wins": sum(1 for n in facts.nominations if n.won),
            "works": works,
            "same_name": same_name,
            "seasons": _seasons(facts.parts),
            "disagreements": _disagreements(facts),
            "shown_sources": {c.field: c.source.name for c in facts.claims if c.is_shown},
            "questions": asked(words["question"] if words else [], questions(facts, found, names, reading)),
            "sources": sorted(sources.values(), key=lambda source: source.name),
            "updated": max((o.last_seen for o in offers if o.last_seen <= reading.today), default=None),
        },
        boundaries={at for offer in offers for at in boundaries(offer, zone)} | works.boundaries,
    )


def _further_placings(words: DossierView | None, facts: TitleFacts) -> list[Part]:
    """The dossier's places in lists that the catalogue does not hold already."""
    known = {(normalise_name(p.list.publisher), p.rank) for p in facts.placings}
    known |= {(normalise_name(p.list.name), p.rank) for p in facts.placings}
    return [
        part
        for part in (words["list_placing"] if words else [])
        if not {
            (normalise_name(part.value[name] or ""), part.value["rank"]) for name in ("publisher", "list")
        }
        & known
    ]


def _lang(dossier: Dossier | None, place: Place) -> SafeString | str:
    """The attribute that says in which language the words are, where it is not the page's."""
    if dossier is None or dossier.language == place.spoken:
        return ""
    return format_html(' lang="{}"', dossier.language)


@dataclass(frozen=True, slots=True)
class Works:
    """The body of work of whoever the title is chiefly by."""

    people: list[Credit]
    titles: list[Listed]
    boundaries: set[datetime]


def _works(facts: TitleFacts, reading: Reading) -> Works:
    by = facts.credited(Role.DIRECTOR) or facts.credited(Role.CREATOR)
    if not by:
        return Works([], [], set())
    lead = by[:2]
    ids = catalogue.works_of([credit.person_id for credit in lead], lead[0].role)
    if len(ids) < 2:
        return Works(lead, [], set())
    shown = listing(ids, reading)
    return Works(lead, shown.titles, shown.boundaries)


def _told_apart(title: Title) -> list[TitleCard]:
    return cards(catalogue.same_name_ids(title))


def _has_facts(facts: TitleFacts) -> bool:
    """Whether the table of facts has a row."""
    title = facts.title
    told = (
        facts.genres,
        facts.countries,
        facts.languages,
        facts.certifications,
        facts.names,
        facts.ratings,
        facts.ids,
    )
    return any((title.year, title.runtime_minutes, title.imdb_id, *told))


def _crew(facts: TitleFacts) -> list[tuple[str, list[Credit]]]:
    found = ((str(labels.ROLES[role]), facts.credited(role)) for role in _CREW)
    return [(label, credited) for label, credited in found if credited]


def _awards(nominations: Sequence[Nomination]) -> list[tuple[str, list[AwardRow]]]:
    grouped: defaultdict[str, list[AwardRow]] = defaultdict(list)
    for nomination in nominations:
        names = [nominee.name for nominee in nomination.nominees.all()]
        grouped[nomination.body.name].append(
            AwardRow(nomination.category, names, nomination.year, nomination.won)
        )
    return list(grouped.items())


def _seasons(parts: Sequence[Title]) -> list[Title]:
    return [part for part in parts if part.type == "season"]


def _disagreements(facts: TitleFacts) -> dict[str, list[Disagreement]]:
    """Field -> what other sources say than what is shown."""
    shown = {"year": facts.title.year, "runtime_minutes": facts.title.runtime_minutes}
    found = {}
    for field, value in shown.items():
        claims = [Claim(c.field, c.value, c.source.name) for c in facts.claims_for(field)]
        by_value: defaultdict[str, list[str]] = defaultdict(list)
        for claim in disagreement(claims, str(value)):
            text = formats.duration(int(claim.value)) if field == "runtime_minutes" else claim.value
            if claim.source not in by_value[text]:
                by_value[text].append(claim.source)
        if by_value:
            found[field] = [Disagreement(text, sources) for text, sources in by_value.items()]
    return found
