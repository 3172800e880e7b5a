"""The page in sections: which lines are headings, and what stands under each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from daybill.domain.page_import.lines import Kind, Line
from daybill.domain.page_import.marks import has_mark
from daybill.domain.page_import.names import is_name
from daybill.domain.page_import.offers import is_method, offer_line, offer_pair, tells_offer
from daybill.domain.page_import.parts import Part, is_question, own_name_heading, part_of
from daybill.domain.page_import.placings import placing
from daybill.domain.page_import.quotation import ends_quoted, find_quotation, starts_quoted
from daybill.domain.page_import.services import known_service
from daybill.domain.page_import.spoken import dashes_speak, speech
from daybill.domain.page_import.values import KnownTitle

_LONGEST, _MOST_WORDS = 110, 16
_SENTENCE_CASE_WORDS = 9
# Under these a deeper heading is one more item of the list, whatever its words.
_KEEPS_HEADINGS = frozenset(
    {Part.FACTS, Part.TRIVIA, Part.SCENES, Part.QUESTIONS, Part.OFFERS, Part.LISTS, Part.CREDITS, Part.QUOTES}
)
# A question with a list or a long text under it is a section of these, even where questions are answered.
_SECTIONS_THAT_ASK = frozenset(
    {
        Part.FACTS,
        Part.TRIVIA,
        Part.QUOTES,
        Part.CRITICS,
        Part.AWARDS,
        Part.COMPARISON,
        Part.THEMES,
        Part.SOUNDTRACK,
        Part.SCENES,
        Part.REVIEW,
    }
)
# “Music” under the credits is somebody's job.
_ALSO_JOBS = frozenset({Part.SOUNDTRACK, Part.SYNOPSIS, Part.SCENES})
_WITH_MARK = re.compile(r"\s?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,3}\]|\(\d{1,2}\)|\d{1,2})\s*$")
_ASKS_OF_ONE_SERVICE = re.compile(r"^(?:is|can|will|does)\b", re.IGNORECASE)


@dataclass(slots=True)
class Section:
    """A heading and what stands under it; the page's first lines have none."""

    part: Part
    heading: Line | None = None
    lines: list[Line] = field(default_factory=list)


def outline(lines: Sequence[Line], title: KnownTitle, country: str) -> list[Section]:
    """The sections in the page's order; the first is the introduction and may be empty."""
    return _Outline(lines, title, country).sections()


class _Outline:
    def __init__(self, lines: Sequence[Line], title: KnownTitle, country: str) -> None:
        self._lines = lines
        self._title = title
        self._country = country
        self._marked = sum(line.kind is Kind.HEADING for line in lines) > 1
        self._open = Section(Part.INTRO)
        self._level = 0

    def sections(self) -> list[Section]:
        done = [self._open]
        for i, line in enumerate(self._lines):
            part = self._opens(i, line)
            if part is None:
                self._open.lines.append(line)
            else:
                self._open = Section(part, line)
                self._level = line.level if line.kind is Kind.HEADING else 7
                done.append(self._open)
        return done

    def _opens(self, i: int, line: Line) -> Part | None:
        """The part a line opens; None for a line of the section that is open."""
        if line.kind is Kind.HEADING:
            return self._marked_heading(i, line)
        if not self._may_head(i, line):
            return None
        text = line.text.strip()
        part = part_of(text, self._title.name)
        first = self._open.part is Part.INTRO and not self._open.lines and not self._open.heading
        if first and own_name_heading(text, self._title.name, self._title.year) and not is_question(text):
            return Part.INTRO
        if is_question(text):
            return self._question(i, line, part)
        if part:
            return part if self._heads(line, part, i) else None
        return self._unknown(i, line)

    def _marked_heading(self, i: int, line: Line) -> Part | None:
        text = line.text.strip()
        at_top = self._open.part is Part.INTRO and (not self._open.lines or not self._open.heading)
        if (
            at_top
            and (line.level == 1 or own_name_heading(text, self._title.name, self._title.year))
            and self._more_headings(i)
        ):
            return Part.INTRO
        part = part_of(text, self._title.name)
        deeper = bool(self._open.heading) and line.level > self._level
        if (
            deeper
            and (self._open.part in _KEEPS_HEADINGS or part is None)
            and self._open.part is not Part.INTRO
        ):
            # A question deeper down opens its own answer, not a part.
            return None
        if is_question(text) and (self._open.part is Part.QUESTIONS or part is None or part is Part.OFFERS):
            return self._question(i, line, part)
        return part or (
            Part.INTRO
            if own_name_heading(text, self._title.name, self._title.year) and at_top
            else Part.UNKNOWN
        )

    def _more_headings(self, i: int) -> bool:
        return any(line.kind is Kind.HEADING for line in self._lines[i + 1 : i + 400])

    def _may_head(self, i: int, line: Line) -> bool:
        """Whether the look of a line without markup lets it be a heading."""
        text = line.text.strip()
        if line.kind is not Kind.TEXT or line.quoted or not line.alone or len(text) > _LONGEST:
            return False
        if self._marked and not line.bold and not (self._open.part is Part.QUESTIONS and is_question(text)):
            return False
        if len(text.split()) > _MOST_WORDS or text[-1] in ".,;" or starts_quoted(text) or text[0] in "–—-([":
            return False
        if i + 1 >= len(self._lines) and not part_of(text, self._title.name):
            return False
        rank, listed, _ = placing(text)
        if rank and listed and find_quotation(text):
            return False
        return not self._is_of_its_neighbours(i, text)

    def _is_of_its_neighbours(self, i: int, text: str) -> bool:
        """A name under a quotation, a service over its price, a speaker's line."""
        before = self._lines[i - 1] if i else None
        following = self._lines[i + 1].text if i + 1 < len(self._lines) else ""
        under_quotation = before is not None and (ends_quoted(before.text) or before.quoted)
        if (under_quotation and is_name(text) and not part_of(text, self._title.name)) or (
            has_mark(text) and is_name(_WITH_MARK.sub("", text))
        ):
            return True
        if offer_pair(text, following, self._country) or offer_line(text, self._country):
            return True
        if self._open.part is Part.OFFERS and tells_offer(text, self._country):
            return True
        if self._open.part is Part.INTRO and dashes_speak(self._lines, i):
            return True
        if (
            before
            and is_method(text, self._country)
            and (known_service(before.text) or self._open.part is Part.OFFERS)
        ):
            return not is_question(text)
        if (
            self._open.part is Part.OFFERS
            and is_method(following, self._country)
            and not is_method(text, self._country)
        ):
            return part_of(text, self._title.name) is None
        return speech(text) is not None and part_of(text.split(":", maxsplit=1)[0], self._title.name) is None

    def _heads(self, line: Line, part: Part, i: int) -> bool:
        """Whether a line that names a part is its heading and not a short sentence."""
        text = line.text.strip().rstrip(":")
        tokens = text.split()
        if (
            self._open.part is Part.CREDITS
            and part in _ALSO_JOBS
            and len(tokens) <= 2
            and self._follows_a_name(i)
        ):
            return False
        if line.text.rstrip().endswith(":") and len(tokens) > 4 and not (line.bold or text.isupper()):
            return False
        if line.bold or text.isupper() or _title_case(tokens):
            return True
        return len(tokens) <= _SENTENCE_CASE_WORDS and text[0].isupper() and not line.text.endswith("!")

    def _follows_a_name(self, i: int) -> bool:
        return i + 1 < len(self._lines) and is_name(self._lines[i + 1].text)

    def _question(self, i: int, line: Line, part: Part | None) -> Part | None:
        """A question opens a part of its own, or one more answer."""
        if line.bold and self._open.part is Part.INTRO and part:
            return part
        if part is Part.OFFERS and self._has_offer_lines(i):
            return part
        if self._open.part is Part.QUESTIONS:
            same_level = line.kind is Kind.HEADING and line.level <= self._level and self._open.lines
            return part if part in _SECTIONS_THAT_ASK and (self._long(i) or (same_level and part)) else None
        if part is Part.OFFERS:
            single = _ASKS_OF_ONE_SERVICE.match(line.text.strip()) and not self._has_offer_lines(i)
            return Part.QUESTIONS if single else Part.OFFERS
        return part or Part.QUESTIONS

    def _has_offer_lines(self, i: int) -> bool:
        following = takewhile(lambda line: not self._names_a_part(line), self._lines[i + 1 : i + 4])
        texts = [line.text for line in following]
        return any(
            offer_line(text, self._country) or tells_offer(text, self._country) for text in texts
        ) or any(offer_pair(one, two, self._country) for one, two in pairwise(texts))

    def _names_a_part(self, line: Line) -> bool:
        """Whether a line is, or reads like, the next heading."""
        if line.kind is Kind.HEADING:
            return True
        short = (
            line.kind is Kind.TEXT and len(line.text.split()) <= _MOST_WORDS and line.text[-1] not in ".,;"
        )
        return (
            short
            and not offer_line(line.text, self._country)
            and not tells_offer(line.text, self._country)
            and not is_method(line.text, self._country)
            and part_of(line.text, self._title.name) is not None
        )

    def _long(self, i: int) -> bool:
        """Whether a list, or two paragraphs and more, stand under a line."""
        under = []
        for line in self._lines[i + 1 : i + 4]:
            if (
                line.kind is Kind.HEADING
                or is_question(line.text)
                or (len(line.text.split()) < 8 and line.kind is Kind.TEXT)
            ):
                break
            under.append(line)
        return any(line.kind is Kind.BULLET for line in under) or len(under) >= 2

    def _unknown(self, i: int, line: Line) -> Part | None:
        """A heading whose words name no part: a title-case line with running text under it."""
        text = line.text.strip()
        following = self._lines[i + 1] if i + 1 < len(self._lines) else None
        if following is None or self._open.part in {Part.OFFERS, Part.CREDITS} or text in self._title.people:
            return None
        listed = following.kind is Kind.BULLET and line.kind is Kind.TEXT and not line.text.endswith(":")
        runs_on = listed or (len(following.text.split()) >= 8 and not starts_quoted(following.text))
        cue = (text.isupper() or line.bold) and following.glued
        if len(text.split()) >= 2 and runs_on and not cue and (_title_case(text.split()) or line.bold):
            return Part.UNKNOWN
        return None


def _title_case(tokens: Sequence[str]) -> bool:
    """Whether the longer words of a line begin with capitals."""
    long = [
        token.lstrip("“‘\"'(") for token in tokens if len(token) > 3 and token.lstrip("“‘\"'(")[:1].isalpha()
    ]
    capital = sum(token[0].isupper() for token in long)
    begins = tokens[0][0].isupper() or tokens[0].isdigit()
    return begins and capital >= 0.7 * len(long)
