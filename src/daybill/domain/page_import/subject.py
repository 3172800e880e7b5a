"""What a page is about: the title's own name in it, and whose name stands in its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from daybill.domain.identity import normalise_name
from daybill.domain.page_import.draft import Draft
from daybill.domain.page_import.errors import OtherTitle
from daybill.domain.page_import.lines import Kind, Line
from daybill.domain.page_import.parts import Part, part_of
from daybill.domain.page_import.values import KnownTitle

_NAMED = re.compile(
    r"(?:\b(?:of|from|about|for|is|does|did|was|movie|film|watch|stream|"
    r"series)\s)(?P<name>(?:[A-Z0-9][\w’'.:&-]*|of|the|and|to|a|"
    r"in)(?:\s(?:[A-Z0-9][\w’'.:&-]*|of|the|and|to|a|in)){0,7})"
)
_DATED = re.compile(
    r"(?P<name>(?:[A-Z0-9][\w’'.:&-]*)(?:\s(?:[A-Z0-9][\w’'.:&-]*|of|the|and|to|a|in)){0,6})\s\((?:18|19|20)\d\d\)"
)
_FROM = re.compile(r".*\b(?:from|of|about|for)\s(?P<name>\S.*?)\s*[?:]?$", re.IGNORECASE)
_SMALL = frozenset("of the and to a in about on like really any so worth watching any good based".split())
# “Facts About the Movie” names none.
_GENERAL = frozenset(
    "movie film show series story picture it this that season director cast ending book".split()
)
_LONG_PAGE = 60


def refuse_other_title(lines: Sequence[Line], title: KnownTitle) -> None:
    """Refuse a page that is plainly about another title.

    Raises:
        OtherTitle: its headings, or its "Name (1995)", keep to another name, and the title's own name and its
            people are not to be found.
    """
    text = " ".join(line.text for line in lines)
    folded = f" {normalise_name(text)} "
    own = _count(title.name, text, folded)
    if own > 1:
        return
    headings = [line.text for line in lines if _like_heading(line)]
    found = _most_named(headings, title)
    if found and found[1] >= 2 and (not own or found[1] >= 3) and _count(found[0], text, folded) > 2:
        raise OtherTitle(expected=title.name, found=found[0])
    if (
        own
        or len(text.split()) < _LONG_PAGE
        or not title.people
        or any(_count(name, text, folded) for name in title.people)
    ):
        return
    dated = Counter(match["name"] for line in lines for match in _DATED.finditer(line.text[:5000]))
    named = Counter({name: _count(name, text, folded) for name in [*dated, *title.known_titles][:200]})
    best = named.most_common(1)
    if best and best[0][1] >= 3:
        raise OtherTitle(expected=title.name, found=best[0][0])


def _like_heading(line: Line) -> bool:
    return line.kind is Kind.HEADING or (
        line.kind is Kind.TEXT and len(line.text) < 100 and line.text[-1] not in ".,;”"
    )


def _count(name: str, text: str, folded_text: str = "") -> int:
    """How often a name stands in a text, as a name: its capitals count, its accents and marks do not."""
    plain = re.escape(name.strip())
    exact = len(re.findall(rf"(?<!\w){plain}(?!\w)", text))
    if exact:
        return exact
    folded = normalise_name(name)
    if len(folded) < 5:
        return len(re.findall(rf"(?<!\w){re.escape(name.upper())}(?!\w)", text))
    return (folded_text or f" {normalise_name(text)} ").count(f" {folded} ")


def _most_named(headings: Iterable[str], title: KnownTitle) -> tuple[str, int] | None:
    """The name that most headings hold: “Fun Facts About X”, “Is X Any Good?”."""
    people = {normalise_name(name) for name in title.people}
    names: Counter[str] = Counter()
    for heading in headings:
        if part_of(heading, title.name) is None and not heading.rstrip().endswith("?"):
            continue
        seen = set()
        for match in _NAMED.finditer(heading):
            words = match["name"].split()
            while words and words[-1].lower() in _SMALL:
                words.pop()
            for end in range(1, len(words) + 1):
                if words[end - 1].lower() not in _SMALL:
                    seen.add(re.sub(r"[’']s?$", "", " ".join(words[:end])))
        names.update(name for name in seen if normalise_name(name) not in people and not _says_nothing(name))
    return max(names.items(), key=lambda pair: (pair[1], len(pair[0])), default=None)


def _says_nothing(name: str) -> bool:
    return len(name) < 2 or all(word.lower() in _GENERAL | _SMALL for word in name.split())


def report_foreign_heading(heading: str, draft: Draft, *, own_headings: int) -> None:
    """Report a heading that names another film; the text under it still goes to the part it names."""
    name = named_in(heading)
    title = draft.title
    if not name or _count(title.name, heading) or normalise_name(title.name) in normalise_name(heading):
        return
    known = normalise_name(name) in {normalise_name(other) for other in title.known_titles}
    people = " ".join(map(normalise_name, title.people)).split()
    of_people = any(word in people for word in normalise_name(name).split())
    capital = all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in name.split())
    of_director = part_of(heading, title.name) is Part.COMPARISON
    if known or (capital and not of_director and not of_people and own_headings >= 2):
        why = f"It names “{name}”, the page is about “{title.name}”. Its text, if any, went to its part."
        draft.find("foreign_heading", heading, why)


def named_in(heading: str) -> str:
    """The name at the end of a heading: “Iconic Scenes from X”; "" where none stands there."""
    match = _FROM.fullmatch(heading.strip())
    name = match["name"] if match else ""
    return name if name[:1].isupper() and len(name.split()) <= 8 and not re.search(r"[’']s\s", name) else ""
