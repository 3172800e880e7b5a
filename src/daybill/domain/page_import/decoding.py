"""The bytes of a page, as text.

A page is UTF-8 (with or without its mark) or UTF-16 with its mark; what is neither is read as Windows-1252,
line by line, so that a file glued together from two encodings is mended and said to be.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from daybill.domain.page_import.errors import EmptyPage, NotAPage, PageTooLarge
from daybill.domain.page_import.values import Finding, Severity

SIZE_LIMIT = 10_000_000
# Tabs, line ends, form feeds and the escape of old terminals stand in texts; other controls stand in programs.
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b\x1a")
_CONTROLS = bytes(c for c in range(32) if c not in _TEXT_CONTROLS)
_MOST_CONTROLS = 0.01
_SIGNATURES = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"{\\rtf",
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text and what had to be said about its encoding."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode_page(data: bytes) -> Decoded:
    """Read the bytes of a page.

    Raises:
        EmptyPage: no bytes, or only white space.
        NotAPage: a picture, a program, an archive: whatever is no text.
        PageTooLarge: more than `SIZE_LIMIT` bytes.
    """
    if len(data) > SIZE_LIMIT:
        raise PageTooLarge(size=len(data), limit=SIZE_LIMIT)
    if not data.strip():
        raise EmptyPage
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf_16(data)
    _refuse_binary(data)
    try:
        return Decoded(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        return _line_by_line(data.removeprefix(codecs.BOM_UTF8))


def _utf_16(data: bytes) -> Decoded:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise NotAPage(reason="It begins as UTF-16 and does not go on so.") from error
    if not text.strip():
        raise EmptyPage
    if "\x00" in text:
        raise NotAPage(reason="There are zeros in it.")
    return Decoded(text, "utf-16")


def _refuse_binary(data: bytes) -> None:
    if data.startswith(_SIGNATURES):
        raise NotAPage(reason="It begins like a picture, a document of an office program or an archive.")
    if b"\x00" in data:
        raise NotAPage(reason="There are zeros in it.")
    if len(data) - len(data.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(data):
        raise NotAPage(reason="It is full of control characters.")


def _line_by_line(data: bytes) -> Decoded:
    lines = data.split(b"\n")
    read = [_line(line) for line in lines]
    marked = sum(
        encoding == "utf-8" and not line.isascii() for line, (_, encoding) in zip(lines, read, strict=True)
    )
    mended = [text for text, encoding in read if encoding == "cp1252"]
    rule = "mixed_encoding" if marked else "old_encoding"
    why = (
        f"{len(mended)} of {len(lines)} lines were Windows-1252 among UTF-8."
        if marked
        else "The page is Windows-1252, not UTF-8."
    )
    finding = Finding(
        rule, Severity.WARNING, words=mended[0].strip()[:120], why=f"{why} It was read as such."
    )
    return Decoded("\n".join(text for text, _ in read), "mixed" if marked else "cp1252", (finding,))


def _line(line: bytes) -> tuple[str, str]:
    try:
        return line.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252; Latin-1 keeps them as controls, and none is lost.
        try:
            return line.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            return line.decode("latin-1"), "cp1252"
