"""Bills as inline SVG."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Engine
from hypothesis import given, settings
from hypothesis import strategies as st

from daybill.domain.bills import BillFacts
from daybill.domain.bills.compose import SUITED
from daybill.web.bills import bill_svg

HEAT = BillFacts("tt0113277", "Heat", 1995, "crime", "Michael Mann", ("Al Pacino", "Robert De Niro"), 170)
LARGEST = 6000
FACTS = st.builds(
    BillFacts,
    id=st.text(max_size=8),
    name=st.text(max_size=160),
    year=st.none() | st.integers(1874, 2100),
    genre=st.none() | st.sampled_from(sorted(SUITED)),
    director=st.none() | st.text(max_size=60),
    cast=st.lists(st.text(max_size=60), max_size=3).map(tuple),
    minutes=st.none() | st.integers(0, 900),
)


@given(facts=FACTS, stub=st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_words_make_small_valid_xml_without_styles(facts: BillFacts, stub: bool) -> None:
    svg = bill_svg(facts, stub=stub)
    tree = ET.fromstring(svg)
    assert not any("style" in element.attrib or element.tag == "style" for element in tree.iter())
    assert len(svg.encode()) < LARGEST


def test_wordy_bills_of_every_kind_stay_small() -> None:
    sizes = []
    for number in range(400):
        name = "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb & Live"
        facts = BillFacts(
            str(number), name, 1964, sorted(SUITED)[number % len(SUITED)], "Stanley Kubrick", HEAT.cast
        )
        sizes.append(len(bill_svg(facts).encode()))
        assert len(bill_svg(facts, stub=True).encode()) < sizes[-1]
    assert max(sizes) < LARGEST
    assert sum(sizes) / len(sizes) < 3500


def test_names_are_escaped() -> None:
    name = '<script>alert("x")</script>'
    svg = bill_svg(BillFacts("x", name, director=name, cast=(name,)), label=name)
    assert "<script" not in svg.lower()
    assert ET.fromstring(svg).attrib["aria-label"] == name


def test_a_label_is_spoken_and_no_label_hides() -> None:
    assert 'role="img" aria-label="Poster: Heat, 1995"' in bill_svg(HEAT, label="Poster: Heat, 1995")
    assert 'aria-hidden="true"' in bill_svg(HEAT)
    assert "role=" not in bill_svg(HEAT)


def test_ids_are_unique_among_many_bills() -> None:
    ids: list[str] = []
    for number in range(150):
        for stub in (False, True):
            tree = ET.fromstring(bill_svg(BillFacts(str(number), "Heat", 1995, "western"), stub=stub))
            ids.extend(element.attrib["id"] for element in tree.iter() if "id" in element.attrib)
    assert len(ids) == len(set(ids))


def test_every_reference_meets_an_id() -> None:
    for number in range(150):
        svg = bill_svg(BillFacts(str(number), "Heat", 1995, "history"))
        ids = {element.attrib["id"] for element in ET.fromstring(svg).iter() if "id" in element.attrib}
        assert {part.split(")")[0] for part in svg.split("url(#")[1:]} == ids


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{% bill facts %}", {}),
        ("{% bill facts stub=True %}", {"stub": True}),
        ('{% bill facts label="Poster: Heat" %}', {"label": "Poster: Heat"}),
    ],
)
def test_template_tag_draws_the_bill(tag: str, expected: dict[str, object]) -> None:
    engine = Engine(libraries={"bills": "daybill.web.templatetags.bills"})
    drawn = engine.from_string("{% load bills %}" + tag).render(Context({"facts": HEAT}))
    assert drawn == bill_svg(HEAT, **expected)
