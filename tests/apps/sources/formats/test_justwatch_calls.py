"""The call kept with a JustWatch reply, and the addresses in it."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from daybill.apps.sources.formats.justwatch_calls import Call, read_call
from daybill.apps.sources.formats.offer_looks import plain_url


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://a.example/x?at=1&ct=app&id=7", "https://a.example/x?id=7"),
        ("https://aff.example/c?u=https%3A%2F%2Fb.example%2Fy%3Futm_source%3Dz", "https://b.example/y"),
        ("https://a.example/x#part", "https://a.example/x"),
        ("javascript:alert(1)", ""),
        ("https://[broken", ""),
        ("https://a.example/" + "x" * 500, ""),
        ("", ""),
    ],
)
def test_an_address_is_the_providers_own(address, plain):
    assert plain_url(address) == plain


def test_an_affiliate_behind_an_affiliate_is_followed():
    twice = "https://aff.example/c?" + urlencode({"u": "https://aff.example/c?u=https://shop.example/film"})
    assert plain_url(twice) == "https://shop.example/film"


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ('# Output from:\n# details("tm1", "US", "en", False)', Call("tm1", "US", "all offers")),
        ('seasons("ts1", country="GB", best_only=True)', Call("ts1", "GB", "best offers")),
        ('search("The Matrix", "US", "en", 3, True)', Call("", "US", "best offers")),
        ('offers_for_countries("tm1", {"US", "GB"}, "en")', Call("tm1", "", "best offers")),
        ('details(node, "US")', Call("", "US", "best offers")),
        ('__import__("os").system("true")', Call()),
        ("details(", Call()),
        ("rm(1)", Call()),
        ("x" * 5000, Call()),
        (None, Call()),
    ],
)
def test_a_call_is_read_and_never_run(text, call):
    assert read_call(text) == call
