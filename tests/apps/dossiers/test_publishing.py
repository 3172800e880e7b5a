"""What is published is fit to be read, by whatever road it comes; a draft may be as unfinished as it likes."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import (
    GroupApprovalTask,
    ModelLogEntry,
    Workflow,
    WorkflowContentType,
    WorkflowState,
    WorkflowTask,
)
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from daybill.apps.catalogue.models import Title
from daybill.apps.dossiers.models import Citation, Dossier, HistoryEntry
from daybill.apps.dossiers.skeleton import skeleton
from tests.factories import CitationFactory, DossierFactory, EditorFactory, TitleFactory
from tests.web.stage import look

pytestmark = pytest.mark.django_db

PAST = datetime(2020, 1, 1, tzinfo=UTC)
GOOD = [("synopsis", {"text": "<p>A clock runs on salt.</p>"})]


def bad_link(address: str) -> list[tuple[str, dict[str, Any]]]:
    return [("synopsis", {"text": f"<p>See <a {address}>this</a>.</p>"})]


def in_pieces(cited: Citation) -> list[tuple[str, dict[str, Any]]]:
    return [
        ("critic_quote", {"text": "x" * 60, "citations": [cited]}),
        ("passage", {"text": "x" * 60, "citations": [cited]}),
    ]


BAD: dict[str, Any] = {
    "a mark without a citation": lambda: [("fact", {"text": "<p>It is cold.[3]</p>"})],
    "a mark beyond the list": lambda: [
        ("review", {"verdict": "Good.[2]", "text": "<p>Yes.[1]</p>", "citations": [CitationFactory()]})
    ],
    "a mark [0]": lambda: [("theme", {"text": "<p>Salt.[0]</p>", "citations": [CitationFactory()]})],
    "a mark in a name": lambda: [
        ("quote", {"text": "Wind it.", "speaker": "Ada[1]", "citations": [CitationFactory()]})
    ],
    "a link that runs": lambda: bad_link('href="javascript:alert(1)"'),
    "a link that runs, in capitals": lambda: bad_link('href="JavaScript:alert(1)"'),
    "a link that runs, after a space": lambda: bad_link('href=" javascript:alert(1)"'),
    "a link that runs, spelt in signs": lambda: bad_link('href="&#106;avascript:alert(1)"'),
    "a link that runs, in single marks": lambda: bad_link("href='javascript:alert(1)'"),
    "a link that runs, without marks": lambda: bad_link("href=javascript:alert(1)"),
    "a link with its data in it": lambda: bad_link('href="data:text/html,hello"'),
    "a link to another host, unsaid": lambda: bad_link('href="//evil.example/"'),
    "too much of a source": lambda: [
        ("passage", {"text": "word " * 30, "citations": [CitationFactory(quote_limit=100)]})
    ],
    "too much of a source, in pieces": lambda: in_pieces(CitationFactory(quote_limit=100)),
    "two reviews": lambda: [("review", {"text": "<p>One.</p>"}), ("review", {"text": "<p>Two.</p>"})],
    "a trailer of nowhere": lambda: [("trailer", {"name": "Trailer", "url": "https://ads.example/film"})],
    "a timecode that is none": lambda: [("quote", {"text": "Wind it.", "timecode": "half past"})],
    "a score beyond ten": lambda: [("review", {"text": "<p>Yes.</p>", "score": "11"})],
}


@pytest.fixture(params=BAD)
def bad(request: pytest.FixtureRequest, db: None) -> Any:
    return BAD[request.param]()


@pytest.fixture
def over_quoted(db: None) -> Any:
    return BAD["too much of a source"]()


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(EditorFactory())
    return client


def drafted(body: Any, **fields: Any) -> Dossier:
    dossier = DossierFactory(live=False, body=body, **fields)
    dossier.save_revision(clean=False)
    return dossier


def is_live(dossier: Dossier) -> bool:
    return Dossier.objects.get(pk=dossier.pk).live


# -- revision.publish() ------------------------------------------------------------------------------------


def test_what_is_not_fit_to_be_read_is_refused(bad: Any) -> None:
    dossier = drafted(bad)
    with pytest.raises(ValidationError):
        dossier.latest_revision.publish()
    assert not is_live(dossier)
    assert HistoryEntry.objects.count() == 0


def test_a_refused_change_leaves_what_is_live(over_quoted: Any, client: Client) -> None:
    dossier = DossierFactory(body=GOOD)
    dossier.body = over_quoted
    with pytest.raises(ValidationError):
        dossier.save_revision(clean=False).publish()
    assert "runs on salt" in look(client, dossier.get_absolute_url()).part("synopsis")


def test_the_limit_is_the_sites_where_the_source_sets_none(settings: Any) -> None:
    settings.DAYBILL = dataclasses.replace(settings.DAYBILL, quote_limit=50)
    dossier = drafted([("quote", {"text": "x" * 51, "citations": [CitationFactory()]})])
    with pytest.raises(ValidationError, match=r"51 characters are quoted .* at most 50"):
        dossier.latest_revision.publish()
    settings.DAYBILL = dataclasses.replace(settings.DAYBILL, quote_limit=51)
    dossier.latest_revision.publish()
    assert is_live(dossier)


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c", "HTTP://example.org", "/au/", "#notes", "https://e.org/a b"]
)
def test_a_link_of_the_web_or_of_the_site_is_let_through(address: str) -> None:
    dossier = drafted(bad_link(f'href="{address}"'))
    dossier.latest_revision.publish()
    assert is_live(dossier)


def test_what_is_fit_goes_live_by_every_count_of_marks() -> None:
    cited = [CitationFactory(), CitationFactory()]
    dossier = drafted([("fact", {"text": "<p>Cold.[2] And wet.[1][2]</p>", "citations": cited})])
    dossier.latest_revision.publish()
    assert is_live(dossier)


# -- By the clock ------------------------------------------------------------------------------------------


def scheduled(body: Any) -> Dossier:
    dossier = drafted(body)
    dossier.latest_revision.approved_go_live_at = PAST
    dossier.latest_revision.save()
    return dossier


def test_one_refused_on_schedule_leaves_the_schedule_and_holds_up_no_other(bad: Any) -> None:
    refused, fit = scheduled(bad), scheduled(GOOD)
    call_command("publish_scheduled")
    assert not is_live(refused)
    assert is_live(fit)
    refused.latest_revision.refresh_from_db()
    assert refused.latest_revision.approved_go_live_at is None
    entry = ModelLogEntry.objects.get(action="daybill.publish_refused")
    assert entry.object_id == str(refused.pk)
    assert entry.formatter.format_message(entry) == "Not published on schedule: its words have errors"
    assert not ModelLogEntry.objects.filter(object_id=refused.pk, action="wagtail.publish.scheduled").exists()


def test_what_is_refused_is_not_scheduled_either(over_quoted: Any) -> None:
    dossier = DossierFactory(live=False, body=over_quoted)
    dossier.go_live_at = datetime.now(UTC) + timedelta(days=3)
    with pytest.raises(ValidationError):
        dossier.save_revision(clean=False).publish()
    assert not dossier.scheduled_revision


def test_what_is_to_go_live_later_waits_for_its_hour() -> None:
    dossier = DossierFactory(live=False, body=GOOD)
    dossier.go_live_at = datetime.now(UTC) + timedelta(days=3)
    dossier.save_revision().publish()
    call_command("publish_scheduled")
    assert not is_live(dossier)
    assert dossier.scheduled_revision
    assert HistoryEntry.objects.count() == 0


# -- By a workflow -----------------------------------------------------------------------------------------


@pytest.fixture
def workflow(db: None) -> Workflow:
    from django.contrib.contenttypes.models import ContentType

    made = Workflow.objects.create(name="Two pairs of eyes")
    WorkflowTask.objects.create(
        workflow=made, task=GroupApprovalTask.objects.create(name="Chief editor"), sort_order=0
    )
    WorkflowContentType.objects.create(workflow=made, content_type=ContentType.objects.get_for_model(Dossier))
    return made


def test_approval_publishes_what_is_fit(workflow: Workflow) -> None:
    dossier, user = drafted(GOOD), EditorFactory()
    state = workflow.start(dossier, user)
    state.current_task_state.approve(user=user)
    assert is_live(dossier)


def test_approval_is_refused_and_undone_where_it_is_not(over_quoted: Any, workflow: Workflow) -> None:
    dossier, user = drafted(over_quoted), EditorFactory()
    state = workflow.start(dossier, user)
    with pytest.raises(ValidationError), transaction.atomic():
        state.current_task_state.approve(user=user)
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert not is_live(dossier)


def test_whoever_approves_is_told_why_it_was_refused(
    over_quoted: Any, workflow: Workflow, editor: Client
) -> None:
    dossier = drafted(over_quoted)
    state = workflow.start(dossier, EditorFactory())
    base = "/admin/snippets/dossiers/dossier"
    response = editor.post(f"{base}/workflow/action/{dossier.pk}/approve/{state.current_task_state.pk}/")
    assert response.status_code == 302
    shown = editor.get(f"{base}/edit/{dossier.pk}/").content.decode()
    assert "characters are quoted from" in shown
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS


# -- By the button -----------------------------------------------------------------------------------------


def citations(*cited: Citation) -> dict[str, Any]:
    items = {
        str(n): {"value": str(c.pk), "deleted": "", "order": str(n), "id": ""} for n, c in enumerate(cited)
    }
    return items | {"count": str(len(cited))}


def form(title: Title, body: Any, **fields: Any) -> dict[str, Any]:
    names = ("writer", "updated_on", "reviewed_by", "reviewed_on", "change_note", "go_live_at", "expire_at")
    empty = dict.fromkeys(names, "")
    return nested_form_data(
        {"title": str(title.pk), "language": "en", "body": streamfield(body)} | empty | fields
    )


def prose(html: str, *cited: Citation) -> dict[str, Any]:
    return {"text": rich_text(html, features=["bold", "italic", "link"]), "citations": citations(*cited)}


ADD = "/admin/snippets/dossiers/dossier/add/"
PUBLISH = {"action-publish": "y"}


def test_the_button_publishes_what_is_fit(editor: Client, salt_clock: Title) -> None:
    cited = CitationFactory()
    body = [("synopsis", prose("<p>A clock runs on salt.[1]</p>", cited))]
    response = editor.post(ADD, form(salt_clock, body) | PUBLISH)
    assert response.status_code == 302
    made = Dossier.objects.get()
    assert made.live
    assert made.body[0].value["citations"][0] == cited


def test_the_button_refuses_a_mark_without_a_citation(editor: Client, salt_clock: Title) -> None:
    response = editor.post(ADD, form(salt_clock, [("fact", prose("<p>Cold.[3]</p>"))]) | PUBLISH)
    assert response.status_code == 200
    assert "[3] stands in the text, but this block lists 0 citations." in response.content.decode()
    assert Dossier.objects.count() == 0


def passage(text: str, *cited: Citation) -> list[Any]:
    return [("passage", {"text": text, "translation": "", "speaker": "", "citations": citations(*cited)})]


@pytest.mark.parametrize("new", [True, False], ids=["new", "known"])
def test_the_button_refuses_too_much_of_a_source_and_keeps_the_draft(
    new: bool, editor: Client, salt_clock: Title
) -> None:
    body = passage("word " * 30, CitationFactory(title="On Waiting", quote_limit=100))
    path = ADD
    if not new:
        path = f"/admin/snippets/dossiers/dossier/edit/{drafted(GOOD, title=salt_clock).pk}/"
    response = editor.post(path, form(salt_clock, body) | PUBLISH, follow=True)
    text = response.content.decode()
    assert response.status_code == 200
    assert "characters are quoted from" in text
    assert "On Waiting" in text
    made = Dossier.objects.get()
    assert not made.live
    assert made.get_latest_revision_as_object().body[0].block_type == "passage"


def test_the_editor_cannot_write_a_link_that_runs(editor: Client, salt_clock: Title) -> None:
    body = [("fact", prose('<p>See <a href="javascript:alert(1)">this</a>.</p>'))]
    editor.post(ADD, form(salt_clock, body) | PUBLISH)
    for made in Dossier.objects.all():
        assert "javascript:" not in str(made.body)


def test_a_draft_may_be_unfinished(editor: Client, salt_clock: Title) -> None:
    body = [
        ("fact", prose("<p>Cold.[3]</p>")),
        ("list_placing", {"list": "", "publisher": "", "rank": "", "year": "", "citations": citations()}),
        *passage("word " * 30, CitationFactory(quote_limit=100)),
    ]
    response = editor.post(ADD, form(salt_clock, body))
    assert response.status_code == 302
    made = Dossier.objects.get()
    assert not made.live
    path = f"/admin/snippets/dossiers/dossier/edit/{made.pk}/"
    # As the editor saves of its own accord while one writes.
    saved = editor.post(path, form(salt_clock, body), headers={"Accept": "application/json"})
    assert saved.json()["success"]
    refused = editor.post(path, form(salt_clock, body) | PUBLISH)
    assert refused.status_code == 200
    assert not is_live(made)


def test_there_is_one_dossier_of_a_title_in_a_language(editor: Client, salt_clock: Title) -> None:
    DossierFactory(title=salt_clock)
    with pytest.raises(IntegrityError), transaction.atomic():
        DossierFactory(title=salt_clock)
    DossierFactory(title=salt_clock, language="fr")
    response = editor.post(ADD, form(salt_clock, []))
    assert "edit that one" in response.content.decode()
    assert Dossier.objects.count() == 2


def test_a_title_with_a_dossier_cannot_be_deleted(salt_clock: Title) -> None:
    DossierFactory(title=salt_clock)
    with pytest.raises(IntegrityError):
        salt_clock.delete()


# -- The skeleton ------------------------------------------------------------------------------------------


def test_a_new_dossier_starts_from_the_skeleton(editor: Client) -> None:
    response = editor.get(ADD)
    offered = response.context["form"].instance.body
    assert [block.block_type for block in offered] == [name for name, _ in skeleton()]


def test_the_empty_skeleton_can_be_published_and_says_nothing(client: Client, salt_clock: Title) -> None:
    before = look(client, f"/au/movie/{salt_clock.slug}/").parts
    drafted(list(skeleton()), title=salt_clock).latest_revision.publish()
    page = look(client, f"/au/movie/{salt_clock.slug}/")
    assert set(page.parts) == {*before, "updated"}
    assert "What is it about?" not in page.main
    assert not page.soup.select(".logline")


# -- The public history, and pages that were kept ----------------------------------------------------------


def test_each_publication_writes_its_line_and_clears_the_note() -> None:
    dossier = drafted(GOOD)
    dossier.latest_revision.publish()
    assert [entry.note for entry in dossier.history.all()] == ["First published."]
    dossier.change_note = "A theme added."
    dossier.save_revision().publish()
    dossier = Dossier.objects.get()
    assert [entry.note for entry in dossier.history.all()] == ["A theme added.", "First published."]
    assert dossier.change_note == ""
    assert dossier.get_latest_revision_as_object().change_note == "", "A later draft must not say it again."
    dossier.get_latest_revision_as_object().save_revision().publish()
    assert dossier.history.count() == 2


def test_a_first_note_stands_in_for_the_first_line() -> None:
    drafted(GOOD, change_note="Written for the anniversary.").latest_revision.publish()
    assert [entry.note for entry in HistoryEntry.objects.all()] == ["Written for the anniversary."]


def test_the_page_that_was_kept_is_renewed_by_every_change(client: Client, salt_clock: Title) -> None:
    address = f"/au/movie/{salt_clock.slug}/"
    assert "synopsis" not in look(client, address).parts
    dossier = drafted(GOOD, title=salt_clock)
    assert "synopsis" not in look(client, address).parts
    dossier.latest_revision.publish()
    assert "runs on salt" in look(client, address).part("synopsis")
    dossier = Dossier.objects.get()
    dossier.body = [("synopsis", {"text": "<p>It runs on sand.</p>"})]
    revision = dossier.save_revision()
    assert "runs on salt" in look(client, address).part("synopsis")
    revision.publish()
    assert "runs on sand" in look(client, address).part("synopsis")
    Dossier.objects.get().unpublish()
    assert "synopsis" not in look(client, address).parts
    revision.publish()
    assert "synopsis" in look(client, address).parts
    Dossier.objects.get().delete()
    assert "synopsis" not in look(client, address).parts


def test_a_citation_that_is_mended_is_mended_on_the_page(editor: Client, salt_clock: Title) -> None:
    cited = CitationFactory(title="On Wating")
    drafted(
        [("fact", {"text": "<p>Cold.[1]</p>", "citations": [cited]})], title=salt_clock
    ).latest_revision.publish()
    address = f"/au/movie/{salt_clock.slug}/"
    assert "On Wating" in look(editor, address).part("sources")
    cited.title = "On Waiting"
    cited.save()
    assert "On Waiting" in look(editor, address).part("sources")


def test_a_citation_that_is_cited_is_not_deleted_from_under_the_page(
    editor: Client, salt_clock: Title
) -> None:
    cited = CitationFactory()
    dossier = drafted([("fact", {"text": "<p>Cold.[1]</p>", "citations": [cited]})], title=salt_clock)
    dossier.latest_revision.publish()
    cited.delete()
    page = look(editor, f"/au/movie/{salt_clock.slug}/")
    assert "Cold." in page.part("facts")
    assert dossier.body_errors() is None or is_live(dossier)


def test_a_new_dossier_of_a_title_with_a_year_lists_it_once(editor: Client) -> None:
    for year in (1995, 1972):
        drafted(GOOD, title=TitleFactory(name="Heat", year=year))
    text = editor.get("/admin/snippets/dossiers/dossier/").content.decode()
    assert text.count("Heat (1995)") >= 1
    assert text.count("Heat (1972)") >= 1
