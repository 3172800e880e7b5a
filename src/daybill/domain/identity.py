"""Names and ids: how they are compared, and how they become addresses."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from daybill.domain.errors import InvalidRecord

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# Letters that Unicode does not decompose, as the catalogues of the field spell them without a special keyboard.
_FOLD = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
)
SLUG_LENGTH = 80


class Scheme(StrEnum):
    """Who gave out an external id."""

    IMDB = "imdb"
    TMDB = "tmdb"
    WIKIDATA = "wikidata"
    EIDR = "eidr"
    JUSTWATCH = "justwatch"


_PATTERNS = {
    Scheme.IMDB: re.compile(r"(tt|nm)[0-9]{7,9}"),
    Scheme.TMDB: re.compile(r"[0-9]{1,9}"),
    Scheme.WIKIDATA: re.compile(r"Q[0-9]{1,12}"),
    Scheme.EIDR: re.compile(r"10\.5240/([0-9A-F]{4}-){5}[0-9A-Z]"),
    Scheme.JUSTWATCH: re.compile(r"(tm|ts|tss|tse)?[0-9]{1,9}"),
}


def parse_external_id(scheme: Scheme, text: str) -> str:
    """The id as its giver writes it.

    Raises:
        InvalidRecord: the text has not the shape of that scheme's ids.
    """
    value = text.strip()
    if not _PATTERNS[scheme].fullmatch(value):
        raise InvalidRecord(field=f"{scheme} id", value=text, reason="This is not the shape of such an id.")
    return value


def is_imdb_title_id(text: str) -> bool:
    """Whether the text has the shape of an IMDb title id (``tt0113277``)."""
    return text.startswith("tt") and bool(_PATTERNS[Scheme.IMDB].fullmatch(text))


def clean_name(text: str) -> str:
    """A name as it is shown: NFC, no control or direction marks, single spaces, none at the ends."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_CONTROLS.sub(" ", unicodedata.normalize("NFC", text)).split())


def fold(text: str) -> str:
    """Lower case without accents; other scripts keep their letters."""
    if text.isascii():
        return text.lower()
    # Decomposed before and after: a compatibility letter may turn into a capital, a capital into a marked letter.
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_FOLD)
    return "".join(
        c for c in unicodedata.normalize("NFKD", folded).casefold() if not unicodedata.combining(c)
    )


# A catalogue names the same people and titles over and over.
@lru_cache(maxsize=2**17)
def normalise_name(text: str) -> str:
    """The form in which two names are compared.

    Folded (NFKD, no accents, lower case), apostrophes dropped, "&" read as "and", other punctuation a
    space, single spaces. A name without a letter or digit ("$", "...") is kept as it stands, so
    that it still equals itself and nothing else.
    """
    cleaned = clean_name(text)
    folded = fold(cleaned)
    words = _NOT_WORD.sub(" ", _APOSTROPHES.sub("", folded).replace("&", " and ")).strip()
    return words or cleaned


def slugify(text: str) -> str:
    """ASCII words joined by hyphens, at most 80 characters, cut at a word; empty where nothing is ASCII."""
    words = _NOT_SLUG.sub("-", _APOSTROPHES.sub("", fold(text).replace("&", " and "))).strip("-")
    if len(words) <= SLUG_LENGTH:
        return words
    cut, _, _ = words[: SLUG_LENGTH + 1].rpartition("-")
    return cut or words[:SLUG_LENGTH]


def title_slug(name: str, year: int | None) -> str:
    """``heat-1995``; the name alone where the year is not known; may be empty (``幸福`` without a year)."""
    return "-".join(part for part in (slugify(name), str(year) if year else "") if part)


def distinct_slug(slug: str, external_id: str) -> str:
    """The slug a title or person takes when the plain one is taken or says nothing: with its external id."""
    return "-".join(part for part in (slug, slugify(external_id)) if part)


def web_address(text: str) -> str:
    """An address as it may be linked to; "" for anything but http and https (``javascript:`` above all)."""
    address = text.strip()
    return address if address.startswith(("https://", "http://")) else ""
