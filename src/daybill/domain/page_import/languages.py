"""Whether two paragraphs are of different languages: by their script, else by their small words."""

from __future__ import annotations

import re
import unicodedata

_SMALL = {
    "en": "the and of to in is was that it for with as his her not you this are but on be at from have",
    "fr": "le la les des et est dans une un que qui ce pas pour sur avec il elle je nous vous au du en de ne se plus",
    "de": "der die das und ist nicht ein eine ich zu den mit sich auf für im von dem es wir sie wie auch",
    "es": "el la los las y es en una un que no por con para se del lo su como más pero yo ella al este era",
    "it": "il lo la gli le e è di che non un una per con si del della sono come più ma io nel anche era questo",
    "pt": "o a os as e é de que não um uma por com para se do da no na em como mais mas eu ele",
    "nl": "de het een en is van niet dat ik te die in op met voor zijn aan er maar wij als ook",
    "sv": "och att det som en är på av för med inte den jag han hon var men ett vi till",
    "pl": "i w nie na się z jest to że do jak ale o co po tak za był od",
}
_SETS = {language: frozenset(words.split()) for language, words in _SMALL.items()}
_WORD = re.compile(r"[^\W\d_]+")


def differ(one: str, other: str) -> bool:
    """Whether both are told and are not the same."""
    first, second = _language(one), _language(other)
    return bool(first and second and first != second)


def _language(text: str) -> str:
    """A script other than Latin by its name, a language by its small words; "" where too few are known."""
    letters = [c for c in text[:2000] if c.isalpha()]
    foreign = [c for c in letters if not unicodedata.name(c, "LATIN").startswith("LATIN")]
    if letters and len(foreign) > len(letters) / 2:
        return unicodedata.name(foreign[0], "?").split()[0]
    words = [word.lower() for word in _WORD.findall(text[:2000])]
    counts = {language: sum(word in small for word in words) for language, small in _SETS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= 2 else ""
