"""The body of a dossier: any block any number of times; the page lays them out part by part."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .prose import (
    HeadedBlock,
    ItemBlock,
    LoglineBlock,
    ProsePartBlock,
    QuestionBlock,
    ReviewBlock,
    SceneBlock,
)
from .slots import ChartSlotBlock, LeftOverBlock, ListPlacingBlock, PromoSlotBlock, TrailerBlock
from .voices import CriticQuoteBlock, DialogueBlock, PassageBlock, QuoteBlock

_ABOUT, _VOICES, _MORE, _SLOTS = _("About the film"), _("In their words"), _("Worth knowing"), _("Slots")


class DossierBody(blocks.StreamBlock):
    logline = LoglineBlock(group=_ABOUT)
    synopsis = ProsePartBlock(group=_ABOUT, label=_("Synopsis"))
    review = ReviewBlock(group=_ABOUT)
    critics_summary = ProsePartBlock(group=_ABOUT, label=_("What critics think"))
    awards = ProsePartBlock(group=_ABOUT, label=_("Awards, in words"), icon="pick")
    theme = HeadedBlock(group=_ABOUT)
    comparison = ProsePartBlock(group=_ABOUT, label=_("Comparison"))
    soundtrack = ProsePartBlock(group=_ABOUT, label=_("Soundtrack"))
    critic_quote = CriticQuoteBlock(group=_VOICES)
    quote = QuoteBlock(group=_VOICES)
    dialogue = DialogueBlock(group=_VOICES)
    passage = PassageBlock(group=_VOICES)
    fact = ItemBlock(group=_MORE, label=_("Fact"))
    scene = SceneBlock(group=_MORE)
    trivia = ItemBlock(group=_MORE, label=_("Trivia"))
    question = QuestionBlock(group=_MORE)
    list_placing = ListPlacingBlock(group=_MORE)
    trailer = TrailerBlock(group=_SLOTS)
    promo = PromoSlotBlock(group=_SLOTS)
    chart = ChartSlotBlock(group=_SLOTS)
    left_over = LeftOverBlock(group=_SLOTS)

    class Meta:
        block_counts = {name: {"max_num": 1} for name in ("logline", "synopsis", "review", "chart")}
