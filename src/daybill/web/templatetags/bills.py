"""``{% bill facts %}``, ``{% bill facts stub=True %}``, ``{% bill facts label="Poster: Heat, 1995" %}``."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from daybill.domain.bills import BillFacts
from daybill.web.bills import bill_svg

register = template.Library()


@register.simple_tag
def bill(facts: BillFacts, stub: bool = False, label: str | None = None) -> SafeString:
    """A title's bill as inline SVG; without a label it is hidden from assistive technology."""
    return bill_svg(facts, stub=stub, label=label)
