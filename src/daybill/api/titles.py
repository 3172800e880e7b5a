"""GET /titles/{id}: everything the catalogue holds of a title."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from ninja import Router
from ninja.decorators import decorate_view

from daybill.apps.catalogue.models import Relation, RelationKind, Role, Title
from daybill.apps.catalogue.queries import PAGE_TYPES, TitleFacts, title_facts

from . import shapes
from .openapi import ERRORS, documented
from .parameters import TitleId, only, title_of

router = Router(tags=["titles"])
# A relation as it reads from the other end.
_SEEN_FROM_THERE: dict[str, str] = {
    RelationKind.REMAKE_OF.value: "remade_as",
    RelationKind.SEQUEL_OF.value: "followed_by",
}
_ROLE_ORDER = {role: place for place, role in enumerate(Role.values)}


@router.get(
    "/titles/{id}",
    response={200: shapes.TitleAnswer, **ERRORS},
    operation_id="title",
    summary="A title",
    openapi_extra=documented("title"),
)
@decorate_view(only())
def title(
    request: HttpRequest,
    id: TitleId,  # noqa: A002 (the name of the parameter is a contract)
) -> shapes.TitleAnswer:
    """Names, credits, awards, lists, relations, ids and each source's word where sources disagree.

    At most 17 queries, whatever the title holds.
    """
    return answer(title_facts(title_of(id)))


def answer(facts: TitleFacts) -> shapes.TitleAnswer:
    """The facts in the shape of the answer."""
    title = facts.title
    has_page = title.type in PAGE_TYPES
    return shapes.TitleAnswer(
        id=title.pk,
        imdb=title.imdb_id,
        type=title.type,
        name=title.name,
        original_name=title.original_name,
        slug=title.slug,
        year=title.year,
        end_year=title.end_year,
        runtime_minutes=title.runtime_minutes,
        runtime_source=next((c.source.slug for c in facts.claims_for("runtime_minutes") if c.is_shown), None),
        season_count=title.season_count,
        number=title.number,
        genres=facts.genres,
        countries=facts.countries,
        languages=facts.languages,
        names=[shapes.Name(name=n.name, country=n.country, language=n.language) for n in facts.names],
        directors=_billed(facts, Role.DIRECTOR),
        cast=_billed(facts, Role.ACTOR),
        credits=list(_credits(facts)),
        certifications=[
            shapes.CertificationLine(country=c.country, value=c.value, source=c.source.slug)
            for c in facts.certifications
        ],
        ratings=list(_ratings(facts)),
        awards=list(_awards(facts)),
        lists=list(_lists(facts)),
        relations=list(_relations(facts)),
        parent=_ref(title.parent) if title.parent else None,
        parts=[
            shapes.PartLine(id=p.pk, imdb=p.imdb_id, type=p.type, number=p.number, name=p.name, year=p.year)
            for p in facts.parts
        ],
        # Ids come in order of scheme and value; of several in one scheme the first is given.
        ids=dict(sorted({external.scheme: external.value for external in reversed(facts.ids)}.items())),
        claims=list(_claims(facts)),
        sources=[
            shapes.SourceLine(slug=s.slug, name=s.name, licence=s.licence, url=s.url, notice=s.notice)
            for s in facts.sources
        ],
        url=f"/{{country}}/{title.type}/{title.slug}/" if has_page else None,
    )


def _ref(title: Title) -> shapes.TitleRef:
    return shapes.TitleRef(id=title.pk, imdb=title.imdb_id, type=title.type, name=title.name, year=title.year)


def _billed(facts: TitleFacts, role: str) -> list[str]:
    """Names in one role in order of billing; a person with two parts stands once, at the first."""
    people: dict[int, str] = {}
    for credit in sorted(facts.credits, key=lambda c: (c.position, c.pk)):
        if credit.role == role:
            people.setdefault(credit.person_id, credit.person.name)
    return list(people.values())


def _credits(facts: TitleFacts) -> Iterator[shapes.CreditLine]:
    for credit in sorted(facts.credits, key=lambda c: (_ROLE_ORDER.get(c.role, 99), c.position, c.pk)):
        yield shapes.CreditLine(
            name=credit.person.name, role=credit.role, character=credit.character, person=credit.person.slug
        )


def _ratings(facts: TitleFacts) -> Iterator[shapes.RatingLine]:
    for rating in facts.ratings:
        yield shapes.RatingLine(
            source=rating.source.slug,
            value=float(rating.value),
            scale=rating.scale,
            votes=rating.votes,
            as_of=rating.as_of,
        )


def _awards(facts: TitleFacts) -> Iterator[shapes.AwardLine]:
    for nomination in facts.nominations:
        yield shapes.AwardLine(
            body=nomination.body.slug,
            body_name=nomination.body.name,
            year=nomination.year,
            film_year=nomination.film_year,
            category=nomination.category,
            nominees=[nominee.name for nominee in nomination.nominees.all()],
            won=nomination.won,
            detail=nomination.detail,
            source=nomination.source.slug,
        )


def _lists(facts: TitleFacts) -> Iterator[shapes.ListLine]:
    for placing in facts.placings:
        yield shapes.ListLine(
            list=placing.list.name,
            publisher=placing.list.publisher,
            year=placing.list.year,
            rank=placing.rank,
            url=placing.list.url,
            source=placing.list.source.slug,
        )


def _relations(facts: TitleFacts) -> Iterator[shapes.RelationLine]:
    for relation in facts.relations:
        yield _relation(relation, relation.kind, relation.to_title)
    for relation in facts.related_from:
        yield _relation(relation, _SEEN_FROM_THERE.get(relation.kind, relation.kind), relation.from_title)


def _relation(relation: Relation, kind: str, other: Title) -> shapes.RelationLine:
    return shapes.RelationLine(kind=kind, title=_ref(other), source=relation.source.slug)


def _claims(facts: TitleFacts) -> Iterator[shapes.ClaimLine]:
    for claim in facts.claims:
        yield shapes.ClaimLine(
            field=claim.field,
            value=claim.value,
            source=claim.source.slug,
            as_of=claim.as_of,
            shown=claim.is_shown,
        )
