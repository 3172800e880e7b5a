"""The two pages handed over beside the project, as one dossier of *Heat*: names, counts and hashes only."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from daybill.apps.availability.models import Offer
from daybill.apps.catalogue.models import Title
from daybill.apps.dossiers.models import Citation, Dossier, PageImport
from daybill.domain.page_import import decode_page, lost_words, read_page
from tests.web.stage import Look, full_heat, look, plain

pytestmark = [pytest.mark.django_db, pytest.mark.shared]
SEEDS = ("guide-page.txt", "film-notes-page.txt")


@pytest.fixture(params=[SEEDS, SEEDS[::-1]], ids=["guide first", "notes first"])
def heat(request: pytest.FixtureRequest, shared_folder: Path, db: None) -> Title:
    title = full_heat()
    # What the catalogue knows of where to watch is another matter.
    Offer.objects.all().delete()
    for name in request.param:
        path = shared_folder / "seeds" / name
        call_command("import_page", str(path), "--title", "tt0113277", "--observed", "2025-08-20")
    return title


@pytest.fixture
def dossier(heat: Title) -> Dossier:
    return Dossier.objects.get().get_latest_revision_as_object()


@pytest.fixture
def page(heat: Title, client: Client) -> Look:
    Dossier.objects.get().latest_revision.publish()
    return look(client, f"/au/movie/{heat.slug}/")


def values(dossier: Dossier, kind: str) -> list[Any]:
    return [block.value for block in dossier.body if block.block_type == kind]


def test_six_offers_of_five_providers(heat: Title) -> None:
    offers = {(o.provider.slug, o.monetization): o for o in Offer.objects.select_related("provider")}
    assert set(offers) == {
        ("disney-plus", "flatrate"),
        ("prime-video", "flatrate"),
        ("apple-tv", "rent"),
        ("apple-tv", "buy"),
        ("netflix", "flatrate"),
        ("stan", "flatrate"),
    }
    assert Offer.objects.count() == 6
    assert {o.country for o in offers.values()} == {"AU"}
    assert {o.last_seen for o in offers.values()} == {date(2025, 8, 20)}
    assert {key for key, o in offers.items() if o.ends} == {("netflix", "flatrate")}
    assert offers["netflix", "flatrate"].ends_precision == "month"


def test_who_says_what(dossier: Dossier) -> None:
    assert [(v["critic"], v["publication"]) for v in values(dossier, "critic_quote")] == [
        ("Jonathan Romney", "The Guardian"),
        ("John Wrathall", "Sight & Sound"),
        ("Terry Lawson", "Detroit Free Press"),
    ]
    assert [v["speaker"] for v in values(dossier, "quote")] == [
        "Neil McCauley",
        "Vincent Hanna",
        "McCauley",
        "McCauley",
    ]
    [dialogue] = values(dossier, "dialogue")
    assert {line["speaker"] for line in dialogue["lines"]} == {"Vincent Hanna", "Neil McCauley"}
    assert [v["speaker"] for v in values(dossier, "passage")] == [
        "Michael Mann",
        "Thom Andersen",
        "Michael Mann",
        "Sean Burns",
    ]


def test_passages_rest_on_four_citations(dossier: Dossier) -> None:
    cited = [citation for v in values(dossier, "passage") for citation in v["citations"]]
    assert [(c.author, c.date) for c in cited] == [
        ("F.X. Feeney", "2012-24"),
        ("Thom Andersen", "2015-02"),
        ("Ryan Lambie", "2017-08"),
        ("Sean Burns", "2019-08"),
    ]
    assert all(c.title and c.container for c in cited)
    assert Citation.objects.count() == 4


def test_parts_are_counted_and_nothing_is_left_over(dossier: Dossier) -> None:
    counts = Counter(block.block_type for block in dossier.body)
    assert counts["question"] == 4
    assert counts["left_over"] == 0
    assert {name: counts[name] for name in ("logline", "synopsis", "review", "comparison", "soundtrack")} == (
        dict.fromkeys(("logline", "synopsis", "review", "comparison", "soundtrack"), 1)
    )
    [placing] = values(dossier, "list_placing")
    assert (placing["rank"], placing["publisher"]) == (28, "Rolling Stone")
    assert dossier.updated_on == date(2020, 12, 21)
    assert dossier.body_errors() is None


@pytest.mark.parametrize("name", SEEDS)
def test_nothing_is_lost(name: str, shared_folder: Path, heat: Title) -> None:
    from daybill.apps.dossiers.importing import known_title

    text = decode_page((shared_folder / "seeds" / name).read_bytes()).text
    read = read_page(text, title=known_title(heat), country="AU")
    assert lost_words(text, read) == []
    stored = str(list(Dossier.objects.get().body.raw_data)) + str(
        [kept.report for kept in PageImport.objects.all()]
    )
    assert [
        c.text for c in read.recognised if c.text not in stored and repr(c.text)[1:-1] not in stored
    ] == []


def test_repeated_words_are_kept_once_and_reported(dossier: Dossier) -> None:
    digests = Counter(
        hashlib.sha256(plain(str(value["text"])).lower().encode()).hexdigest()
        for kind in ("critic_quote", "quote", "passage")
        for value in values(dossier, kind)
    )
    assert set(digests.values()) == {1}
    rules = [f["rule"] for kept in PageImport.objects.all() for f in kept.report["findings"]]
    assert rules.count("repeated_passage") == 1
    assert rules.count("foreign_heading") == 1


def test_one_page_has_every_part_that_has_something_to_say(page: Look) -> None:
    assert set(page.parts) >= {
        "where-to-watch",
        "synopsis",
        "review",
        "critics",
        "awards",
        "lists",
        "credits",
        "facts",
        "themes",
        "comparison",
        "trivia",
        "soundtrack",
        "quotes",
        "dialogue",
        "passages",
        "questions",
        "same-name",
        "related",
        "sources",
        "updated",
    }
    assert len(page.parts) == len(set(page.parts))
    assert len(page.soup.select("#notes > li")) == 4
    assert len(page.soup.select("[data-part=critics] figure")) == 3
    assert len(page.soup.select("[data-part=quotes] figure")) == 4
    assert len(page.soup.select("[data-part=passages] figure")) == 4
    assert page.soup.select(".logline")
    ids = {element["id"] for element in page.soup.select("[id]")}
    assert [a["href"] for a in page.soup.select("a[href^='#']") if a["href"][1:] not in ids] == []


def test_where_to_watch_is_told_as_of_the_day_it_was_seen(page: Look) -> None:
    assert "20 August 2025" in page.part("where-to-watch")


def test_both_again_change_nothing(heat: Title, shared_folder: Path) -> None:
    before = (Dossier.objects.get().revisions.count(), PageImport.objects.count(), Offer.objects.count())
    for name in SEEDS:
        path = shared_folder / "seeds" / name
        call_command("import_page", str(path), "--title", "tt0113277", "--observed", "2025-08-20")
    after = (Dossier.objects.get().revisions.count(), PageImport.objects.count(), Offer.objects.count())
    assert before == after == (2, 2, 6)
