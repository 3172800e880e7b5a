"""Places in a page that something else fills: a list placing, a trailer, a promotion, a chart, what was left over."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .citing import CitingBlock, citations


class ListPlacingBlock(CitingBlock):
    list = blocks.CharBlock(label=_("List"), max_length=200)
    publisher = blocks.CharBlock(label=_("Publisher"), required=False, max_length=120)
    rank = blocks.IntegerBlock(label=_("Rank"), required=False, min_value=1, max_value=10_000)
    year = blocks.IntegerBlock(label=_("Year"), required=False, min_value=1890, max_value=2100)
    citations = citations()

    class Meta:
        icon = "list-ol"
        label = _("Place in a list")


# Players that show a film from its address alone, and what stands for the film in it.
_PLAYERS = (
    re.compile(r"https://(?:www\.)?youtube\.com/watch\?v=[\w-]{11}"),
    re.compile(r"https://youtu\.be/[\w-]{11}"),
    re.compile(r"https://vimeo\.com/\d{5,12}"),
    re.compile(r"https://archive\.org/details/[\w.-]+"),
)


class TrailerBlock(blocks.StructBlock):
    """A trailer elsewhere: named here, loaded only when the reader asks for it."""

    name = blocks.CharBlock(label=_("Name"), max_length=120)
    url = blocks.URLBlock(label=_("Address"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not any(player.fullmatch(cleaned["url"]) for player in _PLAYERS):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "url": ValidationError(_("Use the address of a film on YouTube, Vimeo or archive.org."))
                }
            )
        return cleaned

    class Meta:
        icon = "media"
        label = _("Trailer")


class PromoSlotBlock(blocks.StructBlock):
    """A place for a promotion; it stays empty until one is true for the reader's country and this title."""

    provider = blocks.CharBlock(label=_("Provider"), required=False, max_length=80)
    text = blocks.TextBlock(label=_("What the page said"), required=False, rows=2)

    class Meta:
        icon = "tag"
        label = _("Promotion")


class ChartSlotBlock(blocks.StructBlock):
    """A place for a chart; it stays empty until there is enough activity for one."""

    genre = blocks.CharBlock(label=_("Genre"), required=False, max_length=20)
    text = blocks.TextBlock(label=_("What the page said"), required=False, rows=2)

    class Meta:
        icon = "order"
        label = _("Chart")


class LeftOverBlock(blocks.StructBlock):
    """What an import could not place; readers never see it."""

    text = blocks.TextBlock(label=_("Text"), required=False, rows=3)

    class Meta:
        icon = "warning"
        label = _("Left over")
