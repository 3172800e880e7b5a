"""Measure the lettering fonts and write the table the bills are composed with.

Development only; the site never opens a font file.

    pip install fonttools brotli
    python tools/measure_advances.py

Output, in thousandths of an em, capitals and signs only (bills are set in capitals):

    stops    the points of the width axis that were measured, in per cent
    cap      cap height of the two lettering faces
    widths   "characters": advance width at each stop
    above    "characters": how far they rise over the cap height (accents)
    below    "characters": how far they hang under the baseline (commas, cedillas, Q)
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent / "src" / "daybill"
FONTS = ROOT / "web" / "static" / "daybill" / "fonts"
TABLE = ROOT / "domain" / "bills" / "advances.json"

STOPS = (50, 75, 100, 125, 150)
LATIN = ("anybody-latin.woff2", "anybody-latin-ext.woff2", "anybody-vietnamese.woff2")
CYRILLIC = ("roboto-flex-cyrillic.woff2",)

# The stylesheet leaves these to the fallback face: Anybody draws them too small to read.
LEFT_OUT = set("+<=>")


def instance(file: str, stop: int) -> TTFont:
    """One face at one point of its width axis, as heavy as it goes."""
    font = TTFont(FONTS / file)
    axes = {axis.axisTag: axis for axis in font["fvar"].axes}
    place = {tag: axis.maxValue for tag, axis in axes.items()}
    place["wdth"] = min(max(stop, axes["wdth"].minValue), axes["wdth"].maxValue)
    return instantiateVariableFont(font, place)


def capitals(font: TTFont) -> dict[str, str]:
    """Character -> glyph name, for what survives setting a name in capitals."""
    return {
        chr(code): glyph
        for code, glyph in font.getBestCmap().items()
        if chr(code) == chr(code).upper() and chr(code).isprintable() and chr(code) not in LEFT_OUT
    }


def measure(files: tuple[str, ...]) -> tuple[dict[str, list[int]], dict[str, tuple[int, int]], int]:
    """Advances at each stop, vertical bounds (foot, top) and cap height of a family of subset files."""
    widths: dict[str, list[int]] = {}
    bounds: dict[str, tuple[int, int]] = {}
    cap = 0
    for file in files:
        fonts = [instance(file, stop) for stop in STOPS]
        em = fonts[2]["head"].unitsPerEm
        cap = cap or round(1000 * fonts[2]["OS/2"].sCapHeight / em)
        for char, glyph in capitals(fonts[2]).items():
            if char in widths:
                continue
            widths[char] = [round(1000 * font["hmtx"][glyph][0] / em) for font in fonts]
            pen = BoundsPen(fonts[2].getGlyphSet())
            fonts[2].getGlyphSet()[glyph].draw(pen)
            _, foot, _, top = pen.bounds or (0, 0, 0, 0)
            bounds[char] = (round(1000 * foot / em), round(1000 * top / em))
    return widths, bounds, cap


def grouped(values: dict[str, object]) -> dict[str, object]:
    """Characters that share a value, under one key."""
    groups: dict[str, list[str]] = defaultdict(list)
    for char, value in values.items():
        groups[json.dumps(value)].append(char)
    return {"".join(sorted(chars)): json.loads(value) for value, chars in sorted(groups.items())}


def main() -> None:
    """Write the table."""
    widths: dict[str, object] = {}
    above: dict[str, object] = {}
    below: dict[str, object] = {}
    caps = {}
    for name, files in (("latin", LATIN), ("cyrillic", CYRILLIC)):
        measured, bounds, caps[name] = measure(files)
        for char, stops in measured.items():
            if char in widths:
                continue
            widths[char] = stops
            foot, top = bounds[char]
            # Round letters overshoot by a hair: 25 thousandths are no accent. Tens keep the table small.
            if top > caps[name] + 25:
                above[char] = -(-(top - caps[name]) // 10) * 10
            if foot < -25:
                below[char] = -(foot // 10) * 10
    table = {
        "stops": STOPS,
        "cap": caps,
        "widths": grouped(widths),
        "above": grouped(above),
        "below": grouped(below),
    }
    TABLE.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{TABLE}: {len(widths)} characters, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
