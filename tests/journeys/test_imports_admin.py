"""An editor answers a question that an import left, merges two titles, and takes the merge back."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CHECKOUT, PASSWORD, Visit, Visitor

# What an import would have left: two questions about films of one name, and a film that came in twice.
LEFT_BEHIND = """
from datetime import UTC, date, datetime
import django
django.setup()
from django.db import transaction
from daybill.apps.catalogue.models import Source, Title, TitleWord
from daybill.apps.catalogue.projecting import project
from daybill.apps.sources.models import HeldRow, ImportProblem, ImportRun, Question
from daybill.domain.words import title_words
NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
source, _ = Source.objects.get_or_create(slug="journeys", defaults={"name": "A table of journeys"})
heat = Title.objects.get(imdb_id="tt0113277")
others = list(Title.objects.filter(search_key="heat", type="movie").exclude(pk=heat.pk)[:2])
with transaction.atomic():
    twice = Title.objects.create(type="movie", name="Heat", search_key="heat", slug="heat-1895", year=1895)
    TitleWord.objects.create(
        title=twice, source=source, as_of=date(2026, 5, 20), words=title_words(name="Heat", year=1895)
    )
    project([twice.pk])
    for n, year in enumerate((1995, 1996)):
        question = Question.objects.create(
            source=source, fingerprint=f"journey-{n}", name="Heat", year=year, type="movie",
            people=["Michael Mann"], ids={}, reason="several titles of this name and year", asked_at=NOW,
            candidates=[{"title": t.pk, "score": 90 - 40 * i, "reason": "same name"}
                        for i, t in enumerate([heat, *others])],
        )
        for line in range(2 - n):
            HeldRow.objects.create(
                question=question, format="table", file="journeys.csv", line=line, digest=f"{n}-{line}", held_at=NOW,
                row={"title": "Heat", "year": str(year)}, context={"records": []},
            )
    run = ImportRun.objects.create(
        command="import_table", source="journeys", files=[], fingerprint="journey", state="finished",
        started_at=NOW, read=3, held=2, refused=1, seconds=1,
    )
    ImportProblem.objects.create(
        run=run, kind="refused", file="journeys.csv", line=9, reason="It has no name.", row={"title": ""}
    )
print(heat.pk, twice.pk, run.pk)
"""


@pytest.fixture(scope="module")
def left(site: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, int, int]:
    """Numbers of Heat, of the film that came in twice, and of the run."""
    # The newest may be named twice: pytest keeps a link to it.
    [home] = {
        path.resolve()
        for path in tmp_path_factory.getbasetemp().glob("journeys*/home")
        if (path / "daybill.db").exists()
    }
    environ = {name: value for name, value in os.environ.items() if not name.startswith("DAYBILL_")}
    environ |= {
        "DAYBILL_HOME": str(home),
        "DAYBILL_SECRET_KEY": "only-for-journeys-" * 4,
        "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", LEFT_BEHIND],
        env=environ,
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
        text=True,
    )
    heat, twice, run = map(int, done.stdout.split())
    return heat, twice, run


def sign_in(visitor: Visitor) -> Page:
    page = visitor.go("/admin/")
    page.locator("#id_username").fill("editor@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    return page


def test_an_editor_answers_a_question_and_undoes_a_merge(visit: Visit, left: tuple[int, int, int]) -> None:
    heat, twice, _run = left
    editor = visit("desk", quiet=False)
    page = sign_in(editor)
    editor.go("/admin/imports/questions/")
    # The one for which most rows wait comes first.
    page.locator("td.title a").first.click()
    expect(page.locator(".imports-row")).to_contain_text("2 rows wait")
    expect(page.locator(".imports-column mark").first).to_be_visible()
    page.get_by_role("button", name=re.compile(r"It is this one.*Heat \(1995\)")).click()
    expect(page.locator(".messages")).to_contain_text("Heat (1995)")
    expect(page.locator(".imports-row")).to_contain_text("Heat (1996)")
    editor.go("/admin/imports/questions/answered/")
    expect(page.locator("main")).to_contain_text("it is this title")

    reader = visit("phone")
    reader.go("/au/movie/heat-1895/")
    editor.go(f"/admin/imports/titles/merge/?keep={heat}&gone={twice}")
    page.get_by_role("button", name="Merge them").click()
    expect(page.locator(".messages")).to_contain_text("was merged into Heat (1995)")
    reader.go("/au/movie/heat-1895/?as_of=2026-05-01")
    assert reader.page.url.endswith("/au/movie/heat-1995/?as_of=2026-05-01")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("everything is back")
    reader.go("/au/movie/heat-1895/")
    assert reader.path == "/au/movie/heat-1895/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desk"])
def test_axe_finds_nothing_on_the_pages_of_imports(
    visit: Visit, left: tuple[int, int, int], size: str, scheme: str
) -> None:
    heat, twice, run = left
    # axe is a script of the test's own, which the site's policy rightly refuses.
    editor = visit(size, quiet=False, bypass_csp=True, color_scheme=scheme)
    page = sign_in(editor)
    found = []
    for path in (
        "questions/",
        "questions/2/?q=heat",
        "questions/answered/",
        "runs/",
        f"runs/{run}/",
        "titles/",
        f"titles/merge/?keep={heat}&gone={twice}",
        f"titles/merge/?keep={heat}",
        f"titles/split/?title={twice}",
    ):
        editor.go(f"/admin/imports/{path}")
        # The furniture around it is Wagtail's.
        report = Axe().run(
            page, context={"include": ["main"], "exclude": [".w-slim-header", "form.w-filters"]}
        )
        found += [
            f"{path}: {v['id']} {[n['target'] for n in v['nodes']]}" for v in report.response["violations"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            found.append(f"{path} is {wide} px too wide")
    assert found == []
