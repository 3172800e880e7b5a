"""Which title a reply is about: TMDB numbers films and series apart, and gives seasons numbers that we do not keep."""

from __future__ import annotations

from daybill.apps.sources.formats.format import Held
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import Scheme, is_imdb_title_id, parse_external_id
from daybill.domain.records import TitleRef


def tmdb_id(told: Fields, name: str = "id") -> str:
    """TMDB's number.

    Raises:
        InvalidRecord: there is none.
    """
    text = told.digits(name)
    if not text:
        raise told.refusal(name, "It is missing.")
    return parse_external_id(Scheme.TMDB, text)


def title_ids(told: Fields, id_: str = "") -> tuple[tuple[str, str], ...]:
    """The ids of a title in every scheme that it or its appended external ids give.

    Raises:
        InvalidRecord: one has not the shape of its scheme, or two IMDb ids are given.
    """
    external = told.object("external_ids")
    imdb = {id_ for id_ in (told.text("imdb_id"), external.text("imdb_id")) if id_}
    if len(imdb) > 1:
        raise InvalidRecord(
            field="imdb_id", value=" ".join(sorted(imdb)), reason="Two different ones are given."
        )
    for value in imdb:
        if not is_imdb_title_id(value):
            raise told.refusal("imdb_id", "An IMDb title id is tt and seven to nine digits.")
    wikidata = external.text("wikidata_id") or told.text("wikidata_id")
    pairs = (
        ("imdb", min(imdb, default="")),
        ("tmdb", id_),
        ("wikidata", parse_external_id(Scheme.WIKIDATA, wikidata) if wikidata else ""),
    )
    return tuple((scheme, value) for scheme, value in pairs if value)


def key_of(type_: str, id_: str) -> str:
    return f"tmdb:{type_}:{id_}" if type_ else ""


def plain_ref(type_: str, id_: str) -> TitleRef:
    """A title known by its number alone; ``type_`` "" for a film or a series."""
    return TitleRef(ids=(("tmdb", id_),), key=key_of(type_, id_), type=type_)


def season_ref(series: str, number: int) -> TitleRef:
    return TitleRef(
        key=f"tmdb:season:{series}:{number}",
        type="season",
        parent=plain_ref("series", series),
        number=number,
    )


def series_of(told: Fields, entry: Fields) -> str:
    """The number of the series of a season or episode: its own word, else what stands beside it, else the file's name.

    Raises:
        Held: nothing tells it.
    """
    if entry.has("show_id"):
        return tmdb_id(entry, "show_id")
    if told.text("series"):
        return tmdb_id(told, "series")
    if told.text("file_type") == "series":
        return tmdb_id(told, "file_id")
    raise Held(
        "Nothing says of which series this is a part. Name the file tv_<number>_season_<number>.json after its series."
    )


def told_type(told: Fields, id_: str) -> str:
    """Film or series, where the row or the name of its file (``tv_1399_credits.json``) says so; "" elsewhere."""
    if told.text("type"):
        return told.text("type")
    is_same = told.digits("file_id") == id_ and not told.has("season")
    return told.text("file_type") if is_same else ""
