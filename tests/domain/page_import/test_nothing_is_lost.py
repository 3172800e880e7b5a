"""Any mixture of the things pages are made of is kept word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.page_import import EmptyPage, KnownTitle, OtherTitle, PageFormat, lost_words, read_page

TITLE = KnownTitle("tt9000001", "The Lantern Keepers", 2011, people=frozenset({"Ada Gull"}))
HEADINGS = """\
Where to Watch
What Did the Critics Make of The Lantern Keepers?
Fun facts
FAQ
Notes
Best Quotes
Dialogue
The Lantern Keepers
Cast
In their own words
On the lists
Unheard Of Heading
Trailers
Is it on Stan?
The score
Iconic Scenes from Marble Quay
# Plot
<h2>Themes</h2>
**Review**""".split("\n")
LINES = """\
Netflix
Subscription
Stan (subscription)
Rent from $4.99
Zorblax: Free with ads
• “A lamp.” – Ann Doe, The Paper
- “A lamp
Ada: Light it.
ADA
“Not mine,
nor yours.” Ann Doe1
Ann Doe²
1Ann Doe, “Lamps,” Paper, May 2001.
[^1]: Ibid., p. 4. https://example.org/a
[^x]: Later.
Why?
Q: Why? A: Because.
1. First
– Wren
—
Updated on 3/4/2021
Try Stan free! Watch Now
Director: Ann Doe
Home > Films > Lamps
Number 4 in “Lamps of the Century” (The Paper).
> quoted[^x]
*one* **two** [three](https://example.org/t) [four](javascript:x)
<li>One<sup>1</sup>
&amp; <b>bold
| a | b |
---
„Licht.“ – Frau A
« Oui. »
‘It’s’
Café\u00a0naïve co\u00adop
x² ﬁn ①
日本語の文。
مرحبا""".split("\n")
pieces = st.one_of(st.sampled_from(HEADINGS), st.sampled_from(LINES), st.text(max_size=40))
pages = st.lists(st.tuples(pieces, st.sampled_from(["\n", "\n\n", "\r\n", "\n  ", " "])), max_size=25).map(
    lambda parts: "".join(text + end for text, end in parts)
)


@pytest.mark.parametrize("page_format", [None, *PageFormat])
@given(page=pages)
def test_every_word_is_somewhere(page_format, page):
    try:
        read = read_page(page, title=TITLE, country="AU", format=page_format)
    except (EmptyPage, OtherTitle):
        return
    assert lost_words(page, read) == []


def test_a_word_taken_away_is_noticed():
    """The comparison itself would see a loss."""
    page = "Plot\n\nA lamp and a lamp."
    read = read_page(page.replace("and a lamp", ""), title=TITLE, country="AU")
    assert lost_words(page, read) == ["a", "and", "lamp"]
