"""In which language a reply speaks, and what that makes of the names in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from babel import Locale

from daybill.apps.sources.formats.format import Context
from daybill.apps.sources.formats.territories import iso_639
from daybill.apps.sources.reading.fields import Fields
from daybill.domain.countries import countries
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import clean_name

# movie_27205.fr.append….json, find_tt0314979_language_zh_CN_external….json
_IN_FILE_NAME = re.compile(r"(?:\.|_language_)(?P<language>[a-z]{2})(?:[_-](?P<country>[A-Z]{2}))?(?=[._])")
# What TMDB writes for Cantonese is the code of no language; "xx" is a film without words.
_ALSO_WRITTEN = {"cn": "yue", "xx": ""}


@dataclass(frozen=True, slots=True)
class Language:
    """Of the names in a reply.

    Attributes:
        code: ISO 639; ``en`` where nothing is told, for so TMDB answers who asks for no language.
        country: whose form of the language it is; "" where not told.
    """

    code: str = "en"
    country: str = ""

    @property
    def is_english(self) -> bool:
        return self.code == "en"


def language_of(context: Context) -> Language:
    """The language that is told (``--language``), else the one in the file's name, else English.

    Raises:
        InvalidRecord: what is told is no language.
    """
    if context.language:
        code, _, country = context.language.replace("_", "-").partition("-")
        if not _is_language(code):
            raise InvalidRecord(
                field="language", value=context.language, reason="Write a language as fr or zh-CN."
            )
        return Language(iso_639(code), _country(country))
    for match in _IN_FILE_NAME.finditer(context.path.name):
        if _is_language(match["language"]):
            return Language(match["language"], _country(match["country"] or ""))
    return Language()


def language_code(text: str) -> str:
    """One of TMDB's codes as ISO 639; "" for a film without words and for what is no code."""
    code = iso_639(text)
    return _ALSO_WRITTEN.get(code, code)


def _is_language(code: str) -> bool:
    return iso_639(code) != "" and Locale("en").languages.get(iso_639(code)) is not None


def _country(code: str) -> str:
    return code.upper() if code.upper() in countries() else ""


@dataclass(frozen=True, slots=True)
class Names:
    """What a title is called.

    Attributes:
        name: in English; "" where the reply does not say.
        original: as its makers call it.
        names: a name in another language, as an entry of `TitleWords`.
    """

    name: str
    original: str
    names: tuple[dict[str, str], ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every name, the one to look under first."""
        told = (self.name, *(entry["name"] for entry in self.names), self.original)
        return tuple(dict.fromkeys(name for name in told if name))

    def words(self) -> dict[str, Any]:
        return {"name": self.name, "original_name": self.original, "names": list(self.names)}


def names_of(told: Fields, language: Language) -> Names:
    """The names of a title, season or episode.

    Raises:
        InvalidRecord: it has none.
    """
    name = clean_name(told.text("title") or told.text("name"))
    if not name:
        raise told.refusal("title", "It is missing.")
    original = clean_name(told.text("original_title") or told.text("original_name"))
    if language.is_english:
        return Names(name, original)
    word = {"name": name, "language": language.code}
    if language.country:
        word["country"] = language.country
    # The original name of an English film is its English one, whoever asks.
    is_english = told.text("original_language") == "en"
    return Names(original if is_english else "", original, (word,))


def person_name(told: Fields, language: Language) -> str:
    """A person's name in letters that all languages of Europe share, else as the person writes it.

    A reply in Japanese has people's names in kana; what is transcribed for one language is no name of theirs.

    Raises:
        InvalidRecord: there is none.
    """
    name = clean_name(told.needed_text("name"))
    if language.is_english or is_latin(name):
        return name
    return clean_name(told.text("original_name")) or name


def is_latin(text: str) -> bool:
    """Whether all its letters are Latin ones."""
    return text.isascii() or all(
        unicodedata.name(letter, "").startswith("LATIN") for letter in text if letter.isalpha()
    )
