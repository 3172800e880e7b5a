"""First and last seen: partial offers between two days, and a runtime as a witness."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from daybill.apps.sources.formats.first_last_seen import FirstLastSeen
from daybill.apps.sources.formats.format import Context
from daybill.domain.errors import InvalidRecord
from tests.apps.sources.formats.dirt import TODAY, read_file, said, soiled_cells, survives

FORM = FirstLastSeen()
CONTEXT = Context(Path("offers.csv"), TODAY)
ROW = {
    "title": "Heat ",
    "year": "1995",
    "country": "UK",
    "provider": "Netflix ",
    "runtime": "170.0",
    "first_seen": "2026-02-06",
    "last_seen": "2026-08-01",
    "days_seen": "177",
}


def offer(**changed: str):
    return said(FORM, ROW | changed)[-1]


def test_a_row_is_an_offer_from_its_first_day_to_its_last():
    found = offer()
    assert (found.first_seen, found.last_seen) == (date(2026, 2, 6), date(2026, 8, 1))
    assert (found.provider, found.monetization, found.country) == ("netflix", "flatrate", "GB")
    assert (found.title.name, found.title.years, found.title.is_sole) == ("Heat", frozenset({1995}), True)


def test_its_runtime_completes_and_makes_no_title():
    record = said(FORM, ROW)[0]
    assert (record.words, record.is_witness) == ({"runtime_minutes": 170}, True)
    assert len(said(FORM, ROW | {"runtime": ""})) == 1


@pytest.mark.parametrize(
    ("word", "slug", "monetization", "tier"),
    [
        ("Tubi TV", "tubi", "ads", ""),
        ("Apple TV Plus", "apple-tv", "flatrate", ""),
        ("Fandango At Home", "fandango-at-home", "flatrate", ""),
        ("Amazon Prime Video Free", "prime-video", "free", "free"),
        ("ITVX Premium", "itvx", "flatrate", "premium"),
        ("Amazon Prime Video with Ads", "prime-video", "flatrate", "with-ads"),
    ],
)
def test_the_providers_nature_decides_what_a_bare_listing_means(word, slug, monetization, tier):
    found = offer(provider=word)
    assert (found.provider, found.monetization, found.tier) == (slug, monetization, tier)


def test_a_channel_knows_through_whom_it_is_sold():
    found = offer(provider="FOD Channel Amazon Channel")
    assert (found.parent, found.provider_name) == ("prime-video", "FOD Channel Amazon Channel")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"country": "XX"}, "country"),
        ({"country": ""}, "country"),
        ({"first_seen": "2026-08-02"}, "first_seen"),
        ({"last_seen": "2027-01-01"}, "observed"),
        ({"last_seen": ""}, "date"),
        ({"runtime": "long"}, "runtime"),
        ({"year": ""}, "year"),
        ({"title": " "}, "title"),
        ({"provider": "!"}, "provider"),
        ({"provider": "Canal\ufffd"}, "provider"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_field(changed, field):
    with pytest.raises(InvalidRecord) as refused:
        said(FORM, ROW | changed)
    assert refused.value.field == field


@given(soiled_cells(ROW))
def test_no_other_error_escapes_offers(cells):
    survives(FORM, cells, CONTEXT)


@pytest.mark.shared
def test_the_real_offers_are_read(shared_folder):
    outcome = read_file(FORM, shared_folder / "data/offers_by_country/offers_first_last_seen.csv")
    assert (outcome.rows, outcome.refused, outcome.held) == (1843, {}, {})
    assert outcome.records == {"OfferRecord": 1843, "TitleRecord": 1783}
    assert outcome.remarks == {}
