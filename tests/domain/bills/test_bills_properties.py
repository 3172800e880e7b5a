"""What holds for every bill, whatever the words."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybill.domain.bills import HIGH, WIDE, Bill, BillFacts, compose
from daybill.domain.bills.compose import FAMILIES, SUITED
from daybill.domain.bills.dice import Dice
from daybill.domain.bills.families import column
from daybill.domain.bills.inks import LEGIBLE, choose_inks, contrast
from daybill.domain.bills.job import Job
from daybill.domain.bills.shapes import Box, Lettering, Panel

SHEET = Box(0, 0, WIDE, HIGH)

WORDS = st.sampled_from(
    (
        *(
            "The",
            "of",
            "A",
            "I",
            "Heat",
            "Łódź",
            "Nguyễn",
            "Йод",
            "Ο",
            "Θίασος",
            "七人の侍",
            "기생충",
            "سين",
            "עם",
        ),
        *(
            "รัก",
            "कभी",
            "🎬",
            "👩\u200d👩\u200d👧",
            "$",
            "8½",
            "-",
            "/",
            "&",
            "<b>",
            "\u202e",
            "\x00",
            "\ud800",
        ),
        *("ß", "ﬁ", "Ǆ", "ꟊ", "E" + "\u0301\u0302" * 4, "Pneumonoultramicroscopicsilico"),
    )
)
NAMES = st.text(max_size=140) | st.lists(WORDS, max_size=24).map(" ".join)
FACTS = st.builds(
    BillFacts,
    id=st.text(max_size=12),
    name=NAMES,
    year=st.none() | st.integers(1874, 2100),
    genre=st.none() | st.sampled_from(sorted(SUITED)) | st.just("no-such-genre"),
    director=st.none() | NAMES,
    cast=st.lists(NAMES, max_size=3).map(tuple),
    minutes=st.none() | st.integers(0, 900),
)


def outline(panel: Panel, box: Box) -> Box:
    """The upright box around a box of this panel once the panel has been turned."""
    if panel.turn is None:
        return box
    a, b, c, d, e, f = panel.turn
    corners = [(x, y) for x in (box.x, box.right) for y in (box.y, box.foot)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def assert_sound(bill: Bill) -> None:
    """Words inside their panels, panels inside the sheet and clear of one another, everything legible."""
    placed = [(panel, outline(panel, panel.box)) for panel in bill.panels]
    for at, (panel, box) in enumerate(placed):
        assert contrast(panel.ink, panel.ground) >= LEGIBLE
        assert (bill.picture if panel.painted else SHEET).holds(box)
        if not panel.painted:
            assert panel.ground == bill.paper
            assert not bill.picture.meets(box)
        assert not any(box.meets(other) for _, other in placed[at + 1 :])
        for nth, word in enumerate(panel.words):
            assert panel.box.holds(word.box)
            assert not any(word.box.meets(other.box) for other in panel.words[nth + 1 :])


@given(facts=FACTS, stub=st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_words_make_a_sound_bill(facts: BillFacts, stub: bool) -> None:
    bill = compose(facts, stub)
    assert_sound(bill)
    assert bill == compose(facts, stub)


@pytest.mark.parametrize("family", sorted(FAMILIES))
@given(name=NAMES.filter(lambda name: len(name) < 41), high=st.integers(560, 852), data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_family_keeps_its_words_on_flat_ground(
    family: str, name: str, high: int, data: st.DataObject
) -> None:
    facts = BillFacts(id="x", name=name, genre="crime").printable()
    if family == "column" and not column.suits(facts.name):
        return
    dice = Dice(str(data.draw(st.integers(0, 10_000))))
    inks, night = choose_inks(None, "crime", dice)
    picture = Box(14, 14, 272, high)
    made = FAMILIES[family](Job(facts, dice, inks, night, picture))
    assert_sound(Bill("b", inks.paper, picture, tuple(made.art), made.panels, family, made.kind))


@given(facts=FACTS)
@settings(max_examples=100, deadline=None)
def test_nothing_unprintable_reaches_the_sheet(facts: BillFacts) -> None:
    for panel in compose(facts).panels:
        for word in panel.words:
            if isinstance(word, Lettering):
                assert word.text.encode("utf-8")
                assert not any(ord(char) < 32 or 0x202A <= ord(char) <= 0x202E for char in word.text)


@given(facts=FACTS)
@settings(max_examples=50, deadline=None)
def test_a_stub_is_the_same_composition(facts: BillFacts) -> None:
    bill, stub = compose(facts), compose(facts, stub=True)
    assert (bill.family, bill.kind, bill.paper) == (stub.family, stub.kind, stub.paper)
    assert bill.mark != stub.mark
    assert stub.picture.foot <= HIGH - 92


def test_facts_alone_decide() -> None:
    facts = BillFacts("tt0113277", "Heat", 1995, "crime")
    assert compose(facts) == compose(dataclasses.replace(facts))
