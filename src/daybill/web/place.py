"""Where a page is read from: a country, and the language in which it speaks."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from django.conf import settings

from daybill.domain.countries import Country, country, country_names
from daybill.domain.errors import UnknownChoice


class PlaceConverter:
    """``au`` or ``ch-fr`` in an address; what it stands for is looked up by the page, which can say what is wrong."""

    regex = "[A-Za-z]{2}(?:-[A-Za-z]{2,3})?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: Place | str) -> str:
        return value.prefix if isinstance(value, Place) else value


def interface_languages() -> tuple[str, ...]:
    """Languages the interface is translated into, the site's own first."""
    return tuple(code for code, _ in settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Place:
    """A country and the language asked for.

    Attributes:
        language: what the address asks for.
        spoken: what the interface speaks: ``language`` where it is translated, else English.
    """

    country: Country
    language: str

    @property
    def spoken(self) -> str:
        return self.language if self.language in interface_languages() else settings.LANGUAGE_CODE

    @property
    def code(self) -> str:
        return self.country.code

    @property
    def prefix(self) -> str:
        """The first part of the addresses of its pages."""
        code = self.country.code.lower()
        return code if self.language == self.country.languages[0] else f"{code}-{self.language}"

    @property
    def tag(self) -> str:
        """The language tag of its pages (``en-AU``)."""
        return f"{self.spoken}-{self.country.code}"

    @property
    def name(self) -> str:
        return self.country.name(self.spoken)

    @property
    def name_in_sentence(self) -> str:
        """The country's name after a preposition (``the United States``)."""
        return self.country.name_in_sentence(self.spoken)

    @property
    def locale(self) -> Locale:
        return locale_of(self.spoken, self.country.code)


def locale_of(language: str, code: str) -> Locale:
    """How dates, numbers and prices are written there; the language's usual way where CLDR has no such pair."""
    try:
        return Locale.parse(f"{language}_{code}")
    except (ValueError, UnknownLocaleError):
        return Locale.parse(language)


def place_of(text: str) -> Place:
    """The place an address names.

    Raises:
        UnknownChoice: no such country, or a language it is not addressed in; ``nearest`` holds prefixes.
    """
    code, _, language = text.lower().partition("-")
    try:
        found = country(code)
    except UnknownChoice as error:
        near = [choice.lower() for choice in error.nearest]
        raise UnknownChoice(what="country", value=code, nearest=near) from error
    allowed = dict.fromkeys([*found.languages, *interface_languages()])
    if language and language not in allowed:
        near = [Place(found, choice).prefix for choice in allowed]
        raise UnknownChoice(what="country and language", value=text.lower(), nearest=near[:5])
    return Place(found, language or found.languages[0])


def place_label(prefix: str) -> str:
    """A prefix in words, for lists of choices: ``Switzerland``, ``Switzerland (fr)``."""
    code, _, language = prefix.partition("-")
    name = country_names("en").get(code.upper(), code.upper())
    return f"{name} ({language})" if language else name
