"""What people ask about a title, answered from the store alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daybill.apps.catalogue.models import RelationKind
from daybill.apps.catalogue.queries import TitleFacts
from daybill.domain.identity import normalise_name
from daybill.domain.offers import Status, reader_order
from daybill.domain.standings import Standing
from daybill.domain.windows import Side

from . import formats
from .dossier import Part
from .page import Reading
from .watch import looks

MOST_PROVIDERS = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its answer, and who says so since when."""

    question: str
    answer: str
    sources: tuple[str, ...]
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what an editor wrote, what the store says, or both: the store has the last word."""

    question: str
    written: Part | None
    live: Question | None


def asked(written: Sequence[Part], live: Sequence[Question]) -> list[Asked]:
    """The editor's questions in their order, each with the store's answer to the same one; then the store's others."""
    answers = {normalise_name(question.question): question for question in live}
    found = [
        Asked(part.value["question"], part, answers.pop(normalise_name(part.value["question"]), None))
        for part in written
    ]
    return found + [Asked(question.question, None, question) for question in answers.values()]


def questions(
    facts: TitleFacts, found: Sequence[Standing], names: dict[str, str], reading: Reading
) -> list[Question]:
    """The questions that facts alone can answer.

    Args:
        found: standings in the reader's country.
        names: slug of a source -> its name.
    """
    asked = [_on_provider(facts, standings, names, reading) for standings in _by_provider(found, reading)]
    of_facts = (_remake(facts), _awards(facts), _length(facts))
    return asked + [question for question in of_facts if question is not None]


def _by_provider(found: Sequence[Standing], reading: Reading) -> list[list[Standing]]:
    """The subscription services asked about: those with the freshest word first, a few at most."""
    subscriptions = [s for s in found if s.offer.monetization in ("flatrate", "ads", "free")]
    subscriptions.sort(
        key=lambda s: (s.offer.provider != "netflix", -s.checked.toordinal(), s.offer.provider)
    )
    grouped: dict[str, list[Standing]] = {}
    for standing in subscriptions:
        grouped.setdefault(standing.offer.provider, []).append(standing)
    return list(grouped.values())[:MOST_PROVIDERS]


def _on_provider(
    facts: TitleFacts, mine: Sequence[Standing], names: dict[str, str], reading: Reading
) -> Question:
    order = (Status.ON, Status.UPCOMING, Status.LAST_KNOWN, Status.ENDED)
    best = min(mine, key=lambda s: (order.index(s.status), reader_order(s.offer, reading.services)))
    place = reading.place
    words = {
        "title": facts.title.name,
        "provider": best.offer.provider_name,
        "country": place.name_in_sentence,
        "seen": formats.day(best.checked, place),
        "looks": looks(best, reading),
    }
    if best.ends is not None:
        words["until"] = formats.bound(best.ends, Side.END, place)
    return Question(
        question=_("Is %(title)s on %(provider)s?") % words,
        answer=_provider_answer(best) % words,
        sources=tuple(names.get(slug, slug) for slug in best.sources),
        checked=best.checked,
    )


def _provider_answer(best: Standing) -> str:
    if best.status is Status.ON:
        if best.ends is not None:
            return _("Yes. %(provider)s has it in %(country)s until %(until)s.")
        return _("Yes. %(provider)s has it in %(country)s. %(looks)s.")
    if best.status is Status.UPCOMING:
        return _("Not yet in %(country)s.")
    if best.status is Status.LAST_KNOWN:
        return _(
            "It was on %(seen)s in %(country)s. Our sources have not looked since, so we cannot say that it still is."
        )
    if best.ends is not None:
        return _(
            "Not now. %(provider)s was to have it in %(country)s until %(until)s; it was last seen %(seen)s."
        )
    return _("Not now. %(provider)s last had it in %(country)s on %(seen)s.")


def _remake(facts: TitleFacts) -> Question | None:
    remakes = [r for r in facts.relations if r.kind == RelationKind.REMAKE_OF]
    if not remakes:
        return None
    relation = remakes[0]
    original = relation.to_title
    words = {"title": facts.title.name, "original": str(original)}
    return Question(
        question=_("Is %(title)s a remake?") % words,
        answer=_("Yes, of %(original)s.") % words,
        sources=(relation.source.name,),
    )


def _awards(facts: TitleFacts) -> Question | None:
    if not facts.nominations:
        return None
    wins = sum(1 for n in facts.nominations if n.won)
    count = len(facts.nominations)
    words = {"title": facts.title.name, "n": count, "wins": wins}
    if wins:
        answer = ngettext(
            "Yes: it won %(wins)d of the %(n)d nomination we know of.",
            "Yes: it won %(wins)d of the %(n)d nominations we know of.",
            count,
        )
    else:
        answer = ngettext(
            "Not that we know of: one nomination, and no win.",
            "Not that we know of: %(n)d nominations, and no win.",
            count,
        )
    return Question(
        question=_("Did %(title)s win any awards?") % words,
        answer=answer % words,
        sources=tuple(dict.fromkeys(n.source.name for n in facts.nominations)),
    )


def _length(facts: TitleFacts) -> Question | None:
    minutes = facts.title.runtime_minutes
    if not minutes or facts.title.type != "movie":
        return None
    shown = [c for c in facts.claims_for("runtime_minutes") if c.is_shown]
    return Question(
        question=_("How long is %(title)s?") % {"title": facts.title.name},
        answer=formats.spoken_duration(minutes) + ".",
        sources=tuple(c.source.name for c in shown),
    )
