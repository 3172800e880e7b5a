"""A publisher's page becomes a draft: once, whole, and with nothing in it that runs."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from daybill.apps.availability.models import Offer, Provider
from daybill.apps.catalogue.models import Source, Title
from daybill.apps.dossiers.importing import ImportedPage, import_page
from daybill.apps.dossiers.models import Citation, Dossier, PageImport
from daybill.apps.dossiers.reading import PageFile, read_file
from daybill.domain.page_import import PageFormat, PageRefused, ReadPage
from daybill.domain.page_import.values import Block, BlockType
from tests.apps.dossiers.conftest import DATED, GUIDE, HTML, MARKDOWN, NOTES
from tests.factories import CreditFactory, DossierFactory, EditorFactory, PersonFactory, TitleFactory
from tests.web.stage import look

pytestmark = pytest.mark.django_db


def bring_in(
    title: Title, text: str | bytes, name: str = "page.txt", observed: date | None = None
) -> ImportedPage:
    data = text if isinstance(text, bytes) else text.encode()
    page = PageFile(name=name, data=data, country="AU", observed=observed)
    return import_page(read_file(page, title), title, name=name, digest=page.digest)


def draft(title: Title) -> Dossier:
    return Dossier.objects.get(title=title).get_latest_revision_as_object()


def parts(dossier: Dossier) -> Counter[str]:
    return Counter(block.block_type for block in dossier.body)


def values(dossier: Dossier, block_type: str) -> list[Any]:
    return [block.value for block in dossier.body if block.block_type == block_type]


def stored() -> tuple[int, ...]:
    models = (Dossier, PageImport, Offer, Citation, Source, Provider)
    return tuple(model.objects.count() for model in models)


def run(tmp_path: Path, data: str | bytes, *options: str, name: str = "page.txt") -> None:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    call_command("import_page", str(path), "--title", "tt9000001", *options)


# -- What is refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no words"),
        (b" \n\t\n", "no words"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, "not the text of a page"),
        (b"x" * 11_000_000, "10,000,000"),
        (GUIDE.replace("The Salt Clock", "Marble Quay").encode(), "Marble Quay"),
    ],
    ids=["empty", "blank", "binary", "11 MB", "another title"],
)
@pytest.mark.parametrize("options", [(), ("--dry-run",)], ids=["stored", "dry run"])
def test_a_page_that_is_none_is_refused_by_its_name(
    data: bytes, says: str, options: tuple[str, ...], salt_clock: Title, tmp_path: Path
) -> None:
    with pytest.raises(CommandError) as refused:
        run(tmp_path, data, *options, name="strange.txt")
    told = str(refused.value)
    assert "strange.txt" in told
    assert says in told
    assert told.endswith("Nothing was stored.")
    assert refused.value.returncode == 1
    assert stored() == (0,) * 6


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--observed", "2025-02-30"), "2025-02-30"),
        (("--observed", "yesterday"), "yesterday"),
        (("--country", "Atlantis"), "Atlantis"),
        (("--country", "UK"), "UK"),
        (("--title", "tt0000404"), "tt0000404"),
        (("--title", "The Salt Clock"), "The Salt Clock"),
        (("--language", "English!"), "English!"),
    ],
)
def test_an_option_that_means_nothing_is_named(
    options: tuple[str, str], says: str, salt_clock: Title, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=says):
        run(tmp_path, DATED, *options)
    assert stored() == (0,) * 6


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_cannot_be_read_is_named(name: str, salt_clock: Title, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"cannot be read") as refused:
        call_command("import_page", str(tmp_path / name), "--title", "tt9000001")
    assert str(tmp_path) in str(refused.value)
    assert stored() == (0,) * 6


def test_a_page_about_another_title_is_refused_in_every_language(salt_clock: Title) -> None:
    other = TitleFactory(name="Marble Quay", year=1962)
    with pytest.raises(PageRefused):
        bring_in(other, GUIDE)


# -- What is made of it ------------------------------------------------------------------------------------


def test_a_guide_becomes_a_draft_that_nobody_reads_yet(salt_clock: Title, client: Client) -> None:
    done = bring_in(salt_clock, DATED)
    assert done.is_new
    made = draft(salt_clock)
    assert parts(made) == {
        "synopsis": 1,
        "review": 1,
        "critic_quote": 2,
        "fact": 2,
        "quote": 1,
        "question": 1,
    }
    assert (made.live, made.updated_on) == (False, date(2025, 5, 3))
    assert [(v["critic"], v["publication"]) for v in values(made, "critic_quote")] == [
        ("Hal Garrow", "Empire"),
        ("Una Pell", "The Guardian"),
    ]
    [quote] = values(made, "quote")
    assert (quote["speaker"], quote["context"]) == ("Ada Brine", "to the mayor")
    [question] = values(made, "question")
    assert question["question"] == "Is the harbour real?"
    assert "synopsis" not in look(client, f"/au/movie/{salt_clock.slug}/").parts


def test_film_notes_become_dialogue_and_passages_with_their_sources(salt_clock: Title) -> None:
    bring_in(salt_clock, NOTES)
    made = draft(salt_clock)
    assert parts(made) == {"logline": 1, "dialogue": 1, "passage": 2}
    [dialogue] = values(made, "dialogue")
    assert [line["speaker"] for line in dialogue["lines"]] == ["Ada", "Mayor"]
    cited = [[c.author for c in passage["citations"]] for passage in values(made, "passage")]
    assert cited == [["Ann Author"], ["Tom Reed"]]
    assert [(c.title, c.container, c.date) for c in Citation.objects.order_by("date")] == [
        ("The Drawn Clock", "Tide Magazine", "2012-03"),
        ("On Waiting", "Quay Review", "2015-03-09"),
    ]
    assert made.updated_on == date(2020, 12, 21)


def test_markdown_is_read_as_such(salt_clock: Title) -> None:
    bring_in(salt_clock, MARKDOWN, "page.md")
    made = draft(salt_clock)
    assert parts(made) == {"synopsis": 1, "fact": 2}
    assert "*" not in values(made, "synopsis")[0]["text"].source


def test_a_source_already_known_is_not_stored_again(salt_clock: Title) -> None:
    bring_in(salt_clock, NOTES)
    bring_in(salt_clock, NOTES.replace("Ada: Who", "Ada: And who"))
    assert Citation.objects.count() == 2


def test_the_draft_of_a_page_can_be_published_and_shows_its_words(salt_clock: Title, client: Client) -> None:
    bring_in(salt_clock, DATED)
    bring_in(salt_clock, NOTES)
    Dossier.objects.get().latest_revision.publish()
    page = look(client, f"/au/movie/{salt_clock.slug}/")
    for part in ("synopsis", "review", "critics", "facts", "quotes", "dialogue", "passages", "questions"):
        assert part in page.parts, part
    assert "people & quick" in page.part("review")


# -- The same page, and another ----------------------------------------------------------------------------


def test_the_same_page_twice_changes_nothing(salt_clock: Title, tmp_path: Path, capsys: Any) -> None:
    first = bring_in(salt_clock, DATED)
    salt_clock.refresh_from_db()
    before = (
        stored(),
        first.dossier.revisions.count(),
        salt_clock.data_version,
        list(Offer.objects.values()),
    )
    again = bring_in(salt_clock, DATED)
    run(tmp_path, DATED, name="other-name.txt")
    salt_clock.refresh_from_db()
    after = (stored(), first.dossier.revisions.count(), salt_clock.data_version, list(Offer.objects.values()))
    assert not again.is_new
    assert again.dossier.pk == first.dossier.pk
    assert before == after
    assert "imported before" in capsys.readouterr().out


def test_what_an_editor_wrote_since_is_left_alone_by_the_same_page(salt_clock: Title) -> None:
    dossier = bring_in(salt_clock, DATED).dossier
    dossier.writer = "Ed Itor"
    dossier.save_revision()
    bring_in(salt_clock, DATED)
    assert draft(salt_clock).writer == "Ed Itor"


def test_a_second_page_adds_to_the_draft(salt_clock: Title) -> None:
    bring_in(salt_clock, DATED)
    bring_in(salt_clock, NOTES)
    made = draft(salt_clock)
    assert Dossier.objects.count() == 1
    assert parts(made)["passage"] == 2
    assert parts(made)["critic_quote"] == 2
    assert made.updated_on == date(2025, 5, 3), "The older page does not make the words older."


def test_a_part_that_stands_once_is_left_over_from_the_second_page(salt_clock: Title) -> None:
    bring_in(salt_clock, DATED)
    bring_in(salt_clock, MARKDOWN, "page.md")
    made = draft(salt_clock)
    assert parts(made)["synopsis"] == 1
    assert "runs on salt" in values(made, "synopsis")[0]["text"].source
    assert [v["text"] for v in values(made, "left_over")] == ["A clock, and the salt that drives it."]
    assert parts(made)["fact"] == 4


def test_left_over_words_keep_their_signs(salt_clock: Title) -> None:
    bring_in(salt_clock, MARKDOWN.replace("**salt**", "salt & “1 < 2”"), "page.md")
    bring_in(salt_clock, MARKDOWN.replace("**salt**", "salt & sand, 1 < 2,"), "page.md")
    assert "A clock, and the salt & sand, 1 < 2, that drives it." in [
        v["text"] for v in values(draft(salt_clock), "left_over")
    ]


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        ("review", {"verdict": "See it twice."}),
        ("theme", {"heading": "Salt as money"}),
        ("question", {"question": "Is it frightening?"}),
        ("passage", {"translation": "Time is salt."}),
        ("dialogue", {"cue": "On the quay, at night."}),
        ("promo", {"provider": "Stan"}),
    ],
)
def test_an_import_keeps_every_block_an_editor_began(
    block: str, fields: dict[str, str], salt_clock: Title
) -> None:
    dossier = DossierFactory(title=salt_clock, live=False, body=[(block, fields)])
    dossier.save_revision(clean=False)
    bring_in(salt_clock, MARKDOWN, "page.md")
    [kept] = values(draft(salt_clock), block)
    assert {name: kept[name] for name in fields} == fields


def test_the_empty_skeleton_gives_way_even_when_the_editor_saved_it(salt_clock: Title) -> None:
    blank = '<p data-block-key="abcde"></p>'
    body = [
        ("logline", {"text": ""}),
        ("synopsis", {"text": blank}),
        ("review", {"text": blank}),
        ("fact", {"text": blank}),
        ("question", {"question": "What is it about?", "answer": blank}),
    ]
    DossierFactory(title=salt_clock, live=False, body=body).save_revision(clean=False)
    bring_in(salt_clock, GUIDE)
    made = draft(salt_clock)
    assert parts(made)["left_over"] == 0
    assert parts(made)["question"] == 1
    assert "runs on salt" in values(made, "synopsis")[0]["text"].source


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (BlockType.LOGLINE, ("text",)),
        (BlockType.CRITIC_QUOTE, ("critic", "publication")),
        (BlockType.QUOTE, ("speaker", "context")),
        (BlockType.PASSAGE, ("speaker",)),
        (BlockType.QUESTION, ("question",)),
        (BlockType.LIST_PLACING, ("list", "publisher")),
        (BlockType.PROMO, ("provider",)),
    ],
)
def test_no_word_is_cut_off_where_a_field_is_too_short(
    kind: BlockType, fields: tuple[str, ...], salt_clock: Title
) -> None:
    long = {name: " ".join(f"{name}{n}" for n in range(99)) for name in fields}
    block = Block(kind, long.get("text", "Words."), {name: long[name] for name in fields if name != "text"})
    page = ReadPage("tt9000001", PageFormat.TEXT, blocks=(block,))
    import_page(page, salt_clock, name="page.txt", digest="0" * 64)
    dossier = draft(salt_clock)
    kept = json.dumps(list(dossier.body.raw_data))
    assert [word for text in long.values() for word in text.split() if word not in kept] == []
    assert dossier.body_errors() is None


def test_what_no_block_holds_is_in_the_report(salt_clock: Title) -> None:
    bring_in(salt_clock, GUIDE)
    report = json.dumps(PageImport.objects.get().report)
    assert "Apple TV Rent from $4.99" in report
    assert "Where to watch The Salt Clock" in report


def test_a_live_dossier_stays_as_it_is_until_somebody_publishes(salt_clock: Title, client: Client) -> None:
    dossier = DossierFactory(title=salt_clock, body=[("synopsis", {"text": "<p>Our own words.</p>"})])
    bring_in(salt_clock, NOTES)
    page = look(client, f"/au/movie/{salt_clock.slug}/")
    assert "passages" not in page.parts
    assert "Our own words." in page.text
    dossier.refresh_from_db()
    assert dossier.live
    assert dossier.has_unpublished_changes


# -- Offers ------------------------------------------------------------------------------------------------


def test_offers_are_stored_with_the_page_as_source_and_its_day(salt_clock: Title) -> None:
    done = bring_in(salt_clock, DATED, "salt-guide.txt")
    assert done.offers == 2
    rows = {o.provider.slug: o for o in Offer.objects.select_related("provider", "source")}
    assert set(rows) == {"stan", "apple-tv"}
    assert {o.source.name for o in rows.values()} == {"salt-guide.txt"}
    assert {(o.first_seen, o.last_seen) for o in rows.values()} == {(date(2025, 5, 3), date(2025, 5, 3))}
    assert (rows["apple-tv"].price_minor, rows["apple-tv"].currency) == (499, "AUD")
    assert rows["apple-tv"].provider.name == "Apple TV"


def test_an_offer_without_a_day_is_not_stored_and_a_finding_says_so(
    salt_clock: Title, tmp_path: Path, capsys: Any
) -> None:
    done = bring_in(salt_clock, GUIDE)
    assert done.offers == 0
    assert Offer.objects.count() == 0
    [finding] = [f for f in done.findings if f.rule == "undated_offers"]
    assert finding.why.startswith("2 offers were not stored")
    assert [f["rule"] for f in PageImport.objects.get().report["findings"]].count("undated_offers") == 1


def test_the_command_says_that_offers_had_no_day(salt_clock: Title, tmp_path: Path, capsys: Any) -> None:
    run(tmp_path, GUIDE)
    assert "undated_offers" in capsys.readouterr().out


def test_the_same_page_with_the_day_it_was_read_stores_its_offers(salt_clock: Title) -> None:
    dossier = bring_in(salt_clock, GUIDE).dossier
    again = bring_in(salt_clock, GUIDE, observed=date(2025, 8, 20))
    assert not again.is_new
    assert again.offers == 2
    assert {o.last_seen for o in Offer.objects.all()} == {date(2025, 8, 20)}
    assert dossier.revisions.count() == 1
    assert bring_in(salt_clock, GUIDE, observed=date(2025, 8, 20)).offers == 0


def test_a_later_page_with_other_offers_adds_them_and_ends_none(salt_clock: Title) -> None:
    bring_in(salt_clock, DATED)
    later = (
        DATED.replace("3 May 2025", "7 June 2026").replace("$4.99", "$5.99").replace("Stan\n", "Netflix\n")
    )
    assert bring_in(salt_clock, later).offers == 2
    rows = sorted((o.provider.slug, o.price_minor, o.last_seen.year, o.known_to) for o in Offer.objects.all())
    assert rows == [
        ("apple-tv", 499, 2025, None),
        ("apple-tv", 599, 2026, None),
        ("netflix", None, 2026, None),
        ("stan", None, 2025, None),
    ]


def test_offers_are_those_of_the_country_asked_for(salt_clock: Title, tmp_path: Path) -> None:
    run(tmp_path, GUIDE, "--country", "NZ", "--observed", "2025-05-03")
    assert {o.country for o in Offer.objects.all()} == {"NZ"}


def test_the_page_shows_the_offers_at_once(salt_clock: Title, client: Client) -> None:
    address = f"/au/movie/{salt_clock.slug}/"
    assert "Stan" not in look(client, address).part("where-to-watch")
    bring_in(salt_clock, GUIDE, observed=date(2026, 11, 18))
    assert "Stan" in look(client, address).part("where-to-watch")


# -- The report --------------------------------------------------------------------------------------------


def test_a_dry_run_stores_nothing(salt_clock: Title, tmp_path: Path, capsys: Any) -> None:
    run(tmp_path, DATED, "--dry-run")
    told = capsys.readouterr().out
    assert "2  critic_quote" in told
    assert "2  offers" in told
    assert "Updated on 2025-05-03." in told
    assert "Nothing was stored" in told
    assert stored() == (0,) * 6


def test_the_report_in_json_has_the_shape_of_the_contract(
    salt_clock: Title, tmp_path: Path, capsys: Any
) -> None:
    run(tmp_path, NOTES, "--dry-run", "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert {"title", "blocks", "offers", "citations", "left_over", "updated_on", "findings"} <= set(told)
    assert told["title"] == "tt9000001"
    assert told["updated_on"] == "2020-12-21"
    assert Counter(block["type"] for block in told["blocks"]) == {
        "logline": 1,
        "dialogue_line": 2,
        "passage": 2,
    }
    assert [note["date_iso"] for note in told["citations"]] == ["2012-03", "2015-03-09"]
    assert stored() == (0,) * 6


def test_json_is_stored_too_where_it_is_no_dry_run(salt_clock: Title, tmp_path: Path, capsys: Any) -> None:
    run(tmp_path, DATED, "--format", "json", "--language", "fr")
    assert len(json.loads(capsys.readouterr().out)["offers"]) == 2
    assert Dossier.objects.get().language == "fr"


# -- Nothing that runs -------------------------------------------------------------------------------------


def test_nothing_that_runs_reaches_the_draft_or_the_page(salt_clock: Title, client: Client) -> None:
    bring_in(salt_clock, HTML, "page.html")
    made = draft(salt_clock)
    assert parts(made)["synopsis"] == 1
    assert parts(made)["fact"] == 2
    kept = json.dumps(list(made.body.raw_data))
    for word in ("javascript:", "onerror", "onclick", "onload", "<script", "<iframe", "<img", "color: red"):
        assert word not in kept, word
    Dossier.objects.get().latest_revision.publish()
    page = look(client, f"/au/movie/{salt_clock.slug}/")
    body = page.soup.select_one("main")
    assert body
    assert not body.select("script, iframe, img[src=x], [onclick], [onerror], a[href^='javascript:']")
    assert "1 < 2" in page.part("synopsis")


def test_what_a_page_says_is_escaped_in_every_block(salt_clock: Title, client: Client) -> None:
    nasty = "<b onmouseover=alert(1)>&amp;</b>"
    text = DATED.replace("Ada Brine", f"Ada {nasty}").replace("Hal Garrow", f"Hal {nasty}")
    text = text.replace("real?", f"real {nasty}?").replace("The harbour is", f"The {nasty} harbour is")
    bring_in(salt_clock, text, "page.txt")
    Dossier.objects.get().latest_revision.publish()
    page = look(client, f"/au/movie/{salt_clock.slug}/")
    assert not page.soup.select("[onmouseover]")
    assert nasty in page.part("facts")


# -- In the admin ------------------------------------------------------------------------------------------


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(EditorFactory())
    return client


def paste(client: Client, about: Title, **fields: Any) -> Any:
    form = {"title": about.pk, "text": "", "country": "AU", "observed": ""} | fields
    return client.post("/admin/read-a-page/", form)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "one of the two"),
        ({"text": "   \n "}, "one of the two"),
        ({"text": "…"}, "no words"),
        ({"text": GUIDE.replace("The Salt Clock", "Marble Quay")}, "Marble Quay"),
        ({"text": GUIDE, "country": "UK"}, "Select a valid choice"),
        ({"text": GUIDE, "observed": "yesterday"}, "Enter a valid date"),
        ({"text": GUIDE, "title": "404"}, "Select a valid choice"),
    ],
)
def test_the_form_says_what_is_wrong_and_stores_nothing(
    editor: Client, salt_clock: Title, fields: dict[str, str], says: str
) -> None:
    response = paste(editor, salt_clock, **fields)
    assert response.status_code == 200
    assert says in response.content.decode()
    assert stored() == (0,) * 6


def test_a_pasted_page_leads_into_its_draft(editor: Client, salt_clock: Title) -> None:
    response = paste(editor, salt_clock, text=GUIDE, observed="2025-08-20")
    made = Dossier.objects.get()
    assert response.headers["Location"] == f"/admin/snippets/dossiers/dossier/edit/{made.pk}/"
    assert Offer.objects.count() == 2
    shown = editor.get(response.headers["Location"])
    assert "8 parts were read; 2 offers were stored; 0 pieces are left over." in shown.content.decode()
    again = editor.get(paste(editor, salt_clock, text=GUIDE, observed="2025-08-20").headers["Location"])
    assert "read in before" in again.content.decode()
    assert made.revisions.count() == 1


def test_a_file_is_read_by_its_ending(editor: Client, salt_clock: Title) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    paste(editor, salt_clock, file=SimpleUploadedFile("page.html", HTML.encode()))
    assert parts(draft(salt_clock))["fact"] == 2
    assert PageImport.objects.get().name == "page.html"


def test_only_an_editor_may_read_a_page_in(client: Client, salt_clock: Title) -> None:
    assert client.get("/admin/read-a-page/").status_code == 302
    from tests.factories import UserFactory

    client.force_login(UserFactory())
    assert paste(client, salt_clock, text=GUIDE).status_code in (302, 403)
    assert stored() == (0,) * 6


def test_people_of_the_title_help_to_read_it(salt_clock: Title) -> None:
    CreditFactory(title=salt_clock, person=PersonFactory(name="Ines Vale"), role="director", character="")
    bring_in(salt_clock, NOTES)
    assert values(draft(salt_clock), "passage")[0]["speaker"].startswith("Ines Vale")
