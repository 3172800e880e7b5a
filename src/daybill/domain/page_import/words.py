"""The words of a page, and the proof that none was lost on the way."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from daybill.domain.page_import.values import PageFormat, ReadPage

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_NOTHING = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_BLANK = re.compile(r"[^\S\n]|[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_RAISED = re.compile(r"(?<![⁰¹²³⁴⁵⁶⁷⁸⁹])(?=[⁰¹²³⁴⁵⁶⁷⁸⁹])")
# Elements of HTML that stand inside a word without breaking it: a drop cap, an accent of emphasis.
INLINE = frozenset(
    "a abbr b bdi bdo cite code dfn em font i ins kbd mark s samp small span strong sub sup time u var wbr".split()
)
# Parsers of HTML end these by themselves; nothing inside may hide what follows.
UNSEEN_RAW = frozenset({"script", "style"})


def clean_text(text: str) -> str:
    """One kind of line end, one kind of space; soft hyphens, zero-width and direction marks taken out."""
    return _BLANK.sub(" ", _NOTHING.sub("", _LINE_ENDS.sub("\n", text)))


def words(text: str) -> list[str]:
    """Runs of letters and runs of digits, raised figures read as figures: what is compared."""
    return _WORD.findall(unicodedata.normalize("NFKC", _RAISED.sub(" ", clean_text(text))))


def lost_words(text: str, result: ReadPage) -> list[str]:
    """Words of the page that are nowhere in the result, each as often as it is missing; sorted.

    What a reader of the page does not see (scripts, styles, comments, tags) is no word of it.
    """
    kept = Counter(word for said in _values(result.to_json()) for word in words(said))
    missing = Counter(words(visible_text(text, result.format))) - kept
    return sorted(missing.elements())


def visible_text(text: str, page_format: PageFormat) -> str:
    """What a reader sees of a page; plain text and Markdown are seen whole."""
    if page_format is not PageFormat.HTML:
        return text
    seen = _Seen()
    seen.feed(clean_text(text))
    seen.close()
    return "".join(seen.parts)


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


class _Seen(HTMLParser):
    """Collects the text that is shown, by itself, so that it checks the reader and does not repeat it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._raw = False
        self._raised = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raw = tag in UNSEEN_RAW
        self._between(tag)

    def handle_endtag(self, tag: str) -> None:
        self._raw = False
        self._between(tag)

    def _between(self, tag: str) -> None:
        """A figure that is raised is a word of its own; “4<sup>th</sup>” is two however it is written."""
        self._raised = tag == "sup" and not self._raised
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._raw:
            self.parts.append(f" {data} " if self._raised and data.strip(" []()").isdigit() else data)
