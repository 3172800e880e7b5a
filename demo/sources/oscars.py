"""Every Academy Award nomination: awards, the films they name, and the credits that a nomination proves."""

from __future__ import annotations

import re
from pathlib import Path

from daybill.domain.identity import clean_name, is_imdb_title_id
from demo.drafts import Catalogue, Credit
from demo.tables import read_rows

SOURCE = "academy-awards"
BODY = {"slug": "academy-awards", "name": "Academy Awards", "country": "US"}

# Years of the ceremonies whose film year spans two calendar years; from the seventh on it is the next year.
_EARLY_CEREMONIES = {1: 1929, 2: 1930, 3: 1930, 4: 1931, 5: 1932, 6: 1934}
_TWO_NAMES = re.compile(r"(.{2,}?) \(([^()]{3,})\)")
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


def read(catalogue: Catalogue, folder: Path) -> None:
    """All rows; studios and unknown people stay as names without an id."""
    catalogue.award_bodies.append(BODY)
    for row in read_rows(folder / "oscars/oscars.csv", delimiter="\t"):
        catalogue.count(SOURCE, "rows")
        titles = [t for t in _split(row["FilmId"]) if is_imdb_title_id(t)]
        names = [clean_name(n).replace('\\"', '"') for n in _split(row["Film"])]
        if len(names) == len(titles):
            for key, name in zip(titles, names, strict=True):
                _film(catalogue, key, name, row)
        for name, person in people_of(row):
            if person:
                catalogue.know_person(person, name)
        catalogue.awards.append(_award(row, titles, names))
        if len(titles) == 1:
            _credits(catalogue, titles[0], row)


def _split(cell: str) -> list[str]:
    return [part for part in re.split(r"\|", cell) if part.strip()]


def people_of(row: dict[str, str]) -> list[tuple[str, tuple[str, str] | None]]:
    """(name, reference) for each nominee; a company ("co…"), an unknown one ("?") or two ids for one name give none."""
    ids = _split(row["NomineeIds"])
    names = [clean_name(name) for name in _split(row["Nominees"])]
    if len(ids) != len(names):
        return [(name, None) for name in names]
    return [
        (n, ("imdb", i) if re.fullmatch(r"nm\d{7,9}", i) else None) for n, i in zip(names, ids, strict=True)
    ]


def _film(catalogue: Catalogue, key: str, name: str, row: dict[str, str]) -> None:
    draft = catalogue.title(key)
    draft.type = draft.type or "movie"
    if not any(entry.source == SOURCE for entry in draft.names):
        draft.call(name, SOURCE)
        # "Kagemusha (The Shadow Warrior)": either name is the film's.
        if match := _TWO_NAMES.fullmatch(name):
            draft.call(match[1], SOURCE)
            draft.call(match[2], SOURCE)
    draft.say("year", row["Year"], SOURCE)
    for category, genres in _GENRES.items():
        if row["CanonicalCategory"].startswith(category):
            catalogue.genres(draft, SOURCE, genres)


def _award(row: dict[str, str], titles: list[str], names: list[str]) -> dict[str, object]:
    ceremony = int(row["Ceremony"])
    nominees = [{"name": n, **({"ref": ref} if ref else {})} for n, ref in people_of(row)]
    return {
        "title": titles[0] if titles else None,
        "other_titles": titles[1:],
        "film_name": " | ".join(names),
        "body": BODY["slug"],
        "ceremony": ceremony,
        "year": _EARLY_CEREMONIES.get(ceremony) or int(row["Year"]) + 1,
        "film_year": row["Year"],
        "category": sentence_case(clean_name(row["Category"])),
        "category_group": clean_name(row["CanonicalCategory"]),
        "nominees": nominees,
        "won": row["Winner"] == "True",
        "detail": clean_name(row["Detail"]),
        "source": SOURCE,
    }


def sentence_case(category: str) -> str:
    """The source shouts ("WRITING (Adaptation)"); what it says in brackets it says in a normal voice."""
    head, bracket, rest = category.partition("(")
    return (head.capitalize() if head.isupper() else head) + bracket + rest


def role_of(category: str) -> str | None:
    """The role that a nomination in a category proves, if any."""
    if category.startswith(_NO_ROLE):
        return None
    return next((role for start, role in _ROLES.items() if category.startswith(start)), None)


def _credits(catalogue: Catalogue, key: str, row: dict[str, str]) -> None:
    role = role_of(row["CanonicalCategory"])
    draft = catalogue.titles.get(key)
    if not role or not draft:
        return
    for position, (name, person) in enumerate(people_of(row), start=1):
        if person:
            character = clean_name(row["Detail"]) if role == "actor" else ""
            # Nominees come from many categories: they stand behind a full cast, in no claimed order.
            draft.credits.append(Credit(name, role, 100 + position, SOURCE, character, person))
