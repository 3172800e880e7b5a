"""One offer as JustWatch tells it, in the words of its own API or of a client that renamed them."""

from __future__ import annotations

from datetime import date

from daybill.apps.sources.reading.fields import Fields
from daybill.domain.countries import Country
from daybill.domain.errors import InvalidRecord
from daybill.domain.money import Money, parse_price
from daybill.domain.offers import Monetization
from daybill.domain.providers import ProviderWord, resolve
from daybill.domain.records import OfferRecord
from daybill.domain.windows import Bound, Side, parse_bound

from .offer_looks import OfferRead, plain_url

# The API's word for each field -> that of the client "Simple JustWatch Python API".
_NAMES = {
    "monetizationType": "monetization_type",
    "presentationType": "presentation_type",
    "retailPrice": "price_string",
    "retailPriceValue": "price_value",
    "currency": "price_currency",
    "standardWebURL": "url",
    "availableTo": "available_to",
    "subtitleLanguages": "subtitle_languages",
    "audioLanguages": "audio_languages",
}
_QUALITIES = {"SD": "sd", "HD": "hd", "_4K": "4k"}
_DISCS = frozenset({"DVD", "BLURAY", "BLURAY_4K"})
_MONETIZATIONS = {kind.value.upper(): kind.value for kind in Monetization}
# Catalogues write "for ever" as the last day of a far year; nobody has announced an end so far ahead.
FOR_EVER = 2099


def read_offer(raw: Fields, country: Country, day: date) -> OfferRead:
    """An offer without its title; a disc is left out, for it is not watched but sent.

    Raises:
        InvalidRecord: its provider, monetization or price cannot be read.
    """
    told = renamed(raw)
    presentation = told.text("presentation_type")
    if presentation in _DISCS:
        return None, ["Discs were left out."]
    word = package(told.object("package"))
    money = _money(told)
    ends, remarks = _end(told.text("available_to"), country, word)
    offer = OfferRecord(
        None,
        word.slug,
        country.code,
        _monetization(told),
        day,
        day,
        quality=_QUALITIES.get(presentation, ""),
        tier=word.tier or "",
        price_minor=money.minor if money else None,
        currency=money.currency if money else "",
        ends=ends,
        audio=tuple(sorted(set(told.texts("audio_languages")))),
        subtitles=tuple(sorted(set(told.texts("subtitle_languages")))),
        url=plain_url(told.text("url")),
        provider_name=word.name,
        parent=word.parent or "",
    )
    return offer, remarks


def renamed(raw: Fields) -> Fields:
    """The API's fields under the client's names; what goes by those already stays."""
    return Fields({_NAMES.get(name, name): value for name, value in raw.values.items()}, raw.path)


def package(raw: Fields) -> ProviderWord:
    """The provider that a package is.

    Raises:
        InvalidRecord: it has no name.
    """
    return resolve(raw.text("clearName") or raw.needed_text("name"))


def _monetization(told: Fields) -> str:
    word = told.needed_text("monetization_type")
    if word not in _MONETIZATIONS:
        raise told.refusal("monetization_type", f"It is one of {', '.join(_MONETIZATIONS)}.")
    return _MONETIZATIONS[word]


def _money(told: Fields) -> Money | None:
    """The price that is shown; the bare number where none is."""
    text, currency = told.text("price_string"), told.text("price_currency")
    value = told.decimal("price_value")
    if not text and value is not None and currency:
        text = str(value)
    return parse_price(text, currency=currency or None).money if text else None


def _end(text: str, country: Country, word: ProviderWord) -> tuple[Bound | None, list[str]]:
    """The last day, inclusive; none, with a remark, where it means "for ever" or cannot be read."""
    if not text:
        return None, []
    if text[:4].isdigit() and int(text[:4]) >= FOR_EVER:
        return None, [f"{word.name}: the end {text} stands for no end and was left out."]
    try:
        return parse_bound(text, side=Side.END, zone=country.zone), []
    except InvalidRecord as error:
        return None, [f"{word.name}: its end was left out: {error}"]
