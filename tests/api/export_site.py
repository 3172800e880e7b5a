"""A small site with something of every kind in it, for the tests of the exports; made up by us but for the film."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from daybill.apps.availability.models import Look
from daybill.apps.catalogue.models import PersonId, TitleWord
from daybill.domain.countries import country
from daybill.domain.windows import Side, parse_bound
from daybill.domain.words import title_words
from tests.factories import (
    AwardBodyFactory,
    CitationFactory,
    CreditFactory,
    DossierFactory,
    EpisodeFactory,
    ListPlacingFactory,
    NominationFactory,
    NomineeFactory,
    OfferFactory,
    PersonFactory,
    PlanFactory,
    PromoFactory,
    ProviderFactory,
    RelationFactory,
    SeasonFactory,
    SeriesFactory,
    SourceFactory,
    TitleCountryFactory,
    TitleFactory,
    TitleGenreFactory,
    TitleIdFactory,
    TitleLanguageFactory,
    TitleListFactory,
    TitleNameFactory,
)

HEAT_WORDS = title_words(
    name="Heat",
    names=[{"name": "Fuego contra fuego", "country": "MX", "language": "es"}, {"name": "Hitze"}],
    year=1995,
    runtime_minutes=170,
    popularity=58.2,
    genres=["crime", "drama"],
    countries=["US"],
    languages=["en"],
    certifications=[{"country": "AU", "value": "MA15+"}],
    ratings=[{"value": "8.3", "scale": 10, "votes": 750000, "as_of": "2026-11-01", "of": "imdb"}],
    credits=[
        {"name": "Michael Mann", "role": "director", "position": 1, "ids": {"imdb": "nm0000520"}},
        {
            "name": "Al Pacino",
            "role": "actor",
            "character": "Hanna",
            "position": 1,
            "key": "tmdb:person:1158",
        },
    ],
)


def bounds(code: str, **told: str) -> dict[str, Any]:
    """Columns of announced bounds ("2026-06") in a country."""
    fields: dict[str, Any] = {}
    for name, text in told.items():
        bound = parse_bound(text, side=Side(name.removesuffix("s")), zone=country(code).zone)
        fields |= {name: bound.at, f"{name}_precision": bound.precision.value}
    return fields


def fill(*, is_shuffled: bool = False) -> SimpleNamespace:
    """Fill the store; the same content whichever way round, with other numbers of the database's own."""
    steps = [_catalogue, _lonely_titles]
    made = SimpleNamespace()
    if is_shuffled:
        # Numbers are taken and given back, and the tables are filled the other way round.
        for _ in range(5):
            PersonFactory().delete()
            TitleFactory().delete()
            SourceFactory(slug="gone").delete()
            ProviderFactory(slug="gone").delete()
        steps.reverse()
    for step in steps:
        step(made)
    for step in reversed(_FACTS) if is_shuffled else _FACTS:
        step(made)
    return made


def _source(slug: str, **fields: Any) -> Any:
    return SourceFactory(slug=slug, name=slug.title(), **fields)


def _catalogue(made: SimpleNamespace) -> None:
    made.source = _source(
        "a-table",
        url="https://table.example/",
        licence="CC0-1.0",
        notice="Say so.\n\nTwice.",
        last_known_after_days=30,
        ranks={"": 20, "name": 5},
    )
    made.other = _source("b-table")
    made.heat = TitleFactory(
        name="Heat",
        year=1995,
        imdb_id="tt0113277",
        runtime_minutes=170,
        popularity=58.2,
        original_name="Heat: The Original",
    )
    made.mann = PersonFactory(name="Michael Mann", imdb_id="nm0000520")
    made.pacino = PersonFactory(name="Al Pacino", record_key="tmdb:person:1158")


def _lonely_titles(made: SimpleNamespace) -> None:
    made.takedown = TitleFactory(name="L.A. Takedown", year=1989, record_key="tmdb:movie:12345")
    made.unkeyed = TitleFactory(name="Nothing Known")
    made.series = SeriesFactory(
        name="Slow Horses", year=2022, end_year=2026, season_count=5, imdb_id="tt5875444"
    )
    made.season = SeasonFactory(name="Season 1", parent=made.series, number=1, record_key="tmdb:season:7")
    made.episode = EpisodeFactory(name="Failure’s Contagious", parent=made.season, number=1)
    made.namesake = PersonFactory(name="Nobody Known")


def _facts(made: SimpleNamespace) -> None:
    for scheme, value in (("tmdb", "949"), ("wikidata", "Q42198"), ("wikidata", "Q42199")):
        TitleIdFactory(title=made.heat, scheme=scheme, value=value)
    for person, scheme, value in ((made.mann, "tmdb", "638"), (made.pacino, "tmdb", "1158")):
        PersonId.objects.create(person=person, scheme=scheme, value=value)
    TitleGenreFactory(title=made.heat, genre="crime")
    TitleCountryFactory(title=made.heat, country="US")
    TitleLanguageFactory(title=made.heat, language="en")
    TitleNameFactory(title=made.heat, name="Hitze", source=made.source)
    TitleNameFactory(title=made.heat, name="Fuego contra fuego", country="MX", source=made.source)
    CreditFactory(title=made.heat, person=made.mann, role="director", source=made.source)
    CreditFactory(title=made.heat, person=made.pacino, position=1, source=made.source)
    CreditFactory(title=made.heat, person=made.mann, position=1, source=made.source)


def _words(made: SimpleNamespace) -> None:
    for title, source, words in (
        (made.heat, made.source, HEAT_WORDS),
        (made.heat, made.other, title_words(runtime_minutes=171, year="1995/96")),
        (made.series, made.source, title_words(name="Slow Horses", year=2022)),
        (made.season, made.source, title_words(name="Season 1")),
    ):
        TitleWord.objects.create(title=title, source=source, as_of=date(2026, 11, 1), words=words)


def _providers(made: SimpleNamespace) -> None:
    ProviderFactory(slug="prime-video", name="Prime Video", url="https://www.primevideo.com/")
    netflix = ProviderFactory(slug="netflix", name="Netflix")
    channel = ProviderFactory(
        slug="a-amazon-channel", name="A Amazon Channel", parent=ProviderFactory(slug="prime-video")
    )
    common = {"provider": netflix, "source": made.source}
    PlanFactory(**common, ads=False, quality="hd", screens=2, trial_days=30, held_before=date(2026, 10, 1))
    PlanFactory(**common, name="Basic", ads=None, first_seen=date(2026, 1, 1))
    PlanFactory(**common, name="Basic", ads=True, period="year", first_seen=date(2026, 5, 1), country="US")
    PromoFactory(**common, plan_name="Standard", url="https://netflix.com/", disclosure="We may earn.")
    PromoFactory(provider=channel, source=made.other, **bounds("AU", starts="2026-11", ends="2026-12-31"))


def _offers(made: SimpleNamespace) -> None:
    netflix, shop = ProviderFactory(slug="netflix"), ProviderFactory(slug="apple-tv", name="Apple TV")
    common = {"title": made.heat, "provider": netflix, "source": made.source}
    OfferFactory(**common)
    OfferFactory(**common, country="US", **bounds("US", starts="2026-01", ends="2026-12-30"))
    OfferFactory(
        **(common | {"provider": shop}),
        monetization="rent",
        quality="4k",
        tier="Premium",
        also_buy=True,
        price_minor=0,
        currency="AUD",
        audio=["en", "fr"],
        subtitles=["de"],
        url="https://tv.apple.com/1",
        first_seen=date(2026, 9, 1),
        last_seen=date(2026, 10, 1),
        began_after=date(2026, 8, 1),
        ended_by=date(2026, 10, 2),
        began_by_method=True,
        ended_by_method=True,
        **bounds("AU", ends="2026-10-01T12:30:00Z"),
    )
    OfferFactory(**(common | {"title": made.takedown, "source": made.other}), monetization="buy")
    OfferFactory(**common, price_minor=100, currency="AUD", known_to=datetime(2026, 11, 2, tzinfo=UTC))
    Look.objects.create(
        source=made.source, country="AU", provider=netflix, day=date(2026, 11, 1), method="v1"
    )
    Look.objects.create(
        source=made.other,
        country="GB",
        title=made.heat,
        day=date(2026, 11, 2),
        asked=[["netflix", "flatrate"], ["apple-tv", ""]],
    )


def _honours(made: SimpleNamespace) -> None:
    body = AwardBodyFactory()
    common = {"body": body, "source": made.source}
    known = NominationFactory(
        **common,
        title=made.heat,
        film_name="Heat",
        year=1996,
        film_year="1995",
        ceremony=68,
        won=False,
        detail="for the bank",
        record_key="ab12",
    )
    NomineeFactory(nomination=known, person=made.mann, name="Michael Mann", position=0)
    NomineeFactory(nomination=known, name="Art Linson", position=1)
    NominationFactory(**common, film_name="Unplaced", film_year="1927/28", year=1929, won=True)
    lifetime = NominationFactory(**common, category="Honorary Award", won=None)
    NomineeFactory(nomination=lifetime, person=made.namesake, name="N. Known")
    best = TitleListFactory(
        slug="best-of-the-90s", year=2017, url="https://rollingstone.com/", source=made.source
    )
    ListPlacingFactory(list=best, title=made.heat, rank=28)
    ListPlacingFactory(list=best, title=made.takedown, rank=None)
    TitleListFactory(slug="empty", source=made.source)
    RelationFactory(from_title=made.heat, to_title=made.takedown, source=made.source)
    RelationFactory(from_title=made.takedown, to_title=made.unkeyed, kind="same_story", source=made.other)


def _dossiers(made: SimpleNamespace) -> None:
    book = CitationFactory(
        author="Nick James", title="Heat", publisher="BFI", date="2002", accessed=date(2026, 11, 1)
    )
    other = CitationFactory(author="Nick James", title="Heat again", date="2002")
    dossier = DossierFactory(
        title=made.heat,
        writer="The desk",
        updated_on=date(2026, 11, 20),
        body=[
            ("logline", {"text": "Two men."}),
            (
                "review",
                {
                    "verdict": "Good.",
                    "score": None,
                    "text": "<p>One.</p><p>Two & three.</p>",
                    "citations": [],
                },
            ),
            ("fact", {"text": "<p>It was a pilot.[1][2]</p>", "citations": [book, other]}),
        ],
    )
    assert dossier.live
    DossierFactory(title=made.takedown, live=False)


_FACTS = [_facts, _words, _providers, _offers, _honours, _dossiers]
