"""Every export: the shape of its lines, their order, and that reading them again gives what was stored."""

from __future__ import annotations

import importlib.resources
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.core.management import CommandError, call_command

from daybill.api.dumps import DUMPS
from daybill.api.dumps.writing import line_text
from daybill.apps.availability.export import look_lines, offer_lines, plan_lines, promo_lines
from daybill.apps.catalogue.export import award_lines, list_lines, person_lines, relation_lines, title_lines
from daybill.apps.catalogue.finding import key_of
from daybill.apps.catalogue.models import Title, TitleType
from daybill.apps.dossiers.export import dossier_lines
from daybill.apps.sources.formats import own
from daybill.apps.sources.formats.format import Context, Remark
from daybill.apps.sources.reading import head_of
from daybill.domain.countries import country
from daybill.domain.money import Money
from daybill.domain.records import (
    AwardRecord,
    OfferRecord,
    PastLookRecord,
    PersonRecord,
    PersonRef,
    PlacingRecord,
    PlanRecord,
    PromoRecord,
    ProviderRecord,
    RelationRecord,
    SourceRecord,
    TitleRecord,
    TitleRef,
)
from daybill.domain.windows import Side, parse_bound
from tests.api.export_site import HEAT_WORDS, fill
from tests.factories import ListPlacingFactory, NomineeFactory, OfferFactory, PersonFactory, TitleFactory

SCHEMAS = importlib.resources.files("daybill.api").joinpath("schemas")
NAMES = [dump.name for dump in DUMPS]
FORMS: dict[str, Any] = {
    "sources": own.OwnSources,
    "providers": own.OwnProviders,
    "people": own.OwnPeople,
    "titles": own.OwnTitles,
    "relations": own.OwnRelations,
    "lists": own.OwnLists,
    "awards": own.OwnAwards,
    "offers": own.OwnOffers,
    "looks": own.OwnLooks,
    "plans": own.OwnPlans,
    "promos": own.OwnPromos,
}
HEAT = TitleRef(ids=(("imdb", "tt0113277"),), key="tt0113277")
TAKEDOWN = TitleRef(key="tmdb:movie:12345")
UNKEYED = TitleRef(key="daybill:movie/nothing-known")


def bound(code: str, **told: str) -> Any:
    ((name, text),) = told.items()
    return parse_bound(text, side=Side(name.removesuffix("s")), zone=country(code).zone)


@pytest.fixture
def site(db: None) -> Any:
    return fill()


def dump(name: str) -> list[Any]:
    return list(next(dump for dump in DUMPS if dump.name == name).lines())


def read_back(name: str, folder: Path) -> list[Any]:
    """The records of an export, read from its file."""
    path = folder / f"{name}.ndjson"
    every = {"types": list(TitleType.values)} if name == "titles" else {}
    call_command(f"export_{name}", out=str(path), **every)
    form = FORMS[name]()
    assert [other for other in FORMS.values() if other.reader.recognises(head_of(path))] == [FORMS[name]]
    context = Context(path, date(2026, 11, 21))
    found = [record for row in form.reader.rows(path) for record in form.records(row, context)]
    assert not [record for record in found if isinstance(record, Remark)]
    return found


@pytest.mark.parametrize("kind", DUMPS, ids=NAMES)
def test_every_line_is_valid_by_the_shipped_schema(kind: Any, site: Any):
    schema = json.loads(SCHEMAS.joinpath(kind.schema).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    lines = list(kind.lines())
    assert lines
    for line in lines:
        jsonschema.Draft202012Validator(schema).validate(json.loads(line_text(line)))


@pytest.mark.parametrize("kind", DUMPS, ids=NAMES)
def test_same_content_gives_the_same_lines_whatever_its_numbers(kind: Any, db: None):
    first = None
    for is_shuffled in (False, True):
        made = fill(is_shuffled=is_shuffled)
        lines = [line_text(line) for line in kind.lines()]
        assert first in (None, lines)
        first = lines
        _empty(made)


def _empty(made: Any) -> None:
    from daybill.apps.availability.models import Provider
    from daybill.apps.catalogue.models import AwardBody, Nomination, Person, Source, TitleList
    from daybill.apps.dossiers.models import Citation, Dossier

    for model in (Dossier, Citation, Provider, Nomination, AwardBody, TitleList, Title, Person, Source):
        model.objects.all().delete()


@pytest.mark.parametrize("name", NAMES)
def test_command_writes_the_lines_with_sorted_keys(name: str, site: Any):
    out = io.StringIO()
    call_command(f"export_{name}", stdout=out)
    for text in out.getvalue().splitlines():
        assert list(json.loads(text)) == sorted(json.loads(text))
    if name != "titles":
        assert out.getvalue() == "".join(map(line_text, dump(name)))


@pytest.mark.parametrize("name", NAMES)
def test_empty_site_gives_an_empty_dump(name: str, db: None):
    assert dump(name) == []


@pytest.mark.parametrize(
    ("lines", "queries"),
    [
        (lambda: title_lines(["movie"], batch=2), 1 + 8 * 4),
        (lambda: person_lines(batch=2), 1 + 4),
        (lambda: offer_lines(batch=2), 1 + 4),
        (lambda: list_lines(batch=2), 1 + 1),
        (relation_lines, 1),
        # Three years, one without nominees whose ids could be asked for.
        (award_lines, 1 + 3 * 3 - 1),
        (lambda: plan_lines(batch=2), 1 + 2),
        (lambda: promo_lines(batch=2), 1 + 2),
        (lambda: look_lines(batch=2), 2 + 2 + 1),
        (lambda: dossier_lines(batch=1), 1 + 2),
    ],
    ids="titles people offers lists relations awards plans promos looks dossiers".split(),
)
def test_queries_follow_the_number_of_batches(
    lines: Any, queries: int, site: Any, django_assert_num_queries: Any
):
    for number in range(5):
        title = TitleFactory()
        OfferFactory(title=title, source=site.source)
        ListPlacingFactory(title=title, list=_only_list())
        PersonFactory(name=f"Extra {number}")
    with django_assert_num_queries(queries):
        assert list(lines())


def _only_list() -> Any:
    from daybill.apps.catalogue.models import TitleList

    return TitleList.objects.get(slug="best-of-the-90s")


def test_parts_come_after_what_they_are_part_of(site: Any):
    lines = dump("titles")
    assert [line["type"] for line in lines[-2:]] == ["season", "episode"]
    assert lines[-2]["parent"] == "tt5875444"
    assert lines[-1]["parent"] == "tmdb:season:7"
    assert all("id" not in line for line in lines)


def test_key_in_a_query_is_the_key_of_a_title(site: Any):
    keys = {t.pk: key_of(t.imdb_id, t.record_key, t.type, t.slug) for t in Title.objects.all()}
    lines = title_lines(["movie", "series", "season", "episode"])
    assert {line["id"]: line["key"] for line in lines} == keys


def test_lists_stand_in_order_of_rank_and_empty_ones_are_left_out(site: Any):
    (line,) = dump("lists")
    assert line["placings"] == [{"title": "tt0113277", "rank": 28}, {"title": "tmdb:movie:12345"}]


def test_provider_comes_after_the_one_it_is_sold_through(site: Any):
    slugs = [line["slug"] for line in dump("providers")]
    assert slugs == ["apple-tv", "netflix", "prime-video", "a-amazon-channel"]


def test_what_was_corrected_is_not_exported(site: Any):
    assert len(dump("offers")) == 4


def test_offers_of_a_country_and_a_provider(site: Any):
    out = io.StringIO()
    call_command("export_offers", country=["au"], provider=["netflix"], stdout=out)
    lines = [json.loads(text) for text in out.getvalue().splitlines()]
    assert [(line["country"], line["provider"]) for line in lines] == [("AU", "netflix")] * 2


@pytest.mark.parametrize(
    ("options", "words"),
    [({"country": ["Australia"]}, "Did you mean AU"), ({"provider": ["netflx"]}, "Did you mean netflix")],
)
def test_unknown_filter_names_the_nearest(options: dict[str, Any], words: str, site: Any):
    with pytest.raises(CommandError, match=words):
        call_command("export_offers", **options)


def test_titles_are_read_back_as_stored(site: Any, tmp_path: Path):
    found = read_back("titles", tmp_path)
    heat = TitleRef(
        ids=(("imdb", "tt0113277"), ("tmdb", "949"), ("wikidata", "Q42198"), ("wikidata", "Q42199")),
        key="tt0113277",
        years=frozenset({1995}),
        type="movie",
    )
    day = date(2026, 11, 1)
    assert found[0] == TitleRecord(UNKEYED_NAMED, {"name": "Nothing Known"}, slug="nothing-known")
    assert found[2:4] == [
        TitleRecord(heat, HEAT_WORDS, as_of=day, source="a-table", slug="heat-1995"),
        TitleRecord(
            heat, {"runtime_minutes": 171, "year": "1995/96"}, as_of=day, source="b-table", slug="heat-1995"
        ),
    ]
    season, episode = found[-2:]
    assert season.title == TitleRef(
        key="tmdb:season:7",
        type="season",
        number=1,
        parent=TitleRef(ids=(("imdb", "tt5875444"),), key="tt5875444"),
    )
    assert (episode.title.parent, episode.title.number) == (TitleRef(key="tmdb:season:7"), 1)
    assert episode.words == {"name": "Failure’s Contagious"}


UNKEYED_NAMED = TitleRef(key="daybill:movie/nothing-known", name="Nothing Known", type="movie")


def test_people_are_read_back_as_stored(site: Any, tmp_path: Path):
    assert read_back("people", tmp_path) == [
        PersonRecord("Nobody Known", (), "daybill:person/nobody-known", "nobody-known"),
        PersonRecord("Michael Mann", (("imdb", "nm0000520"), ("tmdb", "638")), "nm0000520", "michael-mann"),
        PersonRecord("Al Pacino", (("tmdb", "1158"),), "tmdb:person:1158", "al-pacino"),
    ]


def test_offers_are_read_back_as_stored(site: Any, tmp_path: Path):
    day = date(2026, 11, 1)
    netflix = {"provider": "netflix", "provider_name": "Netflix", "is_history": True}
    assert read_back("offers", tmp_path) == [
        OfferRecord(
            TAKEDOWN,
            country="AU",
            monetization="buy",
            first_seen=day,
            last_seen=day,
            source="b-table",
            **netflix,
        ),
        OfferRecord(
            HEAT,
            "apple-tv",
            "AU",
            "rent",
            date(2026, 9, 1),
            date(2026, 10, 1),
            quality="4k",
            tier="Premium",
            price_minor=0,
            currency="AUD",
            ends=bound("AU", ends="2026-10-01T12:30:00Z"),
            also_buy=True,
            audio=("en", "fr"),
            subtitles=("de",),
            url="https://tv.apple.com/1",
            provider_name="Apple TV",
            began_after=date(2026, 8, 1),
            ended_by=date(2026, 10, 2),
            began_by_method=True,
            ended_by_method=True,
            source="a-table",
            is_history=True,
        ),
        OfferRecord(
            HEAT,
            country="AU",
            monetization="flatrate",
            first_seen=day,
            last_seen=day,
            source="a-table",
            **netflix,
        ),
        OfferRecord(
            HEAT,
            country="US",
            monetization="flatrate",
            first_seen=day,
            last_seen=day,
            starts=bound("US", starts="2026-01"),
            ends=bound("US", ends="2026-12-30"),
            source="a-table",
            **netflix,
        ),
    ]


def test_looks_are_read_back_as_stored(site: Any, tmp_path: Path):
    assert read_back("looks", tmp_path) == [
        PastLookRecord("AU", date(2026, 11, 1), provider="netflix", method="v1", source="a-table"),
        PastLookRecord(
            "GB",
            date(2026, 11, 2),
            title=HEAT,
            asked=(("netflix", "flatrate"), ("apple-tv", "")),
            source="b-table",
        ),
    ]


def test_plans_are_read_back_as_stored(site: Any, tmp_path: Path):
    price, day = Money(1899, "AUD"), date(2026, 11, 1)
    netflix = {"provider": "netflix", "provider_name": "Netflix", "source": "a-table"}
    begun, may = date(2026, 1, 1), date(2026, 5, 1)
    assert read_back("plans", tmp_path) == [
        PlanRecord(
            country="AU",
            name="Basic",
            price=price,
            period="month",
            first_seen=begun,
            last_seen=begun,
            **netflix,
        ),
        PlanRecord(
            country="AU",
            name="Standard",
            price=price,
            period="month",
            first_seen=day,
            last_seen=day,
            ads=False,
            quality="hd",
            screens=2,
            trial_days=30,
            held_before=date(2026, 10, 1),
            **netflix,
        ),
        PlanRecord(
            country="US",
            name="Basic",
            price=price,
            period="year",
            first_seen=may,
            last_seen=may,
            ads=True,
            **netflix,
        ),
    ]


def test_promos_are_read_back_as_stored(site: Any, tmp_path: Path):
    assert read_back("promos", tmp_path) == [
        PromoRecord(
            "a-amazon-channel",
            "AU",
            "30 days free",
            starts=bound("AU", starts="2026-11"),
            ends=bound("AU", ends="2026-12-31"),
            provider_name="a-amazon-channel",
            source="b-table",
        ),
        PromoRecord(
            "netflix",
            "AU",
            "30 days free",
            url="https://netflix.com/",
            plan_name="Standard",
            disclosure="We may earn.",
            provider_name="Netflix",
            source="a-table",
        ),
    ]


def test_awards_are_read_back_as_stored(site: Any, tmp_path: Path):
    oscars = {"body": "academy-awards", "body_name": "Academy Awards", "source": "a-table"}
    nobody = PersonRef("N. Known", key="daybill:person/nobody-known")
    mann = PersonRef("Michael Mann", (("imdb", "nm0000520"), ("tmdb", "638")), "nm0000520")
    assert read_back("awards", tmp_path) == [
        AwardRecord(category="Honorary Award", nominees=(nobody,), **oscars),
        AwardRecord(
            category="Directing",
            title=TitleRef(name="Unplaced", years=frozenset({1927, 1928})),
            film_name="Unplaced",
            year=1929,
            film_year="1927/28",
            won=True,
            **oscars,
        ),
        AwardRecord(
            category="Directing",
            title=HEAT,
            film_name="Heat",
            year=1996,
            film_year="1995",
            ceremony=68,
            nominees=(mann, PersonRef("Art Linson")),
            won=False,
            detail="for the bank",
            key="ab12",
            **oscars,
        ),
    ]


def test_nominees_of_one_place_stand_by_name(site: Any):
    nomination = site.heat.nominations.get()
    for name in ("Zoe", "Ann"):
        NomineeFactory(nomination=nomination, name=name, position=7)
    line = next(line for line in dump("awards") if line.get("title") == "tt0113277")
    assert [one["name"] for one in line["nominees"]] == ["Michael Mann", "Art Linson", "Ann", "Zoe"]


def test_lists_are_read_back_as_stored(site: Any, tmp_path: Path):
    told = {
        "list": "best-of-the-90s",
        "list_name": "100 Greatest Movies of the 90s",
        "publisher": "Rolling Stone",
        "year": 2017,
        "url": "https://rollingstone.com/",
        "source": "a-table",
    }
    assert read_back("lists", tmp_path) == [
        PlacingRecord(title=HEAT, rank=28, **told),
        PlacingRecord(title=TAKEDOWN, rank=None, **told),
    ]


def test_relations_are_read_back_as_stored(site: Any, tmp_path: Path):
    assert read_back("relations", tmp_path) == [
        RelationRecord(TAKEDOWN, "same_story", UNKEYED, source="b-table"),
        RelationRecord(HEAT, "remake_of", TAKEDOWN, source="a-table"),
    ]


def test_providers_and_sources_are_read_back_as_stored(site: Any, tmp_path: Path):
    assert read_back("providers", tmp_path) == [
        ProviderRecord("apple-tv", "Apple TV"),
        ProviderRecord("netflix", "Netflix"),
        ProviderRecord("prime-video", "Prime Video", "https://www.primevideo.com/"),
        ProviderRecord("a-amazon-channel", "A Amazon Channel", parent="prime-video"),
    ]
    assert read_back("sources", tmp_path)[:2] == [
        SourceRecord(
            "a-table",
            "A-Table",
            "https://table.example/",
            "CC0-1.0",
            "Say so.\n\nTwice.",
            30,
            {"": 20, "name": 5},
        ),
        SourceRecord("b-table", "B-Table"),
    ]


def test_title_lines_say_the_same_in_both_schemas():
    out, incoming = (
        json.loads(SCHEMAS.joinpath(name).read_text(encoding="utf-8"))["properties"]
        for name in ("title.schema.json", "title-input.schema.json")
    )
    assert out.keys() <= incoming.keys()
    assert out["said"] == incoming["said"]
