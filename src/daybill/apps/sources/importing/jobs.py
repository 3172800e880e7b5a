"""Which files an import reads, in which order, and as what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from daybill.apps.sources.formats.format import Context, Format
from daybill.apps.sources.reading import EmptyFile, Survey, UnreadableFile, head_of, survey
from daybill.domain.errors import DaybillError
from daybill.domain.records import SourceRecord


class NothingToImport(DaybillError):
    """No file that was given is of a shape this command reads."""


@dataclass(frozen=True, slots=True)
class Options:
    """What an import was asked to do.

    Attributes:
        observed: the day the rows were observed, where the files do not say.
        provider, country: whose listing it is.
        is_complete: what the listing does not name is gone by that day.
        creates: titles that nothing fits are made, also by tables that only speak of titles.
        makes_none: no title is made, whatever the files are.
        is_dry: everything is read, matched and reported, and nothing is kept.
        is_forced: a complete listing is taken however small it is.
        source: slug under which own data is kept; "" for the format's own.
    """

    observed: date | None = None
    provider: str = ""
    country: str = ""
    is_complete: bool = False
    language: str = ""
    creates: bool = False
    makes_none: bool = False
    is_dry: bool = False
    is_forced: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One file and how it is read.

    Attributes:
        notes: what `Format.survey` made of it.
    """

    path: Path
    format: Format
    survey: Survey
    source: SourceRecord
    context: Context


def find_jobs(paths: Sequence[Path], formats: Sequence[Format], options: Options, today: date) -> list[Job]:
    """The files to read, each with its format: in the order of the formats, then of the paths as given.

    Args:
        paths: files, or folders of which every file of a known shape is read.

    Raises:
        UnreadableFile: a file is damaged, or none of the formats; the message says what each of them misses.
        NothingToImport: a folder holds nothing that could be read.
    """
    found: list[tuple[int, int, Path]] = []
    for path in paths:
        places = [(_place(p, formats, in_folder=p != path), p) for p in _files_at(path)]
        known = [(place, len(found), p) for place, p in places if place is not None]
        if not known and path.is_dir():
            raise NothingToImport(f"{path} holds no file that this command reads.")
        if not known:
            raise UnreadableFile(path, _why_none(path, formats))
        if options.is_complete and len(known) < len(places):
            other = next(p for place, p in places if place is None)
            raise NothingToImport(
                f"{other} cannot be read by this command, and a complete listing with a part missing would end "
                "offers that stand. Take it out of the folder, or mend it. Nothing was stored."
            )
        found += known
    found.sort(key=lambda one: one[0])
    return [_job(path, formats[place], options, today) for place, _, path in found]


def _files_at(path: Path) -> list[Path]:
    """The file itself, or the files of a folder and those below it, but for hidden ones.

    Raises:
        UnreadableFile: there can be no such place.
    """
    try:
        if not path.is_dir():
            return [path]
        return sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
    except OSError as error:
        raise UnreadableFile(path, f"It cannot be read: {error.strerror or error}.") from error


def _place(path: Path, formats: Sequence[Format], *, in_folder: bool) -> int | None:
    """The first of the formats that recognises a file; an empty one among others is none of them."""
    try:
        head = head_of(path)
    except EmptyFile:
        if in_folder:
            return None
        raise
    return next((n for n, one in enumerate(formats) if one.reader.recognises(head)), None)


def _why_none(path: Path, formats: Sequence[Format]) -> str:
    head = head_of(path)
    reasons = [f"for {one.source.name}, {one.reader.why_not(head)}" for one in formats]
    return f"This command cannot read it: {'; '.join(dict.fromkeys(reasons))}."


def _job(path: Path, format_: Format, options: Options, today: date) -> Job:
    surveyed = survey(path)
    context = Context(
        path=path,
        today=today,
        observed=options.observed,
        provider=options.provider,
        country=options.country,
        is_complete=options.is_complete,
        language=options.language,
    )
    notes: Any = format_.survey(format_.reader.rows(path)) if format_.needs_survey else None
    context = Context(**{name: getattr(context, name) for name in Context.__slots__} | {"notes": notes})
    source = format_.source_of(context)
    if options.source:
        source = SourceRecord(slug=options.source, name=options.source, ranks=source.ranks)
    return Job(path, format_, surveyed, source, context)
