"""The words on a title's page: each part where it says something, and every footnote with its way back."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client, RequestFactory

from daybill.apps.catalogue.models import Title
from daybill.apps.dossiers.models import Dossier
from tests.factories import CitationFactory, DossierFactory, HistoryEntryFactory, NominationFactory
from tests.web.stage import HOSTILE, Look, film, full_heat, look, offer, plain

pytestmark = pytest.mark.django_db
EMPTY = "<p data-block-key='abcde'></p>"

# A block that says something -> the part of the page it says it in ("" for what has no part of its own).
SAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "logline": ("", {"text": "A line of the log."}),
    "synopsis": ("synopsis", {"text": "<p>Words of it.</p>"}),
    "review": ("review", {"text": "<p>Words of it.</p>"}),
    "critics_summary": ("critics", {"text": "<p>Words of it.</p>"}),
    "critic_quote": ("critics", {"text": "Words of it.", "critic": "Una Pell", "publication": "Tide"}),
    "awards": ("awards", {"text": "<p>Words of it.</p>"}),
    "list_placing": ("lists", {"list": "Clocks on film", "publisher": "Tide", "rank": 3, "year": 2012}),
    "fact": ("facts", {"text": "<p>Words of it.</p>"}),
    "theme": ("themes", {"heading": "Salt", "text": "<p>Words of it.</p>"}),
    "comparison": ("comparison", {"text": "<p>Words of it.</p>"}),
    "scene": ("scenes", {"heading": "The quay", "text": "<p>Words of it.</p>"}),
    "trivia": ("trivia", {"text": "<p>Words of it.</p>"}),
    "soundtrack": ("soundtrack", {"text": "<p>Words of it.</p>"}),
    "quote": ("quotes", {"text": "Words of it.", "speaker": "Ada"}),
    "dialogue": ("dialogue", {"cue": "The quay.", "lines": [{"speaker": "Ada", "line": "Words of it."}]}),
    "passage": ("passages", {"text": "Words of it.", "translation": "Worte.", "speaker": "Ines Vale"}),
    "question": ("questions", {"question": "Is it cold?", "answer": "<p>Words of it.</p>"}),
    "trailer": ("trailers", {"name": "the trailer", "url": "https://vimeo.com/12345"}),
}
# What stands in the skeleton, or was begun and says nothing to a reader.
SAYS_NOTHING: list[tuple[str, dict[str, Any]]] = [
    ("logline", {"text": ""}),
    *((name, {"text": EMPTY}) for name in ("synopsis", "review", "critics_summary", "awards", "comparison")),
    *((name, {"text": "<p>&nbsp; </p>"}) for name in ("fact", "trivia", "soundtrack")),
    ("theme", {"heading": "Salt", "text": EMPTY}),
    ("scene", {"heading": "The quay", "text": "", "spoiler": True}),
    ("question", {"question": "Is it cold?", "answer": EMPTY}),
    ("critic_quote", {"text": ""}),
    ("left_over", {"text": "Nobody reads this."}),
    ("promo", {"provider": "stan", "text": "Nobody reads this."}),
    ("chart", {"genre": "drama", "text": "Nobody reads this."}),
]


def written(title: Title, *body: tuple[str, dict[str, Any]], **fields: Any) -> Dossier:
    return DossierFactory(title=title, body=list(body), **fields)


def page_of(client: Client, title: Title, place: str = "au") -> Look:
    page = look(client, f"/{place}/movie/{title.slug}/")
    check_footnotes(page)
    return page


def check_footnotes(page: Look) -> None:
    """Every link inside the page leads somewhere, no id stands twice, and marks and notes lead to each other."""
    ids = Counter(element["id"] for element in page.soup.select("[id]"))
    assert [i for i, count in ids.items() if count > 1] == []
    inside = [link["href"][1:] for link in page.soup.select("a[href^='#']")]
    assert [target for target in inside if target not in ids] == []
    marks = [mark["id"] for mark in page.soup.select("sup.mark a[role=doc-noteref]")]
    backs = [back["href"][1:] for back in page.soup.select("a[role=doc-backlink]")]
    assert sorted(marks) == sorted(backs)
    numbers = [int(mark.get_text()) for mark in page.soup.select("sup.mark a")]
    firsts = list(dict.fromkeys(numbers))
    assert firsts == list(range(1, len(firsts) + 1)), "Notes are numbered as they are met."
    assert [note["id"] for note in page.soup.select("#notes > li")] == [f"note-{n}" for n in firsts]


# -- Parts -------------------------------------------------------------------------------------------------


def test_a_dossier_that_says_nothing_adds_nothing(client: Client) -> None:
    title = film("The Salt Clock", None)
    before = look(client, f"/au/movie/{title.slug}/").parts
    written(title, *SAYS_NOTHING)
    page = page_of(client, title)
    assert page.parts == before
    assert "Nobody reads this." not in page.source
    assert "Is it cold?" not in page.source


@pytest.mark.parametrize("block", SAYS)
def test_a_part_is_there_when_it_says_something_and_no_other_with_it(block: str, client: Client) -> None:
    title = film("The Salt Clock", None)
    before = look(client, f"/au/movie/{title.slug}/").parts
    part, value = SAYS[block]
    written(title, (block, value))
    client.get("/au/")
    from django.core.cache import caches

    caches["pages"].clear()
    page = page_of(client, title)
    assert set(page.parts) - set(before) == ({part} - {""})
    assert len(page.parts) == len(set(page.parts))
    for text in value.values():
        if isinstance(text, str) and not text.startswith("http"):
            assert plain(text.replace("<p>", "").replace("</p>", "")) in page.main


def test_a_verdict_or_a_score_alone_is_a_review(client: Client) -> None:
    title = film("The Salt Clock", None)
    written(title, ("review", {"verdict": "See it twice.", "score": "8.5", "text": EMPTY}))
    assert "See it twice." in page_of(client, title).part("review")
    assert "8.5 of 10" in page_of(client, title).part("review")


def test_words_and_facts_share_their_parts(client: Client) -> None:
    heat = full_heat()
    written(heat, *((name, value) for name, (_, value) in SAYS.items()), writer="Ed Itor")
    page = page_of(client, heat)
    assert len(page.parts) == len(set(page.parts))
    for part in {part for part, _ in SAYS.values() if part}:
        assert "Words of it." in page.part(part) or part in ("lists", "trailers"), part
    assert "Clocks on film" in page.part("lists")
    assert "100 Greatest Movies" in page.part("lists")
    assert "Best sound" in page.part("awards")


def test_contents_lead_to_parts_that_are_there(client: Client) -> None:
    title = film("The Salt Clock", None)
    written(title, *((name, value) for name, (_, value) in SAYS.items()))
    page = page_of(client, title)
    listed = {link["href"] for link in page.soup.select(".toc a")}
    assert {"#review", "#critics", "#awards", "#lists", "#facts", "#themes", "#scenes", "#quotes"} <= listed


def test_spoilers_are_folded_and_other_scenes_are_not(client: Client) -> None:
    title = film("The Salt Clock")
    written(
        title,
        ("scene", {"heading": "The quay", "text": "<p>Open to all.</p>"}),
        ("scene", {"heading": "The end", "text": "<p>The clock did it.</p>", "spoiler": True}),
    )
    folded = page_of(client, title).soup.select("[data-part=scenes] details")
    assert ["The clock did it." in fold.get_text() for fold in folded] == [True]
    assert not folded[0].has_attr("open")
    assert "The clock did it." not in folded[0].select_one("summary").get_text()


def test_the_byline_and_the_history_say_who_and_when(client: Client) -> None:
    title = film("The Salt Clock")
    dossier = written(
        title,
        ("review", {"text": "<p>Yes.</p>"}),
        writer="Ed Itor",
        reviewed_by="Chi Ef",
        updated_on=date(2026, 5, 3),
        reviewed_on=date(2026, 5, 4),
    )
    HistoryEntryFactory(dossier=dossier, note="A theme added.", at=datetime(2026, 5, 3, 12, tzinfo=UTC))
    page = page_of(client, title)
    assert "By Ed Itor." in page.part("review")
    assert "Reviewed by Chi Ef, 4 May 2026" in page.part("review")
    assert "A theme added." in page.part("updated")
    assert "3 May 2026" in page.part("updated")


def test_values_are_text(client: Client) -> None:
    title = film("The Salt Clock")
    plain_blocks = {
        "logline": ["text"],
        "critic_quote": ["text", "critic", "publication"],
        "quote": ["text", "speaker", "context"],
        "passage": ["text", "translation", "speaker"],
        "list_placing": ["list", "publisher"],
        "theme": ["heading"],
        "scene": ["heading"],
        "question": ["question"],
    }
    body = [
        (name, dict(SAYS[name][1]) | dict.fromkeys(fields, HOSTILE)) for name, fields in plain_blocks.items()
    ]
    body += [
        ("review", {"verdict": HOSTILE, "text": "<p>Yes.</p>"}),
        ("dialogue", {"cue": HOSTILE, "lines": [{"speaker": HOSTILE, "line": HOSTILE}]}),
        (
            "fact",
            {
                "text": "<p>Cold.[1]</p>",
                "citations": [
                    CitationFactory(
                        author=HOSTILE, title=HOSTILE, container=HOSTILE, publisher=HOSTILE, locator=HOSTILE
                    )
                ],
            },
        ),
    ]
    dossier = written(title, *body, writer=HOSTILE, reviewed_by=HOSTILE)
    HistoryEntryFactory(dossier=dossier, note=HOSTILE)
    page = page_of(client, title)
    assert "alert(1)</script>" not in page.source
    assert not [script for script in page.soup.select("script") if not script.get("src")]


# -- Footnotes ---------------------------------------------------------------------------------------------


def test_notes_are_numbered_in_the_order_of_the_page_not_of_the_writing(client: Client) -> None:
    title = film("The Salt Clock")
    last, first, second = (CitationFactory(title=name) for name in ("Last", "First", "Second"))
    written(
        title,
        ("passage", {"text": "Time.", "speaker": "Ines", "citations": [last]}),
        ("fact", {"text": "<p>Wet.[1]</p>", "citations": [second]}),
        ("synopsis", {"text": "<p>A clock.[1] It stops.</p>", "citations": [first]}),
    )
    notes = [plain(n.get_text(" ")) for n in page_of(client, title).soup.select("#notes > li")]
    assert [note.split(".")[0] for note in notes] == ["First", "Second", "Last"]


def test_a_source_stands_once_however_often_it_is_cited(client: Client) -> None:
    title, cited = film("The Salt Clock"), CitationFactory(title="On Waiting")
    written(
        title,
        ("synopsis", {"text": "<p>One.[1] Two.[1]</p>", "citations": [cited]}),
        ("fact", {"text": "<p>Three.</p>", "citations": [cited, cited]}),
        ("quote", {"text": "Four.", "speaker": "Ada", "citations": [cited]}),
    )
    page = page_of(client, title)
    assert len(page.soup.select("#notes > li")) == 1
    assert {mark.get_text() for mark in page.soup.select("sup.mark")} == {"1"}
    labels = [back.get_text() for back in page.soup.select("a[role=doc-backlink]")]
    assert labels == [f"↑{letter}" for letter in "abcde"[: len(labels)]]
    assert len(labels) >= 4


@pytest.mark.parametrize("block", [name for name in SAYS if name not in ("logline", "trailer")])
def test_a_mark_without_a_place_stands_at_the_end_of_its_block(block: str, client: Client) -> None:
    title = film("The Salt Clock")
    part, value = SAYS[block]
    written(title, (block, dict(value) | {"citations": [CitationFactory(title="On Waiting")]}))
    page = page_of(client, title)
    assert len(page.soup.select(f"[data-part={part}] sup.mark")) == 1
    assert page.soup.select("#notes > li")


@pytest.mark.parametrize("block", ["quote", "passage", "critic_quote", "dialogue"])
def test_words_of_nobody_in_particular_keep_their_note(block: str, client: Client) -> None:
    title = film("The Salt Clock")
    value = {"lines": [{"speaker": "Ada", "line": "Time."}]} if block == "dialogue" else {"text": "Time."}
    written(title, (block, value | {"citations": [CitationFactory()]}))
    assert len(page_of(client, title).soup.select("sup.mark")) == 1


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        ("review", {"verdict": "Good.[1]", "text": "<p>Yes.</p>"}),
        ("theme", {"heading": "Salt[1]", "text": "<p>Yes.</p>"}),
        ("scene", {"heading": "Quay[1]", "text": "<p>Yes.</p>"}),
        ("quote", {"text": "Time.", "speaker": "Ada[1]", "context": "to the mayor[1]"}),
        ("critic_quote", {"text": "Time.", "critic": "Una Pell[1]", "publication": "Tide[1]"}),
        ("question", {"question": "Is it cold?[1]", "answer": "<p>Yes.</p>"}),
        ("list_placing", {"list": "Clocks[1]", "publisher": "Tide[1]"}),
        ("passage", {"text": "Zeit.", "translation": "Time.[1]", "speaker": "Ines[1]"}),
        ("dialogue", {"cue": "The quay.[1]", "lines": [{"speaker": "Ada", "line": "Time.[1]"}]}),
    ],
)
def test_a_mark_anywhere_in_a_block_leads_to_its_note(
    block: str, fields: dict[str, Any], client: Client
) -> None:
    title = film("The Salt Clock")
    written(title, (block, fields | {"citations": [CitationFactory()]}))
    page = page_of(client, title)
    assert page.soup.select("sup.mark")
    assert len(page.soup.select("#notes > li")) == 1


def test_a_mark_stands_where_it_was_written(client: Client) -> None:
    title, cited = film("The Salt Clock"), CitationFactory()
    written(title, ("synopsis", {"text": "<p>A clock[1] runs.</p><p>On salt.</p>", "citations": [cited]}))
    [first, second] = page_of(client, title).soup.select("[data-part=synopsis] p")
    assert plain(first.get_text(" ")) == "A clock 1 runs."
    assert not second.select("sup")


def test_an_unplaced_mark_stands_inside_the_last_paragraph(client: Client) -> None:
    title, cited = film("The Salt Clock"), CitationFactory()
    written(title, ("synopsis", {"text": "<p>A clock.</p><p>On salt.</p>", "citations": [cited]}))
    [first, second] = page_of(client, title).soup.select("[data-part=synopsis] p")
    assert not first.select("sup")
    assert second.select("sup")


def test_brackets_that_are_no_marks_stay(client: Client) -> None:
    title, cited = film("The Salt Clock"), CitationFactory()
    text = '<p>Ten [10] and <a href="https://example.org/?a[1]=b">a list[1]</a> [sic].</p>'
    written(title, ("synopsis", {"text": text, "citations": [cited]}), ("fact", {"text": "<p>Bare [1].</p>"}))
    page = page_of(client, title)
    assert "Ten [10]" in page.part("synopsis")
    assert "[sic]" in page.part("synopsis")
    assert "Bare [1]" in page.part("facts")
    assert "https://example.org/?a[1]=b" in page.links
    assert len(page.soup.select("sup.mark")) == 1


def test_a_block_that_says_nothing_takes_no_number(client: Client) -> None:
    title = film("The Salt Clock")
    written(
        title,
        ("review", {"text": EMPTY, "citations": [CitationFactory(title="Unused")]}),
        ("fact", {"text": "<p>Wet.</p>", "citations": [CitationFactory(title="Used")]}),
    )
    page = page_of(client, title)
    assert "Unused" not in page.source
    assert [mark.get_text() for mark in page.soup.select("sup.mark")] == ["1"]


def test_a_note_says_what_is_known_and_where_to_read_it(client: Client) -> None:
    title = film("The Salt Clock")
    cited = CitationFactory(
        author="Tom Reed",
        title="On Waiting",
        container="Quay Review",
        publisher="Quay Press",
        date="2012-24",
        locator="p. 12",
        url="https://example.org/waiting",
        archived_url="https://archive.example/waiting",
        accessed=date(2026, 11, 1),
    )
    written(title, ("fact", {"text": "<p>Wet.</p>", "citations": [cited]}))
    page = page_of(client, title)
    note = plain(page.soup.select_one("#note-1").get_text(" "))
    for text in (
        "Tom Reed",
        "“On Waiting”",
        "Quay Review",
        "Quay Press",
        "inter 2012",
        "p. 12",
        "1 November 2026",
    ):
        assert text in note, text
    assert {"https://example.org/waiting", "https://archive.example/waiting"} <= set(page.links)


@pytest.mark.parametrize(
    ("written_date", "shown"),
    [("2012", "2012"), ("2012-03", "March 2012"), ("2012-03-09", "9 March 2012"), ("2012-22", "ummer 2012")],
)
def test_a_date_is_shown_as_far_as_it_is_known(written_date: str, shown: str, client: Client) -> None:
    title = film("The Salt Clock")
    written(title, ("fact", {"text": "<p>Wet.</p>", "citations": [CitationFactory(date=written_date)]}))
    assert shown in page_of(client, title).part("sources")


# -- Which dossier, and previews ---------------------------------------------------------------------------


def test_the_language_of_the_page_else_english_else_none(client: Client) -> None:
    title = film("The Salt Clock")
    written(title, ("logline", {"text": "Une horloge."}), language="fr")
    assert "Une horloge." not in page_of(client, title).main
    written(title, ("logline", {"text": "A clock."}), language="en")
    title.data_version += 1
    title.save()
    assert "A clock." in page_of(client, title).main
    assert "A clock." in page_of(client, title, "de").main


def test_drafts_are_nobodys_business(client: Client) -> None:
    title = film("The Salt Clock")
    dossier = written(title, ("logline", {"text": "A clock."}), live=False)
    dossier.save_revision()
    assert "A clock." not in page_of(client, title).main


@pytest.mark.parametrize(
    ("place", "country"), [("au", "Australia"), ("ch", "Switzerland"), ("", "Australia")]
)
def test_a_preview_is_the_page_itself_in_any_country(
    place: str, country: str, rf: RequestFactory, client: Client
) -> None:
    title = film("The Salt Clock")
    dossier = written(title, ("logline", {"text": "What is live."}))
    offer(title, "stan", country="CH")
    dossier.body = [("logline", {"text": "What is not yet."})]
    shown = Look(dossier.serve_preview(rf.get("/admin/preview/"), place))
    assert shown.status == 200
    assert "What is not yet." in shown.main
    assert "What is live." not in shown.main
    assert country in shown.soup.select_one(".house summary").get_text()
    assert shown.response.headers["Cache-Control"] == "private, no-cache"
    assert "What is live." in page_of(client, title, place or "au").main


def test_a_dossier_that_was_never_saved_can_be_previewed(rf: RequestFactory) -> None:
    title = film("The Salt Clock")
    draft = Dossier(title=title, body=[("logline", {"text": "A clock."})], change_note="New.")
    assert "A clock." in Look(draft.serve_preview(rf.get("/"), "us")).main
    assert Dossier.objects.count() == 0


def test_there_is_a_preview_for_every_country() -> None:
    codes = [code for code, _ in Dossier(title=film()).preview_modes]
    assert codes[:2] == ["au", "us"]
    assert len(codes) == len(set(codes)) > 200


# -- Trailers ----------------------------------------------------------------------------------------------


def test_a_trailer_asks_nobody_before_it_is_pressed(client: Client) -> None:
    title = film("The Salt Clock")
    urls = [
        "https://www.youtube.com/watch?v=abcdefghijk",
        "https://vimeo.com/12345",
        "https://archive.org/details/x",
    ]
    written(title, *(("trailer", {"name": f"Trailer {n}", "url": url}) for n, url in enumerate(urls)))
    page = page_of(client, title)
    assert [a["href"] for a in page.soup.select("[data-part=trailers] a")] == urls
    loaded = page.soup.select(
        "iframe, embed, object, video, audio, img, script, link[rel=preconnect], source"
    )
    addresses = [e.get("src") or e.get("href") or e.get("data") or "" for e in loaded]
    assert [address for address in addresses if "//" in address] == []
    assert all("noreferrer" in a["rel"] for a in page.soup.select("[data-part=trailers] a"))


# -- Questions ---------------------------------------------------------------------------------------------


def test_the_editors_answer_comes_first_and_the_stores_under_it(client: Client) -> None:
    title = film("The Salt Clock", runtime_minutes=90)
    offer(title, "stan")
    written(
        title,
        ("question", {"question": "Is it cold?", "answer": "<p>Very.</p>"}),
        ("question", {"question": "is The Salt Clock on STAN", "answer": "<p>It was made by them.</p>"}),
    )
    page = page_of(client, title)
    headings = [plain(h.get_text(" ")) for h in page.soup.select("[data-part=questions] h3")]
    assert headings[:2] == ["Is it cold?", "is The Salt Clock on STAN"]
    assert len(headings) == 3
    assert headings[2].startswith("How long")
    asked = page.soup.select("[data-part=questions] > div")[1]
    text = plain(asked.get_text(" "))
    assert text.index("It was made by them.") < text.index("What our sources say:")
    assert asked.select_one(".live").get_text().startswith("Yes")


def test_a_question_asked_twice_has_one_live_answer(client: Client) -> None:
    title = film("The Salt Clock", runtime_minutes=90)
    question = {"question": "How long is The Salt Clock?", "answer": "<p>Long enough.</p>"}
    written(title, ("question", question), ("question", question))
    assert len(page_of(client, title).soup.select("[data-part=questions] .live")) == 1


def test_awards_in_words_stand_above_the_table_and_nominations_are_counted(client: Client) -> None:
    title = film("The Salt Clock")
    NominationFactory(title=title, won=True, year=2012)
    written(title, ("awards", {"text": "<p>One is one more than expected.</p>"}))
    part = page_of(client, title).part("awards")
    assert part.index("One is one more") < part.index("Directing")
