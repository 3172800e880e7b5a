"""HTML taken apart into lines: what is seen stays, what runs does not."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from daybill.domain.page_import.lines import TO_RAISED, Kind, Line, Segmented, numbered
from daybill.domain.page_import.values import Finding, Severity
from daybill.domain.page_import.words import INLINE, UNSEEN_RAW

_BREAKS = frozenset(
    "p div section article header footer main aside nav ul ol dl table tr form figure figcaption details summary"
    " address hr body html pre fieldset tbody thead title button label option select".split()
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_RUNS = frozenset("script style iframe object embed applet".split())
_BOLD = frozenset("b strong dt summary".split())
_FIGURES = re.compile(r"\s*\[?\(?(\d{1,3})\)?\]?\s*")
HINTS = re.compile(
    r"<(?:!doctype|html|body|p|div|h[1-6]|ul|ol|li|br|section|article|blockquote|"
    r"span)\b[^<>]{0,300}>",
    re.IGNORECASE,
)


def segment_html(text: str) -> Segmented:
    """The lines of an HTML page; scripts, frames and styles are left out and reported."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_line()
    findings = list(reader.findings)
    for tag, count in sorted(reader.dropped.items()):
        why = f"{count} of these were in the page; nothing that runs or loads is taken over."
        findings.append(Finding("markup_dropped", Severity.INFO, words=f"<{tag}>", why=why))
    return Segmented(numbered(reader.lines), tuple(findings))


class _Reader(HTMLParser):
    """One pass over the page; a line ends where a block element begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.findings: list[Finding] = []
        self.dropped: Counter[str] = Counter()
        self._parts: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._raw = ""
        self._heading = 0
        self._lists: list[int | None] = []
        self._item: int | None = None
        self._in_item = False
        self._depth: Counter[str] = Counter()
        self._bold_length = 0
        self._link: tuple[str, int] | None = None
        self._raised: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raw = tag if tag in UNSEEN_RAW else ""
        if tag in _RUNS:
            self.dropped[tag] += 1
        if tag in _HEADINGS:
            self.end_line()
            self._heading = _HEADINGS[tag]
        elif tag in {"ul", "ol"}:
            self.end_line()
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._open_item()
        elif tag in {"blockquote", "q"} or tag in _BOLD:
            self._open(tag)
        elif tag == "br":
            self.end_line(glued=True)
        elif tag == "sup":
            self._raised = len(self._parts)
        elif tag == "a":
            self._link = (dict(attrs).get("href") or "", len(self._parts))
        elif tag in {"td", "th"}:
            self._parts.append(" – " if self._parts and self._parts[-1].strip() else "")
        elif tag in _BREAKS or tag == "dd":
            self.end_line()
        elif tag not in INLINE:
            self._parts.append(" ")

    def _open(self, tag: str) -> None:
        if tag in {"blockquote", "dt", "summary"}:
            self.end_line()
        self._depth["quote" if tag == "blockquote" else "bold" if tag in _BOLD else tag] += 1
        if tag == "q":
            self._parts.append("“")

    def _open_item(self) -> None:
        self.end_line()
        if self._lists and self._lists[-1] is not None:
            self._lists[-1] += 1
            self._item = self._lists[-1]
        self._in_item = True

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""
        if tag in _HEADINGS or tag in {"li", "dt", "dd", "summary", "blockquote"} or tag in _BREAKS:
            self.end_line()
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag in {"blockquote", "q"} or tag in _BOLD:
            kind = "quote" if tag == "blockquote" else "bold" if tag in _BOLD else tag
            self._depth[kind] = max(0, self._depth[kind] - 1)
        if tag == "q":
            self._parts.append("”")
        if tag == "li":
            self._in_item, self._item = False, None
        if tag == "sup" and self._raised is not None:
            self._raise_figures(self._raised)
            self._raised = None
        if tag == "a" and self._link:
            self._end_link(*self._link)
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._raw:
            return
        said = re.sub(r"\s+", " ", data)
        self._parts.append(said)
        if self._depth["bold"]:
            self._bold_length += len(said.strip())

    def _raise_figures(self, start: int) -> None:
        """``<sup>1</sup>`` is a note's mark; ``4<sup>th</sup>`` is not."""
        said = "".join(self._parts[start:])
        if match := _FIGURES.fullmatch(said):
            self._parts[start:] = [match[1].translate(TO_RAISED)]

    def _end_link(self, url: str, start: int) -> None:
        words = "".join(self._parts[start:]).strip()
        if url.lower().startswith(("http://", "https://")):
            self._links.append((words, url))
        elif url and not url.startswith(("#", "/")):
            why = "Only links to http and https are kept; the words of this one stay."
            self.findings.append(Finding("link_refused", Severity.INFO, words=url[:200], why=why))

    def end_line(self, *, glued: bool = False) -> None:
        """Close the line that is open, if it says something."""
        text = " ".join("".join(self._parts).split()).removesuffix(" ↩").removesuffix(" ↩︎")
        if text:
            kind = Kind.HEADING if self._heading else Kind.BULLET if self._in_item else Kind.TEXT
            self.lines.append(
                Line(
                    kind,
                    text,
                    level=self._heading,
                    number=self._item if kind is Kind.BULLET else None,
                    bold=self._bold_length >= len(text) - 2,
                    quoted=bool(self._depth["quote"]),
                    glued=glued,
                    links=tuple(self._links),
                )
            )
            if kind is Kind.BULLET:
                self._item = None
        self._parts, self._links, self._bold_length, self._heading = [], [], 0, 0
        self._raised = None
        self._link = (self._link[0], 0) if self._link else None
