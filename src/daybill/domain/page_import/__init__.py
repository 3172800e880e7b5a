"""A page of a film guide, read into the parts of a dossier, with every word accounted for."""

from daybill.domain.page_import.decoding import Decoded, decode_page
from daybill.domain.page_import.errors import EmptyPage, NotAPage, OtherTitle, PageRefused, PageTooLarge
from daybill.domain.page_import.reader import guess_format, read_page
from daybill.domain.page_import.values import (
    Block,
    BlockType,
    Crumb,
    Finding,
    KnownTitle,
    Note,
    PageFormat,
    PageOffer,
    Promo,
    ReadPage,
    Severity,
)
from daybill.domain.page_import.words import lost_words

__all__ = [
    "Block",
    "BlockType",
    "Crumb",
    "Decoded",
    "EmptyPage",
    "Finding",
    "KnownTitle",
    "NotAPage",
    "Note",
    "OtherTitle",
    "PageFormat",
    "PageOffer",
    "PageRefused",
    "PageTooLarge",
    "Promo",
    "ReadPage",
    "Severity",
    "decode_page",
    "guess_format",
    "lost_words",
    "read_page",
]
