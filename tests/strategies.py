"""Hypothesis strategies for the values of the domain."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from daybill.domain.countries import Country
from daybill.domain.countries import countries as every_country
from daybill.domain.money import Money
from daybill.domain.offers import Monetization, Offer, Quality
from daybill.domain.plans import Period, Plan
from daybill.domain.windows import Bound, Precision, Side, Window, parse_bound

# Around changes of summer time on both halves of the earth, and the end of a year.
FIRST_DAY, LAST_DAY = date(2025, 1, 1), date(2026, 12, 31)
PROVIDERS = ("netflix", "stan", "sbs-on-demand", "kanopy")
SOURCES = ("guide-page", "films-table", "prices")

days = st.dates(FIRST_DAY, LAST_DAY)
instants = st.timedeltas(timedelta(0), timedelta(days=730)).map(
    lambda since: datetime(2025, 1, 1, tzinfo=UTC) + since
)
countries: st.SearchStrategy[Country] = st.sampled_from(list(every_country().values()))
# Words as catalogues hold them: several scripts, accents, marks that are no letters, strange spaces.
names = st.text(
    st.one_of(
        st.characters(codec="utf-8", categories=["L", "N", "P", "S", "M", "Zs"]),
        st.sampled_from("aeéïøßŁ幸福Жш'’&-.·\u200b\u202e\u00a0"),
    ),
    max_size=60,
)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Half-open spans, either side open at times, never turned round."""
    start, end = draw(st.none() | instants), draw(st.none() | instants)
    if start and end and end < start:
        start, end = end, start
    return Window(start, end)


@st.composite
def bounds(draw: st.DrawFn, country: Country, side: Side) -> Bound:
    """A bound as a source would write it, at any precision."""
    precision = draw(st.sampled_from([Precision.INSTANT, Precision.DAY, Precision.MONTH]))
    if precision is Precision.INSTANT:
        return Bound(draw(instants), precision)
    text = draw(days).isoformat()
    return parse_bound(text[:7] if precision is Precision.MONTH else text, side=side, zone=country.zone)


@st.composite
def offers(draw: st.DrawFn, country: Country, **fixed: Any) -> Offer:
    """An offer one source tells of, its days in order; ``fixed`` sets fields."""
    first_seen = draw(days)
    last_seen = first_seen + timedelta(days=draw(st.integers(0, 200)))
    starts = draw(st.none() | bounds(country, Side.START))
    ends = draw(st.none() | bounds(country, Side.END))
    if starts and ends and ends.at <= starts.at:
        ends = None
    gone_after = draw(st.none() | st.integers(1, 90))
    values: dict[str, Any] = {
        "provider": draw(st.sampled_from(PROVIDERS)),
        "country": country.code,
        "monetization": draw(st.sampled_from(Monetization)),
        "quality": draw(st.sampled_from(["", *Quality])),
        "price": draw(st.none() | st.integers(0, 5000).map(lambda minor: Money(minor, country.currency))),
        "first_seen": first_seen,
        "last_seen": last_seen,
        "source": draw(st.sampled_from(SOURCES)),
        "starts": starts,
        "ends": ends,
        "ended_by": last_seen + timedelta(days=gone_after) if gone_after else None,
        "last_known_after_days": draw(st.sampled_from([7, 30, 90])),
    }
    return Offer(**values | fixed)


@st.composite
def plan_looks(draw: st.DrawFn) -> list[Plan]:
    """What several looks at one provider's prices in one country showed, a plan seen on one day each."""
    found = []
    for day in draw(st.lists(days, max_size=6, unique=True)):
        for name in draw(st.sets(st.sampled_from(["Basic", "Standard", "Premium"]))):
            price = Money(draw(st.sampled_from([999, 1599, 1899])), "AUD")
            found.append(
                Plan(
                    "netflix", "AU", name, price, Period.MONTH, first_seen=day, last_seen=day, source="prices"
                )
            )
    return found
