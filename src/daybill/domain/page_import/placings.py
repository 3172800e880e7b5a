"""Places in lists of the best: whose list, what it is called, which rank."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daybill.domain.page_import.draft import Draft
from daybill.domain.page_import.lines import Line
from daybill.domain.page_import.quotation import find_quotation
from daybill.domain.page_import.values import BlockType

_SENTENCE = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=[A-Z“\"])")
_LONGEST = 800
_ORDINALS = {
    w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_RANK = re.compile(
    r"(?:\bnumber|\bno\.?|\bnr\.?|№|#|\brank(?:ed|s|ing)?(?:\sit)?(?:\sat)?|\bat|"
    r"\bplaced?(?:\sit)?(?:\sat)?|\bin)\s?(?:number\s|no\.\s?|"
    r"#)?(?P<number>\d{1,3})(?![\d%.,]\d|\d|\s?(?:years|films|movies|per))\b"
    r"|\b(?P<ordinal>\d{1,3})(?:st|nd|rd|th)\b(?!\s(?:century|anniversary|minute|birthday))|"
    r"^(?P<leading>\d{1,3})(?:[.):]|\s[–—-])"
    rf"|\b(?P<word>{'|'.join(_ORDINALS)})\s(?:place|spot|position|in|on|of|among)\b|"
    rf"\b(?P<top>top spot|number one|top of)\b",
    re.IGNORECASE,
)
_RANKS_IT = re.compile(r"\b(?:rank|list|poll|place|position|number|countdown|voted|named)", re.IGNORECASE)
_PUBLISHER = re.compile(
    r"(?P<name>(?:the\s)?[A-Z][\w.]*(?:\s(?:[A-Z&][\w.&]*|and|of|the)){0,6}?)(?:’s|'s|’|"
    r"')?\s(?:(?:later|also|once|magazine|has|have|readers|critics|then|now|editors|since|"
    r"even|would)\s){0,4}"
    r"(?:rank|plac|nam|list|put|includ|vot|rated|gave|chose|slotted|has it)"
)
_OF_LIST = re.compile(
    r"(?:\blist|\bpoll|\branking|\bcountdown|\bsurvey|\broundup)\sof\s(?:the\s|its\s|"
    r"their\s)?(?P<list>[^,.;:()“”\"]{4,90})|(?:[’']s?|\btheir|\bits|"
    r"\bthe)\s(?P<title>(?:\d{1,4}\s|Top\s|Best\s|Greatest\s|All[- ])[^,.;:()“”\"]{3,90})"
)
_OWNER = re.compile(
    r"(?P<name>[A-Z][\w.&]*(?:\s(?:[A-Z&][\w.&]*|and|of|the)){0,6})[’']s?\s(?=[“\"\dA-Z(]|list|poll|top|\w+\slist)"
)


def read_placings(line: Line, draft: Draft) -> None:
    """Add the places that a paragraph tells; the paragraph itself stays where it is."""
    if not _RANKS_IT.search(line.text):
        return
    for sentence in _SENTENCE.split(line.text):
        if len(sentence) > _LONGEST:
            continue
        rank, name, publisher = placing(sentence)
        if rank and name and _RANKS_IT.search(sentence):
            draft.add(
                BlockType.LIST_PLACING,
                sentence.strip(),
                Line(line.kind, sentence, line.index),
                list=name,
                publisher=publisher,
                rank=rank,
            )


def read_lists(lines: Sequence[Line], draft: Draft) -> None:
    """A section of list placings: every item is one, and every sentence that tells one."""
    for line in lines:
        sentences = _SENTENCE.split(line.text)
        several = [s for s in sentences if placing(s)[0]]
        if len(several) > 1:
            for sentence in sentences:
                _add(sentence, Line(line.kind, sentence, line.index), draft)
        else:
            _add(line.text, line, draft)


def _add(text: str, line: Line, draft: Draft) -> None:
    rank, name, publisher = placing(text)
    if not rank and line.number is not None and name:
        rank = line.number
    if rank or name:
        draft.add(BlockType.LIST_PLACING, text.strip(), line, list=name, publisher=publisher, rank=rank)
    elif text.rstrip().endswith(":"):
        draft.crumb("lead_in", text)
    else:
        draft.leave(text)


def placing(sentence: str) -> tuple[int | None, str, str]:
    """Rank, list and publisher of a sentence; what it does not say is None or ""."""
    sentence = sentence[:_LONGEST]
    quotation = find_quotation(sentence)
    plain = sentence.replace(quotation.quote, " ", 1) if quotation else sentence
    owned = plain
    of_list = _OF_LIST.search(plain)
    name = (
        quotation.quote.strip(" ,.")
        if quotation
        else (of_list["list"] or of_list["title"]).strip()
        if of_list
        else ""
    )
    if of_list and not quotation:
        plain = plain.replace(name, " ", 1)
    if not name and (
        match := re.search(
            r"(?:^|[,:–—]\s)(?P<t>(?:The )?(?:\d{2,4}|Top|Best|Greatest)\s[A-Z][^,.;:()–—]{4,80})", plain
        )
    ):
        name = match["t"].strip()
        plain = plain.replace(name, " ", 1)
    return _rank(plain), re.sub(r"\s(?:list|poll)$", "", name), _publisher(owned)


def _rank(text: str) -> int | None:
    for match in _RANK.finditer(text):
        number = match["number"] or match["ordinal"] or match["leading"]
        if number and 0 < int(number) <= 1000:
            return int(number)
        if match["word"]:
            return _ORDINALS[match["word"].lower()]
        if match["top"]:
            return 1
    return None


def _publisher(text: str) -> str:
    for pattern in (_PUBLISHER, _OWNER):
        if match := pattern.search(text):
            return match["name"].strip()
    if match := re.search(r"\(([A-Z][^()\d]{2,40})(?:,? \d{4})?\)", text):
        return match[1].strip()
    if match := re.search(r"[–—,]\s*([A-Z][^,.;:–—()\d]{2,40}?)\W*$", text):
        return match[1].strip()
    if match := re.match(r"\s*((?:The )?[A-Z][\w.&]*(?:\s(?:[A-Z&][\w.&]*|and|of|the)){0,6})\s?[,:–—]", text):
        return match[1].strip()
    return ""
