"""Providers: who shows titles, and what each source calls them.

The table ``data/providers.json`` is kept by hand. A row has ``slug`` and ``name``, and where they are known
``aliases`` (other words of sources), ``tiers`` (words that name one plan of the provider), ``parent``,
``url`` (its front page) and ``monetization`` (what a bare listing means; ``flatrate`` where absent).
"""

from __future__ import annotations

import importlib.resources
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import clean_name, fold, slugify

# A channel is sold inside another provider's shop and is not the provider itself: who has one may lack the other.
_CHANNEL = re.compile(
    r"(?P<base>.+?) (?:(?P<amazon>am(?:a)?zon channels?)|(?P<apple>apple ?tv(?: channel)?)"
    r"|(?P<roku>roku(?: premium)?(?: channel)?)|(?P<unext>on u-next))",
    re.IGNORECASE,
)
_CHANNEL_OF = {
    "amazon": ("prime-video", "Amazon Channel", "amazon-channel"),
    "apple": ("apple-tv", "Apple TV Channel", "apple-tv-channel"),
    "roku": ("the-roku-channel", "Roku Channel", "roku-channel"),
    "unext": ("u-next", "on U-NEXT", "on-u-next"),
}
_ADS = re.compile(r"(?P<base>.+?) (?:(?P<plan>standard|basic|free) )?with ads", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProviderWord:
    """What a source's word for a provider means.

    Attributes:
        slug: the product's id for it.
        name: as it is shown.
        parent: slug of the provider inside whose shop it is sold; None where it stands alone.
        ads: whether the word says with or without advertising; None where it says nothing.
        tier: the plan the word names (``basic-with-ads``); None where it names none.
    """

    slug: str
    name: str
    parent: str | None = None
    ads: bool | None = None
    tier: str | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """One row of the table, with the same meanings as in `ProviderWord`."""

    slug: str
    name: str
    parent: str | None = None
    url: str | None = None
    monetization: str = "flatrate"
    aliases: tuple[str, ...] = ()


def resolve(word: str) -> ProviderWord:
    """The provider a source's word names; a word nobody knows makes a slug of its own and keeps its name.

    Raises:
        InvalidRecord: the word has no letter or digit that a slug could be made of.
    """
    name = clean_name(word)
    known = _known_words().get(_key(name))
    if known:
        return known
    if channel := _CHANNEL.fullmatch(name):
        return _channel(resolve(channel["base"]), str(channel.lastgroup))
    if ads := _ADS.fullmatch(name):
        base = resolve(ads["base"])
        return ProviderWord(base.slug, base.name, base.parent, True, slugify(f"{ads['plan'] or ''} with ads"))
    slug = _key(name).replace(" ", "-")
    if not slug:
        raise InvalidRecord(field="provider", value=word, reason="There is no letter or digit in it.")
    return ProviderWord(slug, name)


def usual_monetization(slug: str) -> str:
    """What a listing without a monetization means for this provider; a subscription where nothing is known."""
    row = providers().get(slug)
    return row.monetization if row else "flatrate"


@cache
def providers() -> dict[str, Provider]:
    """The table by slug, in its order."""
    return {
        row["slug"]: Provider(
            row["slug"],
            row["name"],
            row.get("parent"),
            row.get("url"),
            row.get("monetization", "flatrate"),
            tuple(row.get("aliases", ())),
        )
        for row in _rows()
    }


def _channel(base: ProviderWord, shop: str) -> ProviderWord:
    parent, words, suffix = _CHANNEL_OF[shop]
    return ProviderWord(f"{base.slug}-{suffix}", f"{base.name} {words}", parent, base.ads, base.tier)


@cache
def _known_words() -> dict[str, ProviderWord]:
    words: dict[str, ProviderWord] = {}
    for row in _rows():
        plain = ProviderWord(row["slug"], row["name"], row.get("parent"))
        for alias in (row["name"], *row.get("aliases", ())):
            words[_key(alias)] = plain
        for alias, plan in row.get("tiers", {}).items():
            words[_key(alias)] = ProviderWord(
                plain.slug, plain.name, plain.parent, plan.get("ads"), plan["tier"]
            )
    return words


def _rows() -> list[dict[str, Any]]:
    table = importlib.resources.files("daybill.domain").joinpath("data/providers.json")
    rows: list[dict[str, Any]] = json.loads(table.read_text(encoding="utf-8"))
    return rows


def _key(word: str) -> str:
    """A word as it is compared: "Paramount+" and "Paramount Plus" are one."""
    plain = " ".join(re.sub(r"[\W_]+", " ", fold(word).replace("+", " plus ").replace("&", " and ")).split())
    return re.sub(r"\bplus plus\b", "plus", re.sub(r"[^a-z0-9 ]", "", plain))
