"""Genres: one controlled list, and what each source's words mean on it.

The labels are English; pages translate them. The slugs are stable. The list was drawn up from the words of
JustWatch, TMDB, IMDb (through MovieTweetings) and the services' own tables; a word that names a form, an
audience or a country ("International", "TV Movie", "Teen") is known and is no genre.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

GENRES: dict[str, str] = {
    "action": "Action",
    "adventure": "Adventure",
    "animation": "Animation",
    "biography": "Biography",
    "comedy": "Comedy",
    "crime": "Crime",
    "documentary": "Documentary",
    "drama": "Drama",
    "family": "Family",
    "fantasy": "Fantasy",
    "film-noir": "Film noir",
    "history": "History",
    "horror": "Horror",
    "music": "Music",
    "musical": "Musical",
    "mystery": "Mystery",
    "news": "News",
    "reality": "Reality",
    "romance": "Romance",
    "science-fiction": "Science fiction",
    "short": "Short",
    "sport": "Sport",
    "talk-show": "Talk show",
    "thriller": "Thriller",
    "war": "War",
    "western": "Western",
}

_MEANINGS = {
    "documentation": "documentary",
    "documentaries": "documentary",
    "docuseries": "documentary",
    "dramas": "drama",
    "comedies": "comedy",
    "thrillers": "thriller",
    "suspense": "thriller",
    "scifi": "science-fiction",
    "sci fi": "science-fiction",
    "sci fi and fantasy": "science-fiction fantasy",
    "science fiction": "science-fiction",
    "action and adventure": "action adventure",
    "action adventure": "action adventure",
    "war and politics": "war",
    "military and war": "war",
    "kids": "family",
    "kids tv": "family",
    "children and family": "family",
    "sports": "sport",
    "historical": "history",
    "biographical": "biography",
    "romantic": "romance",
    "romantic comedy": "romance comedy",
    "mysteries": "mystery",
    "reality tv": "reality",
    "unscripted": "reality",
    "film noir": "film-noir",
    "talk": "talk-show",
    "talk show": "talk-show",
    "talk show and variety": "talk-show",
    "late night": "talk-show",
    "anime": "animation",
    "cartoons": "animation",
    "adult animation": "animation",
    "stand up": "comedy",
    "stand up comedy": "comedy",
    "stand up comedy and talk shows": "comedy",
    "sitcom": "comedy",
    "sketch comedy": "comedy",
    "parody": "comedy",
    "concert film": "music",
    "music videos and concerts": "music",
    # A musical is a music film; the reverse is not known from this word.
    "music and musicals": "music",
    "police cop": "crime",
    "soap": "drama",
    "soap opera melodrama": "drama",
}

# Forms, audiences, countries and moods: known, and on no list of genres.
_NO_GENRE = frozenset(
    """
    adult;and culture;animals and nature;anthology;arthouse;arts;black stories;british;buddy;classic;
    classic and cult tv;classics;coming of age;cooking and food;cult;dance;disaster;entertainment;european;
    faith and spirituality;fitness;foreign;game show;game show competition;game shows;health and wellness;
    independent;international;korean;latino;lgbtq;lifestyle;lifestyle and culture;medical;series;
    science and nature;science and nature tv;science and technology;spanish language;special interest;
    spy espionage;superhero;supernatural;survival;teen;travel;tv movie;tv shows;variety;young adult audience;movies
    """.replace("\n", "")
    .replace("    ", "")
    .split(";")
)

_JUSTWATCH_CODES = {
    "act": "action",
    "ani": "animation",
    "cmy": "comedy",
    "crm": "crime",
    "doc": "documentary",
    "drm": "drama",
    "fml": "family",
    "fnt": "fantasy",
    "hrr": "horror",
    "hst": "history",
    "msc": "music",
    "rly": "reality",
    "rma": "romance",
    "scf": "science-fiction",
    "spt": "sport",
    "trl": "thriller",
    "war": "war",
    "wsn": "western",
}
_JUSTWATCH_NO_GENRE = frozenset({"eur"})

_FORM = re.compile(r"^(tv )?(?P<word>.+?)( (tv shows|movies|series|features))?$")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class GenresRead:
    """What a source's words came to.

    Attributes:
        genres: slugs of the list, each once, in the order of the words.
        unknown: words that are neither on the list nor known to be no genre, as given.
    """

    genres: tuple[str, ...]
    unknown: tuple[str, ...]


def read_genres(source: str, words: Iterable[str]) -> GenresRead:
    """Translate a source's words to the list; what cannot be placed is handed back, never guessed.

    Args:
        source: slug of the source; only those that begin with ``justwatch`` get JustWatch's three-letter codes.
        words: the source's words, in its order; empty ones are skipped.
    """
    genres: dict[str, None] = {}
    unknown: list[str] = []
    for word in words:
        meaning = _meaning(source, word)
        if meaning is None:
            unknown.append(word)
        else:
            genres.update(dict.fromkeys(meaning))
    return GenresRead(tuple(genres), tuple(unknown))


def genres_from(source: str, words: Iterable[str]) -> tuple[str, ...]:
    """The slugs alone; see `read_genres` for the words that could not be placed."""
    return read_genres(source, words).genres


def _meaning(source: str, word: str) -> tuple[str, ...] | None:
    """Slugs for one word; empty where it is known to be no genre; None where it is not known."""
    key = " ".join(_NOT_WORD.sub(" ", word.casefold().replace("&", " and ").replace("'", "")).split())
    if source.startswith("justwatch") and key in _JUSTWATCH_CODES:
        return (_JUSTWATCH_CODES[key],)
    if not key or (source.startswith("justwatch") and key in _JUSTWATCH_NO_GENRE):
        return ()
    match = _FORM.match(key)
    for candidate in (key, match["word"] if match else key):
        slug = candidate.replace(" ", "-")
        if slug in GENRES:
            return (slug,)
        if candidate in _MEANINGS:
            return tuple(_MEANINGS[candidate].split())
        if candidate in _NO_GENRE:
            return ()
    return None
