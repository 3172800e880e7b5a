"""The how-to's example is run as it is printed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from daybill.apps.availability.models import Offer
from daybill.apps.sources.importing import Options, find_jobs, run_import
from tests.factories import TitleFactory

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "add-a-source.md"
pytestmark = pytest.mark.django_db


def blocks(language: str) -> list[str]:
    found = re.findall(
        rf"^( *)```{language}\n(.*?)^\1```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    return [re.sub(rf"^{indent}", "", text, flags=re.MULTILINE) for indent, text in found]


def test_the_examples_format_stores_the_examples_row(tmp_path):
    names: dict[str, Any] = {"__name__": "club_programme"}
    exec(compile(blocks("python")[0], str(PAGE), "exec"), names)
    table = tmp_path / "programme.csv"
    table.write_text(blocks("text")[0], encoding="utf-8")
    title = TitleFactory(name="Heat", year=1995, type="movie")
    options = Options(observed=date(2026, 11, 20))
    jobs = find_jobs([table], (names["ClubProgramme"](),), options, date(2026, 11, 20))
    run = run_import("import_club_programme", jobs, options, progress=lambda *_: None)
    assert (run.read, run.stored) == (1, 1)
    offer = Offer.objects.get(title=title)
    assert (offer.monetization, offer.price_minor, offer.currency) == ("cinema", 1450, "EUR")
    # The last evening is one of the days: it ends at midnight in Berlin.
    assert offer.ends.isoformat() == "2026-11-22T23:00:00+00:00"


def test_the_example_is_shorter_than_a_hundred_lines():
    assert sum(len(text.splitlines()) for text in blocks("python")) < 100
