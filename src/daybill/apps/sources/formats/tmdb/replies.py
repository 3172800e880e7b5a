"""TMDB's replies as one source: which row is read by whom."""

from __future__ import annotations

from collections.abc import Iterator

from daybill.apps.sources.formats.format import Context, Format, Held, Remark
from daybill.apps.sources.reading import Reply, Row
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import Scheme, clean_name, parse_external_id
from daybill.domain.providers import resolve
from daybill.domain.records import (
    PersonRecord,
    ProviderRecord,
    Record,
    SourceRecord,
    TitleRecord,
    TitleRef,
    TitleWords,
)
from daybill.domain.words import title_words

from .episodes import episode, season
from .looks import look
from .naming import is_latin, language_of
from .parts import certifications_of, english_runtime, names_by_country, names_by_language, people_of
from .refs import plain_ref, season_ref, title_ids, tmdb_id, told_type
from .shapes import kind_of, rows
from .titles import film_or_series, listed

_MEDIA = {"movie": "movie", "tv": "series", "person": "person"}


class TmdbReplies(Format):
    """Details, credits, names, certifications, ids, seasons, episodes, people, providers, and lists of titles."""

    source = SourceRecord(
        slug="tmdb",
        name="TMDB",
        url="https://www.themoviedb.org/",
        licence="facts only",
        notice=(
            "Names, ids, dates, credits, certifications, ratings; no overviews, no images. "
            "Where to watch is JustWatch's word. Daybill is not endorsed or certified by TMDB."
        ),
        ranks={"": 25, "popularity": 20},
    )
    reader = Reply(
        lambda document: bool(kind_of(document)),
        rows,
        "a reply of TMDB about films, series or their people",
    )
    makes_titles = True
    row_name = "entries"

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        told = Fields.of(row.values)
        kind = told.text("kind")
        if kind == "nothing":
            yield Remark("The reply found nothing.")
        elif kind == "look":
            yield from look(told, context)
        else:
            yield from _records(kind, told, Fields.of(told.values.get("entry"), ""), context)


def _records(kind: str, told: Fields, entry: Fields, context: Context) -> Iterator[Record | Remark]:
    imdb = told.text("asked") if told.number("found") == 1 else ""
    if kind in {"movie", "series"}:
        yield from film_or_series(entry, kind, context)
    elif kind == "season":
        yield from season(told, entry, context)
    elif kind == "episode":
        yield from episode(told, entry, context, imdb=imdb)
    elif kind == "person":
        yield from _person(entry, context, imdb)
    elif kind == "result":
        yield from _result(told, entry, context, imdb)
    else:
        yield from _part(kind, told, entry, context)
    if told.text("asked") and not imdb:
        yield Remark(f"TMDB knows {told.text('asked')} as several titles; the id was given to none of them.")


def _result(told: Fields, entry: Fields, context: Context, imdb: str) -> Iterator[Record | Remark]:
    """An entry of a list: a film, a series, a person or a provider."""
    if entry.has("provider_name"):
        word = resolve(entry.text("provider_name"))
        yield ProviderRecord(word.slug, word.name, parent=word.parent or "")
        return
    media = entry.text("media_type")
    type_ = told.text("type") or _MEDIA.get(media, "") or _type_by_fields(entry)
    if not type_ or (media and media not in _MEDIA):
        raise entry.refusal("media_type", "It is no film, series or person.")
    if type_ == "person":
        yield from _person(entry, context, imdb)
    else:
        yield from listed(entry, type_, context, imdb=imdb)


def _type_by_fields(entry: Fields) -> str:
    if entry.has("known_for_department"):
        return "person"
    if entry.has("title"):
        return "movie"
    return "series" if entry.has("name") and entry.has("genre_ids") else ""


def _person(entry: Fields, context: Context, imdb: str) -> Iterator[Record | Remark]:
    """A person, whose name must be one that an English reader can take up.

    Raises:
        Held: it is written for another language alone.
    """
    language = language_of(context)
    id_ = tmdb_id(entry)
    name = clean_name(entry.needed_text("name"))
    if not language.is_english and not is_latin(name):
        raise Held(f"The name is written for readers of {language.code}. Give TMDB's English reply as well.")
    external = entry.object("external_ids")
    imdb = entry.text("imdb_id") or external.text("imdb_id") or imdb
    wikidata = external.text("wikidata_id")
    if imdb and not imdb.startswith("nm"):
        raise InvalidRecord(field="imdb_id", value=imdb, reason="A person's IMDb id is nm and digits.")
    pairs = (
        ("imdb", parse_external_id(Scheme.IMDB, imdb) if imdb else ""),
        ("tmdb", id_),
        ("wikidata", parse_external_id(Scheme.WIKIDATA, wikidata) if wikidata else ""),
    )
    yield PersonRecord(
        name, tuple((scheme, value) for scheme, value in pairs if value), key=f"tmdb:person:{id_}"
    )


def _part(kind: str, told: Fields, entry: Fields, context: Context) -> Iterator[Record | Remark]:
    """One part of a title by itself: it completes what is there and makes nothing."""
    remarks: list[str] = []
    ref = _part_ref(kind, told, entry)
    if kind == "ids":
        ref, words = TitleRef(ids=title_ids(entry, ref.ids[0][1]), key=ref.key, type=ref.type), title_words()
    else:
        words = _part_words(kind, entry, context, remarks)
    yield TitleRecord(ref, words, as_of=context.observed, is_witness=True)
    yield from map(Remark, dict.fromkeys(remarks))


def _part_ref(kind: str, told: Fields, entry: Fields) -> TitleRef:
    """The title; of television a reply alone does not tell a series' number from a season's or an episode's.

    Raises:
        Held: it is part of a series, and neither it nor the name of its file says of which.
    """
    id_ = tmdb_id(entry)
    has_file_series = told.text("file_type") == "series"
    if has_file_series and told.has("season") and not told.has("episode"):
        return season_ref(told.text("file_id"), told.number("season") or 0)
    type_ = told_type(told, id_)
    is_part = told.text("type") == "part" or told.has("episode") or entry.has("guest_stars")
    if is_part:
        raise Held("Nothing says which season or episode this is of.")
    if kind == "credits" and not type_:
        type_ = _type_by_cast(entry)
    return plain_ref(type_, id_)


def _type_by_cast(entry: Fields) -> str:
    """TMDB numbers the casts of films (``cast_id``), and those of television never."""
    cast = entry.objects("cast")
    if not cast:
        return ""
    return "movie" if any(person.has("cast_id") for person in cast) else "series"


def _part_words(kind: str, entry: Fields, context: Context, remarks: list[str]) -> TitleWords:
    if kind == "credits":
        return title_words(credits=people_of(entry, language_of(context)))
    if kind == "certifications":
        return title_words(certifications=certifications_of(entry, remarks))
    if kind == "names":
        return title_words(
            names=names_by_country([*entry.objects("titles"), *entry.objects("results")], remarks)
        )
    translations = entry.objects("translations")
    return title_words(
        names=names_by_language(translations, remarks), runtime_minutes=english_runtime(translations)
    )
