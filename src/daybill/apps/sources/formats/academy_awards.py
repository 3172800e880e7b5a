"""Every Academy Award nomination: awards, the films they name, and the credits that a nomination proves.

The source (github.com/DLu/oscar_data) writes tabs under a ``.csv`` name and cuts rows short where nothing follows.
Its notes and citations are other people's sentences and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from daybill.apps.sources.reading import Row, Table, refuse_damaged
from daybill.domain.errors import InvalidRecord
from daybill.domain.genres import genres_from
from daybill.domain.identity import clean_name, is_imdb_title_id
from daybill.domain.records import AwardRecord, PersonRef, Record, SourceRecord, TitleRecord, TitleRef
from daybill.domain.words import plausible_year, title_words, years_of

from .format import Context, Format, Remark

BODY, BODY_NAME = "academy-awards", "Academy Awards"
# Years of the ceremonies whose film year spans two calendar years; from the seventh on it is the next year.
_EARLY_CEREMONIES = {1: 1929, 2: 1930, 3: 1930, 4: 1931, 5: 1932, 6: 1934}
_TWO_NAMES = re.compile(r"(.{2,}?) \(([^()]{3,})\)")
_PERSON_ID = re.compile(r"nm[0-9]{7,9}")
_GENRES = {
    "SHORT FILM (Animated)": ["Short", "Animation"],
    "SHORT FILM (Live Action)": ["Short"],
    "SHORT SUBJECT": ["Short"],
    "DOCUMENTARY (Short Subject)": ["Documentary", "Short"],
    "DOCUMENTARY (Feature)": ["Documentary"],
    "ANIMATED FEATURE FILM": ["Animation"],
}
_ROLES = {
    "ACT": "actor",
    "DIRECTING": "director",
    "WRITING": "writer",
    "MUSIC (Original Score)": "composer",
    "CINEMATOGRAPHY": "cinematographer",
    "FILM EDITING": "editor",
    "BEST PICTURE": "producer",
}
# Early directing prizes went to assistants too; and a "title writing" card is not the screenplay.
_NO_ROLE = ("ASSISTANT", "WRITING (Title")


@dataclass(frozen=True, slots=True)
class Film:
    """One film of a row, with the row's detail for it (the character, the song)."""

    name: str
    id: str
    detail: str


class AcademyAwards(Format):
    """``Ceremony Year Class CanonicalCategory Category Film FilmId Name Nominees NomineeIds Winner Detail …``."""

    source = SourceRecord(
        slug="academy-awards",
        name="Academy Awards nominations, compiled by David V. Lu",
        url="https://github.com/DLu/oscar_data",
        licence="BSD-2-Clause",
        notice="Copyright (c) 2022, David V. Lu!!. Names, ids, categories and results; no notes or citations.",
        ranks={"": 90, "name": 60, "proof": 1},
    )
    reader = Table(
        frozenset(
            "Ceremony Year CanonicalCategory Category Film FilmId Nominees NomineeIds Winner Detail".split()
        ),
        delimiter="\t",
    )
    makes_titles = True
    row_name = "nominations"

    def group(self, row: Row) -> Hashable:
        return row.values.get("Ceremony") or None

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        cells = row.values
        ceremony, year = _ceremony(cells)
        nominees = people_of(cells)
        found = films(cells)
        awards = [
            _award(cells, ceremony, year, film, nominees)
            for film in found or [Film("", "", clean_name(cells["Detail"]))]
        ]
        # With several films in one row nobody says who did what on which.
        proved = _credits(cells, nominees) if len(found) == 1 else []
        for film in found:
            if film.id and film.name:
                yield _title_record(film, cells, proved)
        yield from awards


def _ceremony(cells: dict[str, str]) -> tuple[int, int]:
    """Number and year of the ceremony."""
    try:
        number = int(cells["Ceremony"])
    except ValueError as error:
        raise InvalidRecord(
            field="Ceremony", value=cells["Ceremony"], reason="This is not the number of a ceremony."
        ) from error
    if not 1 <= number <= 1000:
        raise InvalidRecord(field="Ceremony", value=cells["Ceremony"], reason="There was no such ceremony.")
    return number, _EARLY_CEREMONIES.get(number) or plausible_year(cells["Year"], field_name="Year") + 1


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part.strip()]


def _unescaped(text: str) -> str:
    return clean_name(text).replace('\\"', '"')


def films(cells: dict[str, str]) -> list[Film]:
    """The films of a row; without a name where names and ids do not pair up, without an id where that is no film's.

    Raises:
        InvalidRecord: letters of a name were lost.
    """
    names = [refuse_damaged(_unescaped(name), field="Film") for name in _split(cells["Film"])]
    ids = [part.strip() for part in _split(cells["FilmId"])]
    if not ids:
        whole = clean_name(cells["Detail"])
        return [Film(name, "", whole) for name in names]
    known = [text if is_imdb_title_id(text) else "" for text in ids]
    details = [clean_name(part) for part in cells["Detail"].split("|")]
    if len(details) != len(ids):
        details = [clean_name(cells["Detail"])] * len(ids)
    if len(names) != len(ids):
        names = [" | ".join(names)] if len(ids) == 1 else []
    return [
        Film(name or "", id_ or "", detail or "")
        for name, id_, detail in zip_longest(names, known, details)
        if name or id_
    ]


def people_of(cells: dict[str, str]) -> tuple[PersonRef, ...]:
    """Each nominee; a company ("co…"), an unknown one ("?") or two ids for one name leave a name without an id."""
    ids = [part.strip() for part in _split(cells["NomineeIds"])]
    names = [
        name
        for part in _split(cells["Nominees"])
        if (name := refuse_damaged(_unescaped(part), field="Nominees"))
    ]
    if len(ids) != len(names):
        return tuple(PersonRef(name) for name in names)
    return tuple(
        PersonRef(name, (("imdb", id_),) if _PERSON_ID.fullmatch(id_) else ())
        for name, id_ in zip(names, ids, strict=True)
    )


def _title(film: Film, cells: dict[str, str]) -> TitleRef:
    words = title_words(year=cells["Year"])
    return TitleRef(
        ids=(("imdb", film.id),) if film.id else (),
        name=film.name,
        other_names=tuple(_two_names(film.name)),
        years=years_of(words),
        type="movie",
    )


def _two_names(name: str) -> list[str]:
    """Either name of "Kagemusha (The Shadow Warrior)" is the film's."""
    match = _TWO_NAMES.fullmatch(name)
    return [match[1], match[2]] if match else []


def _title_record(film: Film, cells: dict[str, str], credits_: list[dict[str, object]]) -> TitleRecord:
    category = cells["CanonicalCategory"].strip()
    kinds = [kind for start, words in _GENRES.items() if category.startswith(start) for kind in words]
    return TitleRecord(
        _title(film, cells),
        title_words(
            name=film.name,
            names=[{"name": name} for name in _two_names(film.name)],
            year=cells["Year"],
            genres=genres_from(AcademyAwards.source.slug, kinds),
            credits=credits_,
        ),
    )


def _award(
    cells: dict[str, str], ceremony: int, year: int, film: Film, nominees: tuple[PersonRef, ...]
) -> AwardRecord:
    category = clean_name(cells["Category"]) or clean_name(cells["CanonicalCategory"])
    if not category:
        raise InvalidRecord(field="Category", value="", reason="The nomination has no category.")
    return AwardRecord(
        body=BODY,
        body_name=BODY_NAME,
        category=sentence_case(category),
        title=_title(film, cells) if film.id or film.name else None,
        film_name=film.name or " | ".join(map(_unescaped, _split(cells["Film"]))),
        year=year,
        film_year=str(title_words(year=cells["Year"]).get("year", "")),
        ceremony=ceremony,
        nominees=nominees,
        won=_won(cells["Winner"]),
        detail=film.detail,
    )


def _won(cell: str) -> bool:
    word = cell.strip()
    if word not in {"True", "False", ""}:
        raise InvalidRecord(field="Winner", value=cell, reason="It is neither True nor empty.")
    return word == "True"


def sentence_case(category: str) -> str:
    """The source shouts ("WRITING (Adaptation)"); what it says in brackets it says in a normal voice."""
    head, bracket, rest = category.partition("(")
    return (head.capitalize() if head.isupper() else head) + bracket + rest


def role_of(category: str) -> str | None:
    """The role that a nomination in a category proves, if any."""
    if category.startswith(_NO_ROLE):
        return None
    return next((role for start, role in _ROLES.items() if category.startswith(start)), None)


def _credits(cells: dict[str, str], nominees: tuple[PersonRef, ...]) -> list[dict[str, object]]:
    """What a nomination proves of those with an id; in no claimed order, as they come from many categories."""
    role = role_of(cells["CanonicalCategory"].strip())
    if not role:
        return []
    character = clean_name(cells["Detail"]) if role == "actor" else ""
    return [
        {"name": n.name, "role": role, "character": character, "ids": dict(n.ids), "proof": True}
        for n in nominees
        if n.ids
    ]
