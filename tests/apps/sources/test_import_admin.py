"""Editors see every import, answer its questions, and merge and split titles; nobody else does."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from daybill.apps.accounts.models import User
from daybill.apps.catalogue.models import Title, TitleMove, TitleWord
from daybill.apps.catalogue.moving import merge_titles
from daybill.apps.sources.admin_views.permissions import ALL, ANSWER, MOVE, SEE_MOVES, SEE_RUNS, UNDO
from daybill.apps.sources.models import HeldRow, ImportProblem, ImportRun, Question
from daybill.domain.words import title_words
from tests.factories import (
    CreditFactory,
    DossierFactory,
    OfferFactory,
    PersonFactory,
    SourceFactory,
    TitleFactory,
    UserFactory,
)
from tests.web.stage import HOSTILE, plain

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)


def editor(*permissions: str) -> User:
    """Somebody let into the admin who may do these things and no other."""
    user = UserFactory()
    group = Group.objects.create(name="Import editors")
    for permission in ("wagtailadmin.access_admin", *permissions):
        app, _, codename = permission.partition(".")
        group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    user.groups.add(group)
    return user


@pytest.fixture
def desk(client: Client) -> Client:
    """The admin as an editor of imports has it."""
    client.force_login(editor(*ALL))
    return client


def ask(name: str = "Heat", waiting: int = 1, source: str = "services", **fields: Any) -> Question:
    question = Question.objects.create(
        source=SourceFactory(slug=source),
        fingerprint=f"{name}{Question.objects.count()}",
        name=name,
        reason="several titles of this name and year",
        asked_at=NOW,
        **fields,
    )
    for line in range(waiting):
        HeldRow.objects.create(
            question=question,
            format="table",
            file="table.csv",
            line=line + 2,
            digest=f"{question.pk}-{line}",
            held_at=NOW,
            row={"title": name, "duration": "170 min", "empty": ""},
            context={"records": []},
        )
    return question


def candidate(title: Title, score: int, reason: str = "same name, same year") -> dict[str, Any]:
    return {"title": title.pk, "score": score, "reason": reason}


def soup(response: HttpResponse) -> BeautifulSoup:
    assert response.status_code == 200
    assert "Traceback" not in response.content.decode()
    return BeautifulSoup(response.content.decode(), "html.parser")


def main(response: HttpResponse) -> str:
    return plain(soup(response).select_one("main").get_text(" "))


def said(response: HttpResponse) -> str:
    """The messages on the page that the editor was led to."""
    return plain(soup(response).select_one(".messages").get_text(" "))


def answer(desk: Client, question: Question, **form: Any) -> Any:
    return desk.post(reverse("imports:answer", args=[question.pk]), form, follow=True)


def a_run(**fields: Any) -> ImportRun:
    return ImportRun.objects.create(
        command="import_table",
        source="services",
        files=[{"name": "table.csv", "sha256": "ab" * 32}],
        fingerprint="x",
        started_at=NOW,
        **{"state": "finished", "read": 8000, "held": 1, "refused": 2, "seconds": 4.0} | fields,
    )


def a_problem(run: ImportRun, kind: str = "refused", **fields: Any) -> ImportProblem:
    return ImportProblem.objects.create(
        run=run,
        kind=kind,
        **{"file": "table.csv", "line": 7, "reason": "It has no name.", "row": {}} | fields,
    )


# Runs


def test_the_list_of_runs_says_what_became_of_their_rows(desk: Client) -> None:
    a_run(stored=7990)
    words = main(desk.get(reverse("imports:runs")))
    for part in ("import_table", "services", "finished", "8,000", "7,990", "2,000"):
        assert part in words


@pytest.mark.parametrize(("asked", "there"), [("state=failed", False), ("state=finished&source=serv", True)])
def test_runs_are_filtered(desk: Client, asked: str, there: bool) -> None:
    a_run()
    response = desk.get(f"{reverse('imports:runs_results')}?{asked}")
    assert ("import_table" in soup(response).get_text()) is there


def test_the_list_of_runs_takes_the_same_queries_for_more_runs(
    desk: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    a_run()
    desk.get(reverse("imports:runs"))
    with CaptureQueriesContext(connection) as few:
        desk.get(reverse("imports:runs"))
    for _ in range(20):
        a_run()
    with django_assert_num_queries(len(few)):
        desk.get(reverse("imports:runs"))


def test_a_run_shows_each_row_that_was_not_taken_and_why(desk: Client) -> None:
    run = a_run(error="It was cut off.", options={"country": "AU"})
    a_problem(run, row={"title": HOSTILE})
    a_problem(run, "held", line=9, reason="No title is certain.")
    response = desk.get(reverse("imports:run", args=[run.pk]))
    words = main(response)
    for part in (
        "It was cut off.",
        "country AU",
        "table.csv",
        "It has no name.",
        "No title is certain.",
        "abababababab",
    ):
        assert part in words
    assert "<script>alert" not in response.content.decode()


def test_problems_are_filtered_by_kind(desk: Client) -> None:
    run = a_run()
    a_problem(run)
    a_problem(run, "held", reason="No title is certain.")
    words = main(desk.get(reverse("imports:run", args=[run.pk]), {"kind": "held"}))
    assert "No title is certain." in words
    assert "It has no name." not in words


def test_problems_are_paged_and_those_not_kept_are_counted(desk: Client) -> None:
    run = a_run(refused=70, held=0)
    for line in range(60):
        a_problem(run, line=line)
    words = main(desk.get(reverse("imports:run", args=[run.pk])))
    assert "Page 1 of 2" in words
    assert "10 more were counted and not kept." in words


def test_problems_are_downloaded_as_a_table_that_runs_nothing(desk: Client) -> None:
    run = a_run()
    a_problem(run, reason="=HYPERLINK(“http://evil.example”)", row={"title": "Heat"})
    response: Any = desk.get(reverse("imports:run", args=[run.pk]), {"export": "csv"})
    [row] = csv.DictReader(StringIO(b"".join(response.streaming_content).decode()))
    assert row["Reason"].startswith("'=HYPERLINK")
    assert row["Row"] == '{"title": "Heat"}'


def test_a_run_that_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get(reverse("imports:run", args=[99])).status_code == 404


# The review queue


def test_the_queue_begins_with_what_most_rows_wait_for(desk: Client) -> None:
    ask("Rare", 1)
    ask("Common", 3)
    Question.objects.create(
        source=SourceFactory(), fingerprint="done", name="Done", asked_at=NOW, answer="none", reason="x"
    )
    names = [
        a.get_text(strip=True) for a in soup(desk.get(reverse("imports:questions"))).select("td.title a")
    ]
    assert names == ["Common", "Rare"]


def test_the_queue_names_the_likeliest_title_unless_two_are_alike(desk: Client) -> None:
    heat, other = TitleFactory(name="Heat", year=1995), TitleFactory(name="Heat", year=1986)
    ask(candidates=[candidate(other, 40), candidate(heat, 90)])
    ask(candidates=[candidate(heat, 60), candidate(other, 60)])
    words = main(desk.get(reverse("imports:questions")))
    assert "Heat (1995)" in words
    assert "several alike" in words


def test_an_empty_queue_says_so(desk: Client) -> None:
    assert "No question is open" in main(desk.get(reverse("imports:questions")))


def test_the_queue_takes_the_same_queries_for_more_questions(
    desk: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    heat = TitleFactory()
    ask(candidates=[candidate(heat, 90)])
    desk.get(reverse("imports:questions"))
    with CaptureQueriesContext(connection) as few:
        desk.get(reverse("imports:questions"))
    for _ in range(20):
        ask(candidates=[candidate(heat, 90)])
    with django_assert_num_queries(len(few)):
        desk.get(reverse("imports:questions"))


def test_a_question_stands_beside_its_candidates(desk: Client) -> None:
    heat = TitleFactory(name="Heat", year=1995, imdb_id="tt0113277", runtime_minutes=170)
    CreditFactory(title=heat, role="director", person=PersonFactory(name="Michael Mann"))
    CreditFactory(title=heat, person=PersonFactory(name="Al Pacino"))
    question = ask(
        waiting=2,
        year=1995,
        type="movie",
        people=["Michael Mann"],
        ids={"tmdb": "949"},
        candidates=[candidate(heat, 85, "same name, same year, a person agrees")],
    )
    page = soup(desk.get(reverse("imports:question", args=[question.pk])))
    row = plain(page.select_one(".imports-row").get_text(" "))
    for part in ("Heat (1995)", "2 rows wait", "Michael Mann", "tmdb 949", "table.csv, line 2", "170 min"):
        assert part in row
    column = page.select_one(".imports-candidates .imports-column")
    words = plain(column.get_text(" "))
    for part in ("85 of 100", "a person agrees", "Al Pacino", "170 minutes", "imdb tt0113277"):
        assert part in words
    agreeing = {plain(mark.get_text(" ").partition("(")[0]) for mark in column.select("mark")}
    assert agreeing == {"1995", "film", "Michael Mann"}
    assert column.select_one("h3 a")["href"] == "/au/movie/heat-1995/"
    assert column.select_one("button")["accesskey"] == ["1"]


def test_a_candidate_that_was_merged_stands_as_the_title_it_is_now(desk: Client) -> None:
    keep, gone = TitleFactory(name="Heat", year=1995), TitleFactory(name="Heat", year=1996)
    question = ask(candidates=[candidate(gone, 80), candidate(keep, 60)])
    merge_titles(keep, gone, None)
    columns = soup(desk.get(reverse("imports:question", args=[question.pk]))).select(".imports-column h3")
    assert [plain(column.get_text()) for column in columns] == ["Heat (1995)"]


def test_an_answer_is_remembered_and_leads_to_the_next_question(desk: Client) -> None:
    heat = TitleFactory()
    first, second = ask("First", 2, candidates=[candidate(heat, 60)]), ask("Second", 1)
    response = answer(desk, first, answer="same", title=heat.pk)
    first.refresh_from_db()
    assert (first.answer, first.title, first.rows.count()) == ("same", heat, 0)
    assert first.answered_by is not None
    assert response.redirect_chain[-1][0] == reverse("imports:question", args=[second.pk])
    assert "2 rows were stored" in said(response)


def test_rows_may_be_left_out(desk: Client) -> None:
    question = ask(waiting=2)
    response = answer(desk, question, answer="none")
    question.refresh_from_db()
    assert (question.answer, question.rows.count()) == ("none", 0)
    assert "2 rows were left out" in said(response)
    assert response.redirect_chain[-1][0] == reverse("imports:questions")


def test_a_row_may_be_a_title_of_its_own(desk: Client) -> None:
    question = ask(waiting=0)
    answer(desk, question, answer="new")
    question.refresh_from_db()
    assert question.answer == "new"


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"answer": "same"}, "Say which title it is"),
        ({"answer": "same", "title": "999999"}, "Say which title it is"),
        ({"answer": "same", "title": "1; drop"}, "Say which title it is"),
        ({"answer": "perhaps"}, "Choose one of the answers"),
        ({}, "Choose one of the answers"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(desk: Client, form: dict[str, str], reason: str) -> None:
    question = ask()
    assert reason in said(answer(desk, question, **form))
    question.refresh_from_db()
    assert (question.answer, question.rows.count()) == ("", 1)


def test_two_editors_do_not_answer_over_each_other(desk: Client) -> None:
    heat = TitleFactory()
    question = ask(waiting=0)
    answer(desk, question, answer="same", title=heat.pk)
    assert "answered meanwhile" in said(answer(desk, question, answer="none"))
    question.refresh_from_db()
    assert question.title == heat


def test_another_title_is_searched_for(desk: Client) -> None:
    TitleFactory(name="Manhunter", year=1986, imdb_id="tt0091474")
    question = ask(waiting=0)
    for query in ("manhunter 1986", "tt0091474"):
        page = main(desk.get(reverse("imports:question", args=[question.pk]), {"q": query}))
        assert "Manhunter (1986)" in page
    assert "No title fits" in main(
        desk.get(reverse("imports:question", args=[question.pk]), {"q": "nothing"})
    )


def test_an_answer_is_taken_back(desk: Client) -> None:
    heat = TitleFactory(name="Heat")
    question = ask(waiting=0)
    answer(desk, question, answer="same", title=heat.pk)
    assert "it is this title" in main(desk.get(reverse("imports:answered")))
    response: Any = desk.post(reverse("imports:ask_again", args=[question.pk]), follow=True)
    question.refresh_from_db()
    assert (question.answer, question.title, question.answered_by) == ("", None, None)
    assert "open again" in said(response)
    assert "open already" in said(desk.post(reverse("imports:ask_again", args=[question.pk]), follow=True))


def accept(desk: Client, *questions: Question, least: str = "80") -> str:
    form = {"question": [q.pk for q in questions], "least": least}
    return said(desk.post(reverse("imports:accept"), form, follow=True))


def test_the_best_is_accepted_for_those_ticked_that_score_enough(desk: Client) -> None:
    heat, other = TitleFactory(), TitleFactory()
    good = ask(candidates=[candidate(heat, 80), candidate(other, 40)])
    poor = ask(candidates=[candidate(heat, 79)])
    torn = ask(candidates=[candidate(heat, 90), candidate(other, 90)])
    bare, unticked = ask(), ask(candidates=[candidate(heat, 100)])
    told = accept(desk, good, poor, torn, bare)
    assert "1 question was answered; 1 row was stored." in told
    assert "3 were left open" in told
    good.refresh_from_db()
    assert good.title == heat
    assert set(Question.objects.filter(answer="")) == {poor, torn, bare, unticked}


@pytest.mark.parametrize("least", ["", "0", "101", "-1", "many", "٣", "²", "9" * 40])
def test_a_least_score_that_is_none_answers_nothing(desk: Client, least: str) -> None:
    question = ask(candidates=[candidate(TitleFactory(), 100)])
    assert "number from 1 to 100" in accept(desk, question, least=least)
    question.refresh_from_db()
    assert question.answer == ""


def test_nothing_ticked_is_said(desk: Client) -> None:
    assert "Tick the questions" in accept(desk)


# Titles


def with_words(name: str, year: int, *sources: str, **fields: Any) -> Title:
    title = TitleFactory(name=name, year=year, **fields)
    for slug in sources:
        TitleWord.objects.create(
            title=title,
            source=SourceFactory(slug=slug),
            as_of=date(2026, 1, 1),
            words=title_words(name=name, year=year),
        )
    return title


def test_a_merge_is_looked_at_before_it_is_done(desk: Client) -> None:
    keep = with_words("Heat", 1995, "films-table", imdb_id="tt0113277")
    gone = with_words("Heat", 1999, "films-table", imdb_id="tt9900001")
    OfferFactory(title=gone)
    page = main(desk.get(reverse("imports:merge"), {"keep": keep.pk, "gone": gone.pk}))
    for part in (
        "1 offer",
        "Put aside, as the other has it 1 title word",
        "IMDb tells them apart",
        "A source that speaks of both",
        "Their years lie apart",
    ):
        assert part in page
    assert Title.objects.filter(pk=gone.pk).exists()
    assert not TitleMove.objects.exists()


def test_two_titles_are_merged_and_put_back(desk: Client) -> None:
    keep, gone = with_words("Heat", 1995, "films-table"), with_words("Heat", 1996, "services")
    response: Any = desk.post(reverse("imports:merge"), {"keep": keep.pk, "gone": gone.pk}, follow=True)
    assert "was merged into Heat (1995)" in said(response)
    move = TitleMove.objects.get()
    assert move.made_by is not None
    assert "was merged into" in main(desk.get(reverse("imports:moves")))
    response = desk.post(reverse("imports:move", args=[move.pk]), follow=True)
    assert "everything is back" in said(response)
    assert Title.objects.filter(pk=gone.pk, slug="heat-1996").exists()
    assert "undone before" in said(desk.post(reverse("imports:move", args=[move.pk]), follow=True))


def test_a_merge_that_cannot_be_is_refused_with_the_way_out(desk: Client) -> None:
    keep, gone = TitleFactory(), TitleFactory()
    for title in (keep, gone):
        DossierFactory(title=title)
    form = {"keep": keep.pk, "gone": gone.pk}
    page = desk.get(reverse("imports:merge"), form)
    assert "each have a dossier" in main(page)
    assert "Merge them" not in main(page)
    assert "Delete one of the two" in said(desk.post(reverse("imports:merge"), form, follow=True))


@pytest.mark.parametrize("form", [{}, {"keep": "1"}, {"keep": "x", "gone": "99999999"}])
def test_a_merge_without_two_titles_is_refused(desk: Client, form: dict[str, str]) -> None:
    assert "Choose two titles" in said(desk.post(reverse("imports:merge"), form, follow=True))


def test_titles_of_the_same_name_are_offered_for_a_merge(desk: Client) -> None:
    keep, other = TitleFactory(name="Heat", year=1995), TitleFactory(name="Heat", year=1986)
    page = soup(desk.get(reverse("imports:merge"), {"keep": keep.pk}))
    links = [a["href"] for a in page.select(".imports-column a.button")]
    assert links == [f"?keep={keep.pk}&gone={other.pk}"]


def test_a_title_is_split_by_its_sources(desk: Client) -> None:
    title = with_words("Heat", 1995, "films-table", "services", imdb_id="tt0113277")
    OfferFactory(title=title, source=SourceFactory(slug="services"))
    page = main(desk.get(reverse("imports:split"), {"title": title.pk}))
    assert "Services · calls it Heat (1995) · 1 offer" in page
    source = SourceFactory(slug="services")
    form = {"title": title.pk, "source": [source.pk], "id": ["imdb:tt0113277"]}
    response: Any = desk.post(reverse("imports:split"), form, follow=True)
    assert "was split" in said(response)
    new = Title.objects.get(imdb_id="tt0113277")
    assert new.pk != title.pk
    assert new.offers.count() == 1


@pytest.mark.parametrize("form", [{}, {"source": "x", "id": "nonsense"}])
def test_a_split_that_takes_nothing_is_refused(desk: Client, form: dict[str, str]) -> None:
    title = with_words("Heat", 1995, "films-table", "services")
    response: Any = desk.post(reverse("imports:split"), {"title": title.pk, **form}, follow=True)
    assert "None of these sources" in said(response)
    assert "Choose a title" in said(desk.post(reverse("imports:split"), form, follow=True))


def test_a_title_of_one_source_cannot_be_split(desk: Client) -> None:
    title = with_words("Heat", 1995, "films-table")
    assert "nothing to split" in main(desk.get(reverse("imports:split"), {"title": title.pk}))


# Who may


PLACES = {
    "imports:runs": SEE_RUNS,
    "imports:questions": ANSWER,
    "imports:answered": ANSWER,
    "imports:moves": SEE_MOVES,
    "imports:merge": MOVE,
    "imports:split": MOVE,
}


@pytest.mark.parametrize("name", PLACES)
def test_each_page_is_for_those_who_may(client: Client, name: str) -> None:
    client.force_login(editor(*(set(ALL) - {PLACES[name]})))
    assert client.get(reverse(name)).status_code == 302
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(reverse(name)).status_code == 200


def test_who_may_only_look_at_a_merge_does_not_undo_it(client: Client) -> None:
    move = merge_titles(TitleFactory(), TitleFactory(), None)
    client.force_login(editor(*(set(ALL) - {UNDO})))
    address = reverse("imports:move", args=[move.pk])
    assert "Undo" not in main(client.get(address))
    assert "not undo it" in said(client.post(address, follow=True))


@pytest.mark.parametrize("name", ["imports:accept", "imports:answer", "imports:ask_again"])
def test_nothing_changes_by_following_a_link(desk: Client, name: str) -> None:
    args = [] if name == "imports:accept" else [ask().pk]
    assert desk.get(reverse(name, args=args)).status_code == 405


def test_every_form_carries_a_token(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor(*ALL))
    question = ask()
    assert strict.post(reverse("imports:answer", args=[question.pk]), {"answer": "none"}).status_code == 403
    question.refresh_from_db()
    assert question.answer == ""


def test_the_menu_has_what_one_may_do(client: Client) -> None:
    client.force_login(editor(ANSWER))
    words = client.get(reverse("imports:questions")).content.decode()
    assert reverse("imports:questions") in words
    assert reverse("imports:runs") not in words


def test_a_group_can_be_given_these_permissions_in_the_admin(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    page = client.get(reverse("wagtailusers_groups:add")).content.decode()
    for permission in ALL:
        codename = permission.partition(".")[2]
        assert f'value="{Permission.objects.get(codename=codename).pk}"' in page
