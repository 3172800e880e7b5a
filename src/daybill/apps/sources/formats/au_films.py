"""What named services and shops in Australia had of a list of films, and on which day each was looked at.

Each row is a complete look at one film over the services it names, on the day of its ``lastStreamingCheck``. The
source looks films up by name, and knows no ids. Before 2026-02-25 it mixed subscriptions and rentals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from daybill.apps.sources.reading import Reply, Row, as_mapping, as_text, refuse_damaged
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import clean_name, normalise_name
from daybill.domain.providers import ProviderWord, resolve, usual_monetization
from daybill.domain.records import LookRecord, OfferRecord, Record, SourceRecord, TitleRef
from daybill.domain.windows import parse_day
from daybill.domain.words import plausible_year

from .format import Context, Format, Held, Remark, day_of

METHOD_CHANGED = date(2026, 2, 25)
FIRST_LOOK = date(2025, 12, 6)
# Shops are named only where they have a film: these are the ones that were asked.
SHOPS = ("Amazon", "Apple TV", "Google Play", "YouTube")
_SHELF = "rentBuy"
# What the source's own programme glued to names of films it had also talked about on stage.
_GLUED = re.compile(r" \((Live Show|Live|Part One|Part Two)\)$")

# (provider, monetization) -> whether the look found it; what was not asked about is absent.
Answers = dict[tuple[ProviderWord, str], bool]


def film_name(text: str) -> str:
    """The film's name without what was glued to it."""
    return _GLUED.sub("", clean_name(text))


def _holds(document: Any) -> bool:
    films = document["films"]
    return isinstance(films, list) and any(isinstance(film, dict) and "streaming" in film for film in films)


def _with_twins(document: Any, path: Path) -> Iterator[dict[str, Any]]:
    """Each film with the other rows of the same film and day: ``{"film": …, "twins": […]}``."""
    films = document["films"]
    rows: defaultdict[object, list[int]] = defaultdict(list)
    keys = [_twin_key(film) for film in films]
    for place, key in enumerate(keys):
        rows[key].append(place)
    for place, (film, key) in enumerate(zip(films, keys, strict=True)):
        others = rows[key] if key else ()
        yield {"film": film, "twins": [films[other] for other in others if other != place]}


def _twin_key(film: Any) -> tuple[str, str, str] | None:
    if not isinstance(film, Mapping) or not isinstance(film.get("title"), str):
        return None
    day = film.get("lastStreamingCheck")
    return (normalise_name(film_name(film["title"])), str(film.get("year")), str(day)) if day else None


class AuFilms(Format):
    """``{"films": [{"title", "year", "director", "streaming": {…}, "lastStreamingCheck"}]}``."""

    source = SourceRecord(
        slug="au-films",
        name="Films on streaming services in Australia",
        licence="MIT",
        notice="Observed offers of named services and shops; no text.",
    )
    reader = Reply(_holds, _with_twins, "an object with films and their streaming services")
    row_name = "films"

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        entry = as_mapping(row.values, "film")
        film = as_mapping(entry.get("film"), "film")
        day = _day_of_look(film, context)
        title = _title(film)
        answers = answers_of(film)
        disputed = _disputed(answers, entry.get("twins"))
        for name in sorted({f"{provider.name} ({monetization})" for provider, monetization in disputed}):
            yield Remark(f"The film's rows disagree on {name}: that was not looked at that day.")
        agreed = {key: found for key, found in answers.items() if key not in disputed}
        yield LookRecord(
            title=title,
            country="AU",
            day=day,
            offers=tuple(_offer(*key, day) for key, found in agreed.items() if found),
            asked=tuple((provider.slug, monetization) for provider, monetization in agreed),
            method="mixed" if day < METHOD_CHANGED else "separate",
        )


def _day_of_look(film: Mapping[str, Any], context: Context) -> date:
    text = as_text(film.get("lastStreamingCheck"), "lastStreamingCheck").strip()
    if not text:
        raise Held("the day of the look is not known")
    day = day_of(context, parse_day(text))
    if day < FIRST_LOOK:
        raise Held("the day of the look is before the table began")
    return day


def _title(film: Mapping[str, Any]) -> TitleRef:
    name = film_name(refuse_damaged(as_text(film.get("title"), "title"), field="title"))
    if not name:
        raise InvalidRecord(field="title", value="", reason="The film has no name.")
    directors = as_text(film.get("director"), "director").split(",")
    return TitleRef(
        name=name,
        years=frozenset({plausible_year(film.get("year"))}),
        type="movie",
        directors=tuple(person for part in directors if (person := clean_name(part))),
        is_sole=True,
        may_be_cut=True,
    )


def answers_of(film: Mapping[str, Any]) -> Answers:
    """One row's answer for everything it was asked about, in the row's order, the shops last.

    Raises:
        InvalidRecord: a service that is neither true nor false, or shops that are no list of names.
    """
    streaming = as_mapping(film.get("streaming"), "streaming")
    answers: Answers = {}
    for word, found in streaming.items():
        if word == _SHELF:
            continue
        if not isinstance(found, bool):
            raise InvalidRecord(field=word, value=str(found)[:80], reason="This is neither true nor false.")
        provider = resolve(word)
        usual = usual_monetization(provider.slug)
        answers[provider, "flatrate" if usual == "rent" else usual] = found
    return answers | _shops(streaming[_SHELF]) if _SHELF in streaming else answers


def _shops(named: Any) -> Answers:
    if not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        raise InvalidRecord(field=_SHELF, value=str(named)[:80], reason="This is not a list of shops.")
    asked: Answers = {(resolve(name), "rent"): False for name in SHOPS}
    return asked | {(resolve(name), "rent"): True for name in named}


def _disputed(answers: Answers, twins: Any) -> set[tuple[ProviderWord, str]]:
    """What another row of the film answers differently on the same day; a twin that cannot be read says nothing."""
    disputed: set[tuple[ProviderWord, str]] = set()
    for twin in twins if isinstance(twins, list) else ():
        try:
            other = answers_of(as_mapping(twin, "film"))
        except InvalidRecord:
            continue
        disputed |= {key for key, found in answers.items() if other.get(key, found) != found}
    return disputed


def _offer(provider: ProviderWord, monetization: str, day: date) -> OfferRecord:
    """The shops' shelf is "rent or buy" in one word: which of the two is not told."""
    is_shelf = monetization == "rent"
    return OfferRecord(
        title=None,
        provider=provider.slug,
        country="AU",
        monetization=monetization,
        first_seen=day,
        last_seen=day,
        tier="rent-or-buy" if is_shelf else "",
        also_buy=is_shelf,
        provider_name=provider.name,
        parent=provider.parent or "",
    )
