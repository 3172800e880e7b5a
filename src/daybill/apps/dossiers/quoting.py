"""How much a page quotes from one source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_QUOTING = {"critic_quote", "quote", "passage"}


def over_quoted(body: Iterable[Any], limit: int) -> ValidationError | None:
    """What keeps a page from being published because it quotes too much of a source; ``None`` where none does.

    Args:
        body: the blocks of a dossier.
        limit: characters one page may quote from one source that sets no limit of its own.
    """
    quoted: Counter[Any] = Counter()
    for block in body:
        if block.block_type in _QUOTING:
            for citation in block.value.get("citations") or ():
                quoted[citation] += len(block.value["text"] or "")
    messages = [
        _("%(count)d characters are quoted from %(source)s; at most %(limit)d may be.")
        % {"count": count, "source": citation, "limit": citation.quote_limit or limit}
        for citation, count in quoted.items()
        if count > (citation.quote_limit or limit)
    ]
    return ValidationError(messages) if messages else None
