"""Dossiers that come as files: one JSON object a page, its citations by key (see demo/dossiers)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from daybill.apps.catalogue.finding import Finder
from daybill.apps.catalogue.models import Title
from daybill.apps.catalogue.queries import title_by_id
from daybill.domain.errors import InvalidRecord
from daybill.domain.matching import Match
from daybill.domain.records import TitleRef

from .importing import paragraphs
from .models import Citation, Dossier

_KEY = re.compile(r"\[([a-z0-9][a-z0-9-]*)\]")
_LOOSE_MARK = re.compile(r"\s*((?:\[\d{1,2}\])+)([.,;:]?)")
_RICH = {
    "synopsis",
    "review",
    "critics_summary",
    "awards",
    "theme",
    "comparison",
    "scene",
    "fact",
    "trivia",
    "soundtrack",
}
_FIELDS = ("author", "title", "container", "publisher", "date", "url", "archived_url", "locator")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the dossiers of a file: ``refused`` holds (line, reason)."""

    read: int
    stored: int
    refused: tuple[tuple[int, str], ...]


@transaction.atomic
def load_dossiers(folder: Path) -> int:
    """Publish the dossiers of a folder of JSON files whose title has none in that language; returns how many.

    What an editor has written since is never overwritten.

    Raises:
        InvalidRecord: a file is no dossier, names a title that is not there, or a citation it does not list.
    """
    return sum(_load_or_name(path.read_bytes(), path.name) for path in sorted(folder.glob("*.json")))


def load_dossier_lines(lines: Iterable[str], name: str) -> Loaded:
    """Publish the dossiers of an export, one a line; one that cannot be published never stops the rest."""
    read = stored = 0
    refused = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        read += 1
        place = f"{name}, line {number}"
        try:
            with transaction.atomic():
                stored += _load_or_name(line, place)
        except InvalidRecord as error:
            refused.append((number, error.reason))
    return Loaded(read, stored, tuple(refused))


def _load_or_name(text: str | bytes, place: str) -> bool:
    try:
        return _load(json.loads(text), place)
    except ValidationError as error:
        reason = f"It cannot be published: {' '.join(error.messages)}"
    except KeyError as error:
        reason = f"This is no dossier: it has no {error}."
    except (AttributeError, TypeError, ValueError, RecursionError) as error:
        reason = f"This is no dossier: {error}."
    raise InvalidRecord(field=place, value=place, reason=reason)


def _title(key: str) -> Title | None:
    """The title that our own files call so."""
    ref = TitleRef(key=key)
    match = Finder(may_create=False).find([ref])[ref]
    if isinstance(match, Match) and match.title:
        return Title.objects.get(pk=match.title)
    return title_by_id(key)


def _load(record: dict[str, Any], place: str) -> bool:
    title = _title(str(record["title"]))
    blocks, language = record["blocks"], record["language"]
    if title is None:
        raise InvalidRecord(field=place, value=record["title"], reason="No such title is in the catalogue.")
    if Dossier.objects.filter(title=title, language=language).exists():
        return False
    citations = {c["key"]: _citation(c).pk for c in record.get("citations", ())}
    dossier = Dossier(title=title, language=language, live=False)
    for name in ("writer", "reviewed_by", "change_note"):
        setattr(dossier, name, record.get(name) or "")
    for name in ("updated_on", "reviewed_on"):
        setattr(dossier, name, date.fromisoformat(record[name]) if record.get(name) else None)
    unknown = {b["type"] for b in blocks} - set(dossier.body.stream_block.child_blocks)
    if unknown:
        raise InvalidRecord(field=place, value=min(unknown), reason="No part of a dossier is called so.")
    stream = [{"type": b["type"], "value": _value(b, citations, place)} for b in blocks]
    dossier.body = dossier.body.stream_block.to_python(stream)
    dossier.full_clean(exclude=["body"])
    dossier.save()
    dossier.save_revision().publish()
    return True


def _citation(record: dict[str, Any]) -> Citation:
    values = {name: record.get(name) or "" for name in _FIELDS}
    accessed = record.get("accessed")
    # An editor may have written the same work twice: the first will do.
    found = Citation.objects.filter(**values).order_by("pk").first()
    if found is None:
        found = Citation(**values, accessed=date.fromisoformat(accessed) if accessed else None)
        found.full_clean()
        found.save()
    return found


def _value(block: dict[str, Any], stored: dict[str, int], place: str) -> dict[str, Any]:
    """A block as the stream stores it: marks by key become marks by place in the block's own list.

    An export says a block that is more than plain text (emphasis, links) once more as it stood, under ``stored``.
    """
    if exact := block.get("stored"):
        return exact | {"citations": [stored[key] for key in exact.get("citations", ())]}
    cited: list[str] = list(block.get("citations") or ())
    unknown = {key for key in (*cited, *_keys(block.values())) if key not in stored}
    if unknown:
        raise InvalidRecord(field=place, value=min(unknown), reason="No citation of the file has this key.")

    def numbered(text: str) -> str:
        marked = _KEY.sub(lambda mark: f"[{_place(cited, mark[1])}]", text)
        # The number is set close, and after the stop.
        return _LOOSE_MARK.sub(r"\2\1", marked)

    value: dict[str, Any] = {"citations": []} | {
        name: numbered(text) if isinstance(text, str) else text
        for name, text in block.items()
        if name not in {"type", "citations", "verified"}
    }
    if block["type"] in _RICH:
        value["text"] = paragraphs(value.get("text", ""))
    if block["type"] == "question":
        value["answer"] = paragraphs(value.get("answer", ""))
    return value | {"citations": [stored[key] for key in cited]}


def _keys(values: Iterable[Any]) -> list[str]:
    return [key for text in values if isinstance(text, str) for key in _KEY.findall(text)]


def _place(cited: list[str], key: str) -> int:
    """The key's place in the block's list, counted from 1; one that is only marked joins the list."""
    if key not in cited:
        cited.append(key)
    return cited.index(key) + 1
