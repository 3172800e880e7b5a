"""What a line says of a title, field by field, in the shape in which a source's word is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from daybill.apps.sources.formats.format import Remark
from daybill.apps.sources.formats.territories import territory
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.genres import GENRES, read_genres
from daybill.domain.nearest import nearest
from daybill.domain.records import ROLES, TitleWords
from daybill.domain.words import LONGEST_NAME, LONGEST_PERSON, title_words

from .format import LONGEST_SOURCE, OWN, strange
from .refs import external_ids, person_key
from .values import (
    MOST,
    MOST_SMALL,
    chosen,
    country_of,
    day_at,
    languages_of,
    needed,
    plain,
    refusal,
    slug,
    whole,
    year_written,
)

WORD_FIELDS = tuple(TitleWords.__annotations__)
Remarks = list[Remark]


def words_of(told: Fields, remarks: Remarks) -> TitleWords:
    """The fields of `TitleWords` that stand in an object; others are not looked at.

    Args:
        remarks: what was left out of it is added here.

    Raises:
        InvalidRecord: a field is of another kind, or says what cannot be.
    """
    said = {
        name: read(told, name, remarks) for name, read in _READ.items() if told.values.get(name) is not None
    }
    return title_words(**said)


def credits_named(told: Fields) -> list[dict[str, Any]]:
    """``directors`` and ``cast``, lists of names in order of billing, as credits.

    Raises:
        InvalidRecord: they are something else.
    """
    found: list[dict[str, Any]] = []
    for role, fields in {"director": ("director", "directors"), "actor": ("actors", "cast")}.items():
        names: dict[str, None] = {}
        for field in fields:
            one = told.values.get(field)
            for name in [one] if isinstance(one, str) else told.texts(field):
                names[plain(field, name, longest=LONGEST_PERSON)] = None
        names.pop("", None)
        found += [{"name": name, "role": role, "position": n} for n, name in enumerate(names, start=1)]
    return found


def _text(told: Fields, name: str, remarks: Remarks) -> str:
    return plain(f"{told.path}{name}", told.values.get(name), longest=LONGEST_NAME)


def _year(told: Fields, name: str, remarks: Remarks) -> object:
    return year_written(f"{told.path}{name}", told.values.get(name))


def _number(told: Fields, name: str, remarks: Remarks) -> int | None:
    return whole(f"{told.path}{name}", told.values.get(name), most=MOST)


def _decimal(told: Fields, name: str, remarks: Remarks) -> float | None:
    value = told.values.get(name)
    if isinstance(value, int) and not -MOST < value < MOST:
        raise refusal(f"{told.path}{name}", value, "This number is too large.")
    return told.decimal(name)


def _genres(told: Fields, name: str, remarks: Remarks) -> list[str]:
    read = read_genres(OWN.slug, told.texts(name))
    for word in read.unknown:
        near = nearest(word, GENRES, limit=1)
        hint = f" Is it “{near[0]}”?" if near else ""
        remarks.append(
            Remark(f"{told.path}{name}: “{word[:60]}” is no genre of our list, and was left out.{hint}")
        )
    return list(read.genres)


def _countries(told: Fields, name: str, remarks: Remarks) -> list[str]:
    return [country_of(code).code for code in told.texts(name)]


def _languages(told: Fields, name: str, remarks: Remarks) -> list[str]:
    return list(languages_of(name, told.entries(name)))


def _entries(
    read: Callable[[Fields], Mapping[str, Any]], known: Iterable[str]
) -> Callable[[Fields, str, Remarks], list[Any]]:
    """A list of objects, each with fields of these names."""

    def entries(told: Fields, name: str, remarks: Remarks) -> list[Any]:
        found = []
        for place, value in enumerate(told.entries(name), start=1):
            path = f"{told.path}{name}.{place}."
            # A bare name is as good as an object that says no more.
            entry = Fields.of({"name": value} if isinstance(value, str) else value, path)
            remarks += strange(entry.values, known, path)
            found.append(read(entry))
        return found

    return entries


def _name(told: Fields) -> dict[str, Any]:
    country, language = told.text("country"), languages_of("language", [told.text("language")])
    return {
        "name": plain(f"{told.path}name", told.values.get("name"), longest=LONGEST_NAME),
        "country": territory(country, field=f"{told.path}country").code if country else "",
        "language": language[0] if language else "",
    }


def _certification(told: Fields) -> dict[str, Any]:
    return {
        "country": country_of(told.values.get("country")).code,
        "value": needed(f"{told.path}value", told.values.get("value"), longest=20),
    }


def _rating(told: Fields) -> dict[str, Any]:
    value = told.values.get("value")
    scale = whole(f"{told.path}scale", told.values.get("scale")) or 10
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise refusal(f"{told.path}value", value, "A rating has a value, such as 8.3.")
    as_of = day_at(f"{told.path}as_of", told.values.get("as_of"))
    return {
        "value": plain(f"{told.path}value", value, longest=8)
        if isinstance(value, str)
        else _short(told, value),
        "scale": scale,
        "votes": whole(f"{told.path}votes", told.values.get("votes"), most=MOST),
        "as_of": as_of.isoformat() if as_of else "",
        "of": slug(f"{told.path}of", told.text("of"), LONGEST_SOURCE),
    }


def _short(told: Fields, value: float) -> str:
    if not 0 <= value <= MOST_SMALL:
        raise refusal(f"{told.path}value", value, "This is no rating.")
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _credit(told: Fields) -> dict[str, Any]:
    role = told.text("role")
    if role not in ROLES:
        raise chosen(f"{told.path}role", role, ROLES, "A role")
    key = person_key(told, "key")
    return {
        "name": needed(f"{told.path}name", told.values.get("name"), longest=LONGEST_PERSON),
        "role": role,
        "character": plain(f"{told.path}character", told.values.get("character"), longest=LONGEST_NAME),
        "position": whole(f"{told.path}position", told.values.get("position")) or 0,
        "ids": dict(external_ids(told, "nm")),
        "key": key,
        "proof": told.flag("proof"),
    }


_READ: dict[str, Callable[[Fields, str, Remarks], Any]] = {
    "name": _text,
    "original_name": _text,
    "names": _entries(_name, ("name", "country", "language")),
    "year": _year,
    "end_year": _year,
    "runtime_minutes": _number,
    "season_count": _number,
    "popularity": _decimal,
    "genres": _genres,
    "countries": _countries,
    "languages": _languages,
    "certifications": _entries(_certification, ("country", "value")),
    "ratings": _entries(_rating, ("value", "scale", "votes", "as_of", "of")),
    "credits": _entries(_credit, ("name", "role", "character", "position", "ids", "key", "proof")),
}
assert _READ.keys() == set(WORD_FIELDS)
