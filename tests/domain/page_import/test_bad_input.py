"""What is no page is refused with a sentence; what is an odd page is read all the same."""

from __future__ import annotations

import codecs

import pytest

from daybill.domain.errors import DaybillError
from daybill.domain.page_import import (
    EmptyPage,
    KnownTitle,
    NotAPage,
    OtherTitle,
    PageTooLarge,
    decode_page,
    lost_words,
    read_page,
)
from daybill.domain.page_import.decoding import SIZE_LIMIT

OTHER_GUIDE = """What is Marble Quay About?

A quay is sold twice on the same day.

Fun Facts About Marble Quay

- It was filmed at night.

Best Quotes from Marble Quay

- “Sold!” – The clerk, twice
"""
OTHER_NOTES = (
    "An auction on the water goes on until nobody can afford the boat home again.\n\n"
    "“We filmed Marble Quay (1962) in the cold, and Marble Quay is a cold film. People who like Marble Quay are "
    "warm people, I think, who want to be reminded of what a coat is for, of how far a quay goes out, and of the "
    "price of things that nobody has weighed before the bidding begins on a Friday night in the winter of a very "
    "long year.”\n\nUlf Brandt¹\n"
)


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t ", codecs.BOM_UTF8 + b"\n", codecs.BOM_UTF16_LE + " \n".encode("utf-16-le")]
)
def test_no_words_no_page(data, lanterns):
    with pytest.raises(EmptyPage):
        read_page(decode_page(data).text, title=lanterns, country="AU")


@pytest.mark.parametrize(
    "text", ["", "…", "• \n - \n***", "<html><body><script>x = 1</script></body></html>", "\u200b\u00ad"]
)
def test_marks_without_words_are_an_empty_page(text, lanterns):
    with pytest.raises(EmptyPage):
        read_page(text, title=lanterns, country="AU")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7 words",
        b"PK\x03\x04 words",
        b"words\x00words",
        bytes(range(1, 32)) * 9,
    ],
)
def test_binary_is_refused(data):
    with pytest.raises(NotAPage) as refused:
        decode_page(data)
    assert "plain text, Markdown or HTML" in str(refused.value)


def test_a_page_of_fifty_megabytes_is_refused_before_it_is_read():
    with pytest.raises(PageTooLarge) as refused:
        decode_page(b"word " * (SIZE_LIMIT // 5 + 1))
    assert refused.value.limit == SIZE_LIMIT


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Café".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "Café".encode(), "utf-8"),
        ("Café".encode("utf-16"), "utf-16"),
        ("“Café”".encode("cp1252"), "cp1252"),
        ("Café\n".encode() + "naïve – “quoted”".encode("cp1252"), "mixed"),
    ],
)
def test_encodings_are_told_and_mended(data, encoding):
    decoded = decode_page(data)
    assert "Café" in decoded.text
    assert "\ufffd" not in decoded.text
    assert decoded.encoding == encoding
    assert bool(decoded.findings) == (encoding in {"cp1252", "mixed"})


def test_mixed_encodings_name_the_first_line_that_was_mended():
    decoded = decode_page("für\n".encode() + b"l\x92heure\n")
    assert decoded.text == "für\nl’heure\n"
    assert decoded.findings[0].words == "l’heure"


@pytest.mark.parametrize("page", [OTHER_GUIDE, OTHER_NOTES])
def test_a_page_about_another_title_is_refused_with_both_names(page):
    title = KnownTitle("tt9000001", "The Lantern Keepers", 2011, people=frozenset({"Ada Gull", "Wren Gull"}))
    with pytest.raises(OtherTitle) as refused:
        read_page(page, title=title, country="AU")
    assert refused.value.found == "Marble Quay"
    assert "The Lantern Keepers" in str(refused.value)
    assert isinstance(refused.value, DaybillError)


def test_a_page_that_says_the_film_and_never_its_name_is_not_refused(lanterns):
    page = (
        "What Is the Film About?\n\nA lamp.\n\nFun Facts About the Film\n\n- It is real.\n\n"
        "Themes of the Film\n\nLight.\n"
    )
    assert len(read_page(page, title=lanterns, country="AU").blocks) == 3


def test_one_heading_about_another_title_is_reported_not_obeyed(lanterns):
    page = (
        "What is The Lantern Keepers About?\n\nA lamp.\n\nThemes of The Lantern Keepers\n\nLight, mostly.\n\n"
        "Fun Facts About Marble Quay\n\n- The lamp is real.\n"
    )
    read = read_page(page, title=lanterns, country="AU")
    assert [f.words for f in read.findings if f.rule == "foreign_heading"] == ["Fun Facts About Marble Quay"]
    assert [b.text for b in read.blocks if b.type == "fact"] == ["The lamp is real."]


def test_html_that_runs_is_dropped_and_reported(lanterns):
    page = (
        "<p>Plot</p><script>steal('cookies')</script><style>p{}</style><p>A lamp &lt;b&gt; goes out."
        "<a href='javascript:alert(1)'>Here</a> <a href='https://example.org/x'>there</a></p><iframe src='https://x.org'></iframe>"
    )
    read = read_page(page, title=lanterns, country="AU", format="html")
    assert "steal" not in str(read.to_json())
    assert {f.words for f in read.findings} >= {"<script>", "<style>", "<iframe>", "javascript:alert(1)"}
    assert [b.fields.get("links") for b in read.blocks] == [
        [{"text": "there", "url": "https://example.org/x"}]
    ]


def test_an_unclosed_tag_or_list_does_not_swallow_the_page(lanterns):
    page = "<h2>Fun facts</h2><ul><li>One lamp<li>Two sisters<h2>Themes<p>Patience"
    read = read_page(page, title=lanterns, country="AU", format="html")
    assert not lost_words(page, read)


@pytest.mark.parametrize(
    "page",
    [
        "Fun facts\n\n" + "".join(f"• The lamp was lit {n} times.\n" for n in range(10_000)),
        "Critics\n\n" + "".join(f"- “Lit {n} times!” – Ann Doe, The Paper\n" for n in range(10_000)),
        "Plot\n\n" + "word " * 1_000_000,
        "Critics\n\n" + "”" * 200_000 + "“ " * 200_000 + "' " * 100_000,
        "Critics\n\n“" + "A. B, C – (D) " * 100_000,
        "Lists\n\n" + "Ranked The Best " * 50_000,
        "Where to watch\n\n" + "Netflix, Stan and " * 20_000,
        "# Plot\n\n" + "*[a](" * 100_000 + "**__" * 100_000,
        "<p>" + "<b><i><a href=x>" * 50_000 + "Plot",
        "Notes\n\n" + "".join(f"{n}. Ann Doe, “Lamp {n},” Paper, May 2001.\n" for n in range(1, 900)),
    ],
    ids=[
        "bullets",
        "quotes",
        "prose",
        "marks",
        "dashes",
        "capitals",
        "services",
        "markdown",
        "tags",
        "notes",
    ],
)
def test_large_and_odd_pages_are_read_to_the_end(page, lanterns):
    """Quadratic reading of any of these would take minutes, and the run's own limit would end it."""
    read = read_page(page, title=lanterns, country="AU")
    assert not lost_words(page, read)
    assert not [f for f in read.findings if f.rule == "rescued_words"]
