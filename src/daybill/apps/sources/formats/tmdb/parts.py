"""Parts of a title that TMDB answers with it or by themselves: people, names elsewhere, certifications, genres."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from daybill.apps.sources.formats.territories import known_countries
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.genres import read_genres
from daybill.domain.identity import clean_name
from daybill.domain.records import CertificationWord, CreditWord, NameWord

from .naming import Language, language_code, person_name

_JOBS = {
    "Director": "director",
    "Screenplay": "writer",
    "Writer": "writer",
    "Teleplay": "writer",
    "Original Music Composer": "composer",
    "Director of Photography": "cinematographer",
    "Editor": "editor",
    "Producer": "producer",
}
# https://developer.themoviedb.org/reference/genre-movie-list and genre-tv-list: in every language the same numbers.
_GENRES = {
    12: "adventure",
    14: "fantasy",
    16: "animation",
    18: "drama",
    27: "horror",
    28: "action",
    35: "comedy",
    36: "history",
    37: "western",
    53: "thriller",
    80: "crime",
    99: "documentary",
    878: "science-fiction",
    9648: "mystery",
    10402: "music",
    10749: "romance",
    10751: "family",
    10752: "war",
    10759: "action adventure",
    10762: "family",
    10763: "news",
    10764: "reality",
    10765: "science-fiction fantasy",
    10766: "drama",
    10767: "talk-show",
    10768: "war",
    # "TV Movie" is a form and no genre.
    10770: "",
}
_LONGEST_CERTIFICATION = 20


def genres_of(told: Fields, remarks: list[str]) -> list[str]:
    """Slugs for ``genres`` ({id, name}) or ``genre_ids``; a name counts where its number is new to us."""
    genres: dict[str, None] = {}
    pairs = [(genre.number("id"), genre.text("name")) for genre in told.objects("genres")]
    pairs += [(number, "") for number in told.numbers("genre_ids")]
    for number, name in pairs:
        if number in _GENRES:
            genres.update(dict.fromkeys(_GENRES[number].split()))
            continue
        read = read_genres("tmdb", [name])
        genres.update(dict.fromkeys(read.genres))
        if read.unknown or not name:
            remarks.append(f"The genre {number} “{name}” is not on our list and was left out.")
    return list(genres)


def countries_of(codes: Iterable[str], remarks: list[str]) -> list[str]:
    known, unknown = known_countries(codes)
    remarks += [f"The country “{code}” is none of today and was left out." for code in unknown]
    return known


def people_of(told: Fields, language: Language, *, creators: Sequence[Fields] = ()) -> list[CreditWord]:
    """The credits of ``cast``, ``crew`` and ``guest_stars``, each role counted from 1 in the order of the billing.

    Of the crew only the roles that we keep; one person is named once in a role.
    """
    cast = sorted(told.objects("cast"), key=_billing) + told.objects("guest_stars")
    billed = [("creator", person, "") for person in creators]
    billed += [("actor", person, _character(person)) for person in cast]
    billed += [(role, person, "") for person in told.objects("crew") for role in _roles(person)]
    places: Counter[str] = Counter()
    seen: set[tuple[str, str, str]] = set()
    people: list[CreditWord] = []
    for role, person, character in billed:
        name, id_ = person_name(person, language), person.digits("id")
        if (role, id_ or name, character) in seen:
            continue
        seen.add((role, id_ or name, character))
        places[role] += 1
        credit: CreditWord = {"name": name, "role": role, "position": places[role]}
        if character:
            credit["character"] = character
        if id_:
            credit["ids"] = {"tmdb": id_}
        people.append(credit)
    return people


def _billing(person: Fields) -> tuple[bool, int]:
    order = person.number("order")
    return (order is None, order or 0)


def _character(person: Fields) -> str:
    """Of a whole series one person has played many; the one played longest stands first."""
    roles = person.objects("roles")
    return clean_name(person.text("character") or (roles[0].text("character") if roles else ""))


def _roles(person: Fields) -> Iterator[str]:
    jobs = [person.text("job"), *(job.text("job") for job in person.objects("jobs"))]
    return iter(dict.fromkeys(_JOBS[job] for job in jobs if job in _JOBS))


def names_by_country(entries: Sequence[Fields], remarks: list[str]) -> list[NameWord]:
    """Alternative titles; one of a territory outside ISO 3166-1 (XK) would read as the title's own name."""
    return [
        {"name": entry.text("title"), "country": code}
        for entry in entries
        for code in countries_of([entry.text("iso_3166_1")], remarks)
    ]


def names_by_language(entries: Sequence[Fields], remarks: list[str]) -> list[NameWord]:
    """Translations; those whose name is left empty say that it is the original one, or nothing."""
    names: list[NameWord] = []
    for entry in entries:
        data = entry.object("data")
        name = data.text("title") or data.text("name")
        language = language_code(entry.text("iso_639_1"))
        if not name:
            continue
        known = countries_of([entry.text("iso_3166_1")], remarks)
        if known and language:
            names.append({"name": name, "country": known[0], "language": language})
    return names


def english_runtime(entries: Sequence[Fields]) -> int | None:
    """The length that a film's translations give in English; other languages may give that of a cut version."""
    lengths = [entry.object("data").number("runtime") for entry in entries if entry.text("iso_639_1") == "en"]
    return next(filter(None, lengths), None)


def certifications_of(told: Fields, remarks: list[str]) -> list[CertificationWord]:
    """Every country's, of a film's ``release_dates`` or a series' ``content_ratings``."""
    found: list[CertificationWord] = []
    for entry in told.objects("results"):
        values = [
            entry.text("rating"),
            *(one.text("certification") for one in entry.objects("release_dates")),
        ]
        kept = [value for value in map(clean_name, values) if value]
        known = countries_of([entry.text("iso_3166_1")], remarks) if kept else []
        for value in dict.fromkeys(kept):
            if len(value) > _LONGEST_CERTIFICATION:
                remarks.append(f"The certification “{value[:40]}…” is a sentence and was left out.")
            elif known:
                found.append({"country": known[0], "value": value})
    return found
