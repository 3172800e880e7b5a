"""Published dossiers as lines for a dump: each is the JSON object that `daybill.apps.dossiers.loading` reads.

Their text is plain, with its citations by key. A block whose text is more than plain (emphasis, links), or that the
reading of plain text would change, also holds its exact words as ``stored``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from daybill.apps.catalogue.export import batches, byte_order, title_key
from daybill.apps.catalogue.finding import key_of
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import slugify

from .blocks.citing import MARK
from .loading import _FIELDS, _RICH, _value
from .models import Citation, Dossier

BATCH = 50
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
_NOWHERE = "dossier"
_BYLINE = ("writer", "reviewed_by", "change_note")
Block = dict[str, Any]


def dossier_lines(*, batch: int = BATCH) -> Iterator[dict[str, Any]]:
    """Every published dossier by the key of its title and its language; one query in all and two a batch."""
    rows = (
        Dossier.objects.filter(live=True)
        .annotate(key=title_key("title__"))
        .order_by(byte_order("key"), byte_order("language"))
        .values_list("pk", flat=True)
    )
    for pks in batches(rows.iterator(chunk_size=batch), batch):
        found = Dossier.objects.select_related("title").in_bulk(pks)
        bodies = {pk: _blocks(found[pk]) for pk in pks}
        cited = {one for blocks in bodies.values() for _, value in blocks for one in value["citations"]}
        citations = Citation.objects.in_bulk(sorted(cited))
        for pk in pks:
            yield _line(found[pk], bodies[pk], citations)


def _line(
    dossier: Dossier, blocks: Sequence[tuple[str, Block]], citations: Mapping[int, Citation]
) -> dict[str, Any]:
    title = dossier.title
    used = {pk: citations[pk] for _, value in blocks for pk in value["citations"] if pk in citations}
    keys = _keys(used)
    line: dict[str, Any] = {
        "title": key_of(title.imdb_id, title.record_key, title.type, title.slug),
        "language": dossier.language,
        **{name: getattr(dossier, name) for name in _BYLINE},
        "updated_on": dossier.updated_on and dossier.updated_on.isoformat(),
        "reviewed_on": dossier.reviewed_on and dossier.reviewed_on.isoformat(),
    }
    line = {name: value for name, value in line.items() if value}
    line["blocks"] = [_told(name, value, keys) for name, value in blocks]
    if used:
        line["citations"] = [_citation(used[pk], key) for pk, key in keys.items()]
    return line


def _blocks(dossier: Dossier) -> list[tuple[str, Block]]:
    """(type, value) of each block as it is stored, without the ids that Wagtail gives blocks and their entries."""
    stream: Any = dossier.body.stream_block.get_prep_value(dossier.body)
    return [(item["type"], {"citations": []} | _bare(item["value"])) for item in stream]


def _bare(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list):
        return [_bare(item["value"] if _is_entry(item) else item) for item in value]
    if isinstance(value, dict):
        return {name: _bare(part) for name, part in value.items()}
    return _BLOCK_KEY.sub("", value) if isinstance(value, str) else value


def _is_entry(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item


def _keys(citations: Mapping[int, Citation]) -> dict[int, str]:
    """A key for each citation, of its author and year, in order of the keys; the same works get the same ones."""
    fields = (*_FIELDS, "accessed")
    told = {pk: tuple(str(getattr(one, name) or "") for name in fields) for pk, one in citations.items()}
    keys: dict[int, str] = {}
    for pk in sorted(told, key=lambda pk: told[pk]):
        one = citations[pk]
        words = f"{one.author.split()[-1] if one.author.split() else one.title} {one.date[:4]}"
        plain = slugify(words)[:60].strip("-")
        # A mark of digits alone would be read as a place in the list.
        plain = plain if plain and not plain.isdigit() else f"work-{plain}".strip("-")
        key, number = plain, 2
        while key in keys.values():
            key, number = f"{plain}-{number}", number + 1
        keys[pk] = key
    return keys


def _told(name: str, value: Block, keys: Mapping[int, str]) -> Block:
    """A block as a file says it."""
    cited = [pk for pk in value["citations"] if pk in keys]

    def keyed(text: str) -> str:
        return MARK.sub(lambda mark: _mark(mark, cited, keys), text)

    block: Block = {"type": name}
    for field, part in value.items():
        if field == "citations" or _is_empty(part):
            continue
        is_rich = (name in _RICH and field == "text") or (name == "question" and field == "answer")
        text = _plain(part) if is_rich else part
        block[field] = keyed(text) if isinstance(text, str) else text
    if cited:
        block["citations"] = [keys[pk] for pk in cited]
    exact = {field: part for field, part in value.items() if not _is_empty(part)}
    if not _is_read_as(block, exact | {"citations": cited}, keys):
        block["stored"] = exact | {"citations": [keys[pk] for pk in cited]}
    return block


def _is_empty(part: Any) -> bool:
    return part is None or (isinstance(part, str | list) and not part)


def _mark(mark: re.Match[str], cited: Sequence[int], keys: Mapping[int, str]) -> str:
    place = int(mark[1])
    return f"[{keys[cited[place - 1]]}]" if 1 <= place <= len(cited) else mark[0]


def _plain(text: str) -> str:
    """The words of rich text: paragraphs with a blank line between them."""
    words = re.sub(r"<br\s*/?>|</(?:p|li|h\d)>", "\n\n", text)
    return html.unescape(re.sub(r"\n\s*\n\s*", "\n\n", re.sub(r"<[^>]*>", "", words)).strip())


def _is_read_as(block: Block, exact: Block, keys: Mapping[int, str]) -> bool:
    """Whether a load of the block gives just these words."""
    try:
        read = _value(block, {key: pk for pk, key in keys.items()}, _NOWHERE)
    except InvalidRecord:
        # Something in brackets ("[sic]") would be taken for the key of a citation.
        return False
    kept = {field: part for field, part in read.items() if not _is_empty(part)}
    return kept == {field: part for field, part in exact.items() if not _is_empty(part)}


def _citation(one: Citation, key: str) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in _FIELDS}
    told |= {"accessed": one.accessed and one.accessed.isoformat(), "quote_limit": one.quote_limit}
    return {"key": key, **{name: value for name, value in told.items() if value not in (None, "")}}
