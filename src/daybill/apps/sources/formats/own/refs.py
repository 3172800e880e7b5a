"""Which title or person a row means: a key, ids, or a name with what tells it from its namesakes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from daybill.apps.sources.reading.fields import Fields
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import Scheme, clean_name, is_imdb_title_id, parse_external_id
from daybill.domain.records import PersonRef, TitleRef
from daybill.domain.records.refs import Ids
from daybill.domain.words import LONGEST_NAME, LONGEST_PERSON, title_words, years_of

from .values import MOST_SMALL, chosen, plain, refusal, whole, year_written

TYPES = ("movie", "series", "season", "episode")
# In the order in which they are trusted.
SCHEMES = (Scheme.IMDB, Scheme.TMDB, Scheme.WIKIDATA, Scheme.JUSTWATCH, Scheme.EIDR)
SCHEME_NAMES = tuple(str(scheme) for scheme in SCHEMES)
PEOPLE = ("director", "directors", "actors", "cast")
# Fields that name a title, beside ``title`` or inside it.
TITLE_FIELDS = frozenset(
    (*SCHEME_NAMES, "ids", "key", "name", "original_name", "year", "type", *PEOPLE, "parent", "number")
)
ID_FIELDS = frozenset((*SCHEME_NAMES, "ids"))
LONGEST_KEY = 200
_EXAMPLES = {
    "imdb": "tt0113277",
    "tmdb": "949",
    "wikidata": "Q42198",
    "justwatch": "tm84618",
    "eidr": "10.5240/0A1B-2C3D-4E5F-6789-ABCD-E",
}
_KEY_SHAPE = "A key is an IMDb id (tt0113277), or a source and its id with a colon between (tmdb:movie:949)."
# An episode is part of a season, which is part of a series.
_DEEPEST = 2


def is_key(text: str) -> bool:
    """Whether something has the shape of a key that is no IMDb id: ``tmdb:movie:949``, ``daybill:movie/heat-1995``."""
    scheme, colon, rest = text.partition(":")
    return (
        bool(colon and rest)
        and len(text) <= LONGEST_KEY
        and scheme.isascii()
        and scheme.replace("-", "").replace("_", "").isalnum()
        and scheme == scheme.lower()
        and text.isprintable()
        and not any(c.isspace() for c in text)
    )


@lru_cache(maxsize=2**16)
def keyed(text: str) -> TitleRef:
    """The title of a key alone.

    Raises:
        InvalidRecord: it has not the shape of one.
    """
    key = text.strip()
    if is_imdb_title_id(key):
        return TitleRef(ids=(("imdb", key),), key=key)
    if not is_key(key):
        reason = "A name stands in “name”." if " " in key else ""
        raise refusal("title", text, f"{_KEY_SHAPE} {reason}".strip())
    return TitleRef(key=key)


def title_ref(values: Mapping[str, Any], *, flat: Iterable[str] = TITLE_FIELDS) -> TitleRef | None:
    """The title a row is about; ``None`` where it names none.

    Args:
        values: a row with ``title`` (a key, or an object of `TITLE_FIELDS`), with those fields themselves, or both.
        flat: those of the fields that mean the title where they stand in the row itself.

    Raises:
        InvalidRecord: a field cannot be read, contradicts another, or (inside ``title``) is not known.
    """
    return _ref(values, flat, "title", 0)


def needed_title(values: Mapping[str, Any], *, flat: Iterable[str] = TITLE_FIELDS) -> TitleRef:
    """As `title_ref`.

    Raises:
        InvalidRecord: as `title_ref`, and where the row names no title.
    """
    ref = title_ref(values, flat=flat)
    if ref is None:
        raise refusal("title", "", f"Nothing says which title this is. {_KEY_SHAPE}")
    return ref


def named_title(field: str, value: object) -> TitleRef:
    """The title that one field means, given as a key or as an object.

    Raises:
        InvalidRecord: as `needed_title`.
    """
    ref = _ref({field: value}, (), field, 0)
    if ref is None:
        raise refusal(field, "", f"Nothing says which title this is. {_KEY_SHAPE}")
    return ref


def _ref(values: Mapping[str, Any], flat: Iterable[str], field: str, depth: int) -> TitleRef | None:
    said = values.get(field)
    beside = {name: value for name in flat if (value := values.get(name)) is not None}
    if isinstance(said, str) and said.strip():
        try:
            ref = keyed(said)
        except InvalidRecord as error:
            raise refusal(field, said, error.reason) from error
        return _told({**beside, "key": ref.key}, "", depth) if beside else ref
    if said is None or said == "":
        return _told(beside, "", depth)
    inside = Fields.of(said, f"{field}.")
    for name in inside.values:
        if name not in TITLE_FIELDS:
            raise chosen(f"{field}.{name}"[:80], name, sorted(TITLE_FIELDS), "What names a title")
    return _told({**beside, **inside.values}, inside.path, depth)


def _told(values: Mapping[str, Any], path: str, depth: int) -> TitleRef | None:
    told = Fields(values, path)
    key = told.text("key")
    ref = TitleRef(
        ids=_title_ids(told, key),
        key=keyed(key).key if key else "",
        name=plain(f"{path}name", values.get("name"), longest=LONGEST_NAME),
        other_names=tuple(_names(told, "original_name")),
        years=years_of(title_words(year=year_written(f"{path}year", values.get("year")))),
        type=title_type(told),
        directors=tuple(_names(told, "director", "directors")),
        actors=tuple(_names(told, "actors", "cast")),
        parent=_parent(values, depth),
        number=whole(f"{path}number", values.get("number"), most=MOST_SMALL),
    )
    is_placed = ref.parent is not None and ref.number is not None
    return ref if ref.ids or ref.key or ref.name or is_placed else None


def _parent(values: Mapping[str, Any], depth: int) -> TitleRef | None:
    if depth >= _DEEPEST or not values.get("parent"):
        return None
    return _ref({"parent": values.get("parent")}, (), "parent", depth + 1)


def title_type(told: Fields) -> str:
    """``movie``, ``series``, ``season`` or ``episode``; "" where not told.

    Raises:
        InvalidRecord: anything else.
    """
    value = told.text("type")
    if value and value not in TYPES:
        raise chosen(f"{told.path}type", value, TYPES, "A type")
    return value


def _names(told: Fields, *fields: str) -> Iterable[str]:
    """Names of one field or several, given as text or as a list."""
    found: dict[str, None] = {}
    for field in fields:
        value = told.values.get(field)
        names = [told.text(field)] if isinstance(value, str) else told.texts(field)
        for name in names:
            found[plain(f"{told.path}{field}", name, longest=LONGEST_NAME)] = None
    found.pop("", None)
    return found


def _title_ids(told: Fields, key: str) -> Ids:
    ids = external_ids(told, "tt")
    if not key or not is_imdb_title_id(key):
        return ids
    others = {value for scheme, value in ids if scheme == "imdb"} - {key}
    if others:
        raise refusal(f"{told.path}imdb", min(others), f"The key of the same row is {key}.")
    return (("imdb", key), *(pair for pair in ids if pair != ("imdb", key)))


_IDS = frozenset({"ids", *SCHEME_NAMES})


def external_ids(told: Fields, letters: str) -> Ids:
    """(scheme, value) pairs, the most trusted first: from fields of the schemes' names, and from ``ids``.

    Args:
        letters: what an IMDb id begins with here: "tt" or "nm".

    Raises:
        InvalidRecord: a scheme that is not known, or a value without the shape of its ids.
    """
    if _IDS.isdisjoint(told.values):
        return ()
    inside = told.object("ids")
    for name in inside.values:
        if name not in SCHEME_NAMES:
            raise chosen(f"{inside.path}{name}"[:80], name, SCHEME_NAMES, "Who gives ids")
    pairs: dict[tuple[str, str], None] = {}
    for scheme in SCHEMES:
        for part in (told, inside):
            value = part.values.get(scheme)
            for one in value if isinstance(value, list) else (value,):
                if one is not None and one != "":
                    pairs[str(scheme), _id(f"{part.path}{scheme}", scheme, one, letters)] = None
    return tuple(pairs)


def _id(field: str, scheme: Scheme, value: object, letters: str) -> str:
    example = _EXAMPLES[scheme].replace("tt0113277", "nm0000199") if letters == "nm" else _EXAMPLES[scheme]
    reason = f"This is not the shape of such an id: it looks like {example}."
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise refusal(field, value, reason)
    try:
        found = parse_external_id(scheme, str(value)[:LONGEST_KEY])
    except (InvalidRecord, ValueError) as error:
        raise refusal(field, value, reason) from error
    if scheme is Scheme.IMDB and not found.startswith(letters):
        raise refusal(field, value, reason)
    return found


def person_ref(value: object, path: str) -> PersonRef:
    """A person, given by name or as an object of ``name``, ``person`` (their key), ``ids`` and the schemes' names.

    Raises:
        InvalidRecord: there is no name, or an id has not the shape of one.
    """
    if isinstance(value, str):
        return PersonRef(_person_name(path, value))
    told = Fields.of(value, f"{path}.")
    key = person_key(told, "person")
    return PersonRef(
        _person_name(f"{path}.name", told.values.get("name")), ids=person_ids(told, key), key=key
    )


def _person_name(field: str, value: object) -> str:
    name = plain(field, value, longest=LONGEST_NAME)
    if not name:
        raise refusal(field, value, "A person has a name.")
    return name


def person_key(told: Fields, field: str) -> str:
    """What our files call a person: their IMDb id, else a source and its id; "" where not told.

    Raises:
        InvalidRecord: it has another shape.
    """
    key = told.text(field)
    if key and not (is_key(key) or _is_imdb_person(key)):
        reason = (
            "A key is an IMDb id (nm0000199), or a source and its id with a colon between (tmdb:person:1158)."
        )
        raise refusal(f"{told.path}{field}", key, reason)
    return key


def person_ids(told: Fields, key: str) -> Ids:
    """The person's ids; a key that is an IMDb id is one of them."""
    ids = external_ids(told, "nm")
    if key and _is_imdb_person(key) and ("imdb", key) not in ids:
        return (("imdb", key), *ids)
    return ids


def _is_imdb_person(key: str) -> bool:
    try:
        return key.startswith("nm") and parse_external_id(Scheme.IMDB, key) == key
    except InvalidRecord:
        return False


def person_name(told: Fields) -> str:
    """The person's own name, as it is stored.

    Raises:
        InvalidRecord: there is none, or it is too long.
    """
    name = clean_name(told.text("name"))
    if not name or len(name) > LONGEST_PERSON:
        raise refusal("name", name, f"A person has a name, of {LONGEST_PERSON} characters at most.")
    return name
