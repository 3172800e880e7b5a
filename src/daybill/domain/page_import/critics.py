"""What critics said: the editor's summary, their quotes, and places in lists of the best."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daybill.domain.page_import.draft import Draft
from daybill.domain.page_import.lines import Kind, Line
from daybill.domain.page_import.names import Attribution, read_attribution, strip_lead
from daybill.domain.page_import.placings import read_placings
from daybill.domain.page_import.prose import add_prose
from daybill.domain.page_import.quoted import Item, quoted_items
from daybill.domain.page_import.values import BlockType


def read_critics(lines: Sequence[Line], draft: Draft) -> None:
    """Quotes become quotes, paragraphs between them the summary."""
    prose: list[Line] = []
    for item in quoted_items(lines, frozenset(draft.notes)):
        if item.quote and (item.who or item.line.kind is Kind.BULLET or item.line.quoted or _is_whole(item)):
            add_prose(prose, BlockType.CRITICS_SUMMARY, draft)
            prose = []
            _critic_quote(item, draft)
        elif item.line.kind is Kind.BULLET:
            add_prose(prose, BlockType.CRITICS_SUMMARY, draft)
            prose = []
            add_prose([item.line], BlockType.CRITICS_SUMMARY, draft)
        else:
            prose.append(item.line)
    add_prose(prose, BlockType.CRITICS_SUMMARY, draft)
    for line in lines:
        read_placings(line, draft)


def _is_whole(item: Item) -> bool:
    return len(item.quote) > 0.9 * len(item.line.text) - 4


def _critic_quote(item: Item, draft: Draft) -> None:
    said = read_attribution(item.who) if item.who else None
    if said is None and item.who:
        # “a triumph” is how it begins, and a sentence goes on: that is prose about critics, not a quote.
        if item.line.kind is not Kind.BULLET and re.match(r"[a-z]", item.who):
            add_prose([item.line], BlockType.CRITICS_SUMMARY, draft)
            return
        said = _names_anywhere(strip_lead(item.who))
    said = said or Attribution("", "")
    if not said.critic and not said.publication:
        draft.find("quote_without_source", item.quote, "The page does not say whose words these are.")
    context = " ".join(part for part in (said.context, item.rest) if part)
    note = item.notes[0] if item.notes else None
    draft.add(
        BlockType.CRITIC_QUOTE,
        item.quote,
        item.line,
        printed=item.printed or item.who,
        critic=said.critic,
        publication=said.publication,
        context=context,
        citation=note,
    )


def _names_anywhere(who: str) -> Attribution:
    """An attribution of no known shape: what stands before its first comma is the critic, the rest as it stands."""
    critic, _, rest = who.partition(",")
    return Attribution(critic.strip(), rest.strip())
