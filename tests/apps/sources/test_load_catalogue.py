"""Loading a compiled catalogue: whole or not at all, and the same twice changes nothing that others hold."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError

from daybill.apps.availability.models import Offer, Plan, Provider
from daybill.apps.catalogue.loading import store_people, store_titles
from daybill.apps.catalogue.models import (
    Claim,
    Credit,
    DataVersion,
    ListPlacing,
    Nomination,
    Person,
    Relation,
    Title,
    TitleGenre,
)
from daybill.apps.catalogue.queries import data_versions
from daybill.apps.sources.loading import NoCatalogue, load_catalogue, loaded_digest
from daybill.apps.sources.models import Edition
from daybill.domain.errors import InvalidRecord

pytestmark = pytest.mark.django_db
Records = dict[str, list[dict[str, Any]]]

TINY: Records = {
    "sources": [
        {"slug": "table", "name": "The table", "licence": "CC0-1.0"},
        {"slug": "prices", "name": "Prices"},
    ],
    "people": [
        {"key": "nm0000520", "name": "Michael Mann", "ids": {"imdb": "nm0000520"}},
        {"key": "jw:77", "name": "Michael Mann", "ids": {"justwatch": "77"}},
        {"key": "nm0000199", "name": "Al Pacino", "ids": {"imdb": "nm0000199"}},
        {"key": "jw:78", "name": "王家卫"},
    ],
    "titles": [
        {
            "key": "tt0113277",
            "type": "movie",
            "name": "Heat",
            "year": 1995,
            "ids": {"imdb": "tt0113277", "tmdb": "949"},
            "popularity": 55.8,
            "runtime_minutes": 170,
            "genres": ["crime", "drama"],
            "countries": ["US"],
            "languages": ["en"],
            "names": [{"name": "Fuego contra fuego", "country": "ES", "source": "table"}],
            "claims": [{"field": "year", "value": "1995", "source": "table"}],
            "shown": {"year": "table"},
            "credits": [
                {"person": "nm0000520", "role": "director", "source": "table"},
                {
                    "person": "nm0000199",
                    "role": "actor",
                    "character": "Vincent Hanna",
                    "position": 1,
                    "source": "table",
                },
            ],
        },
        {
            "key": "tt0000002",
            "type": "movie",
            "name": "Heat",
            "year": 1995,
            "popularity": 1.0,
            "ids": {"imdb": "tt0000002"},
        },
        {"key": "jw:ts1", "type": "series", "name": "Heat", "year": 1995},
        {"key": "jw:tss1", "type": "season", "name": "Season 1", "parent": "jw:ts1", "number": 1},
        {"key": "jw:tse1", "type": "episode", "name": "Pilot", "parent": "jw:tss1", "number": 3},
        {"key": "jw:tm9", "type": "movie", "name": "花樣年華"},
    ],
    "providers": [
        {"slug": "mubi-amazon", "name": "MUBI Amazon Channel", "parent": "prime-video"},
        {"slug": "netflix", "name": "Netflix"},
        {"slug": "prime-video", "name": "Prime Video"},
    ],
    "plans": [
        {
            "provider": "netflix",
            "country": "AU",
            "name": name,
            "price_minor": minor,
            "currency": "AUD",
            "period": "month",
            "observed": observed,
            "source": "prices",
        }
        for name, minor, observed in (
            ("Standard", 1699, "2025-08-10"),
            ("Standard", 1899, "2026-08-16"),
            ("Premium", 2599, "2025-08-10"),
            ("Premium", 2599, "2026-08-16"),
        )
    ],
    "offers": [
        {
            "title": "tt0113277",
            "provider": "netflix",
            "country": "AU",
            "monetization": "flatrate",
            "first_seen": "2025-08-20",
            "last_seen": "2025-08-20",
            "ends": "2026-06",
            "source": "table",
        },
        {
            "title": "tt0113277",
            "provider": "prime-video",
            "country": "US",
            "monetization": "rent",
            "price_minor": 399,
            "currency": "USD",
            "first_seen": "2026-04-01",
            "last_seen": "2026-04-01",
            "starts": "2026-04-01",
            "ends": "2026-04-30",
            "source": "table",
        },
    ],
    "award_bodies": [{"slug": "academy-awards", "name": "Academy Awards"}],
    "awards": [
        {
            "body": "academy-awards",
            "category": "Sound",
            "year": 1996,
            "title": "tt0113277",
            "film_name": "Heat",
            "won": False,
            "source": "table",
            "nominees": [{"name": "Al Pacino", "person": "nm0000199"}, {"name": "Nobody known"}],
        },
        {
            "body": "academy-awards",
            "category": "Sound",
            "year": 1996,
            "title": "tt9999999",
            "film_name": "Not here",
            "source": "table",
        },
    ],
    "lists": [
        {
            "slug": "greatest",
            "name": "100 Greatest",
            "publisher": "Rolling Stone",
            "source": "table",
            "placings": [{"title": "tt0113277", "rank": 28}],
        }
    ],
    "relations": [{"from": "tt0113277", "to": "jw:tm9", "kind": "remake_of", "source": "table"}],
}


def write(folder: Path, records: Records) -> Path:
    folder.mkdir(exist_ok=True)
    for name, rows in records.items():
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.ndjson.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    return folder


Load = Callable[..., Any]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def run(records: Records) -> Any:
        return load_catalogue(write(tmp_path / "catalogue", records), progress=lambda *_: None)

    return run


@pytest.fixture
def tiny() -> Records:
    return deepcopy(TINY)


def rows() -> dict[str, int]:
    """How many rows each of our tables has."""
    ours = ("catalogue", "availability", "sources")
    return {
        m.__name__: m._default_manager.count()
        for name in ours
        for m in apps.get_app_config(name).get_models()
    }


# -- Bad input ---------------------------------------------------------------------------------------------


def test_a_folder_without_records_says_how_to_make_some(tmp_path: Path) -> None:
    with pytest.raises(NoCatalogue, match=r"demo\.compile"):
        load_catalogue(tmp_path, progress=lambda *_: None)
    assert loaded_digest() is None


@pytest.mark.parametrize("name", list(TINY))
@pytest.mark.parametrize(
    ("line", "reason"), [(b"{broken\n", "This is not JSON."), (b"[1]\n", "A record is a JSON object.")]
)
def test_a_damaged_line_leaves_nothing_and_names_file_and_line(
    tmp_path: Path, tiny: Records, name: str, line: bytes, reason: str
) -> None:
    folder = write(tmp_path / "catalogue", tiny)
    path = folder / f"{name}.ndjson.gz"
    whole = gzip.decompress(path.read_bytes())
    path.write_bytes(gzip.compress(whole + line))
    with pytest.raises(InvalidRecord) as raised:
        load_catalogue(folder, progress=lambda *_: None)
    number = len(whole.splitlines()) + 1
    assert raised.value.field == f"{name}.ndjson.gz, line {number}"
    assert raised.value.reason == reason
    assert not any(rows().values())


@pytest.mark.parametrize("name", list(TINY))
def test_a_damaged_line_leaves_the_catalogue_before_as_it_was(
    tmp_path: Path, load: Load, tiny: Records, name: str
) -> None:
    load(tiny)
    before, digest = rows(), loaded_digest()
    versions = dict(DataVersion.objects.values_list("scope", "number"))
    Title.objects.filter(imdb_id="tt0113277").update(name="As it was")
    folder = tmp_path / "catalogue"
    path = folder / f"{name}.ndjson.gz"
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()) + b"\x00\n"))
    with pytest.raises(InvalidRecord):
        load_catalogue(folder, progress=lambda *_: None)
    assert rows() == before
    assert loaded_digest() == digest
    assert dict(DataVersion.objects.values_list("scope", "number")) == versions
    assert Title.objects.get(imdb_id="tt0113277").name == "As it was"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("offers", {"ends": "2026-13"}),
        ("offers", {"ends": "sometime"}),
        ("offers", {"ends": "9999-12-31"}),
        ("offers", {"country": "ZZ", "ends": "2026-06"}),
    ],
)
def test_a_value_that_cannot_be_read_leaves_nothing(
    load: Load, tiny: Records, name: str, change: dict[str, Any]
) -> None:
    tiny[name][-1] |= change
    with pytest.raises(Exception, match=r"."):
        load(tiny)
    assert not any(rows().values())


def test_an_offer_seen_backwards_leaves_nothing(load: Load, tiny: Records, transactional_db: None) -> None:
    tiny["offers"][-1]["last_seen"] = "2020-01-01"
    with pytest.raises(IntegrityError):
        load(tiny)
    assert not any(rows().values())


# -- What is stored ----------------------------------------------------------------------------------------


def test_everything_is_stored_and_counted(load: Load, tiny: Records) -> None:
    report = load(tiny)
    assert (report.titles, report.people, report.credits, report.nominations) == (6, 4, 2, 2)
    assert (report.providers, report.plans, report.offers) == (3, 3, 2)
    heat = Title.objects.get(imdb_id="tt0113277")
    assert (heat.name, heat.year, heat.runtime_minutes, heat.slug) == ("Heat", 1995, 170, "heat-1995")
    assert list(heat.genres.values_list("genre", flat=True)) == ["crime", "drama"]
    assert heat.names.get().search_key == "fuego contra fuego"
    assert [c.character for c in heat.credits.order_by("role")] == ["Vincent Hanna", ""]
    assert Claim.objects.get().is_shown
    assert ListPlacing.objects.get().rank == 28
    assert Relation.objects.get().to_title.name == "花樣年華"
    sound, unknown = Nomination.objects.order_by("-title")
    assert {sound.title, unknown.title} == {heat, None}
    assert Provider.objects.get(slug="mubi-amazon").parent.slug == "prime-video"


def test_progress_tells_of_each_step_and_ends_whole(tmp_path: Path, tiny: Records) -> None:
    told: list[tuple[str, int, int]] = []
    load_catalogue(write(tmp_path / "c", tiny), progress=lambda *step: told.append(step))
    assert told[0][1] == 0
    assert told[-1][1] == told[-1][2]
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_the_same_twice_changes_no_ids_and_no_slugs(load: Load, tiny: Records) -> None:
    load(tiny)
    titles = dict(Title.objects.values_list("slug", "id"))
    people = dict(Person.objects.values_list("slug", "id"))
    before = rows()
    load(tiny)
    assert dict(Title.objects.values_list("slug", "id")) == titles
    assert dict(Person.objects.values_list("slug", "id")) == people
    assert rows() == before
    assert Edition.objects.count() == 1


def test_the_other_order_of_records_changes_no_slugs(load: Load, tiny: Records) -> None:
    load(tiny)
    before = set(Title.objects.values_list("imdb_id", "slug", "id"))
    people = set(Person.objects.values_list("imdb_id", "slug", "id"))
    tiny["titles"].reverse()
    tiny["people"].reverse()
    load(tiny)
    assert set(Title.objects.values_list("imdb_id", "slug", "id")) == before
    assert set(Person.objects.values_list("imdb_id", "slug", "id")) == people


def test_the_better_known_of_two_keeps_the_plain_slug_and_the_other_takes_its_id(
    load: Load, tiny: Records
) -> None:
    load(tiny)
    slugs = dict(Title.objects.filter(type="movie").values_list("imdb_id", "slug"))
    assert slugs["tt0113277"] == "heat-1995"
    assert slugs["tt0000002"] == "heat-1995-tt0000002"
    # A series of the same name and year has an address of its own kind.
    assert Title.objects.get(type="series").slug == "heat-1995"


def test_a_name_that_leaves_no_slug_takes_its_id(load: Load, tiny: Records) -> None:
    load(tiny)
    assert Title.objects.get(name="花樣年華").slug == "jw-tm9"
    assert Person.objects.get(name="王家卫").slug == "jw-78"
    assert set(Person.objects.filter(name="Michael Mann").values_list("slug", flat=True)) == {
        "michael-mann",
        "michael-mann-jw-77",
    }


def test_parts_hang_on_their_wholes(load: Load, tiny: Records) -> None:
    load(tiny)
    episode = Title.objects.get(type="episode")
    assert (episode.number, episode.parent.name, episode.parent.parent.name) == (3, "Season 1", "Heat")
    assert episode.slug.endswith("-3")


def test_a_title_that_becomes_better_known_does_not_take_anothers_slug(load: Load, tiny: Records) -> None:
    load(tiny)
    tiny["titles"][1]["popularity"] = 999.0
    load(tiny)
    assert Title.objects.get(imdb_id="tt0113277").slug == "heat-1995"
    assert Title.objects.get(imdb_id="tt0000002").slug == "heat-1995-tt0000002"


def test_a_renamed_title_keeps_its_address(load: Load, tiny: Records) -> None:
    load(tiny)
    pk = Title.objects.get(imdb_id="tt0113277").pk
    tiny["titles"][0] |= {"name": "Heat (Restored)", "year": 1996}
    load(tiny)
    heat = Title.objects.get(imdb_id="tt0113277")
    assert (heat.pk, heat.slug, heat.name) == (pk, "heat-1995", "Heat (Restored)")


def test_what_a_source_no_longer_says_is_no_longer_stored(load: Load, tiny: Records) -> None:
    load(tiny)
    heat = tiny["titles"][0]
    heat["genres"], heat["credits"] = ["crime"], heat["credits"][:1]
    tiny["awards"].pop()
    load(tiny)
    assert TitleGenre.objects.get().genre == "crime"
    assert Credit.objects.get().role == "director"
    assert Nomination.objects.count() == 1


def test_looks_with_the_same_terms_are_one_run(load: Load, tiny: Records) -> None:
    load(tiny)
    runs = {
        (p.name, p.price_minor): (p.first_seen, p.last_seen, p.held_before)
        for p in Plan.objects.filter(provider__slug="netflix")
    }
    first, second = date(2025, 8, 10), date(2026, 8, 16)
    assert runs == {
        ("Standard", 1699): (first, first, None),
        ("Standard", 1899): (second, second, first),
        ("Premium", 2599): (first, second, None),
    }


def test_bounds_are_midnights_of_the_offers_country(load: Load, tiny: Records) -> None:
    load(tiny)
    june = Offer.objects.get(country="AU")
    # The first instant of July in Sydney, in winter ten hours ahead.
    assert (june.ends, june.ends_precision) == (datetime(2026, 6, 30, 14, tzinfo=UTC), "month")
    april = Offer.objects.get(country="US")
    assert (april.starts, april.starts_precision) == (datetime(2026, 4, 1, 4, tzinfo=UTC), "day")
    assert (april.ends, april.ends_precision) == (datetime(2026, 5, 1, 4, tzinfo=UTC), "day")
    assert (april.price_minor, april.currency) == (399, "USD")
    assert june.known_from == datetime(2025, 8, 20, tzinfo=UTC)
    assert june.known_to is None


def test_a_load_raises_the_versions_of_what_it_changed(load: Load, tiny: Records) -> None:
    assert data_versions("catalogue", "offers:AU") == (0, 0)
    load(tiny)
    first = data_versions("catalogue", "offers:AU", "offers:US", "plans:AU", "offers", "plans")
    assert first == (1, 1, 1, 1, 1, 1)
    load(tiny)
    assert data_versions("catalogue", "offers:AU", "offers:US", "plans:AU", "offers", "plans") == (2,) * 6


def test_no_page_of_a_country_whose_offers_all_went_is_kept(load: Load, tiny: Records) -> None:
    load(tiny)
    of_its_pages = ("catalogue", "offers:US", "plans:US", "pages")
    before = data_versions(*of_its_pages)
    tiny["offers"].pop()
    load(tiny)
    assert not Offer.objects.filter(country="US").exists()
    assert data_versions(*of_its_pages) != before


def test_the_digest_tells_two_catalogues_apart(load: Load, tiny: Records) -> None:
    load(tiny)
    first = loaded_digest()
    load(tiny)
    assert loaded_digest() == first
    tiny["titles"][0]["year"] = 1996
    load(tiny)
    assert loaded_digest() != first


def _store(records: list[dict[str, Any]]) -> dict[str, tuple[int, str]]:
    """Key -> own id and slug, after storing the records."""
    store_titles(records)
    return {t.record_key: (t.pk, t.slug) for t in Title.objects.all()}


def test_a_newcomer_of_the_same_name_takes_nobodys_slug_or_id(db: None) -> None:
    before = _store([{"key": "wd:1", "type": "movie", "name": "Foo", "year": 2001}])
    newcomer = {
        "key": "tt0000009",
        "ids": {"imdb": "tt0000009"},
        "type": "movie",
        "name": "Foo",
        "year": 2001,
    }
    after = _store(
        [{**newcomer, "popularity": 50}, {"key": "wd:1", "type": "movie", "name": "Foo", "year": 2001}]
    )
    assert after["wd:1"] == before["wd:1"]
    assert after["tt0000009"][1] == "foo-2001-tt0000009"


def test_a_namesake_takes_nobodys_slug_or_id(db: None) -> None:
    store_people([{"key": "nm-a", "name": "Ann Lee"}])
    before = Person.objects.get()
    store_people([{"key": "x0", "name": "Ann Lee"}, {"key": "nm-a", "name": "Ann Lee"}])
    assert Person.objects.get(record_key="nm-a").slug == before.slug
    assert Person.objects.get(record_key="nm-a").pk == before.pk


def test_a_film_that_turns_out_to_be_a_series_stays_itself(db: None) -> None:
    film = {"key": "tt0000009", "ids": {"imdb": "tt0000009"}, "type": "movie", "name": "Foo", "year": 2001}
    before = _store([film])
    after = _store([{**film, "type": "series"}])
    assert after == before
