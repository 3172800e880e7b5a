"""Reads a page: takes it apart, finds its parts, and accounts for every word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from daybill.domain.page_import import html, markdown
from daybill.domain.page_import.critics import read_critics
from daybill.domain.page_import.crumbs import is_label, take_crumb
from daybill.domain.page_import.draft import Draft
from daybill.domain.page_import.errors import EmptyPage
from daybill.domain.page_import.footnotes import report_unused, take_notes
from daybill.domain.page_import.lines import Kind, Line, Segmented, segment_text
from daybill.domain.page_import.names import read_attribution
from daybill.domain.page_import.offers import announced_offers, is_method, offer_line, offer_pair, read_offers
from daybill.domain.page_import.outline import Section, outline
from daybill.domain.page_import.parts import Part, own_name_heading, part_of
from daybill.domain.page_import.passages import read_voices
from daybill.domain.page_import.placings import read_lists, read_placings
from daybill.domain.page_import.prose import add_prose, read_items_or_prose, read_list, read_prose
from daybill.domain.page_import.questions import read_questions
from daybill.domain.page_import.quoted import quoted_items
from daybill.domain.page_import.spoken import read_dialogue, read_quotes, speech
from daybill.domain.page_import.subject import refuse_other_title, report_foreign_heading
from daybill.domain.page_import.values import BlockType, Finding, KnownTitle, PageFormat, ReadPage, Severity
from daybill.domain.page_import.words import clean_text, lost_words, words

_ASKS_AND_ANSWERS = re.compile(r"[^.?!]{8,200}\?[”’\"'*_]*\s+\S")
_EDGE_LINES = 8
_SEGMENTERS: dict[PageFormat, Callable[[str], Segmented]] = {
    PageFormat.TEXT: segment_text,
    PageFormat.MARKDOWN: markdown.segment_markdown,
    PageFormat.HTML: html.segment_html,
}
_PROSE = {
    Part.SYNOPSIS: BlockType.SYNOPSIS,
    Part.REVIEW: BlockType.REVIEW,
    Part.AWARDS: BlockType.AWARDS,
    Part.THEMES: BlockType.THEME,
    Part.COMPARISON: BlockType.COMPARISON,
    Part.SOUNDTRACK: BlockType.SOUNDTRACK,
    Part.TRAILERS: BlockType.TRAILER,
    Part.CHART: BlockType.CHART,
    Part.LOGLINE: BlockType.LOGLINE,
    Part.SCENES: BlockType.SCENE,
}
_LISTS = {Part.FACTS: BlockType.FACT, Part.TRIVIA: BlockType.TRIVIA}
_MAYBE_LISTS = frozenset({Part.SCENES, Part.AWARDS})
_CRUMBS = {Part.CREDITS: "credits", Part.NAVIGATION: "navigation"}
_PLACING_PARTS = frozenset({Part.AWARDS, Part.REVIEW, Part.SYNOPSIS})


def read_page(
    text: str,
    *,
    title: KnownTitle,
    country: str,
    format: PageFormat | str | None = None,  # noqa: A002 - the command's own word
    observed: date | None = None,
) -> ReadPage:
    """Read a page into blocks, offers, citations and promos; what fits nowhere is left over.

    Args:
        country: ISO 3166-1 alpha-2; where the page's offers hold and its prices are paid.
        format: how the page is written; told from the text where None.
        observed: the day the page was seen; its own updated-on where None.

    Raises:
        EmptyPage: there is not one word.
        OtherTitle: the page is plainly about another title.
    """
    page_format = PageFormat(format) if format else guess_format(text)
    cleaned = clean_text(text)
    segmented = _SEGMENTERS[page_format](cleaned)
    if not any(words(line.text) for line in segmented.lines):
        raise EmptyPage
    refuse_other_title(segmented.lines, title)
    draft = Draft(title, country.upper(), observed, month_first=country.upper() == "US")
    draft.findings.extend(segmented.findings)
    for label in segmented.labels:
        draft.crumb("label", label)
    lines = _without_crumbs(take_notes(segmented.lines, draft), draft)
    sections = outline(lines, title, draft.country)
    own = sum(bool(s.heading) and title.name.lower() in s.heading.text.lower() for s in sections if s.heading)
    for section, following in zip(sections, [*sections[1:], None], strict=True):
        goes_on = following is not None and following.part is section.part is Part.CREDITS
        _read_section(section, draft, own_headings=own, goes_on=goes_on)
    report_unused(draft)
    _keep_links(segmented.lines, draft)
    if page_format is not PageFormat.HTML:
        _keep_numbers(segmented.lines, draft)
    return _account(text, segmented.lines, _result(draft, page_format))


def guess_format(text: str) -> PageFormat:
    """How a page is written: HTML has tags, Markdown at least one of its marks."""
    if len(html.HINTS.findall(text[:200_000])) >= 2:
        return PageFormat.HTML
    return PageFormat.MARKDOWN if markdown.HINTS.search(text[:200_000]) else PageFormat.TEXT


def _without_crumbs(lines: Sequence[Line], draft: Draft) -> list[Line]:
    last = lines[-1].index if lines else 0
    said = [speech(line.text) is not None and not is_label(line.text) for line in lines]
    kept = []
    for i, line in enumerate(lines):
        at_edge = line.index < _EDGE_LINES or line.index > last - _EDGE_LINES
        if not take_crumb(line, draft, at_edge=at_edge, spoken=any(said[max(0, i - 1) : i + 2])):
            kept.append(line)
    return kept


def _read_section(section: Section, draft: Draft, *, own_headings: int, goes_on: bool) -> None:
    heading = section.heading
    draft.heading = ""
    if heading:
        draft.crumb("heading", heading.text)
        draft.heading = heading.text
        report_foreign_heading(heading.text, draft, own_headings=own_headings)
        if not section.lines and not goes_on and section.part not in {Part.NOTES, Part.QUESTIONS, Part.INTRO}:
            why = "Nothing stands under this heading."
            draft.find("empty_heading", heading.text, why, Severity.INFO)
    _READERS[section.part](section, draft)
    draft.heading = ""


def _prose(section: Section, draft: Draft) -> None:
    kind = _PROSE[section.part]
    read = read_items_or_prose if section.part in _MAYBE_LISTS else read_prose
    read(section.lines, kind, draft)
    if section.part in _PLACING_PARTS:
        for line in section.lines:
            read_placings(line, draft)


def _list(section: Section, draft: Draft) -> None:
    read_list(section.lines, _LISTS[section.part], draft)


def _crumbs(section: Section, draft: Draft) -> None:
    for line in section.lines:
        draft.crumb(_CRUMBS[section.part], line.text)


def _questions(section: Section, draft: Draft) -> None:
    """A question that is itself the heading is the first of its section."""
    heading = section.heading
    asked = heading is not None and heading.text.rstrip().endswith(("?", "？", "؟"))
    named = heading is not None and part_of(heading.text, draft.title.name) is Part.QUESTIONS
    first_is_question = bool(section.lines) and (
        _asks(section.lines[0]) or (named and bool(_ASKS_AND_ANSWERS.match(section.lines[0].text)))
    )
    if heading is not None and asked and not first_is_question:
        draft.heading = ""
        read_questions([replace(heading, kind=Kind.HEADING), *section.lines], draft)
    else:
        read_questions(section.lines, draft)


def _asks(line: Line) -> bool:
    return line.kind is Kind.HEADING or line.text.rstrip().endswith("?")


def _offers(section: Section, draft: Draft) -> None:
    read_offers(section.lines, draft)


def _notes(section: Section, draft: Draft) -> None:
    for line in section.lines:
        draft.leave(line.text)


def _voices(section: Section, draft: Draft) -> None:
    """The introduction, passages, and whatever stands under a heading that says nothing."""
    intro = section.part is Part.INTRO
    lines = _loose_offers(section.lines, draft) if intro else section.lines
    rest = read_voices(lines, draft, intro=intro)
    if intro and rest and section.heading and not any(b.type is BlockType.SYNOPSIS for b in draft.blocks):
        prose = [line for line in rest if len(line.text.split()) >= 12 and line.kind is Kind.TEXT]
        add_prose(prose, BlockType.SYNOPSIS, draft)
        taken = {line.index for line in prose}
        rest = [line for line in rest if line.index not in taken]
    for line in rest:
        named = own_name_heading(line.text, draft.title.name, draft.title.year)
        if intro and (named or line.text.startswith(f"{draft.title.name}: ")):
            draft.crumb("heading", line.text)
        else:
            draft.leave(line.text)


def _own_words(section: Section, draft: Draft) -> None:
    """“In their own words”: passages, but a list on a page without footnotes is of lines of the film."""
    listed = section.lines and all(line.kind is Kind.BULLET for line in section.lines)
    if listed and not draft.notes:
        read_quotes(section.lines, draft)
    else:
        _voices(section, draft)


def _unnamed(section: Section, draft: Draft) -> None:
    """Under a heading that says nothing: a list of quotations is of critics, if papers are named, or of the film."""
    items = list(quoted_items(section.lines, frozenset(draft.notes)))
    listed = section.lines and all(line.kind is Kind.BULLET for line in section.lines)
    if not listed or draft.notes or not all(item.quote and item.who for item in items):
        _voices(section, draft)
        return
    named = [read_attribution(item.who) for item in items]
    papers = sum(bool(said and said.critic and said.publication) for said in named)
    (read_critics if 2 * papers >= len(items) else read_quotes)(section.lines, draft)


def _loose_offers(lines: Sequence[Line], draft: Draft) -> list[Line]:
    """Services and what they ask, where no heading announces them."""
    rest: list[Line] = []
    i = 0
    while i < len(lines):
        following = lines[i + 1].text if i + 1 < len(lines) else ""
        if following and offer_pair(lines[i].text, following, draft.country):
            read_offers(lines[i : i + 2], draft)
            i += 2
        elif announced_offers(lines[i].text) or (
            offer_line(lines[i].text, draft.country) and is_method(lines[i].text, draft.country)
        ):
            read_offers(lines[i : i + 1], draft)
            i += 1
        else:
            rest.append(lines[i])
            i += 1
    return rest


_READERS: dict[Part, Callable[[Section, Draft], None]] = {
    **dict.fromkeys(_PROSE, _prose),
    **dict.fromkeys(_CRUMBS, _crumbs),
    **dict.fromkeys(_LISTS, _list),
    Part.CRITICS: lambda section, draft: read_critics(section.lines, draft),
    Part.QUOTES: lambda section, draft: read_quotes(section.lines, draft),
    Part.DIALOGUE: lambda section, draft: read_dialogue(section.lines, draft),
    Part.LISTS: lambda section, draft: read_lists(section.lines, draft),
    Part.QUESTIONS: _questions,
    Part.OFFERS: _offers,
    Part.NOTES: _notes,
    Part.INTRO: _voices,
    Part.PASSAGES: _own_words,
    Part.UNKNOWN: _unnamed,
}
assert set(_READERS) == set(Part)


def _keep_links(lines: Sequence[Line], draft: Draft) -> None:
    """An address whose line became no block is kept as a crumb."""
    kept = {link["url"] for block in draft.blocks for link in block.fields.get("links", ())}
    kept |= {note.citation.url for note in draft.notes.values()} | {promo.url for promo in draft.promos}
    for line in lines:
        for _, url in line.links:
            if url not in kept:
                kept.add(url)
                draft.crumb("link", url)


def _keep_numbers(lines: Sequence[Line], draft: Draft) -> None:
    """A number written before an item that became no block is kept as a crumb."""
    written = Counter(line.number for line in lines if line.number is not None)
    kept = Counter(block.fields["item"] for block in draft.blocks if "item" in block.fields)
    kept += Counter(item["number"] for block in draft.blocks for item in block.fields.get("items", ()))
    kept += Counter(list(draft.notes))
    for number in sorted((written - kept).elements()):
        draft.crumb("label", f"{number}.")


def _result(draft: Draft, page_format: PageFormat) -> ReadPage:
    observed = draft.observed or draft.updated_on
    return ReadPage(
        draft.title.imdb,
        page_format,
        tuple(sorted(draft.blocks, key=lambda block: block.line)),
        tuple(replace(offer, observed=observed) for offer in draft.offers.values()),
        tuple(draft.notes[number] for number in sorted(draft.notes)),
        tuple(draft.promos),
        tuple(draft.left_over),
        draft.updated_on,
        tuple(draft.findings),
        tuple(draft.crumbs),
    )


def _account(text: str, lines: Sequence[Line], page: ReadPage) -> ReadPage:
    """Put lines of which a word is missing under *left over*: the last guard, which should find nothing to do."""
    missing = Counter(lost_words(text, page))
    rescued: list[str] = []
    if missing:
        for line in lines:
            if any(missing[word] > 0 for word in words(line.text)):
                rescued.append(line.text)
                missing.subtract(words(line.text))
    rest = [word for word, count in missing.items() for _ in range(max(0, count))]
    if rest:
        rescued.append(" ".join(rest))
    if not rescued:
        return page
    why = "No part of the page took these words; they are under left over."
    finding = Finding("rescued_words", Severity.WARNING, words="", why=why)
    return replace(page, left_over=(*page.left_over, *rescued), findings=(*page.findings, finding))
