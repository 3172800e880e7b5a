"""Lines of the film: quotes one by one, and exchanges of several speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daybill.domain.page_import.draft import Draft
from daybill.domain.page_import.lines import Kind, Line
from daybill.domain.page_import.names import is_name, read_attribution, read_spoken
from daybill.domain.page_import.quotation import starts_quoted, unquote
from daybill.domain.page_import.quoted import Item, quoted_items
from daybill.domain.page_import.values import BlockType

_SAYS = re.compile(
    r"(?P<name>[^\s:“”\"«»„][^:“”\"«»„]{0,60}?)\s?(?:[(\[](?P<how>[^()\[\]]{1,80})[)\]]\s?)?(?"
    r"P<mark>:|：|\s[–—-]\s)\s*(?P<words>\S.*)",
    re.DOTALL,
)
_DIRECTION = re.compile(r"[(\[][^()\[\]]{1,300}[)\]]")
_NOT_SPEAKERS = frozenset(
    "note notes source sources verdict score rating synopsis plot summary update updated "
    "genre runtime year watch stream rent buy question answer q a "
    "spoiler warning translation translated verdicts bottom line fact trivia tip".split()
)


def speech(text: str, *, dashes: bool = False) -> tuple[str, str, str] | None:
    """“Name (softly): words” as speaker, manner and words; None for any other line.

    Args:
        dashes: whether a dash may stand for the colon, as it does where everything is dialogue.
    """
    match = _SAYS.fullmatch(text.strip())
    if not match or (match["mark"] not in ":：" and not dashes):
        return None
    name = match["name"].strip(" *_")
    if not is_name(name, longest=4) or name.lower() in _NOT_SPEAKERS or match["words"].startswith("//"):
        return None
    return name, match["how"] or "", match["words"]


def dashes_speak(lines: Sequence[Line], i: int) -> bool:
    """Whether a line and its neighbour both have a speaker before a dash, as an exchange has and prose has not."""
    if not _dashed_speech(lines[i]):
        return False
    return any(_dashed_speech(line) for line in (*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2]))


def _dashed_speech(line: Line) -> bool:
    said = speech(line.text, dashes=True)
    return said is not None and len(said[0].split()) <= 3 and line.kind is not Kind.HEADING


def read_quotes(lines: Sequence[Line], draft: Draft) -> None:
    """A list of quotes: the words, who says them, and when."""
    for item in quoted_items(lines, frozenset(draft.notes)):
        if item.quote:
            _quote(item, draft)
        elif said := speech(item.line.text):
            draft.add(BlockType.QUOTE, unquote(said[2]), item.line, speaker=said[0], context=said[1])
        elif item.line.kind is Kind.BULLET and not item.line.text.endswith(":"):
            draft.add(BlockType.QUOTE, unquote(item.line.text), item.line, citation=_first(item))
        elif item.line.text.endswith(":"):
            draft.crumb("lead_in", item.line.text)
        else:
            draft.leave(item.line.text)


def _quote(item: Item, draft: Draft) -> None:
    spoken = read_spoken(item.who, draft.title.people) if item.who else None
    speaker, context = (spoken.speaker, spoken.context) if spoken else ("", item.who.strip(" –—-"))
    if item.rest:
        context = f"{context} {item.rest}".strip()
    if not speaker:
        draft.find("quote_without_speaker", item.quote, "The page does not say who says this.")
    draft.add(
        BlockType.QUOTE,
        item.quote,
        item.line,
        printed=item.printed or item.who,
        speaker=speaker,
        context=context,
        citation=_first(item),
    )


def _first(item: Item) -> int | None:
    return item.notes[0] if item.notes else None


def read_dialogue(lines: Sequence[Line], draft: Draft) -> None:
    """An exchange: each line with its speaker; what stands between the lines is their context."""
    i, before = 0, ""
    while i < len(lines):
        line = lines[i]
        following = lines[i + 1] if i + 1 < len(lines) else None
        said = speech(line.text, dashes=True)
        if said:
            add_speech(said, line, before, draft)
            i, before = i + 1, ""
        elif following and _cue(line) and not speech(following.text):
            add_speech((line.text.strip(), "", following.text), following, before, draft)
            i, before = i + 2, ""
        else:
            taken = _otherwise(lines, i, before, draft)
            before = "" if taken else f"{before} {line.text}".strip()
            i += taken or 1
    draft.leave(before)


def _otherwise(lines: Sequence[Line], i: int, before: str, draft: Draft) -> int:
    """A line quoted with its speaker behind it; 0 for a line that only tells what happens."""
    item = next(quoted_items(lines[i : i + 2], frozenset(draft.notes)))
    spoken = read_spoken(item.who, draft.title.people) if item.quote and item.who else None
    if not spoken:
        return 0
    context = " ".join(part for part in (before, spoken.context, item.rest) if part)
    draft.add(
        BlockType.DIALOGUE_LINE,
        item.quote,
        item.line,
        printed=item.who,
        speaker=spoken.speaker,
        context=context,
    )
    return 2 if len(lines) > i + 1 and item.who in lines[i + 1].text and item.who not in lines[i].text else 1


def add_speech(said: tuple[str, str, str], line: Line, before: str, draft: Draft) -> None:
    """One line of an exchange."""
    name, how, words = said
    text = (
        unquote(words)
        if starts_quoted(words) and unquote(words).count("“") == unquote(words).count("”")
        else words
    )
    draft.add(
        BlockType.DIALOGUE_LINE, text, line, speaker=name, context=" ".join(p for p in (before, how) if p)
    )


def _cue(line: Line) -> bool:
    """A name on a line of its own, in capitals as scripts have it, or bold."""
    text = line.text.strip(" :")
    return is_name(text, longest=4) and (text.isupper() or line.bold) and len(text) > 1


def is_cue(line: Line, following: Line) -> bool:
    """Whether a line is only a speaker, with a colon or in capitals right over the words."""
    text = line.text.strip()
    name = text.rstrip(" :")
    if line.kind is not Kind.TEXT or not is_name(name, longest=4) or name.lower() in _NOT_SPEAKERS:
        return False
    if following.kind is not Kind.TEXT or speech(following.text) or is_name(following.text):
        return False
    return text.endswith(":") or (text.isupper() and len(name) > 1 and following.glued and not line.glued)


def is_direction(text: str) -> bool:
    """Whether a line only says what is done, in brackets."""
    return bool(_DIRECTION.fullmatch(text.strip()))


def is_attribution(text: str) -> bool:
    """Whether a line may be a name under a quotation."""
    return len(text) < 100 and read_attribution(text) is not None
