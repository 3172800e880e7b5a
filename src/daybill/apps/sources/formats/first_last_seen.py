"""A list of films in several countries: the first and the last day an offer was seen.

A film that is no longer in the table left its maker's list, not the services: no row ends an offer, and ``last_seen``
is all that is known. Subscriptions and free offers stand in it untold apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from daybill.apps.sources.reading import Row, Table, refuse_damaged, whole_number
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import clean_name
from daybill.domain.providers import ProviderWord, resolve, usual_monetization
from daybill.domain.records import OfferRecord, Record, SourceRecord, TitleRecord, TitleRef
from daybill.domain.windows import parse_day
from daybill.domain.words import plausible_year, title_words

from .format import Context, Format, Remark, day_of
from .territories import territory


class FirstLastSeen(Format):
    """``title,year,country,provider,runtime,first_seen,last_seen``."""

    source = SourceRecord(
        slug="offers-first-last-seen",
        name="Offers of films in nine countries, first and last seen",
        licence="MIT",
        notice="Provider, country, days; runtimes.",
        ranks={"": 95},
    )
    reader = Table(frozenset({"title", "year", "country", "provider", "runtime", "first_seen", "last_seen"}))
    row_name = "offers"

    def records(self, row: Row, context: Context) -> Iterator[Record | Remark]:
        cells = row.values
        name = clean_name(refuse_damaged(cells["title"], field="title"))
        if not name:
            raise InvalidRecord(field="title", value=cells["title"], reason="The film has no name.")
        title = TitleRef(
            name=name,
            years=frozenset({plausible_year(cells["year"])}),
            type="movie",
            is_sole=True,
        )
        offer = _offer(title, cells, context)
        if words := title_words(runtime_minutes=whole_number(cells["runtime"], field="runtime")):
            yield TitleRecord(title, words, as_of=offer.last_seen, is_witness=True)
        yield offer


def _offer(title: TitleRef, cells: dict[str, str], context: Context) -> OfferRecord:
    first = parse_day(cells["first_seen"])
    last = day_of(context, parse_day(cells["last_seen"]))
    if first > last:
        raise InvalidRecord(
            field="first_seen", value=cells["first_seen"], reason=f"It lies after the last day, {last}."
        )
    word = resolve(refuse_damaged(cells["provider"], field="provider"))
    return OfferRecord(
        title=title,
        provider=word.slug,
        country=territory(cells["country"]).code,
        monetization=shelf(word),
        first_seen=first,
        last_seen=last,
        tier=word.tier or "",
        provider_name=word.name,
        parent=word.parent or "",
    )


def shelf(word: ProviderWord) -> str:
    """What a bare listing means: the plan it names speaks for itself, else the provider's nature decides.

    The list has no rentals, so a shop's bare name is its subscription shelf.
    """
    if word.tier == "free":
        return "free"
    usual = usual_monetization(word.slug)
    return "flatrate" if usual == "rent" or word.tier == "premium" else usual
