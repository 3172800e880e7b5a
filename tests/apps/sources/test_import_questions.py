"""What is not certain waits for an editor: asked once, answered once, and remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from daybill.apps.availability.models import Offer
from daybill.apps.catalogue.models import Nomination, Title, TitleWord
from daybill.apps.catalogue.moving import merge_titles
from daybill.apps.sources.actions import AnswerNeedsTitle, AnswerNeedsType, answer_question, ask_again
from daybill.apps.sources.models import HeldRow, Question
from daybill.domain.words import title_words
from tests.apps.sources.import_files import counted, everything, imported
from tests.factories import SourceFactory, TitleFactory

pytestmark = pytest.mark.django_db
SEEN = "title,year,country,provider,runtime,first_seen,last_seen\n"
GLOBES = "year_film,year_award,ceremony,category,nominee,film,win\n"


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"


def seen(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "seen.csv"
    path.write_text(SEEN + "".join(f"{row}\n" for row in rows))
    return path


HEAT_AU = "Heat,1995,AU,Netflix,170,2026-02-01,2026-08-01"
HEAT_GB = "Heat,1995,UK,Netflix,170,2026-02-01,2026-08-01"
TWICE = "import_first_last_seen"


@pytest.fixture
def heats() -> list[Title]:
    """Two films of one name and year, which nothing in a row tells apart."""
    return [known("Heat", 1995, slug=f"heat-{n}") for n in (1, 2)]


def known(name: str, year: int, **more: str) -> Title:
    """A film of which a table has spoken."""
    title: Title = TitleFactory(name=name, year=year, **more)
    TitleWord.objects.create(title=title, source=SourceFactory(), words=title_words(name=name, year=year))
    return title


@pytest.mark.usefixtures("heats")
def test_rows_that_say_the_same_are_one_question(tmp_path: Path) -> None:
    report = imported(TWICE, seen(tmp_path, HEAT_AU, HEAT_GB))
    assert counted(report) == {"read": 2, "held": 2}
    question = Question.objects.get()
    assert (question.name, question.year, question.type, question.answer) == ("Heat", 1995, "movie", "")
    assert question.reason == "several titles of this name and year"
    assert [c["score"] for c in question.candidates] == [80, 80]
    assert HeldRow.objects.filter(question=question).count() == 2
    assert {p["reason"] for p in report["problems"]} == {"Heat (1995): several titles of this name and year."}


@pytest.mark.usefixtures("heats")
def test_the_same_import_again_asks_nothing_more(tmp_path: Path) -> None:
    path = seen(tmp_path, HEAT_AU, HEAT_GB)
    imported(TWICE, path)
    before = everything()
    assert counted(imported(TWICE, path)) == {"read": 2, "held": 2}
    assert everything() == before


def test_an_answer_stores_the_waiting_rows_at_once_and_later_ones_by_themselves(
    tmp_path: Path, heats: list[Title]
) -> None:
    imported(TWICE, seen(tmp_path, HEAT_AU))
    editor = get_user_model().objects.create(username="anna")
    answered = answer_question(Question.objects.get(), "same", title=heats[1], by=editor)
    assert (answered.stored, answered.waiting) == (1, 0)
    assert Offer.objects.get().title == heats[1]
    assert Title.objects.get(pk=heats[1].pk).runtime_minutes == 170
    report = imported(TWICE, seen(tmp_path, HEAT_AU, HEAT_GB))
    assert counted(report) == {"read": 2, "stored": 1, "unchanged": 1}
    assert Question.objects.count() == 1
    assert Question.objects.get().answered_by == editor


def test_two_waiting_rows_of_a_new_title_make_one(tmp_path: Path, heats: list[Title]) -> None:
    imported(TWICE, seen(tmp_path, HEAT_AU, HEAT_GB))
    assert answer_question(Question.objects.get(), "new").stored == 2
    made = Title.objects.exclude(pk__in=[h.pk for h in heats]).get()
    assert (made.name, made.year, made.type, made.offers.count()) == ("Heat", 1995, "movie", 2)
    assert Question.objects.get().title == made
    assert counted(imported(TWICE, seen(tmp_path, HEAT_AU, HEAT_GB))) == {"read": 2, "unchanged": 2}
    assert Title.objects.count() == 3


def test_a_title_answered_as_new_before_any_row_waits_is_made_once(
    tmp_path: Path, heats: list[Title]
) -> None:
    imported(TWICE, seen(tmp_path, HEAT_AU))
    question = Question.objects.get()
    question.rows.all().delete()
    answer_question(question, "new")
    for _ in range(2):
        imported(TWICE, seen(tmp_path, HEAT_AU, HEAT_GB))
    assert Title.objects.count() == 3
    assert Question.objects.get().title not in heats


@pytest.mark.usefixtures("heats")
def test_rows_that_are_left_out_are_counted_and_not_asked_again(tmp_path: Path) -> None:
    imported(TWICE, seen(tmp_path, HEAT_AU))
    answer_question(Question.objects.get(), "none")
    assert not HeldRow.objects.exists()
    report = imported(TWICE, seen(tmp_path, HEAT_AU))
    assert counted(report) == {"read": 1, "held": 1}
    assert report["problems"][0]["reason"] == "Heat (1995): an editor left it out."
    assert (HeldRow.objects.count(), Question.objects.count(), Offer.objects.count()) == (0, 1, 0)


def test_a_question_can_be_asked_again(tmp_path: Path, heats: list[Title]) -> None:
    imported(TWICE, seen(tmp_path, HEAT_AU))
    answer_question(Question.objects.get(), "same", title=heats[0])
    ask_again(Question.objects.get())
    assert counted(imported(TWICE, seen(tmp_path, HEAT_AU))) == {"read": 1, "held": 1}
    assert Offer.objects.get().title == heats[0]
    assert HeldRow.objects.count() == 1


def test_the_answer_follows_a_title_that_is_merged(tmp_path: Path, heats: list[Title]) -> None:
    imported(TWICE, seen(tmp_path, HEAT_AU))
    answer_question(Question.objects.get(), "same", title=heats[1])
    merge_titles(heats[0], heats[1], by=None)
    assert counted(imported(TWICE, seen(tmp_path, HEAT_AU))) == {"read": 1, "unchanged": 1}
    assert Offer.objects.get().title == heats[0]


def test_the_answer_of_a_deleted_title_is_asked_for_again(tmp_path: Path, heats: list[Title]) -> None:
    other = known("Heat", 1995, slug="heat-3")
    imported(TWICE, seen(tmp_path, HEAT_AU))
    answer_question(Question.objects.get(), "same", title=other)
    other.delete()
    assert counted(imported(TWICE, seen(tmp_path, HEAT_AU))) == {"read": 1, "held": 1}
    question = Question.objects.get()
    assert (question.answer, question.rows.count()) == ("", 1)
    assert {c["title"] for c in question.candidates} == {h.pk for h in heats}


@pytest.mark.usefixtures("heats")
def test_it_is_this_title_needs_one(tmp_path: Path) -> None:
    imported(TWICE, seen(tmp_path, HEAT_AU))
    with pytest.raises(AnswerNeedsTitle, match="Say which title it is"):
        answer_question(Question.objects.get(), "same")
    assert Question.objects.get().answer == ""


@pytest.mark.usefixtures("heats")
def test_no_title_is_made_of_rows_that_do_not_say_what_it_is(tmp_path: Path) -> None:
    imported(TWICE, seen(tmp_path, HEAT_AU))
    Question.objects.update(type="")
    with pytest.raises(AnswerNeedsType, match="whether it is a film or a series"):
        answer_question(Question.objects.get(), "new")
    assert Question.objects.get().answer == ""


def test_a_nomination_is_stored_at_once_and_given_its_film_later(tmp_path: Path) -> None:
    path = tmp_path / "globes.csv"
    path.write_text(GLOBES + "1995,1996,53,Best Director - Motion Picture,Michael Mann,Heat,True\n")
    assert counted(imported("import_golden_globes", path)) == {"read": 1, "held": 1}
    nomination = Nomination.objects.get()
    assert (nomination.title, nomination.film_name, nomination.won) == (None, "Heat", True)
    heat = known("Heat", 1995)
    answer_question(Question.objects.get(), "same", title=heat)
    assert Nomination.objects.get().title == heat
    assert counted(imported("import_golden_globes", path)) == {"read": 1, "unchanged": 1}
    # What an editor said is not taken away by a table that still does not know it.
    ask_again(Question.objects.get())
    imported("import_golden_globes", path)
    assert Nomination.objects.get().title == heat


def test_names_alone_wait_and_are_placed_once_answered(tmp_path: Path) -> None:
    path = tmp_path / "top.tsv"
    rows = [f"2026-10-0{day}\tFilms (English)\t1\tHeat\tN/A" for day in (4, 5)]
    path.write_text("\n".join(["week\tcategory\tweekly_rank\tshow_title\tseason_title", *rows, ""]))
    heat = known("Heat", 1995)
    assert counted(imported("import_netflix_top10", path)) == {"read": 2, "held": 2}
    assert answer_question(Question.objects.get(), "same", title=heat).stored == 2
    assert heat.placings.count() == 2
    assert counted(imported("import_netflix_top10", path)) == {"read": 2, "unchanged": 2}


def test_an_answer_makes_no_other_title_than_the_one_it_is_about(tmp_path: Path, heats: list[Title]) -> None:
    path = seen(tmp_path, HEAT_AU, "The Insider,1999,AU,Netflix,157,2026-02-01,2026-08-01")
    assert counted(imported(TWICE, path)) == {"read": 2, "held": 2}
    answer_question(Question.objects.get(name="Heat"), "same", title=heats[0])
    assert not Title.objects.filter(name="The Insider").exists()
    assert Question.objects.get(name="The Insider").rows.count() == 1
