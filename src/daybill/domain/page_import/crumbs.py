"""What stands between the words of a page: promos, buttons, menus, bylines and dates."""

from __future__ import annotations

import re

from daybill.domain.citations import find_date
from daybill.domain.page_import.draft import Draft
from daybill.domain.page_import.lines import Kind, Line
from daybill.domain.page_import.parts import is_question
from daybill.domain.page_import.quotation import starts_quoted
from daybill.domain.page_import.services import services_in
from daybill.domain.page_import.values import BlockType, Promo, Severity

_CALL = re.compile(
    r"(?:watch|stream|play|start watching|sign up|subscribe|join|try it|try|start|learn more|"
    r"find out more|get started|order|shop|claim|see plans|"
    r"start streaming)(?: now| today| here| free| offer| your free trial)?[!.›»→ ]*$",
    re.IGNORECASE,
)
_PITCH = re.compile(
    r"^(?:stream|watch|join|try|get|start|sign up|subscribe|enjoy|unlock|save|switch|grab|"
    r"claim|new to|plans? from|bundle|catch)",
    re.IGNORECASE,
)
_OFFERING = re.compile(
    r"free trial|\d+[- ]?day(?:s)?(?: free)? (?:free )?trial|try .{1,40} free|free for \d+|"
    r"\d+ days free|first (?:month|\d+ days) free|"
    r"(?:plans|from|only|just)\b.{0,20}[$€£]\s?\d+(?:[.,]\d\d)?\s?(?:/|per|a)\s?(?:month|mo|"
    r"year|m)\b|[$€£]\s?\d+(?:[.,]\d\d)?/(?:month|mo)|\d+ ?% off|"
    r"now ?streaming|streaming ?now|watch ?now|sign up|stream ?now|new season|"
    r"plans? (?:start(?:s|ing)? )?(?:from|at) (?:just |only )?[$€£]\s?\d|half[- ]price|\d+ months? free|"
    r"limited[- ]time|(?:no|without) (?:lock[- ]in )?contract|for (?:just|only) [$€£]\s?\d|"
    r"cancel any ?time|\btrial\b|special offer|subscribe",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"(?:skip to (?:main )?content|home(?:page)?|menu|search|log ?in|sign ?in|log ?out|"
    r"register|share(?: (?:this|on|via).{0,20})?|tweet|pin it|facebook|twitter|instagram|"
    r"e-?mail|whatsapp|copy link|print|bookmark|read more|see (?:more|all)|show (?:more|less)|"
    r"view (?:all|more)|load more|more|back(?: to (?:top|home))?|top|next|previous|prev|close|"
    r"table of contents|contents|on this page|jump to.{0,30}|in this (?:article|guide)|"
    r"accept(?: all)?(?: cookies)?|reject all|cookie (?:policy|settings)|privacy(?: policy)?|"
    r"terms(?: of (?:use|service))?|"
    r"contact(?: us)?|about us|newsletter|sign up for our newsletter|follow us.{0,30}|"
    r"add to (?:my )?(?:watchlist|list)|rate this|\d+ (?:comments?|shares?|likes?)|"
    r"leave a comment|comments?|(?:read|see) (?:more|also|next): .{1,100}|"
    r"(?:subscribe to|join) (?:our|the) (?:newsletter|mailing list)|"
    r"all rights reserved|\d+ min(?:ute)?s? read|play trailer|watch trailer|image|photo|loading)[.!›»→:]*",
    re.IGNORECASE,
)
_ADVERTISING = re.compile(
    r"(?:watch ?now|stream ?now|advertisement|advertising|sponsored(?: content)?|ad|promoted|"
    r"buy tickets|get tickets|subscribe(?: now)?|start (?:your )?free trial|try (?:it )?free|"
    r"sign up(?: now)?|join (?:now|today)|learn more)[.!›»→]*",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"(?:©|\(c\)\s?\d{4}|copyright\b|all rights reserved|we (?:may|might) earn|this (?:page|"
    r"post|article) contains affiliate|affiliate (?:links|disclosure)|we use cookies|"
    r"this (?:web)?site uses cookies)",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"[^.!?]{1,40}(?:\s[›»>/]\s[^.!?]{1,60}){1,6}|[^.!?|]{1,40}(?:\s\|\s[^.!?|]{1,60}){2,6}")
_JOBS = re.compile(
    r"direct|writ|screen|star|cast|produc|creat|music|compos|cinem|edit",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"(?:\d{1,3}|[ivx]{1,4}|[IVX]{1,4})[.)]")
_SHELVES = re.compile(
    r"(?:films?|movies?|series|tv|shows?|new|charts?|genres?|people|guides?|lists?|news|reviews?|articles?|"
    r"leaving soon|coming soon|popular|services|streaming|help|about|features|watchlist|account|my list)",
    re.IGNORECASE,
)
_MENU_WORD = re.compile(
    rf"(?:{_NAVIGATION.pattern}|{_SHELVES.pattern})(?=[\s|·•,/]|$)[\s|·•,/]*", re.IGNORECASE
)
_UPDATED = re.compile(
    r"(?:page |article |guide |post |this (?:page|guide|"
    r"article) (?:was )?)?(?:last )?(?:updated|modified|revised|update|reviewed|checked|"
    r"edited)(?: last| most recently)?(?: on| at)?\s?[:–—-]?\s",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:words|written|reviewed|text|review|story|edited|compiled|posted|"
    r"published)\s)?(?:by|on)[: ]|(?:published|posted|first published|author|words|"
    r"editor)\s?[:|]",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"(?:director|directors|directed by|writers?|written by|screenplay|starring|stars?|cast|"
    r"producers?|produced by|creators?|created by|music(?: by)?|composer|cinematograph(?:y|"
    r"er)|editor|"
    r"network|studio|distributor|genres?|runtime|running time|length|duration|release(?:d|"
    r" date)?|year|country|countries|language|rating|rated|classification|certificate|imdb|"
    r"rotten tomatoes|"
    r"metacritic|seasons?|episodes?|format|budget|box office|aspect ratio|original title|"
    r"also known as)(?:\(s\))?\s?:\s*\S.{0,300}",
    re.IGNORECASE,
)


def take_crumb(line: Line, draft: Draft, *, at_edge: bool, spoken: bool = False) -> bool:
    """Recognise a line that is no prose, wherever it stands; False leaves it to the section.

    Args:
        at_edge: whether the line stands before the first heading or among the last ones.
        spoken: whether people speak in the lines beside it, so that "Director: Cut!" is one of them speaking.
    """
    text = line.text.strip()
    if line.kind is Kind.HEADING:
        return not is_question(text) and _take_promo(line, draft)
    if len(text) > 300:
        return False
    if _NUMERAL.fullmatch(text):
        draft.crumb("label", text)
        return True
    if _take_date(line, draft):
        return True
    if _take_promo(line, draft):
        return True
    if _ADVERTISING.fullmatch(text):
        draft.crumb("advertising", text)
    elif (
        _NAVIGATION.fullmatch(text)
        or _menu(text)
        or (at_edge and not services_in(text) and _TRAIL.fullmatch(text) and len(text) < 160)
    ):
        draft.crumb("navigation", text)
    elif _LEGAL.match(text):
        draft.crumb("legal", text)
    elif _GENERAL.fullmatch(text) and len(text) < 200 and not (spoken and text[-1] in ".?!…"):
        draft.crumb("credits" if _JOBS.match(text) else "label", text)
    elif at_edge and len(text) < 100 and _BYLINE.match(text) and not text.endswith("."):
        draft.crumb("byline", text)
    else:
        return False
    return True


def is_label(text: str) -> bool:
    """Whether a line is a fact of the title's record behind its name: “Running time: 90 minutes”."""
    return bool(_GENERAL.fullmatch(text.strip()))


def _menu(text: str) -> bool:
    """Several words of navigation in one line."""
    if len(text.split()) > 16:
        return False
    pieces, at = [], 0
    while at < len(text):
        match = _MENU_WORD.match(text, at)
        if not match or match.end() == at:
            return False
        pieces.append(match[0].strip(" |·•,/"))
        at = match.end()
    return len(pieces) > 1 and any(_NAVIGATION.fullmatch(piece) for piece in pieces)


def _take_date(line: Line, draft: Draft) -> bool:
    """“UPDATED ON 21.12.2020”, alone or behind a byline."""
    text = line.text.strip()
    if len(text) > 140 or len(text.split()) > 18:
        return False
    match, when = None, None
    for match in _UPDATED.finditer(text):
        begins = not match.start() or re.search(r"[|·•–—,.;)(\]]\s*$", text[: match.start()])
        when = find_date(text[match.end() :], month_first=draft.month_first) if begins else None
        if when and text[match.end() :].index(when.text) <= 12:
            break
        when = None
    if match is None or when is None:
        return False
    day = when.as_day()
    if day and ("updated" in match[0].lower() or draft.updated_on is None):
        draft.updated_on = day
    if when.ambiguous:
        order = "month first" if draft.month_first else "day first"
        draft.find(
            "ambiguous_date", when.text, f"Day and month could be either; it was read {order}.", Severity.INFO
        )
    draft.crumb("date", text)
    return True


def _take_promo(line: Line, draft: Draft) -> bool:
    """A line that sells a service: it names one, and pitches, offers or calls at least twice."""
    text = line.text.strip()
    if len(text) > 220 or starts_quoted(text) or line.number is not None:
        return False
    calls = bool(_CALL.search(text))
    signs = calls + bool(_PITCH.match(text)) + bool(_OFFERING.search(text)) + ("!" in text)
    if signs < 2 or not (calls or _OFFERING.search(text)):
        return False
    ends_like_prose = text.endswith(".") and not calls and "!" not in text
    if ends_like_prose and not _PITCH.match(text):
        return False
    mentions = services_in(text) or services_in(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))
    if not mentions:
        if calls and len(text.split()) < 25 and "!" in text:
            draft.crumb("advertising", text)
            return True
        return False
    url = line.links[0][1] if line.links else ""
    provider = mentions[0].slug
    draft.promos.append(Promo(provider, text, url))
    draft.add(BlockType.PROMO, text, line, provider=provider)
    return True
