"""Quotations of one line each and whose they are: critics' quotes and lines of the film are printed alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daybill.domain.page_import.lines import Kind, Line
from daybill.domain.page_import.marks import take_marks
from daybill.domain.page_import.names import is_name, read_attribution, strip_lead
from daybill.domain.page_import.quotation import find_quotation, starts_quoted, unquote

_DASH = re.compile(r"\s(?:[–—―-]|--)\s(?=[^\s])")
_STARTS_DASHED = re.compile(r"\s*(?:[–—―‒~]|--|-\s)")
_SAYING = re.compile(
    r"[\s,]+(?:(?:also|once|later|memorably)\s)?(?:wrote|writes|said|says|called|calls|"
    r"described|found|felt|thought|noted|raved|concluded|declared|put it|on)\b.*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list of quotations.

    Attributes:
        quote: its words without marks; "" where the line is no quotation.
        who: what says whose they are, as it stood; may be "".
        lead: whether that stood before the quotation.
        rest: other words that stood around it.
        printed: all that stood around it, as it stood.
        notes: numbers of its footnotes.
    """

    line: Line
    quote: str = ""
    who: str = ""
    lead: bool = False
    rest: str = ""
    notes: tuple[int, ...] = ()
    printed: str = ""


def quoted_items(lines: Sequence[Line], notes: frozenset[int]) -> Iterator[Item]:
    """The lines one after the other, an attribution on a line of its own joined to its quotation."""
    i = 0
    while i < len(lines):
        item, taken = _item(lines, i, notes)
        yield item
        i += taken


def _item(lines: Sequence[Line], i: int, notes: frozenset[int]) -> tuple[Item, int]:
    line = lines[i]
    text, marks = take_marks(line.text, notes)
    following = lines[i + 1] if i + 1 < len(lines) else None
    if _names_next(text, lines, i):
        quotation = find_quotation(lines[i + 1].text, from_start=True)
        if quotation and not quotation.tail.strip(" .,"):
            return Item(lines[i + 1], quotation.quote, text.rstrip(" :"), lead=True, notes=marks), 2
    if line.quoted and not starts_quoted(text) and following and following.quoted:
        who = _attribution_line(following, notes)
        if who:
            return Item(line, text, who[0], notes=(*marks, *who[1])), 2
    quotation = find_quotation(text, from_start=True)
    if quotation:
        quote, tail = quotation.quote, quotation.tail
        if tail.strip(" .,;"):
            return Item(line, quote, tail, notes=marks), 1
        who = _attribution_line(following, notes) if following else None
        if who and _is_paper(lines, i + 2, who[0]):
            return Item(line, quote, f"{who[0]}, {lines[i + 2].text}", notes=(*marks, *who[1])), 3
        if who:
            return Item(line, quote, who[0], notes=(*marks, *who[1])), 2
        return Item(line, quote, notes=marks), 1
    return _other(line, text, marks), 1


def _other(line: Line, text: str, marks: tuple[int, ...]) -> Item:
    """“Name: “quote””, “quote – Name” without marks, or a line that quotes nobody."""
    quotation = find_quotation(text)
    if quotation and quotation.lead and len(quotation.lead) < 90:
        who = _SAYING.sub("", quotation.lead.rstrip(" :,–—-")).strip()
        told = quotation.lead.endswith(":") or line.kind is Kind.BULLET
        if (
            told
            and who
            and read_attribution(who)
            and (len(quotation.quote.split()) > 2 or quotation.lead[-1] in ":–—")
        ):
            return Item(
                line,
                quotation.quote,
                who,
                lead=True,
                rest=_around(quotation.lead, who, quotation.tail),
                notes=marks,
                printed=f"{quotation.lead} {quotation.tail}",
            )
    dashes = list(_DASH.finditer(text))
    if dashes and not quotation:
        who = text[dashes[-1].end() :]
        quote = text[: dashes[-1].start()]
        short_enough = len(who.split()) <= 14 and len(quote.split()) >= 3
        if short_enough and quote.rstrip()[-1:] in ".!?…”\"'" and who[:1].isupper():
            return Item(line, unquote(quote), who, notes=marks)
        attributed = read_attribution(who)
        if short_enough and attributed and attributed.publication and attributed.critic:
            return Item(line, unquote(quote), who, notes=marks)
    return Item(line, notes=marks)


def _around(lead: str, who: str, tail: str) -> str:
    """What stood around a quotation beside the name: “wrote”, “(1995)”."""
    said = lead[len(who) :].strip(" :,–—-") if lead.startswith(who) else ""
    return " ".join(part for part in (said, tail.strip(" .,")) if part)


def _attribution_line(line: Line, notes: frozenset[int]) -> tuple[str, tuple[int, ...]] | None:
    """A line that only says whose the words before it are."""
    text, marks = take_marks(line.text, notes, glued=True)
    if len(text) > 160 or starts_quoted(text) or line.kind is Kind.HEADING:
        return None
    dashed = _STARTS_DASHED.match(text)
    if dashed and len(text.split()) <= 20:
        return text, marks
    bare = strip_lead(text)
    attribution = read_attribution(bare)
    if attribution and len(bare.split()) <= 10 and (is_name(bare.split(",")[0]) or attribution.publication):
        return bare, marks
    return None


def _is_paper(lines: Sequence[Line], i: int, who: str) -> bool:
    """Whether the line under a critic's name is the paper's."""
    if i >= len(lines) or lines[i].kind is not Kind.TEXT or "," in who:
        return False
    named = read_attribution(lines[i].text)
    return len(lines[i].text) < 60 and named is not None and bool(named.publication) and not named.critic


def _names_next(text: str, lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a name that stands over its quotation."""
    if i + 1 >= len(lines) or starts_quoted(text) or len(text) > 90 or not starts_quoted(lines[i + 1].text):
        return False
    after = lines[i + 2] if i + 2 < len(lines) else None
    if after and not starts_quoted(after.text) and _STARTS_DASHED.match(after.text):
        return False
    return read_attribution(text.rstrip(" :")) is not None
