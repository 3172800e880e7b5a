"""Footnotes as they are written in print and on the web, read into their parts.

Read from left to right: whoever wrote it, the title in quotation marks (or the first part that is not a name), then
container, publisher and date; links, dates of access and pages are taken out first, wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from daybill.domain.citations.dates import WrittenDate, find_date, read_date
from daybill.domain.citations.values import Citation

_URL = re.compile(r"https?://[^\s<>\"“”«»\[\]]+", re.IGNORECASE)
_ARCHIVES = (
    "web.archive.org/",
    "archive.is/",
    "archive.today/",
    "archive.ph/",
    "perma.cc/",
    "webcitation.org/",
)
_ACCESSED = re.compile(
    r"[(\[]?\b(?:last\s|date\s)?(?:accessed|retrieved|viewed|visited)(?:\son)?:?\s(?P<when>[^,;()\[\]]{4,20}(?:,\s\d{4})?)",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"[,;.:(\s]\s?(?P<said>(?:pp?|S)\.\s?[\divxlc]+(?:\s?[–—-]\s?[\divxlc]+)?)(?=[\s,;.)\]]|$)"
)
_TIMECODE = re.compile(r"[,;(\s]\s?(?:at\s)?(?P<said>\d{1,2}:\d\d(?::\d\d)?)(?=[\s,;.)\]]|$)")
_IBID = re.compile(r"\W{0,3}ibid(?:em)?\b\.?", re.IGNORECASE)
_QUOTED = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’", "‚": "‘’", "'": "'", "‹": "›"}
_BRACKETS = re.compile(r"\((?P<inside>[^()]{2,120})\)")
_LABELS = re.compile(
    r"(?:\s|^)(?:archived|available|online|url|at|from|in|link)\s?(?:at|from|on|here)?:?\s*$", re.IGNORECASE
)
_NOT_AUTHOR = re.compile(r"\b(?:interview|conversation|speaking|quoted|cited|interviewed)\b", re.IGNORECASE)
_HELPER = re.compile(
    r"(?:translated|trans\.?|edited|ed\.|illustrated|introduced|interview(?:ed)?)\s(?:by\s)?\S", re.IGNORECASE
)
_EDGE = " \t,;:.·|–—-"
_VOLUME = re.compile(
    r"(?:n[°º]|(?:vol(?:ume)?|no|nr|issue|iss|bd|jg|ed(?:ition)?)\b)\.?\s*[\w#]+|\d+(?:\s?[(.]\s?\d+\)?)?",
    re.IGNORECASE,
)


def parse_citation(text: str) -> Citation:
    """What a footnote says; text that has no known shape becomes the title. Never fails."""
    rest = " ".join(text.split())
    rest, url, archived = _take_links(rest)
    rest, accessed = _take_accessed(rest)
    rest, locator = _take_locator(rest)
    if ibid := _IBID.match(rest):
        said = rest[ibid.end() :].strip(_EDGE)
        return Citation(url=url, archived_url=archived, locator=locator, note=said, ibid=True)
    head, title, tail = _split_at_title(rest)
    author, note = _author(head)
    if not title:
        author, note, title, tail = _without_quotes(rest)
    container, publisher, when, also = _tail(tail)
    return Citation(
        author,
        title,
        container,
        publisher,
        when,
        url,
        archived,
        accessed,
        locator,
        "; ".join(part for part in (note, also) if part),
    )


def _take_links(text: str) -> tuple[str, str, str]:
    url, archived, kept, end = "", "", [], 0
    for match in _URL.finditer(text):
        link = match[0].rstrip(".,;:)'’")
        if any(archive in link.lower() for archive in _ARCHIVES):
            archived = archived or link
        elif not url:
            url = link
        else:
            continue
        kept.append(_LABELS.sub("", text[end : match.start()]))
        end = match.start() + len(link)
    kept.append(text[end:])
    rest = re.sub(r"[<(\[]\s?[>)\]]", "", " ".join(kept))
    return " ".join(rest.split()), url, archived


def _take_accessed(text: str) -> tuple[str, WrittenDate | None]:
    match = _ACCESSED.search(text)
    when = find_date(match["when"]) if match else None
    if not match or not when:
        return text, None
    # The words behind the date, if the pattern took any, stay.
    end = match.start("when") + match["when"].index(when.text) + len(when.text)
    return f"{text[: match.start()].rstrip(_EDGE)} {text[end:].lstrip(_EDGE + ')]')}".strip(), when


def _take_locator(text: str) -> tuple[str, str]:
    match = _PAGE.search(text) or _TIMECODE.search(text)
    if not match:
        return text, ""
    before = text[: match.start()] + ("(" if match[0].startswith("(") else "")
    rest = f"{before.rstrip(' ,;:')}{text[match.end() :]}"
    return re.sub(r"\(\s*\)", "", rest), match["said"]


def _split_at_title(text: str) -> tuple[str, str, str]:
    """The words before, in and behind the first quotation; an empty title where there is none."""
    for start, mark in enumerate(text):
        if mark not in _QUOTED or (mark in "'’" and start and text[start - 1].isalnum()):
            continue
        end = _closing(text, start, _QUOTED[mark])
        if end > start + 1:
            return (
                text[:start].rstrip(_EDGE),
                text[start + 1 : end].strip(_EDGE),
                text[end + 1 :].strip(" ,;:"),
            )
        return text, "", ""
    return text, "", ""


def _closing(text: str, start: int, closers: str) -> int:
    """The mark that closes: the first with no letter behind it, so that an apostrophe does not."""
    for end in range(start + 1, len(text)):
        if text[end] in closers and not text[end + 1 : end + 2].isalnum():
            return end
    return -1


def _author(head: str) -> tuple[str, str]:
    """Who wrote it, and what stood before a colon: “X in an interview: Y” is by Y."""
    before, colon, behind = head.rpartition(": ")
    if colon and behind.strip():
        return behind.strip(_EDGE), before.strip(_EDGE)
    if quoted := re.search(r"\b(?:quoted|cited) (?:in|by)[: ]+(?P<author>[^,;]{3,60})$", head):
        return quoted["author"].strip(_EDGE), head[: quoted.start("author")].strip(_EDGE)
    if _NOT_AUTHOR.search(head):
        return "", head.strip(_EDGE)
    if head[:3].lower() == "by ":
        head = head[3:]
    return _initial(head.strip(" ,;:–—-")), ""


def _initial(name: str) -> str:
    """A name without its full stop, unless that belongs to an initial (“Alice B.”)."""
    return name if re.search(r"\b[A-Z]\.$", name) else name.rstrip(".")


def _without_quotes(text: str) -> tuple[str, str, str, str]:
    """Author, note, title and tail of “Author, Title (Publisher, 1998)” and its relatives."""
    bracket = _BRACKETS.search(text)
    if bracket and read_date(bracket["inside"]) and text[bracket.end() : bracket.end() + 2] == ". ":
        # “Author (1998). Title. Publisher”: the bracket is the date, and the title comes after it.
        behind = list(_parts(text[bracket.end() :].replace(". ", ", ")))
        author, note = _author(text[: bracket.start()])
        return author, note, behind[0] if behind else "", ", ".join([*behind[1:], bracket[0]])
    head = text[: bracket.start()] if bracket else text
    tail = text[bracket.start() :] if bracket else ""
    parts = list(_parts(head))
    if len(parts) > 1 and _is_name(parts[0]):
        author, note = _author(parts.pop(0))
    else:
        author, note = "", ""
    title = parts.pop(0) if parts else ""
    if bracket:
        title = ", ".join([title, *parts]) if title else title
        return author, note, title, tail
    return author, note, title, ", ".join(parts)


def _is_name(text: str) -> bool:
    """Whether a part may be a person's or people's names: two to eight capitalised words, no digits."""
    words = [word for word in re.split(r"[\s]+", text) if word]
    small = {"and", "van", "von", "de", "der", "da", "di", "&", "la", "le", "et", "und"}
    plain = [word for word in words if word.lower() not in small]
    return (
        2 <= len(words) <= 8
        and all(w[0].isupper() or not w[0].isascii() for w in plain)
        and not re.search(r"\d", text)
    )


def _parts(text: str) -> Iterator[str]:
    """What stands between commas, “July 4, 1996” kept whole."""
    joined = re.sub(r"(\b[A-Za-z]{3,9}\.? \d{1,2}), (\d{4}\b)", "\\1\0 \\2", text)
    for part in joined.split(","):
        if part.strip(_EDGE):
            yield _initial(part.replace("\0", ",").strip(" \t,;:·|–—-"))


def _tail(tail: str) -> tuple[str, str, WrittenDate | None, str]:
    """Container, publisher, date and the rest of what stands behind a title."""
    when: WrittenDate | None = None
    publisher, others, plain = "", [], tail
    for bracket in _BRACKETS.finditer(tail):
        for part in _parts(bracket["inside"].replace(":", ",")):
            found = read_date(part)
            if found:
                when = when or found
            elif _VOLUME.fullmatch(part):
                others.append(part)
            else:
                publisher = f"{publisher}: {part}" if publisher else part
        plain = plain.replace(bracket[0], ",", 1)
    names: list[str] = []
    for part in _parts(plain):
        found = read_date(part)
        if found and not when:
            when = found
        elif _VOLUME.fullmatch(part) or _HELPER.match(part):
            others.append(part)
        else:
            names.append(part)
    if names and not when:
        names[-1], when = _date_at_end(names[-1])
    names = [name for name in names if name]
    container = re.sub(r"^(?:in|from):?\s", "", names.pop(0), flags=re.IGNORECASE) if names else ""
    if names and not publisher:
        publisher = names.pop(0)
    return container, publisher, when, ", ".join([*names, *others])


def _date_at_end(part: str) -> tuple[str, WrittenDate | None]:
    """“Sight and Sound 1996” and “Film Quarterly. Winter 2012” end with their date."""
    found = find_date(part)
    if found and part.rstrip(_EDGE).endswith(found.text):
        return part[: part.rindex(found.text)].strip(_EDGE), found
    return part, None
