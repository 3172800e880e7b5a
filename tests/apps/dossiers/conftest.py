"""A fixed day, no page kept from one test to the next, and a film with two pages of our own about it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches

from daybill.apps.catalogue.models import Title
from tests.factories import TitleFactory
from tests.web.stage import TODAY

# What a publisher's guide to a film looks like; film, critics and words are made up.
GUIDE = """The Salt Clock

Where to watch The Salt Clock

Stan
Subscription

Apple TV
Rent from $4.99

What is The Salt Clock about?

The keeper of a harbour clock finds that it runs on salt, and that somebody sells it by the spoon.

Is The Salt Clock worth watching?

Yes. It is patient with its people & quick with everything else.

What did the critics make of The Salt Clock?

• “A clock that is worth winding.” (Hal Garrow, Empire)
• “Salt, and plenty of it.” (Una Pell, The Guardian)

Five things to know about The Salt Clock

1. The clock was built for the film and still runs.
2. The harbour is a reservoir.

Best quotes from The Salt Clock

“Time is what the sea leaves.” — Ada Brine, to the mayor

Frequently asked questions about The Salt Clock

Q: Is the harbour real?
A: No, it is a reservoir.
"""
DATED = GUIDE + "\nUpdated on 3 May 2025\n"
NOTES = """On the longest night of the year a harbour clock stops, and nobody will say who stopped it.

Ada: Who wound it?
Mayor: Nobody has to.

“The clock was the first thing that we drew and the last thing that we built for it.”

Ines Vale, director¹

“Every film about a harbour is a film about waiting, and this one knows how long.”

Tom Reed²

1 Ann Author, “The Drawn Clock,” Tide Magazine, March 2012.
2 Tom Reed, “On Waiting,” Quay Review, 9 March 2015.

Last updated: 12/21/2020
"""
MARKDOWN = """# The Salt Clock

## What is The Salt Clock about?

A clock, and the **salt** that drives it.

## Fun facts about The Salt Clock

- The reservoir was drained twice.
- No gull was trained.
"""
HTML = """<!doctype html>
<html><head><title>The Salt Clock</title><script>alert("head")</script><style>p { color: red }</style></head>
<body onload="alert(1)"><h1>The Salt Clock</h1>
<h2>What is The Salt Clock about?</h2>
<p>A clock on a <a href="javascript:alert(2)">harbour</a> wall, <img src=x onerror="alert(3)">and 1 &lt; 2
 <a href="https://example.org/harbour">hours</a> of it.</p>
<script>alert("body")</script>
<h2>Fun facts about The Salt Clock</h2>
<ul><li>The <b onclick="alert(4)">gulls</b> are real. &lt;script&gt;alert(5)&lt;/script&gt;</li>
<li>So is the salt.</li></ul>
<iframe src="https://ads.example/frame"></iframe>
</body></html>
"""


@pytest.fixture(autouse=True)
def _no_kept_pages() -> Iterator[None]:
    for cache in (caches["pages"], caches["default"]):
        cache.clear()
    yield
    for cache in (caches["pages"], caches["default"]):
        cache.clear()


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.DAYBILL = dataclasses.replace(settings.DAYBILL, today=TODAY)


@pytest.fixture
def salt_clock(db: None) -> Title:
    return TitleFactory(name="The Salt Clock", year=2011, imdb_id="tt9000001")
