"""The page while it is being read: what the readers of its parts add to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from daybill.domain.identity import normalise_name
from daybill.domain.page_import.lines import Line
from daybill.domain.page_import.values import (
    Block,
    BlockType,
    Crumb,
    Finding,
    KnownTitle,
    Note,
    PageOffer,
    Promo,
    Severity,
)
from daybill.domain.page_import.words import words


@dataclass(slots=True)
class Draft:
    """Collects what is found, in the order in which it is found; blocks are sorted by their line at the end.

    Attributes:
        heading: of the section being read; the first block of the section takes it.
    """

    title: KnownTitle
    country: str
    observed: date | None = None
    month_first: bool = False
    blocks: list[Block] = field(default_factory=list)
    offers: dict[tuple[str, str], PageOffer] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)
    promos: list[Promo] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)
    crumbs: list[Crumb] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    updated_on: date | None = None
    heading: str = ""
    marks: set[int] = field(default_factory=set)
    _seen: set[tuple[BlockType, str]] = field(default_factory=set)

    def add(self, kind: BlockType, text: str, line: Line, *, printed: str = "", **fields: Any) -> None:
        """Add a block, unless the page has said it before: then it is reported and kept once.

        Args:
            printed: an attribution as it stood; kept as ``as_printed`` where the fields lack a word of it.
        """
        said = {name: value for name, value in fields.items() if value not in (None, "", (), [])}
        if printed and Counter(words(printed)) - Counter(words(" ".join(map(str, said.values())))):
            said["as_printed"] = printed
        if line.number is not None:
            said["item"] = line.number
        if line.links:
            said["links"] = [{"text": label, "url": url} for label, url in line.links]
        key = (kind, normalise_name(text))
        if kind is not BlockType.PROMO and key in self._seen and len(text.split()) > 1:
            repeated = " ".join([text, *(str(value) for value in said.values())])
            why = "The page says this twice; it is kept once."
            self.findings.append(Finding("repeated_passage", Severity.WARNING, words=repeated, why=why))
            return
        self._seen.add(key)
        if self.heading and kind is not BlockType.PROMO:
            said["heading"], self.heading = self.heading, ""
        self.blocks.append(Block(kind, text, said, line.index))

    def leave(self, text: str) -> None:
        """Words that could not be placed."""
        if text.strip():
            self.left_over.append(text.strip())

    def crumb(self, kind: str, text: str) -> None:
        """Words that are known and are no prose."""
        self.crumbs.append(Crumb(kind, text))

    def find(self, rule: str, said: str, why: str, severity: Severity = Severity.WARNING) -> None:
        """Tell the editor something."""
        self.findings.append(Finding(rule, severity, words=said, why=why))

    def offer(self, offer: PageOffer) -> None:
        """Add a way to watch; a second word about the same one adds what it knows."""
        key = (offer.provider, offer.monetization)
        before = self.offers.get(key)
        if before is None:
            self.offers[key] = offer
            return
        said = f"{before.words} {offer.words}"
        if offer.words in before.words:
            said = before.words
            self.find(
                "repeated_offer", offer.words, "The page says this twice; it is kept once.", Severity.INFO
            )
        priced = before if before.price_minor is not None else offer
        dated = before if before.ends else offer
        self.offers[key] = replace(
            before,
            words=said,
            price_minor=priced.price_minor,
            currency=priced.currency,
            quality=before.quality or offer.quality,
            ends=dated.ends,
            ends_precision=dated.ends_precision,
        )
