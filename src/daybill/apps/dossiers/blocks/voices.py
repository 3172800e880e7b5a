"""Parts in other people's words: critics, lines of the film, dialogue, passages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .citing import CitingBlock, citations, timecode


class CriticQuoteBlock(CitingBlock):
    text = blocks.TextBlock(label=_("Words"), required=False, rows=3)
    critic = blocks.CharBlock(label=_("Critic"), required=False, max_length=120)
    publication = blocks.CharBlock(label=_("Publication"), required=False, max_length=160)
    citations = citations()

    class Meta:
        icon = "openquote"
        label = _("Critic’s quote")


class QuoteBlock(CitingBlock):
    text = blocks.TextBlock(label=_("Line"), required=False, rows=2)
    speaker = blocks.CharBlock(label=_("Speaker"), required=False, max_length=120)
    context = blocks.CharBlock(label=_("Context"), required=False, max_length=300)
    timecode = timecode()
    citations = citations()

    class Meta:
        icon = "openquote"
        label = _("Line of the film")


class SpokenLineBlock(blocks.StructBlock):
    speaker = blocks.CharBlock(label=_("Speaker"), max_length=120)
    line = blocks.TextBlock(label=_("Line"), rows=2)

    class Meta:
        label = _("Line")


class DialogueBlock(CitingBlock):
    cue = blocks.CharBlock(label=_("Cue"), required=False, max_length=300, help_text=_("Where and when."))
    lines = blocks.ListBlock(SpokenLineBlock(), label=_("Lines"))
    timecode = timecode()
    citations = citations()

    class Meta:
        icon = "comment"
        label = _("Dialogue")


class PassageBlock(CitingBlock):
    text = blocks.TextBlock(label=_("Passage"), required=False, rows=5)
    translation = blocks.TextBlock(label=_("Translation"), required=False, rows=5)
    speaker = blocks.CharBlock(label=_("Author or speaker"), required=False, max_length=120)
    citations = citations()

    class Meta:
        icon = "openquote"
        label = _("Passage")
