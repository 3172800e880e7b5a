"""What a page is read into: blocks, offers, citations, promos, and whatever could not be placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from daybill.domain.citations import Citation


class Severity(StrEnum):
    """How much a finding asks of an editor."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class PageFormat(StrEnum):
    """How a page is written down."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class BlockType(StrEnum):
    """The parts of a dossier, as the contract of ``import_page`` names them."""

    LOGLINE = "logline"
    SYNOPSIS = "synopsis"
    REVIEW = "review"
    CRITICS_SUMMARY = "critics_summary"
    CRITIC_QUOTE = "critic_quote"
    AWARDS = "awards"
    LIST_PLACING = "list_placing"
    FACT = "fact"
    THEME = "theme"
    COMPARISON = "comparison"
    SCENE = "scene"
    TRIVIA = "trivia"
    SOUNDTRACK = "soundtrack"
    QUOTE = "quote"
    DIALOGUE_LINE = "dialogue_line"
    PASSAGE = "passage"
    QUESTION = "question"
    TRAILER = "trailer"
    PROMO = "promo"
    CHART = "chart"


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """The title a page is to be stored under, as the catalogue knows it.

    Attributes:
        imdb: its IMDb id (``tt0113277``).
        type: ``movie`` or ``series``.
        people: names of its cast, crew and characters.
        known_titles: names of other titles of the catalogue; they make a stray heading certain.
    """

    imdb: str
    name: str
    year: int | None = None
    type: str = "movie"
    people: frozenset[str] = frozenset()
    known_titles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should know about the page.

    Attributes:
        rule: a word that names the kind of finding.
        words: the page's own words it is about; may be "".
        why: a sentence.
    """

    rule: str
    severity: Severity
    words: str
    why: str

    def to_json(self) -> dict[str, Any]:
        """The finding as the contract shows it."""
        return {"rule": self.rule, "severity": str(self.severity), "words": self.words, "why": self.why}


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a dossier.

    Attributes:
        text: paragraphs joined by a blank line, outer quotation marks taken off.
        fields: what the type asks for (``speaker``, ``critic`` ...), ``heading`` on the first block of a
            section, ``item`` (the number of a numbered list), ``citation`` (the number of its note) and ``links``.
        line: where it began in the page, from 0; blocks keep the page's order.
    """

    type: BlockType
    text: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0

    def to_json(self) -> dict[str, Any]:
        """The block as the contract shows it."""
        return {"type": str(self.type), "text": self.text, **self.fields}


@dataclass(frozen=True, slots=True)
class PageOffer:
    """One way to watch the title, as the page tells it.

    Attributes:
        words: the page's own words.
        price_minor: what it costs once; a price per month is the plan's and stays in ``words``.
        ends: ``2026-06`` or ``2026-06-30``, with ``ends_precision`` ``month`` or ``day``.
        observed: the day the page vouches for, its updated-on or the one the caller gave.
    """

    provider: str
    monetization: str
    country: str
    words: str
    price_minor: int | None = None
    currency: str | None = None
    quality: str | None = None
    ends: str | None = None
    ends_precision: str | None = None
    observed: date | None = None

    def to_json(self) -> dict[str, Any]:
        """The offer as the contract shows it; what the page does not say is absent."""
        said = {
            "price_minor": self.price_minor,
            "currency": self.currency,
            "quality": self.quality,
            "ends": self.ends,
            "ends_precision": self.ends_precision,
            "observed": self.observed.isoformat() if self.observed else None,
        }
        return {
            "provider": self.provider,
            "monetization": self.monetization,
            "country": self.country,
            **{name: value for name, value in said.items() if value is not None},
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote of the page: the number it has there, its text, and what it cites."""

    number: int
    text: str
    citation: Citation

    def to_json(self) -> dict[str, Any]:
        """The note as the contract shows it."""
        return {"number": self.number, **self.citation.to_json(), "text": self.text}


@dataclass(frozen=True, slots=True)
class Promo:
    """Advertising for a provider between the sections; ``url`` where it was a link."""

    provider: str
    text: str
    url: str = ""

    def to_json(self) -> dict[str, Any]:
        """The promo as the contract shows it."""
        return {"provider": self.provider, "text": self.text} | ({"url": self.url} if self.url else {})


@dataclass(frozen=True, slots=True)
class Crumb:
    """Words that are known and are no prose.

    Attributes:
        kind: ``heading`` ``navigation`` ``advertising`` ``date`` ``byline`` ``credits`` ``label`` ``lead_in``.
    """

    kind: str
    text: str

    def to_json(self) -> dict[str, Any]:
        """The crumb as the report shows it."""
        return {"kind": self.kind, "text": self.text}


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page, read. Every word of it is in one of these."""

    title: str
    format: PageFormat
    blocks: tuple[Block, ...] = ()
    offers: tuple[PageOffer, ...] = ()
    citations: tuple[Note, ...] = ()
    promos: tuple[Promo, ...] = ()
    left_over: tuple[str, ...] = ()
    updated_on: date | None = None
    findings: tuple[Finding, ...] = ()
    recognised: tuple[Crumb, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The shape that the contract of ``import_page --format json`` promises."""
        return {
            "title": self.title,
            "blocks": [block.to_json() for block in self.blocks],
            "offers": [offer.to_json() for offer in self.offers],
            "citations": [note.to_json() for note in self.citations],
            "promos": [promo.to_json() for promo in self.promos],
            "left_over": list(self.left_over),
            "updated_on": self.updated_on.isoformat() if self.updated_on else None,
            "findings": [finding.to_json() for finding in self.findings],
            "recognised": [crumb.to_json() for crumb in self.recognised],
        }
