"""Draw composed bills as inline SVG.

Presentation attributes and classes only: the content security policy forbids inline styles. The stylesheet
gives ``.o`` (overprint) its ``mix-blend-mode: multiply`` and ``.sheet`` its ``isolation: isolate``.
"""

from __future__ import annotations

from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from daybill.domain.bills import HIGH, WIDE, BillFacts, compose
from daybill.domain.bills.shapes import (
    Area,
    Bill,
    Box,
    Disc,
    Lettering,
    Panel,
    Rect,
    Rule,
    Screen,
    Shape,
    Stroke,
)

# About 12 MB when full: as many as a busy hour shows.
CACHED_BILLS = 4096

# Browsers centre a column on the middle line of the first face named (Anybody's lies 0.28 em up), while Han
# and Hangul glyphs are centred 0.38 em up: without this they stand a tenth of an em to the right.
COLUMN_SHIFT = 0.1


def bill_svg(facts: BillFacts, *, stub: bool = False, label: str | None = None) -> SafeString:
    """The SVG of a title's bill.

    Args:
        stub: the small form for lists, with a blank foot for the snipe.
        label: what a screen reader says, such as "Poster: Heat, 1995"; None where the name stands beside
            the bill, which is then hidden from assistive technology.
    """
    spoken = 'aria-hidden="true"' if label is None else f'role="img" aria-label="{escape(label)}"'
    svg = f'<svg class="bill" viewBox="0 0 {WIDE} {HIGH}" {spoken} {drawing(facts, stub)}</svg>'
    return mark_safe(svg)  # noqa: S308 - every word in it has been through escape()


@lru_cache(maxsize=CACHED_BILLS)
def drawing(facts: BillFacts, stub: bool) -> str:
    """Everything after the label: the rest of the opening tag, then the drawing."""
    bill = compose(facts, stub)
    defs: list[str] = [_clip(bill)]
    art = "".join(_shape(shape, bill.mark, defs) for shape in bill.art)
    panels = "".join(_panel(panel) for panel in bill.panels)
    return (
        'font-family="Anybody,Anybody Fallback,sans-serif" font-weight="900">'
        f'<defs>{"".join(defs)}</defs><path d="M0 0H{WIDE}V{HIGH}H0z" fill="{bill.paper}"/>'
        f'<g class="sheet" clip-path="url(#{bill.mark})">{art}</g>{panels}'
    )


def _n(value: float) -> str:
    """A number with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def _block(box: Box) -> str:
    return f'x="{box.x:.0f}" y="{box.y:.0f}" width="{box.wide:.0f}" height="{box.high:.0f}"'


def _clip(bill: Bill) -> str:
    return f'<clipPath id="{bill.mark}"><rect {_block(bill.picture)}/></clipPath>'


def _over(over: bool) -> str:
    return ' class="o"' if over else ""


def _shape(shape: Shape, mark: str, defs: list[str]) -> str:
    """One shape; a screen adds its pattern to ``defs``."""
    match shape:
        case Rect(box, ink, over):
            return f'<rect {_block(box)} fill="{ink}"{_over(over)}/>'
        case Disc(x, y, radius, ink, over):
            return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}" fill="{ink}"{_over(over)}/>'
        case Area(d, ink, over):
            return f'<path d="{d}" fill="{ink}"{_over(over)}/>'
        case Stroke(d, ink, weight, over):
            return f'<path d="{d}" fill="none" stroke="{ink}" stroke-width="{_n(weight)}"{_over(over)}/>'
        case Screen(box, cell, radius, ink):
            name = f"{mark}{len(defs)}"
            half = _n(cell / 2)
            where = f'x="{box.x:.0f}" y="{box.y:.0f}" width="{_n(cell)}" height="{_n(cell)}"'
            dot = f'<circle cx="{half}" cy="{half}" r="{_n(radius)}" fill="{ink}"/>'
            defs.append(f'<pattern id="{name}" {where} patternUnits="userSpaceOnUse">{dot}</pattern>')
            return f'<rect {_block(box)} fill="url(#{name})"/>'


def _panel(panel: Panel) -> str:
    """A slab and its words, turned as one."""
    turn = ""
    if panel.turn:
        turn = f' transform="matrix({" ".join(f"{value:g}" for value in panel.turn)})"'
    ground = f'<rect {_block(panel.box)} fill="{panel.ground}"/>' if panel.painted else ""
    words = "".join(_rule(word) if isinstance(word, Rule) else _lettering(word) for word in panel.words)
    return f'<g fill="{panel.ink}"{turn}>{ground}{words}</g>'


def _rule(rule: Rule) -> str:
    box = rule.box
    return f'<path d="M{_n(box.x)} {_n(box.y)}h{_n(box.wide)}v{_n(box.high)}H{_n(box.x)}z"/>'


def _lettering(word: Lettering) -> str:
    """One line; ``textLength`` holds its measure even before the lettering face has come."""
    x = word.x - COLUMN_SHIFT * word.size if word.upright else word.x
    where = f'x="{_n(x)}" y="{_n(word.baseline)}" font-size="{_n(word.size)}"'
    if word.upright:
        held = f' textLength="{word.length:.0f}"' if len(word.text) > 1 else ""
        return f'<text {where}{held} writing-mode="vertical-rl">{escape(word.text)}</text>'
    # By default the air takes up the measure; only where letters are set to fit may they be scaled.
    more = "" if word.spaced else ' lengthAdjust="spacingAndGlyphs"'
    more += f' font-stretch="{word.stretch}%"' if word.stretch is not None else ""
    more += ' text-anchor="middle"' if word.centred else ""
    more += ' direction="rtl"' if word.rtl else ""
    return f'<text {where} textLength="{word.length:.0f}"{more}>{escape(word.text)}</text>'
