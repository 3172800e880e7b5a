"""What was found of one title in one country, as records; an offer that cannot be read does not stop the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

from daybill.apps.sources.reading.fields import Fields
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import web_address
from daybill.domain.records import LookRecord, OfferRecord, TitleRef

from .format import Remark

# Who sent the reader, and nothing about what is shown.
_TRACKING = re.compile(r"utm_.*|at|ct|its.*|tag|linkCode|subId\d?|camp|source|searchReferral", re.IGNORECASE)
LONGEST_ADDRESS = 500
_DETOURS = 4

# One offer of a reply: an offer, or nothing where it is left out on purpose, and what there is to remark.
OfferRead = tuple[OfferRecord | None, list[str]]


def look_records(
    title: TitleRef,
    country: str,
    day: date,
    offers: Sequence[Any],
    read: Callable[[Fields], OfferRead],
    *,
    method: str = "",
) -> Iterator[LookRecord | OfferRecord | Remark]:
    """A complete look at the title; where an offer could not be read, single offers instead.

    What could not be read was there all the same, and a look without it would say that it was not: single offers
    end nothing.

    Args:
        offers: all that the source has of the title in the country, as parsed from JSON.
        read: turns one into an `OfferRecord` without its title.
    """
    found: dict[OfferRecord, None] = {}
    remarks: list[str] = []
    is_whole = True
    for place, raw in enumerate(offers, start=1):
        try:
            offer, said = read(Fields.of(raw, f"offers.{place}."))
        except InvalidRecord as error:
            is_whole = False
            said, offer = [f"An offer in {country} was left out: {error}"], None
        if offer is not None:
            found[offer] = None
        remarks += said
    if is_whole:
        yield LookRecord(title, country, day, tuple(found), method=method)
    else:
        yield from (offer._replace(title=title) for offer in found)
    yield from map(Remark, dict.fromkeys(remarks))


def plain_url(text: str) -> str:
    """The provider's own address: an affiliate's detour is unwrapped, tracking parameters are dropped.

    "" for what is no address of the web, or one too long to be kept.
    """
    address = web_address(text)
    try:
        for _ in range(_DETOURS):
            inner = parse_qs(urlsplit(address).query).get("u", [""])[0]
            if not inner.startswith("https://"):
                break
            address = inner
        parts = urlsplit(address)
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return ""
    kept = [(name, value) for name, value in query if not _TRACKING.fullmatch(name)]
    plain = urlunsplit(parts._replace(query=urlencode(kept), fragment=""))
    return plain if len(plain) <= LONGEST_ADDRESS else ""
