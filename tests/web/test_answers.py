"""The sentence a reader came for, from offers alone: what may be said, and what never."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.apps.catalogue.models import Title
from daybill.apps.catalogue.queries import TitleFacts
from daybill.domain.countries import country
from daybill.domain.money import Money
from daybill.domain.offers import Monetization, Offer, Status
from daybill.domain.plans import Period, Plan
from daybill.domain.standings import standings
from daybill.domain.windows import Side, parse_bound
from daybill.web.page import Reading
from daybill.web.place import Place, place_of
from daybill.web.questions import questions
from daybill.web.watch import Answer, Watch, watch
from tests import strategies

AU = place_of("au")
SEEN = date(2026, 11, 20)
NAMES = {"netflix": "Netflix", "stan": "Stan", "kanopy": "Kanopy", "tubi": "Tubi", "apple-tv": "Apple TV"}


def offer(provider: str = "netflix", monetization: str = "flatrate", **fields: Any) -> Offer:
    """An offer seen on 20 November 2026; an end as text at its precision."""
    seen = fields.pop("seen", SEEN)
    if isinstance(fields.get("ends"), str):
        fields["ends"] = parse_bound(fields["ends"], side=Side.END, zone=AU.country.zone)
    if isinstance(fields.get("starts"), str):
        fields["starts"] = parse_bound(fields["starts"], side=Side.START, zone=AU.country.zone)
    values: dict[str, Any] = {
        "first_seen": seen,
        "last_seen": seen,
        "source": "table",
        "provider_name": NAMES.get(provider, provider),
    }
    return Offer(provider=provider, country="AU", monetization=Monetization(monetization), **values | fields)


def plan(provider: str = "netflix", minor: int = 1899, **fields: Any) -> Plan:
    price = Money(minor, "AUD")
    values = {"first_seen": SEEN, "last_seen": SEEN, "source": "prices"} | fields
    return Plan(provider, "AU", "Standard", price, Period.MONTH, **values)


def reading(day: date = SEEN, *services: str, place: Place = AU) -> Reading:
    at = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    return Reading(None, place, at, None, services)  # type: ignore[arg-type]


def said(
    *offers: Offer, day: date = SEEN, services: tuple[str, ...] = (), plans: tuple[Plan, ...] = ()
) -> Watch:
    asked = reading(day, *services)
    return watch(standings(offers, asked.at, AU.country.zone), plans, asked)


def answered(*offers: Offer, **asked: Any) -> Answer:
    return said(*offers, **asked).answer


def words(found: Watch) -> str:
    """Every word of the section, the snipe included."""
    answer = found.answer
    rows = [
        " ".join(
            filter(None, (row.name, row.price, row.detail, row.note, row.until.text if row.until else ""))
        )
        for group in found.groups
        for row in group.rows
    ]
    return " ".join([answer.headline, answer.detail, answer.checked, answer.button, *rows])


# -- What may not be said ----------------------------------------------------------------------------------


def test_nothing_known_is_said_to_be_that() -> None:
    found = answered()
    assert found.headline == "No listing known in Australia."
    assert "That is not to say there is none." in found.detail
    assert not found.is_mine
    assert not found.button


def test_an_old_listing_is_last_known_and_links_nowhere() -> None:
    old = offer("stan", seen=SEEN - timedelta(days=31), url="https://stan.example/")
    found = answered(old, services=("stan",))
    assert found.headline == "Last known: Stan."
    assert found.detail == (
        "Our sources have not looked since 20 October 2026, so we do not say that it is still there."
    )
    assert not found.is_mine
    assert not found.button
    assert answered(offer("stan", seen=SEEN - timedelta(days=30)), services=("stan",)).is_mine


def test_of_old_listings_the_newest_are_named_three_at_most() -> None:
    old = [offer(slug, seen=SEEN - timedelta(days=40)) for slug in NAMES]
    older = offer("older", seen=SEEN - timedelta(days=50))
    assert answered(*old, older).headline == "Last known: Apple TV, Kanopy, Netflix and 2 more."


def test_until_june_is_said_until_june_ends_and_never_after() -> None:
    june = offer(seen=date(2026, 5, 20), ends="2026-06")
    in_may = answered(june, day=date(2026, 5, 21))
    assert in_may.headline == "It’s on Netflix."
    assert in_may.checked == "Until June 2026; the day is not known. Checked 20 May 2026."
    after = said(june, day=date(2026, 7, 1))
    assert after.answer.headline == "Not known to be on in Australia."
    assert after.answer.detail == "Netflix: Was listed until June 2026. Last seen 20 May 2026."
    assert [group.heading for group in after.groups] == ["No longer"]
    assert after.groups[0].rows[0].until is None
    assert after.groups[0].is_old


@pytest.mark.parametrize("day", [date(2026, 7, 1), date(2026, 11, 20), date(2027, 1, 1)])
@pytest.mark.parametrize("services", [(), ("netflix",)])
def test_after_june_june_is_only_ever_past(day: date, services: tuple[str, ...]) -> None:
    for seen in (date(2025, 8, 20), date(2026, 5, 30), date(2026, 6, 30)):
        june = offer(seen=seen, ends="2026-06")
        found = said(june, day=day, services=services)
        for sentence in re.findall(r"[^.]*June 2026[^.]*", words(found)):
            assert re.search(r"Was listed until June 2026|seen \d+ June 2026", sentence), sentence
        asked = ask(june, day=day)
        assert asked.startswith("Not now. Netflix was to have it in Australia until June 2026;")


def test_june_in_the_zone_of_the_country_ends_at_its_own_midnight() -> None:
    june = offer(seen=date(2026, 6, 20), ends="2026-06")
    zone = AU.country.zone
    for hour, minute, status in ((23, 59, Status.ON), (0, 0, Status.ENDED)):
        at = datetime(2026, 6, 30 if hour else 1, hour, minute, tzinfo=zone)
        at = at if hour else at.replace(month=7)
        [standing] = standings([june], at, zone)
        assert standing.status is status


def test_seen_after_its_announced_end_it_is_on_with_no_end() -> None:
    [first, again] = [
        offer(seen=date(2026, 5, 20), ends="2026-06"),
        offer(seen=date(2026, 11, 19), source="other"),
    ]
    found = answered(first, again)
    assert found.headline == "It’s on Netflix."
    assert found.checked == "No end date known. Checked 19 November 2026."


def test_gone_at_a_complete_look_says_between_which_days() -> None:
    gone = offer(seen=date(2026, 11, 1), ended_by=date(2026, 11, 8))
    assert answered(gone).detail == "Netflix: Last seen 1 November 2026, gone by 8 November 2026."


def test_what_comes_is_not_there_yet() -> None:
    found = answered(offer(starts="2026-12-24", first_seen=SEEN))
    assert found.headline == "Not yet in Australia."
    assert found.detail == "Netflix: From 24 December 2026."


@given(
    st.lists(strategies.offers(country("AU")), max_size=6),
    strategies.instants,
    st.sets(st.sampled_from(strategies.PROVIDERS)),
)
def test_only_what_is_on_is_asserted(offers: list[Offer], at: datetime, services: set[str]) -> None:
    asked = Reading(None, AU, at, None, tuple(services))  # type: ignore[arg-type]
    found = standings(offers, at, AU.country.zone)
    shown = watch(found, [], asked)
    answer = shown.answer
    is_on = any(standing.status is Status.ON for standing in found)
    asserts = answer.headline.startswith(("Yes", "It’s on", "Free on", "Rent", "Buy", "In cinemas"))
    assert asserts == is_on
    assert not answer.is_mine or is_on
    assert not answer.button or is_on
    assert len([row for group in shown.groups for row in group.rows]) == len(found)
    for group in shown.groups:
        for row in group.rows:
            assert not (group.is_old and row.is_mine)
    if is_on:
        best = (
            min(s.ends.at for s in found if s.ends and s.status is Status.ON)
            if "Until" in answer.checked
            else None
        )
        assert best is None or best > at


# -- What is said of what is on ----------------------------------------------------------------------------


def test_mine_is_yes_and_costs_nothing_more() -> None:
    found = answered(offer("stan"), offer("netflix"), services=("stan",), plans=(plan("stan"),))
    assert found.headline == "Yes, it’s on Stan."
    assert found.detail == "You have it: nothing more to pay. Also on Netflix."
    assert found.is_mine


def test_a_rental_at_my_service_is_not_mine() -> None:
    found = answered(offer("stan", "rent", price=Money(499, "AUD")), services=("stan",))
    assert found.headline == "Rent it for $4.99 at Stan."
    assert not found.is_mine


def test_a_subscription_has_its_plans_price_with_the_day_it_was_read() -> None:
    plans = (plan(minor=1899), plan(minor=799), plan("stan", minor=100))
    found = answered(offer(), plans=plans)
    assert found.headline == "It’s on Netflix."
    assert found.detail == "With a subscription, from $7.99 a month as of 20 November 2026."
    assert answered(offer()).detail == "With a subscription."


def test_a_yearly_price_is_not_said_to_be_a_months() -> None:
    year = Plan("netflix", "AU", "Year", Money(9900, "AUD"), Period.YEAR, SEEN, SEEN, "prices")
    assert "$99.00 a month" not in answered(offer(), plans=(year,)).detail
    both = answered(offer(), plans=(year, plan(minor=1899)))
    assert "from $18.99 a month" in both.detail


def test_free_and_free_with_advertising_are_told_apart() -> None:
    assert answered(offer("kanopy", "free")).headline == "Free on Kanopy."
    assert answered(offer("kanopy", "free")).detail == ""
    assert answered(offer("tubi", "ads")).headline == "Free on Tubi."
    assert answered(offer("tubi", "ads")).detail == "With advertising."
    assert answered(offer("tubi", "ads"), offer("kanopy", "free")).headline == "Free on Kanopy."


def test_rent_and_buy_name_their_price_and_where_there_is_none_none() -> None:
    assert answered(offer("apple-tv", "rent", price=Money(499, "AUD"))).headline == (
        "Rent it for $4.99 at Apple TV."
    )
    assert answered(offer("apple-tv", "buy", price=Money(1999, "AUD"))).headline == (
        "Buy it for $19.99 at Apple TV."
    )
    assert answered(offer("apple-tv", "rent")).headline == "Rent it at Apple TV."
    assert answered(offer("apple-tv", "buy")).headline == "Buy it at Apple TV."
    assert answered(offer("apple-tv", "rent", also_buy=True)).headline == "Rent or buy it at Apple TV."
    assert answered(offer("village", "cinema")).headline == "In cinemas."


def test_the_cheapest_of_what_must_be_paid_goes_first() -> None:
    dear = offer("apple-tv", "rent", price=Money(599, "AUD"))
    cheap = offer("stan", "rent", price=Money(399, "AUD"))
    buy = offer("netflix", "buy", price=Money(99, "AUD"))
    assert answered(dear, cheap, buy).headline == "Rent it for $3.99 at Stan."
    assert answered(dear, cheap, offer("kanopy")).headline == "It’s on Kanopy."


def test_others_are_named_three_at_most() -> None:
    assert answered(offer("stan"), offer("netflix")).detail.endswith("Also on Stan.")
    many = [offer(slug) for slug in NAMES]
    assert answered(*many).detail == "With a subscription. Also on Kanopy, Netflix, Stan and one more."
    more = [*many, offer("z1")]
    assert answered(*more).detail.endswith("Also on Kanopy, Netflix, Stan and 2 more.")


def test_an_end_whose_day_is_known_is_a_day() -> None:
    found = said(offer(ends="2026-11-30"))
    assert found.answer.checked == "Until 30 November 2026. Checked 20 November 2026."
    [row] = found.groups[0].rows
    assert row.until
    assert row.until.is_soon
    far = said(offer(ends="2027-11-30")).groups[0].rows[0]
    assert far.until
    assert not far.until.is_soon


def test_the_button_leads_where_the_source_says() -> None:
    found = answered(offer(url="https://netflix.example/1"))
    assert (found.button, found.url) == ("Watch on Netflix", "https://netflix.example/1")
    assert answered(offer()).button == ""


def test_rows_stand_in_the_readers_groups_old_ones_last() -> None:
    found = said(
        offer("stan"),
        offer("netflix", quality="hd", audio=("en", "fr"), subtitles=("en", "de", "fr")),
        offer("kanopy", "free"),
        offer("apple-tv", "rent", price=Money(499, "AUD"), tier="4k-store"),
        offer("apple-tv", "buy"),
        offer("z-old", seen=date(2026, 5, 1)),
        offer("z-older", seen=date(2026, 1, 1)),
        offer("z-gone", seen=date(2026, 11, 1), ended_by=date(2026, 11, 2)),
        offer("z-soon", starts="2026-12-01"),
        services=("stan",),
        plans=(plan(), plan(minor=799)),
    )
    assert [(group.heading, group.is_old, [row.name for row in group.rows]) for group in found.groups] == [
        ("With what you have", False, ["Stan"]),
        ("Free", False, ["Kanopy"]),
        ("With a subscription", False, ["Netflix"]),
        ("Rent", False, ["Apple TV"]),
        ("Buy", False, ["Apple TV"]),
        ("Coming", False, ["z-soon"]),
        ("Last known", True, ["z-old", "z-older"]),
        ("No longer", True, ["z-gone"]),
    ]
    netflix = found.groups[2].rows[0]
    assert netflix.detail == "HD. English and French audio. 3 caption languages."
    assert [p.price.minor for p in netflix.plans] == [1899, 799]
    assert found.groups[0].rows[0].price == "Included"
    assert found.groups[3].rows[0].price == "$4.99"
    assert not found.is_stale
    assert said(offer("z-old", seen=date(2026, 5, 1))).is_stale


# -- Questions ---------------------------------------------------------------------------------------------


def facts(**fields: Any) -> TitleFacts:
    kinds: dict[str, list[Any]] = {
        name: []
        for name in (
            "genres countries languages names certifications ratings claims ids credits nominations placings "
            "relations related_from parts"
        ).split()
    }
    return TitleFacts(title=Title(**{"name": "Heat", "type": "movie"} | fields), **kinds)


def ask(*offers: Offer, day: date = SEEN, **title: Any) -> str:
    """The answer to the first question."""
    asked = reading(day)
    found = standings(offers, asked.at, AU.country.zone)
    [first, *_] = questions(facts(**title), found, {"table": "The table"}, asked)
    return first.answer


def test_a_question_is_answered_with_what_is_known_and_when() -> None:
    assert ask(offer(ends="2027-06")) == "Yes. Netflix has it in Australia until June 2027."
    assert ask(offer()) == "Yes. Netflix has it in Australia. Checked 20 November 2026."
    assert ask(offer(starts="2026-12-24")) == "Not yet in Australia."
    assert ask(offer(seen=date(2026, 5, 1))).startswith(
        "It was on 1 May 2026 in Australia. Our sources have not"
    )
    gone = offer(seen=date(2026, 11, 1), ended_by=date(2026, 11, 8))
    assert ask(gone) == "Not now. Netflix last had it in Australia on 1 November 2026."


def test_a_name_with_a_percent_sign_is_only_a_name() -> None:
    asked = reading()
    found = standings([offer(provider_name="100%(seen)s TV")], asked.at, AU.country.zone)
    [first, *_] = questions(facts(name="50%d"), found, {}, asked)
    assert first.question == "Is 50%d on 100%(seen)s TV?"
    assert "100%(seen)s TV has it" in first.answer


def test_a_rental_raises_no_question() -> None:
    asked = reading()
    found = standings([offer("apple-tv", "rent")], asked.at, AU.country.zone)
    assert questions(facts(), found, {}, asked) == []


def test_netflix_is_asked_about_first_and_three_services_at_most() -> None:
    asked = reading()
    found = standings([offer(slug) for slug in NAMES], asked.at, AU.country.zone)
    names = [question.question for question in questions(facts(), found, {}, asked)]
    assert names == ["Is Heat on Netflix?", "Is Heat on Apple TV?", "Is Heat on Kanopy?"]


def test_the_length_is_spoken() -> None:
    asked = reading()
    [length] = questions(facts(runtime_minutes=170), [], {}, asked)
    assert (length.question, length.answer) == ("How long is Heat?", "2 hours and 50 minutes.")
