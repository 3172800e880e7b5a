"""One's own export, imported into an empty site, gives the same guide."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command

from daybill.apps.availability.models import Look, Offer, Plan
from daybill.apps.catalogue.models import Claim, Credit, Nomination, Person, Source, Title
from daybill.apps.sources.catalogue_folder import NoCatalogue, digest_of, load_catalogue, loaded_digest
from daybill.apps.sources.models import ImportRun

pytestmark = pytest.mark.django_db

FILES: dict[str, list[dict[str, Any]]] = {
    "sources": [
        {"slug": "table", "name": "The table", "licence": "CC0-1.0", "ranks": {"": 20}},
        {"slug": "prices", "name": "Prices", "last_known_after_days": 400},
    ],
    "people": [
        {"key": "nm0000520", "name": "Michael Mann", "slug": "michael-mann", "ids": {"imdb": "nm0000520"}},
        {"key": "jw:77", "name": "Michael Mann", "slug": "michael-mann-jw-77", "ids": {"justwatch": "77"}},
        {"key": "jw:78", "name": "王家卫", "slug": "jw-78", "ids": {"justwatch": "78"}},
    ],
    "titles": [
        {
            "key": "tt0113277",
            "imdb": "tt0113277",
            "type": "movie",
            "slug": "heat-1995",
            "name": "Heat",
            "ids": {"tmdb": "949"},
            "said": {
                "table": {
                    "as_of": "2026-05-20",
                    "name": "Heat",
                    "year": 1995,
                    "runtime_minutes": 170,
                    "genres": ["crime"],
                    "names": [{"name": "Fuego contra fuego", "country": "ES"}],
                    "credits": [
                        {"name": "Michael Mann", "role": "director", "ids": {"imdb": "nm0000520"}},
                        {"name": "Al Pacino", "role": "actor", "character": "Vincent Hanna", "position": 1},
                    ],
                },
                "prices": {"name": "HEAT", "year": 1996, "runtime_minutes": 165},
            },
        },
        {
            "key": "jw:ts1",
            "type": "series",
            "slug": "heat-2001",
            "said": {"table": {"name": "Heat", "year": 2001}},
        },
        {
            "key": "jw:tss1",
            "type": "season",
            "parent": "jw:ts1",
            "number": 1,
            "slug": "heat-2001-1",
            "said": {"table": {"name": "Season 1"}},
        },
        {"key": "jw:tm9", "type": "movie", "slug": "jw-tm9", "said": {"table": {"name": "花樣年華"}}},
    ],
    "providers": [
        {"slug": "prime-video", "name": "Prime Video"},
        {"slug": "mubi-amazon-channel", "name": "MUBI Amazon Channel", "parent": "prime-video"},
    ],
    "offers": [
        {
            "title": "tt0113277",
            "provider": "netflix",
            "country": "AU",
            "monetization": "flatrate",
            "first_seen": "2025-08-20",
            "last_seen": "2025-09-01",
            "ends": "2026-06",
            "source": "table",
        },
        {
            "title": "tt0113277",
            "provider": "apple-tv",
            "country": "AU",
            "monetization": "rent",
            "quality": "4k",
            "price_minor": 699,
            "currency": "AUD",
            "first_seen": "2025-08-20",
            "last_seen": "2025-09-01",
            "ended_by": "2025-10-01",
            "source": "table",
        },
        {
            "title": "tt0113277",
            "provider": "apple-tv",
            "country": "AU",
            "monetization": "rent",
            "quality": "4k",
            "price_minor": 499,
            "currency": "AUD",
            "first_seen": "2025-10-01",
            "last_seen": "2025-10-01",
            "began_after": "2025-09-01",
            "source": "table",
        },
    ],
    "looks": [{"source": "table", "country": "AU", "provider": "netflix", "day": "2025-08-20"}],
    "plans": [
        {
            "provider": "netflix",
            "country": "AU",
            "name": "Standard",
            "price_minor": minor,
            "currency": "AUD",
            "period": "month",
            "observed": day,
            "source": "prices",
        }
        for minor, day in ((1699, "2025-08-10"), (1899, "2026-08-16"))
    ],
    "awards": [
        {
            "body": "academy-awards",
            "body_name": "Academy Awards",
            "category": "Directing",
            "title": "tt0113277",
            "film_name": "Heat",
            "year": 1996,
            "film_year": "1995",
            "nominees": [{"name": "Michael Mann", "person": "nm0000520", "ids": {"imdb": "nm0000520"}}],
            "won": False,
            "source": "table",
        }
    ],
    "lists": [
        {
            "slug": "best",
            "name": "The best",
            "publisher": "A magazine",
            "placings": [{"title": "tt0113277", "rank": 28}],
            "source": "table",
        }
    ],
    "relations": [{"from": "tt0113277", "kind": "remake_of", "to": "jw:tm9", "source": "table"}],
}


def quiet(*_: object) -> None:
    pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "dump"
    folder.mkdir()
    for name, rows in FILES.items():
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.ndjson").write_text(text, encoding="utf-8")
    return folder


def exported(folder: Path) -> dict[str, str]:
    call_command("export", out=str(folder), stdout=StringIO())
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.ndjson"))}


def forget_everything() -> None:
    Title.objects.all().delete()
    Nomination.objects.all().delete()
    for label in ("sources", "availability", "catalogue"):
        for model in apps.get_app_config(label).get_models():
            if model is not Source:
                model._default_manager.all().delete()
    Source.objects.all().delete()


def test_every_row_is_stored(folder):
    run = load_catalogue(folder, progress=quiet)
    assert (run.held, run.refused, run.read) == (0, 0, sum(map(len, FILES.values())))
    assert run.read == run.stored + run.changed + run.unchanged
    heat = Title.objects.get(slug="heat-1995")
    assert (heat.name, heat.year, heat.runtime_minutes) == ("Heat", 1995, 170)
    assert {(c.field, c.value, c.is_shown) for c in Claim.objects.filter(title=heat)} == {
        ("year", "1995", True),
        ("year", "1996", False),
        ("runtime_minutes", "170", True),
        ("runtime_minutes", "165", False),
    }
    assert Credit.objects.get(title=heat, role="director").person.slug == "michael-mann"
    assert Person.objects.filter(name="Michael Mann").count() == 2
    assert Title.objects.get(record_key="jw:tss1").parent.slug == "heat-2001"
    changed = Offer.objects.get(price_minor=499)
    assert changed.follows.price_minor == 699
    assert (Plan.objects.count(), Look.objects.count(), Nomination.objects.count()) == (2, 1, 1)


def test_an_export_imported_into_an_empty_site_exports_the_same(folder, tmp_path):
    load_catalogue(folder, progress=quiet)
    first = exported(tmp_path / "first")
    forget_everything()
    load_catalogue(tmp_path / "first", progress=quiet)
    assert exported(tmp_path / "second") == first
    assert sum(text.count("\n") for text in first.values()) > 15


def test_the_same_catalogue_twice_changes_nothing(folder, tmp_path):
    load_catalogue(folder, progress=quiet)
    before = exported(tmp_path / "first")
    slugs = dict(Title.objects.values_list("pk", "slug"))
    run = load_catalogue(folder, progress=quiet)
    assert (run.stored, run.changed) == (0, 0)
    assert exported(tmp_path / "second") == before
    assert dict(Title.objects.values_list("pk", "slug")) == slugs


def test_what_was_loaded_is_known_by_its_digest(folder):
    assert loaded_digest() is None
    load_catalogue(folder, progress=quiet)
    assert loaded_digest() == digest_of(folder)
    (folder / "lists.ndjson").write_text("", encoding="utf-8")
    assert loaded_digest() != digest_of(folder)


def test_a_folder_without_files_is_named(tmp_path):
    with pytest.raises(NoCatalogue, match="daybill export"):
        load_catalogue(tmp_path, progress=quiet)
    assert not ImportRun.objects.exists()


def test_a_site_that_shows_an_earlier_day_knows_what_came_after_it(folder, settings):
    settings.DAYBILL = replace(settings.DAYBILL, today=date(2025, 8, 25))
    assert load_catalogue(folder, progress=quiet).refused == 0
