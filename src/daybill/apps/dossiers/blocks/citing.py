"""What every block of a dossier is made of.

No text is required: a new dossier starts from a skeleton of empty blocks, an editor fills those that have
something to say, and the page leaves out the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock

# Marks in text: [1] is the first of the block's own citations.
MARK = re.compile(r"\[(\d{1,2})\]")
# Where the page makes links of them.
_MARKED = {"text", "answer", "translation"}
_NO_MARK = ValidationError(_("A mark such as [1] cannot stand here: write it in the text."))
PROSE = ["bold", "italic", "link"]
_LINK = re.compile(r"""<a\b[^>]*\bhref\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_SAFE_LINK = re.compile(r"https?://|/(?!/)|#", re.IGNORECASE)


class ProseBlock(blocks.RichTextBlock):
    """Paragraphs with emphasis and links; a link leads to http, https or a page here."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", PROSE)
        super().__init__(**kwargs)

    def clean(self, value: RichText) -> RichText:
        value = super().clean(value)
        for address in _LINK.findall(value.source):
            if not _SAFE_LINK.match(address):
                raise ValidationError(
                    _("A link to “%(address)s” cannot stand here: use http, https or a page of this site."),
                    params={"address": address[:80]},
                )
        return value


def _texts(value: Any) -> Iterator[str]:
    for text in value.values():
        if isinstance(text, RichText):
            yield text.source
        elif isinstance(text, str):
            yield text


def _unmarked(value: Any) -> Iterator[str]:
    """Fields with a mark that the page would not make a link of."""
    for name, text in value.items():
        if name not in _MARKED and isinstance(text, str) and MARK.search(text):
            yield name


class CitingBlock(blocks.StructBlock):
    """A block whose text may rest on citations: ``[1]`` in the text is the first in its list."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        # A draft, and the editor's autosave, may be unfinished; publishing asks again.
        if getattr(self, "is_deferred_validation", False):
            return cleaned
        count = len(cleaned.get("citations") or [])
        missing = {int(n) for text in _texts(cleaned) for n in MARK.findall(text) if not 1 <= int(n) <= count}
        if missing:
            marks = ", ".join(f"[{n}]" for n in sorted(missing))
            message = _("%(marks)s stands in the text, but this block lists %(count)d citations.")
            raise StructBlockValidationError(non_block_errors=[message % {"marks": marks, "count": count}])
        misplaced = dict.fromkeys(_unmarked(cleaned), _NO_MARK)
        if misplaced:
            raise StructBlockValidationError(block_errors=misplaced)
        return cleaned


def citations() -> blocks.ListBlock:
    """The citations of a block, picked or written while writing."""
    return blocks.ListBlock(
        SnippetChooserBlock("dossiers.Citation"),
        default=[],
        required=False,
        label=_("Citations"),
        help_text=_("Write [1] in the text where the first belongs; those without a mark stand at the end."),
    )


def timecode() -> blocks.RegexBlock:
    """Where in the film, as hours, minutes and seconds."""
    return blocks.RegexBlock(
        regex=r"^\d{1,2}:[0-5]\d(:[0-5]\d)?$",
        required=False,
        label=_("Timecode"),
        error_messages={"invalid": _("Write a timecode as 1:41:10 or 41:10.")},
    )
