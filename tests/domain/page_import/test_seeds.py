"""The two pages handed over beside the project: names, counts and hashes only."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from daybill.domain.page_import import KnownTitle, OtherTitle, decode_page, lost_words, read_page

pytestmark = pytest.mark.shared


@pytest.fixture
def guide(shared_folder, heat):
    text = decode_page((shared_folder / "seeds/guide-page.txt").read_bytes()).text
    return text, read_page(text, title=heat, country="AU")


@pytest.fixture
def film_notes(shared_folder, heat):
    text = decode_page((shared_folder / "seeds/film-notes-page.txt").read_bytes()).text
    return text, read_page(text, title=heat, country="AU")


def test_offers_of_the_guide(guide):
    offers = {(offer.provider, offer.monetization): offer for offer in guide[1].offers}
    assert set(offers) == {
        ("disney-plus", "flatrate"), ("prime-video", "flatrate"), ("apple-tv", "rent"), ("apple-tv", "buy"),
        ("netflix", "flatrate"), ("stan", "flatrate"),
    }  # fmt: skip
    assert {offer.ends for offer in offers.values()} == {None, "2026-06"}
    assert offers["netflix", "flatrate"].ends_precision == "month"


def test_blocks_of_the_guide(guide):
    assert Counter(str(block.type) for block in guide[1].blocks) == {
        "synopsis": 1, "promo": 4, "review": 1, "critics_summary": 1, "list_placing": 1, "critic_quote": 3, "awards": 5,
        "fact": 5, "theme": 1, "comparison": 1, "trivia": 4, "soundtrack": 1, "quote": 4, "question": 4, "chart": 1,
    }  # fmt: skip


def test_who_is_quoted_in_the_guide(guide):
    blocks = guide[1].blocks
    assert [(b.fields["critic"], b.fields["publication"]) for b in blocks if b.type == "critic_quote"] == [
        ("Jonathan Romney", "The Guardian"),
        ("John Wrathall", "Sight & Sound"),
        ("Terry Lawson", "Detroit Free Press"),
    ]
    speakers = [b.fields["speaker"] for b in blocks if b.type == "quote"]
    assert speakers == ["Neil McCauley", "Vincent Hanna", "McCauley", "McCauley"]
    placing = next(b.fields for b in blocks if b.type == "list_placing")
    assert (placing["rank"], placing["publisher"]) == (28, "Rolling Stone")


def test_promos_and_faults_of_the_guide(guide):
    page = guide[1]
    assert [promo.provider for promo in page.promos] == ["prime-video", "apple-tv", "apple-tv", "disney-plus"]
    assert len({promo.text for promo in page.promos}) == 3
    rules = Counter(finding.rule for finding in page.findings)
    assert rules == {"repeated_passage": 1, "foreign_heading": 1, "empty_heading": 3}


def test_the_film_notes(film_notes):
    page = film_notes[1]
    assert Counter(str(block.type) for block in page.blocks) == {
        "logline": 1,
        "dialogue_line": 2,
        "passage": 4,
    }
    by_type = {
        kind: [b.fields.get("speaker") for b in page.blocks if b.type == kind]
        for kind in ("dialogue_line", "passage")
    }
    assert by_type["dialogue_line"] == ["Vincent Hanna", "Neil McCauley"]
    assert by_type["passage"] == ["Michael Mann", "Thom Andersen", "Michael Mann", "Sean Burns"]
    assert [b.fields["citation"] for b in page.blocks if b.type == "passage"] == [1, 2, 3, 4]
    assert [note.citation.author for note in page.citations] == [
        "F.X. Feeney",
        "Thom Andersen",
        "Ryan Lambie",
        "Sean Burns",
    ]
    assert [note.citation.date.iso for note in page.citations] == ["2012-24", "2015-02", "2017-08", "2019-08"]
    assert all(note.citation.title and note.citation.container for note in page.citations)
    assert page.updated_on == date(2020, 12, 21)


@pytest.mark.parametrize("name", ["guide", "film_notes"])
def test_nothing_is_lost_left_over_or_rescued(name, request):
    text, page = request.getfixturevalue(name)
    assert lost_words(text, page) == []
    assert page.left_over == ()
    assert "rescued_words" not in {finding.rule for finding in page.findings}


@pytest.mark.parametrize("name", ["guide-page", "film-notes-page"])
def test_neither_is_taken_for_another_film(name, shared_folder):
    people = frozenset({"Humphrey Bogart", "Ingrid Bergman", "Michael Curtiz", "Rick Blaine"})
    casablanca = KnownTitle("tt0034583", "Casablanca", 1942, people=people)
    text = (shared_folder / f"seeds/{name}.txt").read_text(encoding="utf-8")
    with pytest.raises(OtherTitle) as refused:
        read_page(text, title=casablanca, country="AU")
    assert refused.value.found == "Heat"
