"""Names of people and publications, told from sentences; and the lines that say whose words something is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from daybill.domain.citations import find_date, read_date

_PARTICLES = frozenset(
    "van von de der den da di du del della la le las los el al bin ibn ter ten y e of the "
    "and und et & zu dos das a’ af".split()
)
_NAME_WORD = re.compile(r"[^\W_][\w.’'‘-]*|&|\d{1,4}")
_PUBLICATION = re.compile(
    r"\b(?:times|guardian|post|magazine|variety|reporter|rolling stone|empire|sight (?:&|"
    r"and) sound|screen|reviews?|herald|tribune|press|"
    r"news(?:week|day|paper)?|independent|observer|telegraph|weekly|monthly|daily|quarterly|"
    r"journal|chronicle|sun(?:-times)?|films?|film comment|slate|bbc|npr|"
    r"indiewire|vulture|cahiers|time|time out|new yorker|gazette|mirror|standard|globe|star|"
    r"week|digest|courier|bulletin|today|entertainment|"
    r"monde|figaro|libération|positif|zeitung|spiegel|zeit|corriere|repubblica|país|"
    r"letterboxd|ign|cinema|movies?|radio|tv|club|\w+\.com|\w+\.net|\w+\.org|\w+\.co\.uk|"
    r"inquirer|"
    r"examiner|advertiser|argus|mail|express|salon|atlantic|nation|spectator|statesman|"
    r"economist|wire|voice|constitution|dispatch|republic|age|australian|"
    r"blog|podcast|collider|esquire|vogue|gq|premiere|bulletin|decider|den of geek|"
    r"little white lies|polygon|verge|wired|kermode|abc|sbs|cnn|wsj|usa)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^\s*(?:[-–—―‒~:|•]+|--)?\s*(?:,?\s*(?:by|from|says|said|wrote|writes|raved|according to|source:)\s+(?=[A-Z]))?",
    re.IGNORECASE,
)
_WRITING = re.compile(
    r"\s*(?:,?\s(?:writing|reviewing|speaking|reviewed|critic)?\s?(?:of|for|in|at|from|with|"
    r"@)\s|\s[/|]\s|\s[–—-]\s|\s?\()\s*",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?P<publication>.{2,60}?)(?:’s|'s|s’|s')\s(?P<critic>[A-Z].{2,60})")
_PLACED = re.compile(r"^(?:(?:writing|reviewing|speaking)\s)?(?:in|for|of|at|on|from|to)\s(?=[A-Z])")
_WRITING_FOR = re.compile(
    r"(?:(?:[Ww]riting|[Rr]eviewing(?: it)?|[Ss]peaking|[Oo]ver)\s)?(?:[Ii]n|[Ff]or|[Aa]t|[Tt]o)\s"
    r"(?P<publication>[A-Z][^,]{1,60}),\s(?P<critic>[A-Z][^,]{1,50})"
)
_DETERMINERS = frozenset("her his their the a an my our one another".split())
_BEFORE_NOUNS = frozenset("old young little other first second head chief dying blind drunken night".split())
_RAISED = re.compile(r"\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\s?\[\d{1,3}\]")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words something is.

    Attributes:
        context: what else was said there (a date, a rating), as it stood.
    """

    critic: str
    publication: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who says a line, and when or how."""

    speaker: str
    context: str


def is_name(text: str, *, longest: int = 6) -> bool:
    """Whether a text may be a name: capitalised words (or a script without capitals), no end of a sentence."""
    tokens = text.strip().split()
    if not tokens or len(tokens) > longest or text.rstrip().endswith((",", ";", ":", "?", "!", "…")):
        return False
    plain = [token for token in tokens if token.lower().strip(".,") not in _PARTICLES]
    if not plain or not all(_NAME_WORD.fullmatch(token.strip(",.()\"“”‘’'")) for token in tokens):
        return False
    return all(_capital(token) for token in plain)


def _capital(token: str) -> bool:
    first = token.lstrip("(\"“‘'’.")[:1]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())


def strip_lead(text: str) -> str:
    """An attribution without the dash, tilde or "by" in front of it and the full stop behind it."""
    said = _LEADING.sub("", text, count=1).strip()
    if said.startswith("(") and said.rstrip(".").endswith(")") and said.count("(") == 1:
        said = said.rstrip(".")[1:-1].strip()
    return said if re.search(r"\b[A-Z]\.$", said) else said.rstrip(" .,;")


def looks_like_publication(text: str) -> bool:
    """Whether a name is a paper's, a magazine's or a site's."""
    return text.lower().startswith(("the ", "le ", "la ", "die ", "der ")) or bool(_PUBLICATION.search(text))


@lru_cache(maxsize=2048)
def read_attribution(text: str) -> Attribution | None:
    """“Jonathan Doe, The Paper, 1996”, “Doe (The Paper)”, “The Paper’s Doe”: critic, publication and the rest."""
    said = strip_lead(text)
    if not said or len(said) > 160:
        return None
    match = _WRITING_FOR.fullmatch(said)
    if match and is_name(match["critic"], longest=4) and is_name(match["publication"]):
        return Attribution(match["critic"], match["publication"])
    match = _POSSESSIVE.fullmatch(said)
    if match and "," not in said and is_name(match["critic"], longest=4):
        return Attribution(match["critic"], match["publication"])
    parts = [part.strip() for part in said.split(",") if part.strip()]
    if len(parts) == 1 or len(_WRITING.split(parts[0], maxsplit=1)) == 2:
        head, *rest = _WRITING.split(parts[0], maxsplit=1)
        parts = [head, *(r.strip(" )") for r in rest if r.strip(" )")), *parts[1:]]
    names = [_PLACED.sub("", part) for part in parts if not _is_aside(part)]
    aside = ", ".join(part for part in parts if _is_aside(part))
    if not names or not is_name(names[0]):
        return None
    return _of_names(names, aside)


def _of_names(names: list[str], aside: str) -> Attribution | None:
    first, *others = [name.strip(" ()") for name in names]
    if not others:
        return (
            Attribution("", first, aside) if looks_like_publication(first) else Attribution(first, "", aside)
        )
    if (
        looks_like_publication(first)
        and not looks_like_publication(others[0])
        and is_name(others[0], longest=4)
    ):
        return Attribution(others[0], first, ", ".join(filter(None, [*others[1:], aside])))
    # Two critics of one paper: “Ann Doe and Bob Roe, The Paper” has one comma; a role between them is context.
    publication = next((name for name in others if looks_like_publication(name)), others[-1])
    rest = [name for name in others if name != publication]
    return Attribution(first, publication, ", ".join(filter(None, [*rest, aside])))


def _is_aside(part: str) -> bool:
    """A date, a rating: what stands behind the names and is none."""
    return bool(
        read_date(part)
        or re.fullmatch(r"[★☆½\d./\s]+(?:stars|out of \d+)?|[A-F][+-]?|circa.*", part.strip(" ()"))
        or (find_date(part) and len(part) < 24)
    )


def read_spoken(text: str, people: frozenset[str] = frozenset()) -> Spoken | None:
    """“Rick Blaine sees her off at the airfield” as speaker and context; None where no name begins it."""
    said = _LEADING.sub("", _RAISED.sub("", text), count=1).strip()
    if said.startswith("(") and said.rstrip(".").endswith(")") and said.count("(") == 1:
        said = said.rstrip(".")[1:-1].strip()
    if not said:
        return None
    tokens = said.split()
    end = _known_person(tokens, people) or _described_end(tokens) or _name_end(tokens)
    if not end:
        return None
    speaker = " ".join(tokens[:end])
    rest = " ".join(tokens[end:])
    cut = re.search(r"[,:;–—(]", speaker)
    if cut:
        speaker, rest = speaker[: cut.start()], f"{speaker[cut.start() :]} {rest}"
    speaker = speaker.strip(" .,:;–—-")
    context = rest.strip().lstrip(",:;–—- ").strip()
    if context.startswith("(") and context.rstrip(".").endswith(")"):
        context = context.rstrip(".")[1:-1]
    elif context.startswith("(") is False and context.endswith(")") and "(" not in context:
        context = context[:-1]
    return Spoken(speaker.removesuffix("’s").removesuffix("'s"), context) if speaker else None


def _known_person(tokens: list[str], people: frozenset[str]) -> int:
    """How many tokens are a name of the catalogue; the longest that fits."""
    for length in range(min(6, len(tokens)), 0, -1):
        if " ".join(tokens[:length]).rstrip(".,:;") in people:
            return length
    return 0


def _described_end(tokens: list[str]) -> int:
    """How many tokens are “The mayor” or “Her sister Ruth”: somebody told by what they are."""
    if len(tokens) < 2 or tokens[0].lower() not in _DETERMINERS or _capital(tokens[1]):
        return 0
    end = 2 + (len(tokens) > 2 and tokens[1].lower() in _BEFORE_NOUNS)
    while end < len(tokens) and tokens[end - 1][-1] not in ",:;.–—" and tokens[end][0].isupper():
        end += 1
    return end


def _name_end(tokens: list[str]) -> int:
    """How many tokens from the start are a name: up to a mark, or the first word that is written small."""
    end = 0
    for i, token in enumerate(tokens[:8]):
        bare = token.strip('.,:;()"“”')
        if i and token[0] in "(–—-":
            break
        if bare.lower() in _PARTICLES and not _capital(bare):
            follows = i + 1 < len(tokens) and _capital(tokens[i + 1]) and i > 0
            if not follows or (
                bare.lower() in {"the", "a", "e", "y"} and i > 0 and tokens[i - 1].lower() not in _PARTICLES
            ):
                break
            continue
        if not bare or not _capital(bare):
            break
        end = i + 1
        if token[-1] in ",:;–—" or (token[-1] == "." and len(bare) > 3):
            break
    return end
