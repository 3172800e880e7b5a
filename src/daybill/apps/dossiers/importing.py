"""A page that a publisher already has becomes a draft dossier; what it says of where to watch becomes offers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import transaction

from daybill.apps.availability.actions import SeenOffer, record_seen_offers
from daybill.apps.catalogue.models import Credit, Source, Title
from daybill.domain.citations import Citation as CitedWork
from daybill.domain.errors import DaybillError
from daybill.domain.page_import.values import Block, BlockType, Finding, KnownTitle, Note, ReadPage

from .models import Citation, Dossier, PageImport
from .skeleton import skeleton

_SINGLE = {"logline", "synopsis", "review", "chart"}
_PROSE = {
    BlockType.SYNOPSIS,
    BlockType.CRITICS_SUMMARY,
    BlockType.AWARDS,
    BlockType.COMPARISON,
    BlockType.SOUNDTRACK,
    BlockType.FACT,
    BlockType.TRIVIA,
}


class DossierLocked(DaybillError):
    """The dossier that a page would be added to is locked."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(f"The dossier of {dossier} is locked. Unlock it in the admin, or wait until it is.")
        self.dossier = dossier


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """What an import did.

    Attributes:
        is_new: False where the same page had been imported before; then nothing changed.
        offers: how many offers were stored.
    """

    dossier: Dossier
    is_new: bool
    offers: int
    findings: tuple[Finding, ...]


def known_title(title: Title) -> KnownTitle:
    """What the reader of a page may know of the title it is about."""
    names: set[str] = set()
    for name, character in Credit.objects.filter(title=title).values_list("person__name", "character"):
        names |= {name, character} - {""}
    others = Title.objects.exclude(pk=title.pk).exclude(search_key=title.search_key)
    return KnownTitle(
        imdb=title.imdb_id or str(title.pk),
        name=title.name,
        year=title.year,
        type=title.type,
        people=frozenset(names),
        known_titles=frozenset(others.values_list("name", flat=True)),
    )


def paragraphs(text: str) -> str:
    """Plain text as the rich text of a block: escaped, a blank line between paragraphs."""
    return "".join(f"<p>{html.escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())


def _citation(work: CitedWork, text: str) -> Citation:
    """The citation as stored; the same work is stored once."""
    known = {
        "author": work.author[:200],
        "title": (work.title or text)[:400],
        "container": work.container[:300],
        "publisher": work.publisher[:200],
        "date": work.date.iso if work.date else "",
        "locator": work.locator[:60],
    }
    # An editor may have written the same work twice: the first will do.
    found = Citation.objects.filter(**known).order_by("pk").first()
    return found or Citation.objects.create(**known, url=work.url[:500], archived_url=work.archived_url[:500])


class _Notes:
    """The page's footnotes as stored citations."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self._stored = {note.number: _citation(note.citation, note.text).pk for note in notes}

    def of(self, block: Block) -> list[int]:
        number = block.fields.get("citation")
        numbers = number if isinstance(number, list | tuple) else [number]
        return [self._stored[n] for n in numbers if n in self._stored]


def _value(block: Block, cited: list[int]) -> dict[str, Any]:
    """A block's value as the stream stores it."""
    fields = block.fields
    if block.type in _PROSE:
        return {"text": paragraphs(block.text), "citations": cited}
    made: dict[BlockType, dict[str, Any]] = {
        BlockType.LOGLINE: {"text": block.text},
        BlockType.REVIEW: {"verdict": "", "score": None, "text": paragraphs(block.text), "citations": cited},
        BlockType.THEME: {"heading": "", "text": paragraphs(block.text), "citations": cited},
        BlockType.SCENE: {
            "heading": "",
            "text": paragraphs(block.text),
            "spoiler": False,
            "citations": cited,
        },
        BlockType.CRITIC_QUOTE: {
            "text": block.text,
            "critic": fields.get("critic") or "",
            "publication": fields.get("publication") or "",
            "citations": cited,
        },
        BlockType.QUOTE: {
            "text": block.text,
            "speaker": fields.get("speaker") or "",
            "context": fields.get("context") or "",
            "timecode": "",
            "citations": cited,
        },
        BlockType.PASSAGE: {
            # The reader keeps both languages in the text, as they stood; here each has a field.
            "text": block.text.removesuffix(fields.get("translation") or "").strip(),
            "translation": fields.get("translation") or "",
            "speaker": fields.get("speaker") or "",
            "citations": cited,
        },
        BlockType.QUESTION: {
            "question": fields.get("question") or "",
            "answer": paragraphs(fields.get("answer") or block.text),
            "citations": cited,
        },
        BlockType.LIST_PLACING: {
            "list": fields.get("list") or block.text,
            "publisher": fields.get("publisher") or "",
            "rank": fields.get("rank"),
            "year": fields.get("year"),
            "citations": cited,
        },
        BlockType.PROMO: {"provider": fields.get("provider") or "", "text": block.text},
        BlockType.CHART: {"genre": "", "text": block.text},
    }
    return made[block.type]


def _dialogue(lines: Iterable[Block], notes: _Notes) -> dict[str, Any]:
    lines = list(lines)
    cited = dict.fromkeys(pk for line in lines for pk in notes.of(line))
    spoken = [{"speaker": line.fields.get("speaker") or "?", "line": line.text} for line in lines]
    return {"cue": "", "lines": spoken, "timecode": "", "citations": list(cited)}


def _stream(page: ReadPage, notes: _Notes) -> Iterator[tuple[str, dict[str, Any]]]:
    """The page's blocks as the stream stores them; lines that follow each other are one dialogue."""
    for is_dialogue, group in groupby(page.blocks, key=lambda block: block.type is BlockType.DIALOGUE_LINE):
        if is_dialogue:
            yield "dialogue", _dialogue(group, notes)
            continue
        for block in group:
            # A trailer's address is the publisher's to give; what the page says of it is kept for the editor.
            if block.type is BlockType.TRAILER:
                yield "left_over", {"text": block.text}
            else:
                value = _value(block, notes.of(block))
                too_long = _cut(str(block.type), value)
                yield str(block.type), value
                yield from (("left_over", {"text": text}) for text in too_long)
    for text in page.left_over:
        yield "left_over", {"text": text}


def _cut(block_type: str, value: dict[str, Any]) -> list[str]:
    """Cut what is longer than its field; returns the whole texts, so that nothing of them is lost."""
    body: Any = Dossier._meta.get_field("body")
    fields = body.stream_block.child_blocks[block_type].child_blocks
    whole = []
    for name, text in value.items():
        most = getattr(getattr(fields[name], "field", None), "max_length", None)
        if most and isinstance(text, str) and len(text) > most:
            whole.append(text)
            value[name] = f"{text[: most - 1]}…"
    return whole


def _merge(dossier: Dossier, made: Iterable[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    """The stream with what the page adds; where a part stands once, a second is left over for the editor."""
    block = dossier.body.stream_block
    stream = [item for item in block.get_prep_value(dossier.body) if _is_written(item)]
    there = {item["type"] for item in stream}
    for block_type, value in made:
        if block_type in _SINGLE and block_type in there:
            stream.append({"type": "left_over", "value": {"text": _plain(value)}})
        else:
            there.add(block_type)
            stream.append({"type": block_type, "value": value})
    return stream


def _plain(value: dict[str, Any]) -> str:
    text = value.get("text") or ""
    return html.unescape(text.replace("</p><p>", "\n\n").replace("<p>", "").replace("</p>", ""))


def _is_written(item: dict[str, Any]) -> bool:
    """Whether somebody wrote in the block; the skeleton's empty ones give way."""
    said = {name: value for name, value in item["value"].items() if _says(value)}
    return bool(said) and (item["type"], said) not in _offered()


def _says(value: Any) -> bool:
    return bool(re.sub(r"<[^>]*>|\s|&nbsp;", "", value) if isinstance(value, str) else value)


def _offered() -> list[tuple[str, dict[str, Any]]]:
    return [(name, {field: text for field, text in value.items() if text}) for name, value in skeleton()]


@transaction.atomic
def import_page(
    page: ReadPage,
    title: Title,
    *,
    name: str,
    digest: str,
    language: str = "en",
    user: Any = None,
) -> ImportedPage:
    """Store a page as a draft of the title's dossier in that language; the same page twice changes nothing.

    Args:
        name: what the page is called, for the list of imports and as the source of its offers.
        digest: SHA-256 of the page's bytes, hexadecimal.
        user: who imports it; ``None`` for the command line, which may do everything.

    Raises:
        DossierLocked: somebody locked the dossier; nothing is stored.
    """
    may_publish = user is None or user.has_perm("dossiers.publish_dossier")
    dossier = Dossier.objects.filter(title=title, language=language).first()
    before = dossier.imports.filter(digest=digest).first() if dossier else None
    if dossier and before:
        # Its offers may have had no day the first time; with one they are stored now.
        stored = (
            0
            if before.report.get("offers_stored")
            else _store_offers(page, title, name, digest, may_publish=may_publish)
        )
        if stored:
            before.report["offers_stored"] = stored
            before.save(update_fields=["report"])
        return ImportedPage(dossier, is_new=False, offers=stored, findings=page.findings)
    if dossier is None:
        dossier = Dossier(title=title, language=language, live=False)
    _refuse_locked(dossier, user)
    draft = dossier.get_latest_revision_as_object() if dossier.pk else dossier
    draft.body = draft.body.stream_block.to_python(_merge(draft, _stream(page, _Notes(page.citations))))
    if page.updated_on and (draft.updated_on is None or page.updated_on > draft.updated_on):
        draft.updated_on = page.updated_on
    if draft.pk is None:
        draft.save()
    draft.save_revision(user=user, log_action=True, clean=False)
    stored = _store_offers(page, title, name, digest, may_publish=may_publish)
    PageImport.objects.create(
        dossier=draft,
        name=name[:200],
        digest=digest,
        at=settings.DAYBILL.now(),
        report=_report(page) | {"offers_stored": stored},
    )
    return ImportedPage(draft, is_new=True, offers=stored, findings=page.findings)


def _refuse_locked(dossier: Dossier, user: Any) -> None:
    """Raise `DossierLocked` where somebody keeps others from writing in it."""
    lock = dossier.get_lock() if dossier.pk else None
    if lock is not None and (user is None or lock.for_user(user)):
        raise DossierLocked(dossier)


def _report(page: ReadPage) -> dict[str, Any]:
    """What the page said that no block of the draft holds: offers and notes in its own words, crumbs, findings."""
    told = page.to_json()
    return {name: told[name] for name in ("offers", "citations", "recognised", "findings")}


def _store_offers(page: ReadPage, title: Title, name: str, digest: str, *, may_publish: bool) -> int:
    """Offers are on the public page at once: only who may publish stores them."""
    today = settings.DAYBILL.now().date() + timedelta(days=1)
    # A day to come was not seen; tomorrow it already is in some country.
    dated = [offer for offer in page.offers if offer.observed is not None and offer.observed <= today]
    if not dated or not may_publish:
        return 0
    source, _ = Source.objects.get_or_create(
        slug=f"page-{digest[:12]}", defaults={"name": name[:200], "notice": "A page imported by an editor."}
    )
    return record_seen_offers(title, source, map(_seen, dated))


def _seen(offer: Any) -> SeenOffer:
    return SeenOffer(
        provider=offer.provider,
        provider_name=offer.words.splitlines()[0][:120] if offer.words else offer.provider,
        country=offer.country,
        monetization=offer.monetization,
        observed=offer.observed,
        price_minor=offer.price_minor,
        currency=offer.currency or "",
        quality=offer.quality or "",
        ends=offer.ends or "",
    )
