"""Seasons and episodes, as records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from daybill.apps.sources.formats.format import Context, Remark
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.records import Record, TitleRecord, TitleRef
from daybill.domain.words import title_words

from .naming import language_of, names_of
from .parts import people_of
from .refs import season_ref, series_of, title_ids
from .titles import with_imdb, years_of


def season(told: Fields, entry: Fields, context: Context) -> Iterator[Record | Remark]:
    """A season; its reply names the series nowhere, its episodes do."""
    language = language_of(context)
    names = names_of(entry, language)
    ref = replace(
        season_ref(series_of(told, entry), _number(entry, "season_number")),
        ids=title_ids(entry),
        name=names.all[0],
        other_names=names.all[1:],
        years=years_of(entry, "air_date"),
    )
    words = title_words(
        **names.words(),
        year=min(ref.years, default=None),
        credits=people_of(entry.object("credits"), language),
    )
    yield TitleRecord(ref, words, as_of=context.observed)


def episode(told: Fields, entry: Fields, context: Context, *, imdb: str = "") -> Iterator[Record | Remark]:
    """An episode, from its season's reply or by itself; its crew and guests stand in it or were appended."""
    language = language_of(context)
    names = names_of(entry, language)
    series, number = series_of(told, entry), _number(entry, "episode_number")
    parent = season_ref(series, _number(entry, "season_number"))
    ref = TitleRef(
        ids=title_ids(entry),
        key=f"tmdb:episode:{series}:{parent.number}:{number}",
        name=names.all[0],
        other_names=names.all[1:],
        years=years_of(entry, "air_date"),
        type="episode",
        parent=parent,
        number=number,
    )
    words = title_words(
        **names.words(),
        year=min(ref.years, default=None),
        runtime_minutes=entry.number("runtime"),
        credits=people_of(entry.object("credits") if entry.has("credits") else entry, language),
    )
    yield TitleRecord(with_imdb(ref, imdb), words, as_of=context.observed)


def _number(entry: Fields, name: str) -> int:
    """The season of specials is number 0."""
    number = entry.number(name)
    if number is None:
        raise entry.refusal(name, "It is missing.")
    return number
