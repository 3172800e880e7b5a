"""``daybill export_titles``."""

from __future__ import annotations

import importlib.resources
import io
import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from daybill.api.management.commands import export_titles
from daybill.apps.catalogue.export import title_lines
from daybill.apps.catalogue.models import Source, Title
from tests.factories import TitleGenreFactory, TitleNameFactory

SCHEMA = json.loads(
    importlib.resources.files("daybill.api").joinpath("schemas/title.schema.json").read_text()
)


def export(*args: str) -> list[Any]:
    out = io.StringIO()
    call_command("export_titles", *args, stdout=out)
    return [json.loads(line) for line in out.getvalue().split("\n")[:-1]]


@pytest.fixture
def series(make_title: Any) -> Title:
    series = make_title("Slow Horses", 2022, type="series")
    season = make_title("Season 1", 2022, type="season", parent=series, number=1)
    make_title("Failure's Contagious", 2022, type="episode", parent=season, number=1)
    return series


def test_line_is_in_the_shape_of_the_contract(heat: Title, make_credit: Any, source: Source):
    make_credit(heat, "Robert De Niro", position=1)
    make_credit(heat, "Al Pacino", position=0)
    make_credit(heat, "Al Pacino", position=2, character="A voice")
    make_credit(heat, "Michael Mann", "director")
    make_credit(heat, "Elliot Goldenthal", "composer")
    for position, genre in ((1, "drama"), (0, "crime")):
        TitleGenreFactory(title=heat, genre=genre, position=position)
    for name, country in (
        ("Heat", "AU"),
        ("Hitzе", ""),
        ("Fuego contra fuego", "MX"),
        ("Fuego contra fuego", "AR"),
    ):
        TitleNameFactory(title=heat, name=name, country=country, source=source)
    Title.objects.filter(pk=heat.pk).update(original_name="Heat: The Original")
    assert export("--format", "ndjson") == [
        {
            "id": heat.pk,
            "imdb": "tt0113277",
            "name": "Heat",
            "names": ["Heat: The Original", "Fuego contra fuego", "Hitzе"],
            "year": 1995,
            "type": "movie",
            "genres": ["crime", "drama"],
            "directors": ["Michael Mann"],
            "cast": ["Al Pacino", "Robert De Niro"],
            "popularity": 80.0,
            "key": "tt0113277",
            "slug": "heat-1995",
            "ids": {"imdb": "tt0113277"},
            "original_name": "Heat: The Original",
            "runtime_minutes": 170,
        }
    ]


def test_every_line_is_valid_by_the_shipped_schema(heat: Title, series: Title, make_title: Any):
    make_title("幸福", None, slug="tt1")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    lines = export("--type", "movie", "--type", "series", "--type", "season", "--type", "episode")
    assert len(lines) == 5
    for line in lines:
        jsonschema.Draft202012Validator(SCHEMA).validate(line)


def test_films_and_series_unless_a_type_is_asked_for(heat: Title, series: Title):
    assert {line["type"] for line in export()} == {"movie", "series"}
    assert [line["type"] for line in export("--type", "episode")] == ["episode"]


def test_empty_catalogue_is_an_empty_dump(db: None):
    assert export() == []


def test_line_ends_within_a_name_do_not_end_the_line(make_title: Any):
    make_title("One\u2028two\u2029three\x85four\nfive", slug="odd")
    out = io.StringIO()
    call_command("export_titles", stdout=out)
    assert len(out.getvalue().splitlines()) == 1
    assert json.loads(out.getvalue())["name"] == "One\u2028two\u2029three\x85four\nfive"


@pytest.mark.parametrize("titles", [2, 6, 7])
def test_batches_join_without_a_gap_and_queries_follow_their_number(
    make_title: Any, titles: int, django_assert_num_queries: Any
):
    ids = [make_title(f"Title {number}", 2000).pk for number in range(titles)]
    batches = -(-titles // 3)
    with django_assert_num_queries(8 * batches + 1):
        assert [line["id"] for line in title_lines(batch=3)] == ids


def test_file_appears_whole_and_alone(heat: Title, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "titles.ndjson"
    path.write_text("the old one")
    call_command("export_titles", out=str(path))
    assert json.loads(path.read_text(encoding="utf-8"))["imdb"] == "tt0113277"
    assert list(tmp_path.iterdir()) == [path]
    assert capsys.readouterr().out == f"Titles written to {path}: 1.\n"


def test_failure_leaves_the_old_file_as_it_was(heat: Title, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(types: Any) -> Any:
        yield from list(title_lines(types))
        raise DatabaseError

    monkeypatch.setattr(export_titles, "title_lines", fail)
    path = tmp_path / "titles.ndjson"
    path.write_text("the old one")
    with pytest.raises(DatabaseError):
        call_command("export_titles", out=str(path))
    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("place", ["missing/titles.ndjson", ".", os.devnull])
def test_place_that_takes_no_file_is_a_sentence(heat: Title, tmp_path: Path, place: str):
    with pytest.raises(CommandError, match="could not be written"):
        call_command("export_titles", out=str(tmp_path / place))


def test_reader_that_has_had_enough_ends_the_dump_quietly(heat: Title):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as out:
        call_command("export_titles", stdout=out)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_disk_is_a_sentence(heat: Title):
    with (
        Path("/dev/full").open("w", encoding="utf-8") as out,
        pytest.raises(CommandError, match="No space left"),
    ):
        call_command("export_titles", stdout=out)


@pytest.mark.parametrize("args", [["--format", "csv"], ["--type", "film"]])
def test_unknown_choice_names_the_valid_ones(args: list[str]):
    with pytest.raises(CommandError, match=r"choose from .*(ndjson|movie)"):
        call_command("export_titles", *args)


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        export_titles.Command().run_from_argv(["daybill", "export_titles", "--help"])
    assert "\n  daybill export_titles --format ndjson | head\n" in capsys.readouterr().out
