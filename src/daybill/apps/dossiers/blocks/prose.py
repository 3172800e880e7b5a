"""Parts that are prose: what it is, whether it is any good, what it is about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .citing import CitingBlock, ProseBlock, citations


class LoglineBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=400, rows=2)

    class Meta:
        icon = "pilcrow"
        label = _("Logline")


class ProsePartBlock(CitingBlock):
    """Prose under the part's own heading."""

    text = ProseBlock(label=_("Text"), required=False)
    citations = citations()

    class Meta:
        icon = "pilcrow"


class ReviewBlock(CitingBlock):
    verdict = blocks.TextBlock(label=_("Verdict"), required=False, max_length=300, rows=2)
    score = blocks.DecimalBlock(
        label=_("Score of 10"), required=False, min_value=0, max_value=10, decimal_places=1
    )
    text = ProseBlock(label=_("Text"), required=False)
    citations = citations()

    class Meta:
        icon = "edit"
        label = _("Review")


class HeadedBlock(CitingBlock):
    """Prose with a heading of its own inside the part."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    text = ProseBlock(label=_("Text"), required=False)
    citations = citations()

    class Meta:
        icon = "title"
        label = _("Theme")


class SceneBlock(HeadedBlock):
    spoiler = blocks.BooleanBlock(label=_("Gives the story away"), required=False)

    class Meta:
        icon = "media"
        label = _("Scene")


class ItemBlock(CitingBlock):
    """One thing worth knowing; each item may carry its citation."""

    text = ProseBlock(label=_("Text"), required=False)
    citations = citations()

    class Meta:
        icon = "list-ul"


class QuestionBlock(CitingBlock):
    question = blocks.CharBlock(label=_("Question"), required=False, max_length=200)
    answer = ProseBlock(label=_("Answer"), required=False)
    citations = citations()

    class Meta:
        icon = "help"
        label = _("Question")
