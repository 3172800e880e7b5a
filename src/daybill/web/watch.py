"""Where to watch: the answer in a sentence, and every way in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daybill.domain.offers import Group, Status, group_of, reader_order
from daybill.domain.plans import Period, Plan
from daybill.domain.standings import Standing, for_reader
from daybill.domain.windows import Precision, Side

from . import formats, labels
from .page import Reading

# An end this near is drawn in solid ink.
SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Until:
    """An announced end as a badge: what is known of it, and whether it is near."""

    text: str
    is_soon: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One way to watch as a row of the list."""

    provider: str
    name: str
    price: str
    detail: str
    until: Until | None
    is_mine: bool
    url: str
    plans: tuple[Plan, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows under one heading."""

    heading: str
    rows: list[Row]
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The snipe: the answer in a sentence, what it costs, and since when we know."""

    headline: str
    detail: str
    checked: str
    is_mine: bool
    url: str
    button: str


@dataclass(frozen=True, slots=True)
class Watch:
    """Everything the section says."""

    answer: Answer
    groups: list[Rows]
    checked: date | None
    is_stale: bool


def _until(standing: Standing, reading: Reading) -> Until | None:
    if standing.ends is None:
        return None
    text = _("Until %(when)s") % {"when": formats.bound(standing.ends, Side.END, reading.place)}
    return Until(text, standing.ends.at - reading.at <= SOON)


def _price(standing: Standing, reading: Reading) -> str:
    offer = standing.offer
    if offer.price is not None:
        return formats.money(offer.price, reading.place)
    if offer.also_buy:
        return _("Rent or buy")
    group = group_of(offer, reading.services)
    if group is Group.MINE:
        return _("Included")
    return str(labels.MONETIZATIONS[offer.monetization])


def _detail(standing: Standing, reading: Reading) -> str:
    """Quality, languages and plan, as far as the source tells them."""
    offer, parts = standing.offer, []
    if offer.quality:
        parts.append(str(labels.QUALITIES[offer.quality]))
    if offer.audio:
        names = [formats.language_name(code, reading.place) for code in offer.audio[:3]]
        parts.append(_("%(languages)s audio") % {"languages": formats.listing(names, reading.place)})
    if offer.subtitles:
        count = len(offer.subtitles)
        parts.append(ngettext("%(n)d caption language", "%(n)d caption languages", count) % {"n": count})
    if offer.tier and not offer.also_buy:
        parts.append(offer.tier.replace("-", " "))
    return ". ".join(part[:1].upper() + part[1:] for part in parts) + "." if parts else ""


def _note(standing: Standing, reading: Reading) -> str:
    place = reading.place
    if standing.status is Status.LAST_KNOWN:
        return _("Last seen %(day)s") % {"day": formats.day(standing.checked, place)}
    if standing.status is Status.UPCOMING and standing.offer.starts:
        return _("From %(when)s") % {"when": formats.bound(standing.offer.starts, Side.START, place)}
    if standing.status is Status.ENDED:
        return _ended_note(standing, reading)
    return looks(standing, reading)


def looks(standing: Standing, reading: Reading) -> str:
    """When sources saw it; of a past day, the looks before and after it that both showed it."""
    place, offer = reading.place, standing.offer
    if standing.checked <= reading.today:
        return _("Checked %(day)s") % {"day": formats.day(standing.checked, place)}
    return _("Seen on %(first)s and still on %(last)s") % {
        "first": formats.day(offer.first_seen, place),
        "last": formats.day(standing.checked, place),
    }


def _ended_note(standing: Standing, reading: Reading) -> str:
    place = reading.place
    seen = formats.day(standing.checked, place)
    if standing.ends is not None and standing.ends.at <= reading.at:
        when = formats.bound(standing.ends, Side.END, place)
        return _("Was listed until %(when)s. Last seen %(seen)s.") % {"when": when, "seen": seen}
    if standing.gone_by is not None:
        gone = formats.day(standing.gone_by, place)
        return _("Last seen %(seen)s, gone by %(gone)s.") % {"seen": seen, "gone": gone}
    return _("Last seen %(seen)s.") % {"seen": seen}


def _row(standing: Standing, reading: Reading, plans: dict[str, list[Plan]]) -> Row:
    offer = standing.offer
    group = group_of(offer, reading.services)
    shown = plans.get(offer.provider, []) if group is Group.SUBSCRIPTION else []
    return Row(
        provider=offer.provider,
        name=offer.provider_name,
        price=_price(standing, reading),
        detail=_detail(standing, reading),
        until=_until(standing, reading) if standing.status is not Status.ENDED else None,
        is_mine=group is Group.MINE and standing.status is Status.ON,
        url=offer.url,
        plans=tuple(shown[:3]) if standing.status is Status.ON else (),
        note=_note(standing, reading),
    )


def _old_rows(found: Sequence[Standing], status: Status, reading: Reading) -> list[Row]:
    mine = sorted(
        (s for s in found if s.status is status),
        key=lambda s: (-s.checked.toordinal(), reader_order(s.offer, reading.services)),
    )
    return [_row(standing, reading, {}) for standing in mine]


def watch(found: Sequence[Standing], plans: Sequence[Plan], reading: Reading) -> Watch:
    """What the page says of where to watch, from standings and plans of the reader's country."""
    by_provider: defaultdict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        by_provider[plan.provider].append(plan)
    groups = [
        Rows(str(labels.GROUPS[group]), [_row(s, reading, by_provider) for s in standing])
        for group, standing in for_reader(found, reading.services)
    ]
    for status, heading in (
        (Status.UPCOMING, _("Coming")),
        (Status.LAST_KNOWN, _("Last known")),
        (Status.ENDED, _("No longer")),
    ):
        if rows := _old_rows(found, status, reading):
            groups.append(Rows(heading, rows, is_old=status is not Status.UPCOMING))
    checked = max((s.checked for s in found if s.checked <= reading.today), default=None)
    return Watch(
        answer=answer(found, plans, reading),
        groups=groups,
        checked=checked,
        is_stale=not any(s.status is Status.ON for s in found),
    )


def answer(found: Sequence[Standing], plans: Sequence[Plan], reading: Reading) -> Answer:
    """The one sentence a reader came for."""
    on = sorted(
        (s for s in found if s.status is Status.ON), key=lambda s: reader_order(s.offer, reading.services)
    )
    if on:
        return _on_answer(on, plans, reading)
    old = [s for s in found if s.status is Status.LAST_KNOWN]
    if old:
        return _last_known_answer(old, reading)
    if found:
        return _ended_answer(found, reading)
    place = {"country": reading.place.name_in_sentence}
    return Answer(
        headline=_("No listing known in %(country)s.") % place,
        detail=_("None of our sources has named a way to watch it there. That is not to say there is none."),
        checked="",
        is_mine=False,
        url="",
        button="",
    )


def _names(found: Sequence[Standing]) -> list[str]:
    return list(dict.fromkeys(s.offer.provider_name for s in found))


def _on_answer(on: Sequence[Standing], plans: Sequence[Plan], reading: Reading) -> Answer:
    best = on[0]
    group = group_of(best.offer, reading.services)
    name = {"provider": best.offer.provider_name}
    if group is Group.MINE:
        headline = _("Yes, it’s on %(provider)s.") % name
        detail = _("You have it: nothing more to pay.")
    elif group in (Group.FREE, Group.ADS):
        headline = _("Free on %(provider)s.") % name
        detail = _("With advertising.") if group is Group.ADS else ""
    elif group is Group.SUBSCRIPTION:
        headline = _("It’s on %(provider)s.") % name
        detail = _subscription_detail(best, plans, reading)
    else:
        headline = _price_headline(best, group, reading)
        detail = ""
    return Answer(
        headline=headline,
        detail=" ".join(part for part in (detail, _also(on, best, reading)) if part),
        checked=_on_checked(best, reading),
        is_mine=group is Group.MINE,
        url=best.offer.url,
        button=_("Watch on %(provider)s") % name if best.offer.url else "",
    )


def _price_headline(best: Standing, group: Group, reading: Reading) -> str:
    words = {"provider": best.offer.provider_name}
    if best.offer.price is not None:
        words["price"] = formats.money(best.offer.price, reading.place)
        if group is Group.RENT:
            return _("Rent it for %(price)s at %(provider)s.") % words
        return _("Buy it for %(price)s at %(provider)s.") % words
    if group is Group.CINEMA:
        return _("In cinemas.")
    if best.offer.also_buy:
        return _("Rent or buy it at %(provider)s.") % words
    return (_("Rent it at %(provider)s.") if group is Group.RENT else _("Buy it at %(provider)s.")) % words


def _subscription_detail(best: Standing, plans: Sequence[Plan], reading: Reading) -> str:
    monthly = [p for p in plans if p.provider == best.offer.provider and p.period is Period.MONTH]
    if not monthly:
        return _("With a subscription.")
    cheapest = min(monthly, key=lambda plan: plan.price.minor)
    return _("With a subscription, from %(price)s a month as of %(day)s.") % {
        "price": formats.money(cheapest.price, reading.place),
        "day": formats.day(min(cheapest.last_seen, reading.today), reading.place),
    }


def _also(on: Sequence[Standing], best: Standing, reading: Reading) -> str:
    others = [name for name in _names(on) if name != best.offer.provider_name]
    if not others:
        return ""
    shown = formats.listing(others[:3], reading.place)
    if len(others) > 3:
        count = len(others) - 3
        return ngettext("Also on %(names)s and one more.", "Also on %(names)s and %(n)d more.", count) % {
            "names": formats.listing(others[:3], reading.place, style="unit"),
            "n": count,
        }
    return _("Also on %(names)s.") % {"names": shown}


def _on_checked(best: Standing, reading: Reading) -> str:
    place = reading.place
    checked = looks(best, reading) + "."
    if best.ends is None:
        return _("No end date known.") + " " + checked
    until = _("Until %(when)s.") % {"when": formats.bound(best.ends, Side.END, place)}
    if best.ends.precision is Precision.MONTH:
        until = _("Until %(when)s; the day is not known.") % {
            "when": formats.bound(best.ends, Side.END, place)
        }
    return f"{until} {checked}"


def _last_known_answer(old: Sequence[Standing], reading: Reading) -> Answer:
    newest = max(s.checked for s in old)
    latest = sorted(
        (s for s in old if s.checked == newest), key=lambda s: reader_order(s.offer, reading.services)
    )
    names = _names(latest)
    shown = (
        formats.listing(names[:3], reading.place)
        if len(names) <= 3
        else formats.listing(
            [*names[:3], ngettext("%(n)d more", "%(n)d more", len(names) - 3) % {"n": len(names) - 3}],
            reading.place,
        )
    )
    return Answer(
        headline=_("Last known: %(names)s.") % {"names": shown},
        detail=_("Our sources have not looked since %(day)s, so we do not say that it is still there.")
        % {"day": formats.day(newest, reading.place)},
        checked="",
        is_mine=False,
        url="",
        button="",
    )


def _ended_answer(found: Sequence[Standing], reading: Reading) -> Answer:
    place = {"country": reading.place.name_in_sentence}
    coming = [s for s in found if s.status is Status.UPCOMING and s.offer.starts]
    if coming:
        first = min(coming, key=lambda s: s.offer.starts.at if s.offer.starts else reading.at)
        return Answer(
            headline=_("Not yet in %(country)s.") % place,
            detail=f"{first.offer.provider_name}: {_note(first, reading)}.",
            checked="",
            is_mine=False,
            url="",
            button="",
        )
    newest = max(found, key=lambda s: s.checked)
    return Answer(
        headline=_("Not known to be on in %(country)s.") % place,
        detail=f"{newest.offer.provider_name}: {_ended_note(newest, reading)}",
        checked="",
        is_mine=False,
        url="",
        button="",
    )
