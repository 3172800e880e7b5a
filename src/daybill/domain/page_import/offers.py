"""Where to watch: a service and what it asks, on one line or on two, or in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daybill.domain.page_import.draft import Draft
from daybill.domain.page_import.lines import Kind, Line
from daybill.domain.page_import.names import is_name
from daybill.domain.page_import.services import (
    Method,
    denies,
    end_in,
    known_service,
    made_service,
    methods_in,
    quality_in,
    says_stream,
    services_in,
)
from daybill.domain.page_import.values import PageOffer
from daybill.domain.providers import usual_monetization

_SPLIT = re.compile(r"\s*(?::\s|\s[–—-]+\s|\s?\(|\s?\||\t|\s{2,}|\s?→|\s?·|,\s|\s?–\s?(?=[A-Z]))\s*")
_VERB = re.compile(
    r"^(?P<how>[\w ,/&]{3,60}?)\s(?:on|at|from|via|with|"
    r"through)\s(?P<who>.{2,60}?)(?P<rest>\s(?:from|for|at|until|\(|[$€£]).*)?$",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[\w+])(?=(?:Buy|Rent|Subscription|Stream|Free with ads)\b)(?<=[a-zV+])")
_TABLE_HEAD = re.compile(
    r"(?:(?:streaming )?(?:services?|providers?|platforms?|where|how|price|cost|type|offers?|"
    r"how to watch|plans?|options?|quality)\W*)+",
    re.IGNORECASE,
)
# Several offers on one line are parted by a mark with a capital behind it, outside brackets.
_PIECES = re.compile(r"\s*[,;|·•]\s+(?=[A-Z\d])(?![^(]*\))")
_LEAD = re.compile(
    r"(?:stream(?:ing)?|watch(?: it)?|available|where to (?:watch|stream))(?: it)?(?: now)?(?: on| at| in)?\s?:\s+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])")
_LIST = re.compile(r"\s*(?:,|;|/|\band\b|\bor\b|&(?=\s[A-Z]))\s*")
_MOST_METHOD_WORDS = 12


def is_method(text: str, country: str) -> bool:
    """Whether a line says what a service asks, and no more."""
    short = len(text.split()) <= _MOST_METHOD_WORDS and len(text) < 100
    return short and bool(
        methods_in(text, country) or text.strip().lower().rstrip(".:") in {"stream", "streaming"}
    )


def offer_pair(first: str, second: str, country: str) -> bool:
    """Whether two lines are a service that we know and what it asks."""
    return known_service(first) is not None and is_method(second, country) and known_service(second) is None


def offer_line(text: str, country: str) -> bool:
    """Whether one line is a service that we know and what it asks."""
    who, how = _halves(text)
    return bool(how) and known_service(who) is not None and is_method(how, country)


def read_offers(lines: Sequence[Line], draft: Draft) -> None:
    """Take the offers of a section out of its lines; what is none is left over."""
    i, group = 0, ""
    while i < len(lines):
        text = lines[i].text.strip().rstrip(".")
        following = lines[i + 1].text.strip() if i + 1 < len(lines) else ""
        taken = _stacked(lines, i, draft) if following else 0
        if not taken and is_method(text, draft.country) and not services_in(text) and following:
            group, taken = text, 1
            draft.crumb("label", lines[i].text)
        if not taken:
            taken = 1
            if _TABLE_HEAD.fullmatch(text):
                draft.crumb("label", text)
            elif not _one_line(lines[i], group, draft):
                _sentences(lines[i].text, draft)
        i += taken


def _stacked(lines: Sequence[Line], i: int, draft: Draft) -> int:
    """A service on one line and what it asks on the next, or on the next few; the number of lines taken."""
    text = lines[i].text.strip().rstrip(".")
    asked = []
    for line in lines[i + 1 : i + 5]:
        if not is_method(line.text, draft.country) or services_in(line.text):
            break
        asked.append(line.text.strip())
    if not asked or is_method(text, draft.country):
        return 0
    slug = known_service(text) or (made_service(text) if is_name(text) else None)
    if not slug:
        return 0
    for how in asked:
        _add(slug, how, f"{text} {how}", draft)
    return 1 + len(asked)


def _one_line(line: Line, group: str, draft: Draft) -> bool:
    """“Netflix: Subscription”, “Rent on Apple TV from $4.99”, “Rent: Apple TV, Prime Video”, or a bare name."""
    text = line.text.strip().rstrip(".")
    if (lead := _LEAD.match(text)) and services_in(text[lead.end() :]):
        draft.crumb("label", lead[0])
        return _one_line(replace(line, text=text[lead.end() :]), group, draft)
    several = _PIECES.split(text)
    if len(several) > 1 and all(_is_piece(piece, draft.country) for piece in several):
        read = [_one_line(replace(line, text=piece), group, draft) for piece in several]
        return all(read)
    who, how = _halves(text)
    if how and is_method(how, draft.country) and not is_method(who, draft.country):
        slug = known_service(who) or (made_service(who) if is_name(who) else None)
        if slug:
            _add(slug, how, line.text, draft)
            return True
    if how and (is_method(who, draft.country) or who.lower() == "watch"):
        return _several(how, who, line.text, draft)
    if (
        (match := _VERB.match(text))
        and (slug := known_service(match["who"]))
        and says_how(match["how"], draft)
    ):
        _add(slug, f"{match['how']} {match['rest'] or ''}", line.text, draft)
        return True
    if slug := known_service(text):
        _add(slug, group, line.text if not group else f"{group} {line.text}", draft)
        return True
    return bool(group) and line.kind is not Kind.HEADING and _several(text, group, line.text, draft)


def says_how(text: str, draft: Draft) -> bool:
    """Whether a phrase says a way to watch, if only “stream”."""
    return bool(methods_in(text, draft.country)) or says_stream(text)


def _is_piece(text: str, country: str) -> bool:
    """Whether a part of a line is an offer whole, of a service we know or of one that is new."""
    who, how = _halves(text)
    named = known_service(who) is not None or is_name(who, longest=4)
    return bool(how) and named and is_method(how, country) and not is_method(who, country)


def announced_offers(text: str) -> bool:
    """Whether a line says "Stream on:" and then names services."""
    lead = _LEAD.match(text)
    return bool(lead and services_in(text[lead.end() :]))


def tells_offer(text: str, country: str) -> bool:
    """Whether a short line, no sentence, tells a service and a way to watch: “Rent it on Apple TV for $3.99”."""
    short = len(text.split()) <= _MOST_METHOD_WORDS and not text.rstrip().endswith((".", "?", "!"))
    return short and bool(services_in(text)) and (bool(methods_in(text, country)) or says_stream(text))


def _several(names: str, how: str, words: str, draft: Draft) -> bool:
    """A way to watch and the services that offer it."""
    slugs = [mention.slug for mention in services_in(names)]
    pieces = [piece for piece in _LIST.split(names) if piece]
    if not slugs and pieces and all(is_name(piece, longest=3) for piece in pieces):
        slugs = [slug for slug in map(made_service, pieces) if slug]
    if not slugs or len(names.split()) > 25:
        return False
    for slug in dict.fromkeys(slugs):
        _add(slug, f"{how} {names}" if len(slugs) == 1 else how, words, draft)
    return True


def _halves(text: str) -> tuple[str, str]:
    """A line cut at the mark between a name and what is said of it; HTML may have glued the two."""
    text = _GLUED.sub(" ", text)
    for match in _SPLIT.finditer(text):
        who, how = text[: match.start()].strip(), text[match.end() :].strip(" )")
        if who and how:
            return who, how
    tokens = text.split()
    for cut in range(min(4, len(tokens) - 1), 0, -1):
        if known_service(" ".join(tokens[:cut])):
            return " ".join(tokens[:cut]), " ".join(tokens[cut:])
    return text, ""


def _sentences(text: str, draft: Draft) -> None:
    """Offers that a paragraph tells; a sentence that tells none is left over."""
    for sentence in _SENTENCE.split(text):
        if not offers_of_sentence(sentence, draft):
            draft.leave(sentence)


def offers_of_sentence(sentence: str, draft: Draft) -> bool:
    """Add what a sentence says of services, each with the way named nearest before it; False for none."""
    mentions = services_in(sentence)
    if not mentions or denies(sentence) or not says_how(sentence, draft):
        return False
    starts = [0, *(mention.end for mention in mentions)]
    how = ""
    for number, mention in enumerate(mentions):
        before = sentence[starts[number] : mention.start]
        behind = sentence[
            mention.end : mentions[number + 1].start if number + 1 < len(mentions) else len(sentence)
        ]
        if methods_in(before, draft.country) or says_stream(before):
            how = before
        here = how if methods_in(how, draft.country) else how + " " + _until_clause(behind)
        price = _until_clause(behind) if methods_in(here, draft.country) else ""
        _add(mention.slug, f"{here} {price}", sentence, draft)
    return True


def _until_clause(text: str) -> str:
    return re.split(r";|\.\s|\band\b|\bwhile\b|\bor\b", text, maxsplit=1)[0]


def _add(slug: str, how: str, words: str, draft: Draft) -> None:
    methods = methods_in(how, draft.country) or [Method(usual_monetization(slug))]
    end = end_in(how) or (end_in(words) if len(services_in(words)) < 2 else None)
    for method in methods:
        draft.offer(
            PageOffer(
                slug,
                method.monetization,
                draft.country,
                words,
                method.money.minor if method.money else None,
                method.money.currency if method.money else None,
                quality_in(how),
                end[0] if end else None,
                end[1] if end else None,
            )
        )
