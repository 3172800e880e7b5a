"""Why a page cannot be read at all.

DaybillError
└── PageRefused        the page as a whole is not fit to be read; nothing of it is kept
    ├── EmptyPage      there is not one word in it
    ├── NotAPage       the bytes are no text
    ├── PageTooLarge   more bytes than a page has
    └── OtherTitle     the page is plainly about another title
"""

from __future__ import annotations

from daybill.domain.errors import DaybillError


class PageRefused(DaybillError):
    """A page of which nothing is kept."""


class EmptyPage(PageRefused):
    """A page without one word."""

    def __init__(self) -> None:
        super().__init__("The page has no words. Give a file that holds the text of a page.")


class NotAPage(PageRefused):
    """Bytes that are no text.

    Attributes:
        reason: what gave them away, as a sentence.
    """

    def __init__(self, *, reason: str) -> None:
        super().__init__(f"This is not the text of a page. {reason} Give plain text, Markdown or HTML.")
        self.reason = reason


class PageTooLarge(PageRefused):
    """More than a page has.

    Attributes:
        size: what was given, in bytes.
        limit: the most that is read, in bytes.
    """

    def __init__(self, *, size: int, limit: int) -> None:
        super().__init__(
            f"The page has {size:,} bytes; at most {limit:,} are read. Give one page, without its pictures."
        )
        self.size = size
        self.limit = limit


class OtherTitle(PageRefused):
    """A page that speaks of another title than the one it is to be stored under.

    Attributes:
        expected: the name it is to be stored under.
        found: the name the page itself uses.
    """

    def __init__(self, *, expected: str, found: str) -> None:
        super().__init__(
            f"The page is about “{found}”, not about “{expected}”. Choose the title it is about, or another page."
        )
        self.expected = expected
        self.found = found
