"""One factory a model, with its required fields alone; a test states the fields it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from daybill.apps.accounts.models import User
from daybill.apps.availability.models import Offer, Plan, Promo, Provider
from daybill.apps.catalogue import models as catalogue
from daybill.apps.dossiers.models import Citation, Dossier, HistoryEntry, PageSlug, PublisherPage
from daybill.domain.identity import normalise_name, slugify, title_slug
from daybill.domain.offers import Monetization
from daybill.domain.plans import Period


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence("reader{}".format)
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")


class EditorFactory(UserFactory):
    username = factory.Sequence("editor{}".format)
    is_staff = True
    is_superuser = True


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.Source
        django_get_or_create = ("slug",)

    slug = "films-table"
    name = factory.LazyAttribute(lambda source: source.slug.replace("-", " ").capitalize())


class TitleFactory(DjangoModelFactory):
    """A film; its slug and search key follow from its name and year."""

    class Meta:
        model = catalogue.Title

    type = catalogue.TitleType.MOVIE
    name = factory.Sequence("Film {}".format)
    search_key = factory.LazyAttribute(lambda title: normalise_name(title.name))
    slug = factory.LazyAttribute(lambda title: title_slug(title.name, getattr(title, "year", None)))


class SeriesFactory(TitleFactory):
    type = catalogue.TitleType.SERIES
    name = factory.Sequence("Series {}".format)


class SeasonFactory(TitleFactory):
    type = catalogue.TitleType.SEASON
    parent = factory.SubFactory(SeriesFactory)


class EpisodeFactory(TitleFactory):
    type = catalogue.TitleType.EPISODE
    parent = factory.SubFactory(SeasonFactory)


class TitleNameFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.TitleName

    title = factory.SubFactory(TitleFactory)
    source = factory.SubFactory(SourceFactory)
    name = factory.Sequence("Other name {}".format)
    search_key = factory.LazyAttribute(lambda other: normalise_name(other.name))


class TitleIdFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.TitleId

    title = factory.SubFactory(TitleFactory)
    scheme = "tmdb"
    title_type = factory.SelfAttribute("title.type")
    value = factory.Sequence(str)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.Person

    name = factory.Sequence("Person {}".format)
    search_key = factory.LazyAttribute(lambda person: normalise_name(person.name))
    slug = factory.LazyAttribute(lambda person: slugify(person.name))


class CreditFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.Credit

    title = factory.SubFactory(TitleFactory)
    person = factory.SubFactory(PersonFactory)
    source = factory.SubFactory(SourceFactory)
    role = catalogue.Role.ACTOR


class TitleGenreFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.TitleGenre

    title = factory.SubFactory(TitleFactory)
    genre = "crime"


class TitleCountryFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.TitleCountry

    title = factory.SubFactory(TitleFactory)
    country = "US"


class TitleLanguageFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.TitleLanguage

    title = factory.SubFactory(TitleFactory)
    language = "en"


class CertificationFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.Certification

    title = factory.SubFactory(TitleFactory)
    source = factory.SubFactory(SourceFactory)
    country = "AU"
    value = "MA15+"


class RatingFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.Rating

    title = factory.SubFactory(TitleFactory)
    source = factory.SubFactory(SourceFactory)
    value = "8.3"


class ClaimFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.Claim

    title = factory.SubFactory(TitleFactory)
    source = factory.SubFactory(SourceFactory)
    field = "year"
    value = "1995"


class RelationFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.Relation

    from_title = factory.SubFactory(TitleFactory)
    to_title = factory.SubFactory(TitleFactory)
    kind = catalogue.RelationKind.REMAKE_OF
    source = factory.SubFactory(SourceFactory)


class TitleListFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.TitleList

    slug = factory.Sequence("list-{}".format)
    name = "100 Greatest Movies of the 90s"
    publisher = "Rolling Stone"
    source = factory.SubFactory(SourceFactory)


class ListPlacingFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.ListPlacing

    list = factory.SubFactory(TitleListFactory)
    title = factory.SubFactory(TitleFactory)


class AwardBodyFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.AwardBody
        django_get_or_create = ("slug",)

    slug = "academy-awards"
    name = "Academy Awards"


class NominationFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.Nomination

    body = factory.SubFactory(AwardBodyFactory)
    source = factory.SubFactory(SourceFactory)
    category = "Directing"


class NomineeFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.Nominee

    nomination = factory.SubFactory(NominationFactory)
    name = factory.Sequence("Nominee {}".format)


class DataVersionFactory(DjangoModelFactory):
    class Meta:
        model = catalogue.DataVersion

    scope = factory.Sequence("scope-{}".format)


class ProviderFactory(DjangoModelFactory):
    class Meta:
        model = Provider
        django_get_or_create = ("slug",)

    slug = "netflix"
    name = factory.LazyAttribute(lambda provider: provider.slug.replace("-", " ").title())


class OfferFactory(DjangoModelFactory):
    class Meta:
        model = Offer

    title = factory.SubFactory(TitleFactory)
    provider = factory.SubFactory(ProviderFactory)
    source = factory.SubFactory(SourceFactory)
    country = "AU"
    monetization = Monetization.FLATRATE
    first_seen = date(2026, 11, 1)
    last_seen = factory.SelfAttribute("first_seen")
    known_from = datetime(2026, 11, 1, 12, tzinfo=UTC)


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan

    provider = factory.SubFactory(ProviderFactory)
    source = factory.SubFactory(SourceFactory)
    country = "AU"
    name = "Standard"
    price_minor = 1899
    currency = "AUD"
    period = Period.MONTH
    first_seen = date(2026, 11, 1)
    last_seen = factory.SelfAttribute("first_seen")


class PromoFactory(DjangoModelFactory):
    class Meta:
        model = Promo

    provider = factory.SubFactory(ProviderFactory)
    source = factory.SubFactory(SourceFactory)
    country = "AU"
    text = "30 days free"


class PublisherPageFactory(DjangoModelFactory):
    class Meta:
        model = PublisherPage

    slug = PageSlug.ABOUT
    heading = "About"
    body = "<p>Who we are.</p>"


class CitationFactory(DjangoModelFactory):
    class Meta:
        model = Citation

    title = factory.Sequence("Article {}".format)


class DossierFactory(DjangoModelFactory):
    """A dossier; ``body`` is a list of (type of block, its fields)."""

    class Meta:
        model = Dossier

    title = factory.SubFactory(TitleFactory)


class HistoryEntryFactory(DjangoModelFactory):
    class Meta:
        model = HistoryEntry

    dossier = factory.SubFactory(DossierFactory)
    at = datetime(2026, 11, 1, 12, tzinfo=UTC)
    note = "Words added."
