"""What readers and programs ask of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q, QuerySet

from daybill.domain.identity import fold, is_imdb_title_id, normalise_name
from daybill.domain.nearest import nearest

from .models import (
    AwardBody,
    Certification,
    Claim,
    Credit,
    DataVersion,
    ListPlacing,
    Nomination,
    Nominee,
    Person,
    Rating,
    Relation,
    Role,
    Source,
    Title,
    TitleCountry,
    TitleGenre,
    TitleId,
    TitleLanguage,
    TitleName,
    TitleRedirect,
    TitleType,
)

PAGE_TYPES = (TitleType.MOVIE, TitleType.SERIES)
NEAR = 5


def data_versions(*scopes: str) -> tuple[int, ...]:
    """The numbers of these scopes, 0 where nothing was ever stored; one query."""
    found = dict(DataVersion.objects.filter(scope__in=scopes).values_list("scope", "number"))
    return tuple(found.get(scope, 0) for scope in scopes)


def title_by_slug(title_type: str, slug: str) -> Title | None:
    """The title at an address."""
    return Title.objects.filter(type=title_type, slug=slug).first()


def title_by_id(text: str) -> Title | None:
    """The title of an IMDb id (``tt0113277``) or of our own number, also of one that was merged into it."""
    if is_imdb_title_id(text):
        return Title.objects.filter(imdb_id=text).first() or _moved_title(imdb_id=text)
    # SQLite and PostgreSQL both overflow beyond 63 bits.
    if text.isascii() and text.isdigit() and len(text) <= 18:
        return Title.objects.filter(pk=int(text)).first() or _moved_title(old_id=int(text))
    return None


def _moved_title(**known_by: object) -> Title | None:
    moved = TitleRedirect.objects.filter(**known_by).select_related("title").first()
    return moved.title if moved else None


def title_moved_from(title_type: str, slug: str) -> Title | None:
    """The title into which the one at an address was merged; ``None`` where none was."""
    return _moved_title(type=title_type, slug=slug)


def titles_by_number(numbers: Iterable[int]) -> dict[int, Title]:
    """Titles by our own numbers, also by those of titles merged into them; two queries."""
    wanted = list(numbers)
    found = Title.objects.in_bulk(wanted)
    moved = TitleRedirect.objects.filter(old_id__in=wanted).select_related("title")
    return {redirect.old_id: redirect.title for redirect in moved} | found


def slugs_near(title_type: str, slug: str) -> list[Title]:
    """Titles whose address resembles a mistaken one: of the same words first, the best known before others."""
    words = slug.rsplit("-", 1)[0] if slug[-4:].isdigit() else slug
    stem = words[:40]
    found = list(
        Title.objects.filter(type=title_type, slug__startswith=stem).order_by("-popularity", "id")[:NEAR]
    )
    if not found and len(stem) > 3:
        alike = Q(slug__startswith=stem[:3])
        if year := slug.rpartition("-")[2]:
            # A slip in the first letters leaves the year, which few titles share.
            alike |= Q(slug__endswith=f"-{year}")
        pool = Title.objects.filter(alike, type=title_type).order_by("-popularity", "id")
        by_slug = {title.slug: title for title in pool[:600]}
        found = [by_slug[s] for s in nearest(slug, by_slug, limit=NEAR)]
    return found


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """Everything the catalogue holds of one title, read in a number of queries that rows do not change."""

    title: Title
    genres: list[str]
    countries: list[str]
    languages: list[str]
    names: list[TitleName]
    certifications: list[Certification]
    ratings: list[Rating]
    claims: list[Claim]
    ids: list[TitleId]
    credits: list[Credit]
    nominations: list[Nomination]
    placings: list[ListPlacing]
    relations: list[Relation]
    related_from: list[Relation]
    parts: list[Title]

    def credited(self, role: str) -> list[Credit]:
        """Credits in one role, in order of billing, each person once."""
        first: dict[int, Credit] = {}
        for credit in sorted((c for c in self.credits if c.role == role), key=lambda c: (c.position, c.pk)):
            first.setdefault(credit.person_id, credit)
        return list(first.values())

    def claims_for(self, field: str) -> list[Claim]:
        return [claim for claim in self.claims if claim.field == field]

    @property
    def sources(self) -> list[Source]:
        """Every source that a fact here was read from, by name."""
        told: Iterable[object] = [
            *self.names,
            *self.certifications,
            *self.ratings,
            *self.claims,
            *self.credits,
            *self.nominations,
            *self.relations,
            *(placing.list for placing in self.placings),
        ]
        found = {fact.source_id: fact.source for fact in told}  # type: ignore[attr-defined]
        return sorted(found.values(), key=lambda source: source.name)


def title_facts(title: Title) -> TitleFacts:
    """Read everything about a title; 15 queries, whatever it holds."""
    nominees = Prefetch("nominees", Nominee.objects.select_related("person"))
    return TitleFacts(
        title=title,
        genres=list(TitleGenre.objects.filter(title=title).values_list("genre", flat=True)),
        countries=list(TitleCountry.objects.filter(title=title).values_list("country", flat=True)),
        languages=list(TitleLanguage.objects.filter(title=title).values_list("language", flat=True)),
        names=list(TitleName.objects.filter(title=title).select_related("source")),
        certifications=list(Certification.objects.filter(title=title).select_related("source")),
        ratings=list(Rating.objects.filter(title=title).select_related("source")),
        claims=list(Claim.objects.filter(title=title).select_related("source")),
        ids=list(TitleId.objects.filter(title=title)),
        credits=list(Credit.objects.filter(title=title).select_related("person", "source")),
        nominations=list(
            Nomination.objects.filter(title=title)
            .select_related("body", "source")
            .prefetch_related(nominees)
            .order_by("body__name", "year", "category", "id")
        ),
        placings=list(
            ListPlacing.objects.filter(title=title).select_related("list", "list__source").order_by("rank")
        ),
        relations=list(Relation.objects.filter(from_title=title).select_related("to_title", "source")),
        related_from=list(Relation.objects.filter(to_title=title).select_related("from_title", "source")),
        parts=list(Title.objects.filter(parent=title).order_by("number", "id")),
    )


def _without_article(key: str) -> str:
    first, _, rest = key.partition(" ")
    return rest if rest and first in {"the", "a", "an"} else key


def same_name_ids(title: Title, *, limit: int = 12) -> list[int]:
    """Other films and series that readers may mean by this name, an article more or less; best known first."""
    key = title.search_key
    bare = _without_article(key)
    keys = {key, bare, *(f"{article} {bare}" for article in ("the", "a", "an"))}
    return list(
        Title.objects.filter(search_key__in=keys, type__in=PAGE_TYPES)
        .exclude(pk=title.pk)
        .order_by("-popularity", "year", "id")
        .values_list("pk", flat=True)[:limit]
    )


def works_of(people: Sequence[int], role: str, *, limit: int = 40) -> list[int]:
    """Films and series on which these people had that role, by year; ids."""
    return list(
        Title.objects.filter(credits__person__in=people, credits__role=role, type__in=PAGE_TYPES)
        .order_by("year", "id")
        .distinct()
        .values_list("pk", flat=True)[:limit]
    )


def person_by_slug(slug: str) -> Person | None:
    """The person at an address."""
    return Person.objects.filter(slug=slug).first()


def people_near(slug: str) -> list[Person]:
    """People whose address resembles a mistaken one."""
    found = list(Person.objects.filter(slug__startswith=slug[:40]).order_by("slug")[:NEAR])
    if not found and len(slug) > 3:
        by_slug = {
            p.slug: p for p in Person.objects.filter(slug__startswith=slug[:3]).order_by("slug")[:2000]
        }
        found = [by_slug[s] for s in nearest(slug, by_slug, limit=NEAR)]
    return found


def credits_of(person: Person) -> list[Credit]:
    """A person's credits on films and series, the newest first."""
    return list(
        Credit.objects.filter(person=person, title__type__in=PAGE_TYPES)
        .select_related("title", "source")
        .order_by("-title__year", "title__name", "role", "position", "id")
    )


def nominations_of(person: Person) -> list[Nomination]:
    """A person's nominations, the newest first."""
    return list(
        Nomination.objects.filter(nominees__person=person)
        .select_related("body", "title", "source")
        .order_by("-year", "category", "id")
        .distinct()
    )


@dataclass(frozen=True, slots=True)
class BodySummary:
    """An award body with the years it is known for."""

    body: AwardBody
    nominations: int
    years: list[int]


def award_bodies() -> list[BodySummary]:
    """Every body with its years, newest first; two queries."""
    bodies = AwardBody.objects.annotate(count=Count("nominations")).order_by("-count", "name")
    years: dict[int, list[int]] = {}
    rows = Nomination.objects.order_by("-year").values_list("body_id", "year").distinct()
    for body_id, year in rows:
        if year is not None:
            years.setdefault(body_id, []).append(year)
    return [BodySummary(body, body.count, years.get(body.pk, [])) for body in bodies]


def nominations_in(body: str, year: int) -> list[Nomination]:
    """One ceremony's nominations by category, winners first; two queries."""
    return list(
        Nomination.objects.filter(body__slug=body, year=year)
        .select_related("body", "title", "source")
        .prefetch_related(Prefetch("nominees", Nominee.objects.select_related("person")))
        .order_by("category", F("won").desc(nulls_last=True), "film_name", "id")
    )


def _word_filter(query: str) -> Q:
    """Names in which every word of the query begins a word."""
    match = Q()
    for word in normalise_name(query).split():
        match &= Q(search_key__startswith=word) | Q(search_key__contains=f" {word}")
    return match


def search_titles(query: str) -> QuerySet[Title]:
    """Films and series whose name, or another of their names, holds every word; exact names first.

    A year at the end ("heat 1995") narrows to that year. The full search is another part of Daybill.
    """
    words = normalise_name(query).split()
    year = None
    if len(words) > 1 and len(words[-1]) == 4 and words[-1].isascii() and words[-1].isdigit():
        year = int(words.pop())
    key = " ".join(words)
    if not key:
        return Title.objects.none()
    by_name = _word_filter(key)
    other = TitleName.objects.filter(by_name).values("title")
    found = Title.objects.filter(by_name | Q(pk__in=other), type__in=PAGE_TYPES)
    if year:
        found = found.filter(year=year)
    exact = Q(search_key=key) | Q(pk__in=TitleName.objects.filter(search_key=key).values("title"))
    return found.annotate(is_exact=Count("pk", filter=exact)).order_by("-is_exact", "-popularity", "id")


def search_people(query: str, *, limit: int = 12) -> list[Person]:
    """People whose name holds every word, those with most credits first."""
    if not fold(query).strip():
        return []
    return list(
        Person.objects.filter(_word_filter(query))
        .annotate(n=Count("credits"))
        .order_by("-n", "name", "id")[:limit]
    )


def known_for(people: Sequence[Person]) -> dict[int, list[str]]:
    """Person id -> up to three names of their best known titles; one query."""
    found: dict[int, list[str]] = {}
    rows = (
        Credit.objects.filter(person__in=people, role__in=[Role.ACTOR, Role.DIRECTOR])
        .order_by("-title__popularity", "id")
        .values_list("person_id", "title__name")
    )
    for person_id, name in rows:
        names = found.setdefault(person_id, [])
        if len(names) < 3 and name not in names:
            names.append(name)
    return found
