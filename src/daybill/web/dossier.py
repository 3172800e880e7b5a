"""A dossier as its page shows it: parts in the page's order, and one run of footnotes through all of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from daybill.apps.dossiers.models import Citation, Dossier, HistoryEntry

# The order of the page's parts; footnotes are numbered in it, whatever order the editor wrote in.
ORDER = (
    "logline",
    "synopsis",
    "review",
    "critics_summary",
    "critic_quote",
    "awards",
    "list_placing",
    "fact",
    "theme",
    "comparison",
    "scene",
    "trivia",
    "soundtrack",
    "quote",
    "dialogue",
    "passage",
    "question",
    "trailer",
)
# Other people's words carry their marks beside the name below them.
_CAPTIONED = {"critic_quote", "quote", "passage", "dialogue", "list_placing"}
_MAIN = ("text", "answer")
# Where marks stand; names and headings are shown as they are.
_MARKED = {"text", "answer", "translation"}
# A mark, or a tag: brackets in an address are no marks.
_MARK = re.compile(r"<[^>]*>|\[(\d{1,2})\]")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class BackLink:
    """A place in the text that a footnote is cited from."""

    anchor: str
    label: str


@dataclass(slots=True)
class Note:
    """A numbered footnote: its citation, and every place that cites it."""

    number: int
    citation: Citation
    places: list[str] = field(default_factory=list)

    @property
    def back_links(self) -> list[BackLink]:
        return [BackLink(anchor, _LETTERS[i % 26]) for i, anchor in enumerate(self.places)]


class Notes:
    """Numbers citations in the order of their first mention, each once however often it is cited."""

    def __init__(self) -> None:
        self._by_citation: dict[int, Note] = {}

    def mark(self, citation: Citation) -> SafeString:
        """The raised number that leads to the note, and that the note leads back to."""
        note = self._by_citation.setdefault(citation.pk, Note(len(self._by_citation) + 1, citation))
        anchor = f"ref-{note.number}-{len(note.places) + 1}"
        note.places.append(anchor)
        return format_html(
            '<sup class="mark"><a href="#note-{}" id="{}" role="doc-noteref">{}</a></sup>',
            note.number,
            anchor,
            note.number,
        )

    def __iter__(self) -> Iterator[Note]:
        return iter(self._by_citation.values())

    def __len__(self) -> int:
        return len(self._by_citation)


@dataclass(frozen=True, slots=True)
class Part:
    """One block, its texts as HTML with their marks in place.

    Attributes:
        value: the block's fields.
        html: field name -> HTML of a text field.
        tail: marks of citations that no text places; they stand at the block's end.
    """

    type: str
    value: Any
    html: dict[str, SafeString]
    tail: SafeString


def _cited(value: Any) -> list[Citation]:
    return [citation for citation in (value.get("citations") or ()) if citation is not None]


def _html(text: Any) -> SafeString | None:
    """A text field as HTML: rich text expanded, plain text escaped into paragraphs; ``None`` for anything else."""
    if isinstance(text, RichText):
        return mark_safe(expand_db_html(text.source))  # noqa: S308 (sanitised when it was saved)
    if isinstance(text, str):
        return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 (escaped just here)
    return None


def _part(block_type: str, value: Any, notes: Notes) -> Part:
    cited = _cited(value)
    placed: set[int] = set()

    def place(match: re.Match[str]) -> str:
        index = int(match[1] or 0) - 1
        if index not in range(len(cited)):
            return match[0]
        placed.add(index)
        return notes.mark(cited[index])

    html = {}
    for name, text in value.items():
        written = _html(text)
        if written is not None:
            marked = bool(cited) and name in _MARKED
            html[name] = mark_safe(_MARK.sub(place, written) if marked else written)  # noqa: S308 (marks are our own)
    unplaced = [notes.mark(citation) for index, citation in enumerate(cited) if index not in placed]
    tail = mark_safe("".join(unplaced))  # noqa: S308 (marks are our own)
    main = next((name for name in _MAIN if html.get(name)), None)
    if block_type not in _CAPTIONED and main:
        html[main], tail = _with_tail(html[main], tail), SafeString()
    return Part(block_type, value, html, tail)


def _with_tail(written: SafeString, tail: SafeString) -> SafeString:
    """The marks inside the last paragraph, where a reader looks for them."""
    head, end, _rest = written.rpartition("</p>")
    return mark_safe(f"{head}{tail}{end}" if end and not _rest.strip() else f"{written}{tail}")  # noqa: S308


@dataclass(frozen=True, slots=True)
class DossierView:
    """What the page shows of a dossier."""

    dossier: Dossier
    parts: dict[str, list[Part]]
    notes: Notes
    history: list[HistoryEntry]

    def __getitem__(self, block_type: str) -> list[Part]:
        """Parts of a type; templates ask for ``words.theme``.

        Raises:
            KeyError: no such type, so that templates go on to the attributes.
        """
        if block_type not in ORDER:
            raise KeyError(block_type)
        return self.parts.get(block_type, [])

    @property
    def first(self) -> dict[str, Part]:
        """The first part of each type that stands once on a page."""
        return {block_type: parts[0] for block_type, parts in self.parts.items() if parts}


def _is_empty(part: Part) -> bool:
    """A block of the skeleton that nobody filled says nothing and is not shown."""
    texts = [
        value
        for name, value in part.value.items()
        if name not in {"citations", "spoiler", "score", "heading"}
    ]
    return not any(_says(text) for text in texts)


def _says(value: Any) -> bool:
    if isinstance(value, RichText):
        return bool(re.sub(r"<[^>]*>|\s|&nbsp;", "", value.source))
    return bool(value)


def _asked_only(part: Part) -> bool:
    return part.type == "question" and not _says(part.value["answer"])


def dossier_view(dossier: Dossier) -> DossierView:
    """The dossier laid out for its page."""
    by_type: defaultdict[str, list[Any]] = defaultdict(list)
    for block in dossier.body:
        by_type[block.block_type].append(block.value)
    notes = Notes()
    parts: dict[str, list[Part]] = {}
    for block_type in ORDER:
        made = (_part(block_type, value, notes) for value in _worth_showing(block_type, by_type[block_type]))
        if found := list(made):
            parts[block_type] = found
    history = list(dossier.history.all()) if dossier.pk else []
    return DossierView(dossier, parts, notes, history)


def _worth_showing(block_type: str, values: Iterable[Any]) -> Iterator[Any]:
    # Decided before marks are given out: an empty block must not take a number.
    for value in values:
        bare = Part(block_type, value, {}, SafeString())
        if not _is_empty(bare) and not _asked_only(bare):
            yield value
