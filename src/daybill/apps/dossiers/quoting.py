"""How much a page quotes from one source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_QUOTING = {"critic_quote", "quote", "passage", "dialogue"}


def over_quoted(body: Iterable[Any], limit: int) -> ValidationError | None:
    """What keeps a page from being published because it quotes too much of a source; ``None`` where none does.

    Args:
        body: the blocks of a dossier.
        limit: characters one page may quote from one source that sets no limit of its own. Two pages
            of one book are one source.
    """
    quoted: Counter[tuple[str, ...]] = Counter()
    sources: dict[tuple[str, ...], Any] = {}
    for block in body:
        if block.block_type in _QUOTING:
            for citation in block.value.get("citations") or ():
                work = (citation.author, citation.title, citation.container, citation.date)
                sources.setdefault(work, citation)
                quoted[work] += _length(block.value)
    messages = [
        _("%(count)d characters are quoted from %(source)s; at most %(limit)d may be.")
        % {"count": count, "source": sources[work], "limit": sources[work].quote_limit or limit}
        for work, count in quoted.items()
        if count > (sources[work].quote_limit or limit)
    ]
    return ValidationError(messages) if messages else None


def _length(value: Any) -> int:
    spoken = sum(len(line["line"]) for line in value.get("lines") or ())
    return spoken + len(value.get("text") or "") + len(value.get("translation") or "")
