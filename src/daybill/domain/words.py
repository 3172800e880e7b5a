"""What sources say of a title: made clean, and put together. Every source's word is kept whole and apart."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from daybill.domain.countries import countries
from daybill.domain.errors import InvalidRecord
from daybill.domain.genres import GENRES
from daybill.domain.identity import clean_name, normalise_name
from daybill.domain.records import (
    ROLES,
    CertificationWord,
    CreditWord,
    NameWord,
    RatingWord,
    TitleWords,
)

# The first film is of 1874; what is announced further ahead than this is a slip of the pen (2513).
FIRST_YEAR, LAST_YEAR = 1870, 2100
LONGEST_NAME = 400
LONGEST_PERSON = 200
# The most that a small column of either database holds.
MOST_SMALL = 32_767
MOST_MINUTES = MOST_SMALL
MOST_VOTES = 2_147_483_647
LARGEST_SCALE = 100
MOST_SEASONS = 2000
MOST_POSITION = 32_000


def plausible_year(value: object, *, field_name: str = "year") -> int:
    """A year as a number.

    Raises:
        InvalidRecord: not a whole number, or not from 1870 to 2100.
    """
    try:
        year = int(str(value).strip().removesuffix(".0"))
    except ValueError as error:
        raise InvalidRecord(field=field_name, value=value, reason="This is not a year.") from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidRecord(
            field=field_name, value=value, reason=f"A year is from {FIRST_YEAR} to {LAST_YEAR}."
        )
    return year


def years_of(words: TitleWords) -> frozenset[int]:
    """The years a word allows; one that spans two ("1927/28") stands for either."""
    year = words.get("year")
    if year is None:
        return frozenset()
    first, _, second = str(year).partition("/")
    return frozenset({int(first), int(first) + 1} if second else {int(first)})


def popularity(*, imdb_votes: int = 0, tmdb_votes: int = 0, tweets: int = 0) -> float:
    """``10 * log10(1 + v)``, one decimal: 0 where nobody voted, about 60 for a million.

    ``v`` is the number of IMDb votes; where that is not known, of TMDB votes x 200, else of MovieTweetings ratings
    x 15,000. Source: the medians, rounded, over the 2,464 and 1,154 titles of the demo's tables that have both
    (210 and 15,259).
    """
    reckoned = imdb_votes or tmdb_votes * 200 or tweets * 15_000
    return round(10 * math.log10(1 + reckoned), 1)


def title_words(**said: Any) -> TitleWords:
    """A source's word, made clean: names tidied, empty values left out, each list without repeats.

    Args:
        said: fields of `TitleWords`; one that is ``None``, "" or empty is as good as absent.

    Raises:
        InvalidRecord: a year, length or count that cannot be, a name too long, an unknown genre, country or role.
    """
    unknown = said.keys() - _CLEAN.keys()
    if unknown:
        raise InvalidRecord(field=min(unknown), value=said[min(unknown)], reason="A title has no such field.")
    words = {name: clean for name, value in said.items() if (clean := _CLEAN[name](name, value))}
    return cast("TitleWords", words)


def _text(name: str, value: Any) -> str:
    return _no_longer(name, clean_name(str(value or "")), LONGEST_NAME)


def _no_longer(name: str, text: str, longest: int) -> str:
    # The form in which it is looked up may be longer than the text: one letter may stand for a sentence.
    if len(text) > longest or ((not text.isascii() or "&" in text) and len(normalise_name(text)) > longest):
        raise InvalidRecord(
            field=name, value=f"{text[:60]}…", reason=f"It is longer than {longest} characters."
        )
    return text


def _year(name: str, value: Any) -> int | str | None:
    if value in (None, "", 0):
        return None
    text = str(value).strip()
    first, slash, second = text.partition("/")
    if slash:
        start = plausible_year(first, field_name=name)
        if second not in {str(start + 1), str(start + 1)[-2:]}:
            raise InvalidRecord(field=name, value=value, reason="Its two years do not follow each other.")
        return f"{start}/{str(start + 1)[-2:]}"
    return plausible_year(text, field_name=name)


def _number(most: int) -> Any:
    def clean(name: str, value: Any) -> int | None:
        if value in (None, "", 0):
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= most:
            raise InvalidRecord(field=name, value=value, reason=f"It is not a whole number from 1 to {most}.")
        return value

    return clean


def _popularity(name: str, value: Any) -> float | None:
    if value in (None, "", 0):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1000:
        raise InvalidRecord(field=name, value=value, reason="It is not a number from 0 to 1000.")
    return float(value)


def _codes(valid: Iterable[str] | None, what: str) -> Any:
    known = frozenset(valid) if valid is not None else None

    def clean(name: str, value: Any) -> list[str]:
        codes = list(dict.fromkeys(value or ()))
        for code in codes:
            if not isinstance(code, str) or (known is not None and code not in known):
                raise InvalidRecord(field=name, value=code, reason=f"There is no such {what}.")
        return codes

    return clean


def _languages(name: str, value: Any) -> list[str]:
    codes = list(dict.fromkeys(value or ()))
    for code in codes:
        if not (isinstance(code, str) and 2 <= len(code) <= 3 and code.isascii() and code.islower()):
            raise InvalidRecord(
                field=name, value=code, reason="A language is an ISO 639 code in small letters, such as en."
            )
    return codes


def _entries(entry: Any) -> Any:
    def clean(name: str, value: Any) -> list[Any]:
        rows: list[Any] = []
        for raw in value or ():
            if not isinstance(raw, Mapping):
                raise InvalidRecord(field=name, value=raw, reason="Each entry is an object.")
            row = entry(name, raw)
            if row and row not in rows:
                rows.append(row)
        return rows

    return clean


def _name(name: str, raw: Mapping[str, Any]) -> NameWord | None:
    text = _text(name, raw.get("name"))
    if not text:
        return None
    word: NameWord = {"name": text}
    if raw.get("country"):
        _COUNTRIES(name, [raw["country"]])
        word["country"] = raw["country"]
    if raw.get("language"):
        _languages(name, [raw["language"]])
        word["language"] = raw["language"]
    return word


def _certification(name: str, raw: Mapping[str, Any]) -> CertificationWord | None:
    value = clean_name(str(raw.get("value") or ""))
    if not value:
        return None
    if len(value) > 20:
        raise InvalidRecord(field=name, value=value, reason="It is longer than 20 characters.")
    _COUNTRIES(name, [raw.get("country")])
    return {"country": raw["country"], "value": value}


def _rating(name: str, raw: Mapping[str, Any]) -> RatingWord | None:
    scale = _number(LARGEST_SCALE)("scale", raw.get("scale")) or 10
    told = raw.get("value") or 0
    try:
        value = Decimal(str(told).strip())
    except InvalidOperation as error:
        raise InvalidRecord(field=name, value=told, reason="This is not a number.") from error
    if value.is_nan() or not 0 <= value <= scale:
        raise InvalidRecord(field=name, value=told, reason=f"It is not from 0 to {scale}.")
    if not value:
        return None
    word: RatingWord = {"value": str(told).strip(), "scale": scale}
    if votes := _number(MOST_VOTES)("votes", raw.get("votes")):
        word["votes"] = votes
    if raw.get("as_of"):
        word["as_of"] = _day("as_of", raw["as_of"])
    if raw.get("of"):
        word["of"] = str(raw["of"])
    return word


def _day(name: str, value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise InvalidRecord(field=name, value=value, reason="A day is written YYYY-MM-DD.") from error


def _credit(name: str, raw: Mapping[str, Any]) -> CreditWord | None:
    person = clean_name(str(raw.get("name") or ""))
    if not person:
        return None
    _no_longer(name, person, LONGEST_PERSON)
    if raw.get("role") not in ROLES:
        raise InvalidRecord(
            field="role", value=raw.get("role"), reason=f"A role is one of {', '.join(ROLES)}."
        )
    word: CreditWord = {"name": person, "role": raw["role"]}
    if character := _text("character", raw.get("character")):
        word["character"] = character
    if position := _position(raw.get("position") or 0):
        word["position"] = position
    if ids := _ids(raw.get("ids") or {}):
        word["ids"] = ids
    if raw.get("key"):
        word["key"] = str(raw["key"])
    if raw.get("proof"):
        word["proof"] = True
    return word


def _position(value: Any) -> int:
    try:
        return min(max(int(value), 0), MOST_POSITION)
    except (TypeError, ValueError, OverflowError) as error:
        raise InvalidRecord(field="position", value=value, reason="This is not a whole number.") from error


def _ids(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise InvalidRecord(field="ids", value=value, reason="Ids are an object: scheme to id.")
    return {str(scheme): str(id_) for scheme, id_ in value.items() if id_}


_COUNTRIES = _codes(countries(), "country in ISO 3166-1")
_CLEAN: dict[str, Any] = {
    "name": _text,
    "original_name": _text,
    "names": _entries(_name),
    "year": _year,
    "end_year": lambda name, value: plausible_year(value, field_name=name) if value else None,
    "runtime_minutes": _number(MOST_MINUTES),
    "season_count": _number(MOST_SEASONS),
    "popularity": _popularity,
    "genres": _codes(GENRES, "genre on our list"),
    "countries": _COUNTRIES,
    "languages": _languages,
    "certifications": _entries(_certification),
    "ratings": _entries(_rating),
    "credits": _entries(_credit),
}


def gather(words: TitleWords, more: TitleWords) -> TitleWords:
    """Two rows of one table about one title: lists are joined, of single values the first row's stands."""
    joined: dict[str, Any] = dict(words)
    for name, value in more.items():
        if name not in joined:
            joined[name] = value
        elif isinstance(value, list):
            joined[name] = [*joined[name], *(entry for entry in value if entry not in joined[name])]
    return cast("TitleWords", joined)


def renew(
    stored: TitleWords, told: TitleWords, *, only_missing: bool = False, before: Collection[str] = ()
) -> TitleWords:
    """A source's word after it spoke again: what it says now replaces what it said, what it leaves out stays.

    A list that tells the beginning of what is stored changes nothing: other rows may tell the rest once more.

    Args:
        only_missing: it speaks of an earlier day than the word that is stored, which therefore stands.
        before: fields of which the same import has spoken already: what it said then stands, and is added to.
    """
    if only_missing:
        return cast("TitleWords", {**told, **stored})
    words: dict[str, Any] = dict(stored)
    added: dict[str, Any] = {name: value for name, value in told.items() if name in before}
    for name, value in told.items():
        if name in added:
            continue
        if isinstance(value, list) and name in stored:
            words[name] = _renew_entries(words[name], value, _KEYED.get(name, ()))
        else:
            words[name] = value
    return gather(cast("TitleWords", words), cast("TitleWords", added))


# A reply in French speaks of the French name and of no other: these lists are renewed place by place.
_KEYED = {"names": ("country", "language"), "certifications": ("country",)}


def _renew_entries(stored: Sequence[Any], told: Sequence[Any], keys: Sequence[str]) -> list[Any]:
    """Entries of places that are not spoken of stay, and what is told of the others stands behind them.

    Without ``keys`` the whole list is one place.
    """
    spoken = {tuple(entry.get(key, "") for key in keys) for entry in told}
    kept = [entry for entry in stored if keys and tuple(entry.get(key, "") for key in keys) not in spoken]
    renewed = [entry for entry in stored if entry not in kept]
    # The same again, or the beginning of it: the order in which the places stand is no news.
    return list(stored) if renewed[: len(told)] == list(told) else [*kept, *told]
