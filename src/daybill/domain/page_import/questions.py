"""Questions and their answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daybill.domain.page_import.draft import Draft
from daybill.domain.page_import.lines import Kind, Line
from daybill.domain.page_import.marks import take_marks
from daybill.domain.page_import.offers import offers_of_sentence
from daybill.domain.page_import.parts import is_question
from daybill.domain.page_import.services import denies, end_in, methods_in, services_in
from daybill.domain.page_import.values import BlockType, PageOffer

_ASKED = re.compile(r"\s*(?:Q(?:uestion)?\s?\d{0,2}\s?[.:)–-])\s*(?P<text>\S.*)", re.IGNORECASE | re.DOTALL)
_ANSWERED = re.compile(r"\s*(?:A(?:nswer)?\s?\d{0,2}\s?[.:)–-])\s*(?P<text>\S.*)", re.IGNORECASE | re.DOTALL)
_IN_ONE = re.compile(r"(?P<question>[^?？]{8,200}[?？][”\"’]?)\s*[–—:-]?\s+(?P<answer>\S.*)", re.DOTALL)
_LONGEST_QUESTION = 200


def read_questions(lines: Sequence[Line], draft: Draft) -> None:
    """Each question with the paragraphs up to the next one."""
    question: Line | None = None
    answer: list[str] = []
    in_one = True
    for line in lines:
        asked, answered = _read(line, in_one=in_one)
        for label in _labels(line.text):
            draft.crumb("label", label)
        if asked:
            _add(question, answer, draft)
            question, answer = asked, [answered] if answered else []
            in_one = bool(answered)
        elif question:
            answer.append(answered)
        elif line.text.rstrip().endswith(":"):
            draft.crumb("lead_in", line.text)
        else:
            draft.leave(line.text)
    _add(question, answer, draft)


def _read(line: Line, *, in_one: bool) -> tuple[Line | None, str]:
    """A line as a question, an answer, or a question with its answer.

    Args:
        in_one: whether a paragraph may hold both, as it may where none was asked before or the one before did.
    """
    text = line.text.strip()
    if match := _ASKED.fullmatch(text):
        whole = _IN_ONE.fullmatch(match["text"])
        question = whole["question"] if whole else match["text"]
        return _line(line, question), _plain(whole["answer"]) if whole else ""
    if match := _ANSWERED.fullmatch(text):
        return None, match["text"]
    if line.kind is Kind.HEADING or (is_question(text) and len(text) < _LONGEST_QUESTION):
        return line, ""
    if (line.kind is Kind.BULLET or (in_one and "." not in text.split("?", 1)[0])) and (
        match := _IN_ONE.fullmatch(text)
    ):
        return _line(line, match["question"]), _plain(match["answer"])
    return None, text


def _labels(text: str) -> list[str]:
    """“Q” and “A” in front of what is asked and answered."""
    match = _ASKED.fullmatch(text.strip()) or _ANSWERED.fullmatch(text.strip())
    labels = [text.strip()[: match.start("text")]] if match else []
    whole = _IN_ONE.fullmatch(match["text"]) if match else _IN_ONE.fullmatch(text.strip())
    inner = _ANSWERED.fullmatch(whole["answer"]) if whole else None
    return labels + ([whole["answer"][: inner.start("text")]] if whole and inner else [])


def _plain(answer: str) -> str:
    match = _ANSWERED.fullmatch(answer)
    return match["text"] if match else answer


def _line(line: Line, text: str) -> Line:
    return Line(line.kind, text, line.index, number=line.number, links=line.links)


def _add(question: Line | None, answer: Sequence[str], draft: Draft) -> None:
    if question is None:
        return
    notes = frozenset(draft.notes)
    read = [take_marks(paragraph, notes) for paragraph in answer if paragraph]
    said = "\n\n".join(text for text, _ in read)
    marks = [number for _, numbers in read for number in numbers]
    asked = question.text.strip()
    if not said:
        draft.find("question_without_answer", asked, "Nothing stands under this question.")
    text = f"{asked}\n\n{said}" if said else asked
    draft.add(
        BlockType.QUESTION,
        text,
        question,
        question=asked,
        answer=said,
        citation=marks[0] if marks else None,
        more_citations=marks[1:],
    )
    _about_a_service(asked, said, draft)


def _about_a_service(question: str, answer: str, draft: Draft) -> None:
    """What an answer says of a service the question names: an offer of its own, or the end of one."""
    asked = services_in(question)
    opening = answer.split(".", 1)[0]
    if not asked or denies(opening) or re.match(r"\W*no\b", answer, re.IGNORECASE):
        return
    slug = asked[0].slug
    said = [offer for key, offer in draft.offers.items() if key[0] == slug]
    end = end_in(answer)
    if said and end:
        offer = said[0]
        draft.offer(
            PageOffer(
                slug,
                offer.monetization,
                draft.country,
                f"{question} {answer}",
                ends=end[0],
                ends_precision=end[1],
            )
        )
    elif not said and re.match(
        r"\W*(?:yes|yep|it is|you can|both|absolutely|currently)\b", answer, re.IGNORECASE
    ):
        how = [method.monetization for method in methods_in(opening, draft.country)]
        if how and services_in(opening):
            offers_of_sentence(opening, draft)
        for monetization in how or ["flatrate"]:
            draft.offer(
                PageOffer(
                    slug,
                    monetization,
                    draft.country,
                    f"{question} {answer}",
                    ends=end[0] if end else None,
                    ends_precision=end[1] if end else None,
                )
            )
