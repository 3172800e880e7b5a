"""Tables of our own making in the shape of JustWatch's, importing them, and all that a database then holds."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db.models import Model

COLUMNS = (
    "id title type release_year runtime genres production_countries seasons imdb_id imdb_votes age_certification"
).split()
LISTING = {"provider": "netflix", "country": "US", "as_of": "2026-11-01"}
# What a run writes about itself, when something was looked at, and counters of change.
_PASSING = {"data_version", "held_at", "asked_at"}
_RUNS = {"ImportRun", "ImportProblem", "DataVersion", "Edition"}
_NAMED_BY = {
    "Title": ("type", "slug"),
    "Person": ("slug",),
    "Source": ("slug",),
    "Provider": ("slug",),
    "AwardBody": ("slug",),
    "TitleList": ("slug",),
    "Nomination": ("record_key", "film_name"),
    "Question": ("fingerprint",),
}


def title_row(number: int, **cells: str) -> dict[str, str]:
    """A film that no other number makes."""
    return {
        "id": f"tm{number}",
        "title": f"Film {number}",
        "type": "MOVIE",
        "release_year": str(1950 + number % 70),
        "runtime": str(80 + number % 60),
        "genres": "['drama', 'crime']" if number % 2 else "['comedy']",
        "production_countries": "['US']",
        "seasons": "",
        "imdb_id": f"tt{number:07}",
        "imdb_votes": str(number % 1000),
        "age_certification": "PG" if number % 3 else "",
    } | cells


def write_table(path: Path, rows: Iterable[dict[str, str]], columns: Iterable[str] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def imported(command: str, *paths: Path, **options: Any) -> dict[str, Any]:
    """The report of an import."""
    out = StringIO()
    call_command(command, *map(str, paths), format="json", stdout=out, **options)
    report: dict[str, Any] = json.loads(out.getvalue())
    counts = ("stored", "changed", "unchanged", "held", "refused")
    assert report["read"] == sum(report[name] for name in counts)
    return report


def counted(report: dict[str, Any]) -> dict[str, int]:
    """What of a report is not nothing."""
    names = ("read", "stored", "changed", "unchanged", "held", "refused", "ended")
    return {name: report[name] for name in names if report[name]}


def reasons(report: dict[str, Any], kind: str = "refused") -> dict[int, str]:
    """Line -> why, for the rows of one kind."""
    return {p["line"]: p["reason"] for p in report["problems"] if p["kind"] == kind}


def everything(*, ignoring: Iterable[str] = ()) -> dict[str, list[str]]:
    """Every row that imports store, by table, told without our own numbers; in no order."""
    labels: dict[tuple[str, int], str] = {}
    models = [
        model
        for app in ("catalogue", "availability", "sources")
        for model in apps.get_app_config(app).get_models()
    ]
    for model in models:
        if names := _NAMED_BY.get(model.__name__):
            for pk, *values in model._default_manager.values_list("pk", *names):
                labels[model.__name__, pk] = "/".join(map(str, values))
    passing = _PASSING | set(ignoring)
    return {
        model.__name__: sorted(_told(row, labels, passing) for row in model._default_manager.all())
        for model in models
        if model.__name__ not in _RUNS
    }


def _told(row: Model, labels: dict[tuple[str, int], str], passing: set[str]) -> str:
    values = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if (field.primary_key and field.name == "id") or field.name in passing:
            continue
        if field.related_model is not None and value is not None:
            value = labels.get((field.related_model.__name__, value), "some")
        values[field.name] = value
    return json.dumps(values, sort_keys=True, default=str)
