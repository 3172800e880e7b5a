"""Complete listings: what they end, and what they must not."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from daybill.apps.availability.models import Offer
from daybill.apps.catalogue.models import Title
from daybill.apps.catalogue.moving import merge_titles
from tests.factories import TitleFactory

pytestmark = pytest.mark.django_db
OF_NETFLIX = {"provider": "netflix", "country": "AU", "complete": True}


@pytest.fixture
def titles() -> list[str]:
    return [TitleFactory(name=f"Film {n}", imdb_id=f"tt00000{n:02}").imdb_id for n in range(10, 40)]


def row(title: str, **fields: Any) -> dict[str, Any]:
    return {"title": title, "provider": "netflix", "country": "AU", "monetization": "flatrate"} | fields


def take(folder: Path, rows: list[Any], day: str, **options: Any) -> dict[str, Any]:
    path = folder / f"listing-{day}.ndjson"
    lines = (r if isinstance(r, str) else json.dumps(r) for r in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    out = StringIO()
    call_command(
        "import_offers", str(path), as_of=day, format="json", stdout=out, **{**OF_NETFLIX, **options}
    )
    return json.loads(out.getvalue())


def test_what_is_not_named_has_gone(tmp_path, titles):
    take(tmp_path, [row(t) for t in titles], "2026-01-01")
    report = take(tmp_path, [row(t) for t in titles[:-2]], "2026-01-08")
    assert (report["ended"], report["unchanged"]) == (2, 28)
    assert {str(day) for day in Offer.objects.exclude(ended_by=None).values_list("ended_by", flat=True)} == {
        "2026-01-08"
    }


def test_a_row_with_a_slip_is_not_silence(tmp_path, titles):
    take(tmp_path, [row(t) for t in titles], "2026-01-01")
    slipped = [row(titles[0], price="dear"), *(row(t) for t in titles[1:-1])]
    report = take(tmp_path, slipped, "2026-01-08")
    assert (report["refused"], report["ended"]) == (1, 1)
    assert Offer.objects.get(title__imdb_id=titles[0]).ended_by is None


def test_where_a_broken_row_names_nobody_nothing_is_ended_unless_forced(tmp_path, titles):
    take(tmp_path, [row(t) for t in titles], "2026-01-01")
    broken = [row(t) for t in titles[:-1]] + ['{"title": ']
    report = take(tmp_path, broken, "2026-01-08")
    assert report["ended"] == 0
    assert "nothing was ended" in report["problems"][-1]["reason"]
    assert take(tmp_path, broken, "2026-01-09", force=True)["ended"] == 1


def test_another_providers_rows_end_nothing(tmp_path, titles):
    take(tmp_path, [row(t) for t in titles], "2026-01-01")
    with pytest.raises(CommandError, match="--force"):
        take(tmp_path, [row(t, provider="stan") for t in titles], "2026-01-08")
    assert not Offer.objects.exclude(ended_by=None).exists()
    assert not Offer.objects.filter(provider__slug="stan").exists()


def test_a_mistyped_provider_is_named(tmp_path, titles):
    with pytest.raises(CommandError, match="Did you mean netflix"):
        take(tmp_path, [row(titles[0])], "2026-01-01", provider="netflx")


def test_a_folder_with_a_part_that_cannot_be_read_is_no_complete_listing(tmp_path, titles):
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / "a.ndjson").write_text(json.dumps(row(titles[0])) + "\n", encoding="utf-8")
    (folder / "b.csv").write_text("titel,anbieter\nHeat,netflix\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"b\.csv cannot be read"):
        call_command("import_offers", str(folder), as_of="2026-01-01", **OF_NETFLIX)
    assert not Offer.objects.exists()


def test_a_row_that_made_a_title_means_it_again(tmp_path):
    path = tmp_path / "titles.ndjson"
    path.write_text('{"name": "Nix", "type": "series"}\n', encoding="utf-8")
    for outcome in ("stored", "unchanged"):
        out = StringIO()
        call_command("import_titles", str(path), format="json", stdout=out)
        assert json.loads(out.getvalue())[outcome] == 1


def test_a_torn_first_line_does_not_make_another_file_of_the_rest(tmp_path, titles):
    good = [row(t, observed="2026-01-01") for t in titles[:3]]
    for first in ("not JSON at all", '{"title": ', json.dumps({"title": titles[0], "provider": "netflix"})):
        path = tmp_path / "offers.ndjson"
        path.write_text("".join(f"{line}\n" for line in (first, *map(json.dumps, good))), encoding="utf-8")
        out = StringIO()
        call_command("import_offers", str(path), format="json", stdout=out)
        report = json.loads(out.getvalue())
        assert (report["read"], report["refused"], report["stored"] + report["unchanged"]) == (4, 1, 3)


def test_offers_of_titles_that_were_merged_are_one(tmp_path, titles):
    one, other = (Title.objects.get(imdb_id=imdb) for imdb in titles[:2])
    take(tmp_path, [row(t) for t in titles], "2026-01-01")
    merge_titles(one, other, None)
    assert Offer.objects.filter(title=one).count() == 2
    named = [row(t) for t in titles if t != other.imdb_id]
    assert take(tmp_path, named, "2026-01-08")["ended"] == 0
    offer = Offer.objects.get(title=one)
    assert (str(offer.first_seen), str(offer.last_seen), offer.ended_by) == ("2026-01-01", "2026-01-08", None)
