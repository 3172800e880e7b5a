"""Footnote numbers: every source once, in order of its first mention, and *ibid.* read as what it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from daybill.domain.citations.values import Citation


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """One footnote.

    Attributes:
        locators: the places in it that are cited, each once, in order of mention.
        mentions: positions (from 0) of the mentions that lead to it; never empty.
    """

    number: int
    citation: Citation
    locators: tuple[str, ...]
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Numbering:
    """The footnotes of a page, and the number each mention shows."""

    sources: tuple[NumberedSource, ...]
    marks: tuple[int, ...]


def resolve_ibid(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Each *ibid.* as the citation before it, at its own page; one that follows nothing stays as it is."""
    resolved: list[Citation] = []
    for citation in citations:
        if citation.ibid and resolved and not resolved[-1].ibid:
            before = resolved[-1]
            resolved.append(replace(before, locator=citation.locator or before.locator))
        else:
            resolved.append(citation)
    return tuple(resolved)


def number_citations(mentions: Iterable[Citation]) -> Numbering:
    """Number sources from 1 in order of first mention; a source cited again keeps its number."""
    numbers: dict[tuple[str, ...], int] = {}
    cited: list[list[tuple[int, Citation]]] = []
    marks: list[int] = []
    for position, citation in enumerate(resolve_ibid(mentions)):
        number = numbers.setdefault(citation.source_key, len(numbers) + 1)
        if number > len(cited):
            cited.append([])
        cited[number - 1].append((position, citation))
        marks.append(number)
    sources = tuple(
        NumberedSource(
            number,
            group[0][1],
            tuple(dict.fromkeys(citation.locator for _, citation in group if citation.locator)),
            tuple(position for position, _ in group),
        )
        for number, group in enumerate(cited, 1)
    )
    return Numbering(sources, tuple(marks))
