"""Which services a sentence names, and what it says they ask of a viewer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from daybill.domain.citations import find_date
from daybill.domain.countries import country as country_of
from daybill.domain.errors import DaybillError, InvalidMoney
from daybill.domain.identity import fold
from daybill.domain.money import Money, parse_price
from daybill.domain.providers import providers, resolve

# Words of every day that are services too: they count where a line says nothing else.
_EVERYDAY = frozenset(
    {"now", "10", "ten", "runtime", "plex", "disney kids", "philo", "free", "network ten", "the cw", "cw"}
)
_TOKEN = re.compile(r"[\w+&’']+")
_METHODS = {
    "ads": (
        r"(?:free )?with (?:ads|adverts|advertising|commercials|ad breaks)|ad[- ](?:supported|funded)"
        r"|\bads\b|\bavod\b"
    ),
    "flatrate": (
        r"subscri(?:ption|be|bers?|bing)|\bincluded\b|\bmembership\b|\bmembers\b|\bflat ?rate\b"
        r"|\bwith (?:a |any )?plan\b|\bsvod\b"
    ),
    "rent": r"\brent(?:al|als|ed|ing)?\b|\bhire\b|\btvod\b",
    "buy": r"\bbuy(?:ing)?\b|\bpurchas(?:e|ed|ing)\b|\bto own\b|\bown it\b",
    "cinema": r"\b(?:in )?cinemas?\b|\btheat(?:er|re)s?\b|\bbig screen\b",
    "free": (
        r"\bfree\b(?! trial| for \d+ days| \d+[- ]day| with (?:a |your )?(?:subscription|prime|trial))"
        r"|\blibrary card\b"
    ),
}
_METHOD = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _METHODS.items()), re.IGNORECASE)
_STREAM = re.compile(
    r"\bstream(?:s|ed|ing)?\b|\bwatch(?:ed|ing)?\b|\bavailable\b|\bshowing\b|\bplaying\b|\bview\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"(?P<price>(?:[A-Z]{1,3}\$|[$€£¥₹]|(?:USD|AUD|EUR|GBP|NZD|"
    r"CAD)\s)\s?\d{1,4}(?:[.,]\d{2})?|\d{1,4}(?:[.,]\d{2})?\s?[€£])"
    r"(?P<period>\s?(?:/|per|a|p)\s?(?:month|mo|m|year|yr)\b)?"
)
_ENDS = re.compile(
    r"\b(?:until|till|through|leav(?:es|ing)|expir(?:es|ing)|ends?|ending|before|up to)\b(?P<when>[^.;!?]{4,50})",
    re.IGNORECASE,
)
_QUALITY = re.compile(r"\b(?:(?P<uhd>4k|uhd|ultra hd)|(?P<hd>hd|1080p|720p)|(?P<sd>sd))\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|isn[’']?t|no longer|nor|without|n[’']t|left|gone|unavailable|never)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Method:
    """One way to watch that a phrase names."""

    monetization: str
    money: Money | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A service named in a sentence, and where."""

    slug: str
    start: int
    end: int


def methods_in(text: str, country: str) -> list[Method]:
    """The ways to watch that a phrase names, each once, each with the price that stands behind it."""
    found = list(_METHOD.finditer(text))
    methods: dict[str, Money | None] = {}
    for match, following in zip(found, [*found[1:], None], strict=False):
        name = str(match.lastgroup)
        behind = text[match.end() : following.start() if following else len(text)]
        money = None if name not in {"rent", "buy"} else price_in(behind, country)
        methods[name] = methods.get(name) or money
    if len(found) == 2 and set(methods) == {"rent", "buy"} and not any(methods.values()):
        return [Method(name) for name in methods]
    # “Rent or buy from $4.99”: the price is the cheaper one's.
    if (
        set(methods) == {"rent", "buy"}
        and not methods["rent"]
        and methods["buy"]
        and len(_PRICE.findall(text)) == 1
    ):
        methods = {"rent": methods["buy"], "buy": None}
    return [Method(name, money) for name, money in methods.items()]


def says_stream(text: str) -> bool:
    """Whether a phrase says only that it can be streamed or watched."""
    return bool(_STREAM.search(text))


def denies(text: str) -> bool:
    """Whether a sentence says that something is not so, or no longer."""
    return bool(_NOT.search(text))


def price_in(text: str, country: str) -> Money | None:
    """The first price that is paid once; a price per month belongs to a plan."""
    for match in _PRICE.finditer(text):
        if match["period"]:
            continue
        try:
            return parse_price(match["price"], currency=_currency(match["price"], country)).money
        except InvalidMoney:
            continue
    return None


def _currency(price: str, country: str) -> str | None:
    """What a shared sign means in the country; none for a sign or code that says it itself."""
    if not price.startswith("$") and not price.startswith("¥"):
        return None
    try:
        return country_of(country).currency
    except DaybillError:
        return None


def end_in(text: str) -> tuple[str, str] | None:
    """Until when, as ISO 8601 and its precision; None where nothing is said that could be an end."""
    for match in _ENDS.finditer(text):
        when = find_date(match["when"])
        if when and when.month:
            return when.iso, str(when.precision)
    return None


def quality_in(text: str) -> str | None:
    """The best picture that is named."""
    named = {str(match.lastgroup) for match in _QUALITY.finditer(text)}
    return next((value for key, value in (("uhd", "4k"), ("hd", "hd"), ("sd", "sd")) if key in named), None)


def known_service(text: str) -> str | None:
    """The slug where the whole text is the name of a service we know."""
    key = _key(text)
    return _services().get(key) or (_services().get(key.removeprefix("the ")))


def made_service(text: str) -> str | None:
    """A slug for any name; None where it has no letter or digit."""
    try:
        return resolve(text).slug
    except DaybillError:
        return None


def services_in(text: str) -> list[Mention]:
    """The services a sentence names, the longest name at each place; words of every day are not taken for one."""
    tokens = list(_TOKEN.finditer(text))
    found: list[Mention] = []
    i = 0
    while i < len(tokens):
        step = 1
        for length in range(min(5, len(tokens) - i), 0, -1):
            piece = text[tokens[i].start() : tokens[i + length - 1].end()]
            key = _key(piece)
            slug = _services().get(key)
            if (
                slug
                and key not in _EVERYDAY
                and (piece[0].isupper() or piece[0].isdigit() or piece[:2].lower() == "bi")
            ):
                found.append(Mention(slug, tokens[i].start(), tokens[i + length - 1].end()))
                step = length
                break
        i += step
    return found


@cache
def _services() -> dict[str, str]:
    names: dict[str, str] = {}
    for slug, row in providers().items():
        for name in (row.name, *row.aliases, slug.replace("-", " ")):
            names.setdefault(_key(name), slug)
    for more, slug in (
        ("amazon", "prime-video"),
        ("prime", "prime-video"),
        ("iview", "abc-iview"),
        ("sbs", "sbs-on-demand"),
        ("apple tv plus", "apple-tv"),
        ("apple itunes", "apple-tv"),
        ("itunes", "apple-tv"),
        ("max", "hbo-max"),
    ):
        names.setdefault(more, slug)
    return names


def _key(text: str) -> str:
    plain = fold(text).replace("+", " plus ").replace("&", " and ").replace("’", "").replace("'", "")
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())
