"""Films and series, as records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from daybill.apps.sources.formats.format import Context, Remark
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.records import CreditWord, NameWord, Record, TitleRecord, TitleRef
from daybill.domain.words import plausible_year, popularity, title_words

from .naming import Names, language_code, language_of, names_of
from .parts import (
    certifications_of,
    countries_of,
    genres_of,
    names_by_country,
    names_by_language,
    people_of,
)
from .refs import plain_ref, title_ids, tmdb_id

# Enough of a cast to tell two films of one name apart.
_WITNESSES = 20
_FIRST_DAYS = {"movie": "release_date", "series": "first_air_date"}


def film_or_series(entry: Fields, type_: str, context: Context) -> Iterator[Record | Remark]:
    """The reply of details, with what was appended to it."""
    refuse_adult(entry)
    remarks: list[str] = []
    language = language_of(context)
    names = names_of(entry, language)
    parts = entry.object("credits") if entry.has("credits") else entry.object("aggregate_credits")
    people = people_of(parts, language, creators=entry.objects("created_by"))
    ref = _ref(entry, type_, names, people)
    said = _facts(entry, ref, remarks) | names.words()
    said["names"] += _other_names(entry, remarks)
    said["credits"] = people
    said["certifications"] = [
        *certifications_of(entry.object("release_dates"), remarks),
        *certifications_of(entry.object("content_ratings"), remarks),
    ]
    yield TitleRecord(ref, title_words(**said), as_of=context.observed)
    yield from map(Remark, dict.fromkeys(remarks))


def listed(entry: Fields, type_: str, context: Context, *, imdb: str = "") -> Iterator[Record | Remark]:
    """An entry of a list, or what an IMDb id was found to be."""
    refuse_adult(entry)
    remarks: list[str] = []
    names = names_of(entry, language_of(context))
    ref = with_imdb(_ref(entry, type_, names, ()), imdb)
    said = _facts(entry, ref, remarks) | names.words()
    yield TitleRecord(ref, title_words(**said), as_of=context.observed)
    yield from map(Remark, dict.fromkeys(remarks))


def refuse_adult(entry: Fields) -> None:
    """Raises:
    InvalidRecord: it is a title for adults only, which has no place in a guide that anybody may read.
    """
    if entry.flag("adult"):
        raise entry.refusal("adult", "Titles for adults only are not taken.")


def with_imdb(ref: TitleRef, imdb: str) -> TitleRef:
    """The reference with an IMDb id that is told beside the entry; as it is where none is."""
    others = tuple(pair for pair in ref.ids if pair[0] != "imdb")
    return replace(ref, ids=(("imdb", imdb), *others)) if imdb else ref


def years_of(entry: Fields, name: str) -> frozenset[int]:
    """The year of a day written ``1995-12-15``; none where it is absent or empty."""
    day = entry.text(name)
    return frozenset({plausible_year(day[:4], field_name=name)} if day else ())


def _ref(entry: Fields, type_: str, names: Names, people: Sequence[CreditWord]) -> TitleRef:
    id_ = tmdb_id(entry)
    return replace(
        plain_ref(type_, id_),
        ids=title_ids(entry, id_),
        name=names.all[0],
        other_names=names.all[1:],
        years=years_of(entry, _FIRST_DAYS[type_]),
        directors=tuple(credit["name"] for credit in people if credit["role"] == "director"),
        actors=tuple(credit["name"] for credit in people if credit["role"] == "actor")[:_WITNESSES],
    )


def _facts(entry: Fields, ref: TitleRef, remarks: list[str]) -> dict[str, Any]:
    """What details and entries of lists tell alike, for `title_words`; the second tell less of it."""
    made_in = [place.text("iso_3166_1") for place in entry.objects("production_countries")]
    votes, average = entry.number("vote_count") or 0, entry.decimal("vote_average")
    said: dict[str, Any] = {
        "year": min(ref.years, default=None),
        "genres": genres_of(entry, remarks),
        "countries": countries_of(entry.texts("origin_country") or filter(None, made_in), remarks),
        "languages": _languages(entry),
        "popularity": popularity(tmdb_votes=votes),
        "ratings": [{"value": str(average), "scale": 10, "votes": votes}] if votes and average else [],
    }
    return said | (_of_film(entry) if ref.type == "movie" else _of_series(entry))


def _of_film(entry: Fields) -> dict[str, Any]:
    return {"runtime_minutes": entry.number("runtime")}


def _of_series(entry: Fields) -> dict[str, Any]:
    """Its length is that of an episode, where all have one; its last year is told when no more is made."""
    lengths = set(entry.numbers("episode_run_time"))
    is_over = entry.has("in_production") and not entry.flag("in_production")
    return {
        "season_count": entry.number("number_of_seasons"),
        "runtime_minutes": lengths.pop() if len(lengths) == 1 else None,
        "end_year": min(years_of(entry, "last_air_date"), default=None) if is_over else None,
    }


def _languages(entry: Fields) -> list[str]:
    told = entry.texts("languages") or [entry.text("original_language")]
    return [code for language in told if (code := language_code(language))]


def _other_names(entry: Fields, remarks: list[str]) -> list[NameWord]:
    """Of alternative titles (a film's stand under ``titles``, a series' under ``results``) and translations."""
    others, translated = entry.object("alternative_titles"), entry.object("translations")
    return [
        *names_by_country([*others.objects("titles"), *others.objects("results")], remarks),
        *names_by_language(translated.objects("translations"), remarks),
    ]
