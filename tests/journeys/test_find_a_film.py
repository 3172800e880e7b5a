"""From the front page to a film, a person, a service, and back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import SIZES, Visit, Visitor

HEAT = "/au/movie/heat-1995/"


def _walk(visitor: Visitor) -> None:
    """Home, choose Australia, find Heat, its director, back, a service, back."""
    page = visitor.go("/")
    page.locator("main").get_by_role("link", name=re.compile("^Australia")).click()
    page.wait_for_url("**/au/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("tonight?")
    field = page.get_by_role("searchbox").first
    field.fill("heat")
    field.press("Enter")
    page.wait_for_url("**/search/**")
    page.locator("a.hit", has_text="1995").first.click()
    page.wait_for_url(f"**{HEAT}")
    expect(page.get_by_role("heading", level=1, name="Heat", exact=True)).to_be_visible()
    expect(page.locator(".snipe")).to_be_visible()
    assert "2 h 50 min" in page.locator("main").inner_text()
    page.locator("main").get_by_role("link", name="Michael Mann", exact=True).first.click()
    page.wait_for_url("**/au/person/michael-mann/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Michael Mann")
    page.go_back()
    page.wait_for_url(f"**{HEAT}")
    page.locator("[data-part=where-to-watch]").get_by_role("link", name="Netflix", exact=True).first.click()
    page.wait_for_url("**/au/provider/netflix/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Netflix")
    page.go_back()
    page.wait_for_url(f"**{HEAT}")


@pytest.mark.parametrize("size", SIZES)
def test_a_film_is_found_and_led_on_from(visit: Visit, size: str) -> None:
    _walk(visit(size))


@pytest.mark.parametrize("size", SIZES)
def test_it_is_found_without_script_too(visit: Visit, size: str) -> None:
    _walk(visit(size, java_script_enabled=False))


@pytest.mark.parametrize("size", SIZES)
def test_the_answer_stands_above_the_fold(visit: Visit, size: str) -> None:
    page = visit(size).go(HEAT)
    box = page.locator(".snipe strong").bounding_box()
    assert box
    assert box["y"] + box["height"] <= SIZES[size][1]


def test_services_turn_the_answer_into_yes_and_unticking_turns_it_back(visit: Visit) -> None:
    visitor = visit("phone")
    page = visitor.go(HEAT)
    assert "Yes" not in page.locator(".snipe").inner_text()
    _choose(page, "Stan")
    expect(page.locator(".snipe strong")).to_have_text("Yes, it’s on Stan.")
    expect(page.locator(".house summary")).to_contain_text("Australia")
    # It is remembered on the next visit, and elsewhere.
    expect(visitor.go(HEAT).locator(".snipe strong")).to_have_text("Yes, it’s on Stan.")
    assert visitor.go("/au/").locator(".tag.mine").count()
    visitor.go(HEAT)
    _choose(page, "Stan")
    expect(page.locator(".snipe strong")).not_to_contain_text("Yes")


def _choose(page: Page, service: str) -> None:
    page.locator(".house summary").click()
    page.locator(".house label.pick", has_text=service).locator("input").click()
    page.get_by_role("button", name="Show mine").click()
    page.wait_for_url(f"**{HEAT}")


def test_another_country_keeps_the_film(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go(HEAT)
    page.locator(".house summary").click()
    page.get_by_label("Country").select_option(label="Switzerland")
    page.get_by_role("button", name="Show mine").click()
    page.wait_for_url("**/ch/movie/heat-1995/")
    assert "Switzerland" in page.locator(".snipe").inner_text()


def test_a_wrong_address_shows_the_way(visit: Visit) -> None:
    visitor = visit("phone", quiet=False)
    answer = visitor.page.goto(f"{visitor.site}/au/movie/heat-1994/")
    assert answer
    assert answer.status == 404
    visitor.page.get_by_role("link", name="Heat (1995)").click()
    visitor.page.wait_for_url(f"**{HEAT}")


# -- Keyboard alone ----------------------------------------------------------------------------------------


def _focused(page: Page) -> Locator:
    return page.locator(":focus")


def _tab_to(page: Page, target: Locator, most: int = 40) -> None:
    """Press Tab until the target has the focus; every stop on the way must be visible with an outline."""
    for _ in range(most):
        page.keyboard.press("Tab")
        seen: Any = page.evaluate(
            """() => {
                const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
                return {tag: e.tagName, text: e.innerText || e.ariaLabel || e.name,
                        wide: b.width, high: b.height,
                        marked: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0
                            || s.boxShadow !== 'none'
                            || !!e.closest('form, label') && getComputedStyle(e.closest('form, label')).outlineStyle !== 'none'};
            }"""
        )
        assert seen["tag"] != "BODY", "The focus went out of the page."
        assert seen["wide"] > 0, seen
        assert seen["high"] > 0, seen
        assert seen["marked"], f"No sign of the focus on {seen}"
        if target.evaluate("e => e === document.activeElement"):
            return
    pytest.fail(f"{target} was not reached with {most} tabs.")


@pytest.mark.parametrize("size", SIZES)
def test_the_keyboard_alone_is_enough(visit: Visit, size: str) -> None:
    visitor = visit(size)
    page = visitor.go("/")
    page.keyboard.press("Tab")
    expect(_focused(page)).to_have_text("Skip to the page")
    expect(_focused(page)).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    _tab_to(page, page.locator("main").get_by_role("link", name=re.compile("^Australia")))
    page.keyboard.press("Enter")
    page.wait_for_url("**/au/")
    field = page.get_by_role("searchbox").first
    _tab_to(page, field)
    page.keyboard.type("heat 1995")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    _tab_to(page, page.locator("a.hit").first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{HEAT}")
    # The menu of country and services opens, is filled in and sent.
    _tab_to(page, page.locator(".house summary"))
    page.keyboard.press("Enter")
    box = page.locator(".house label.pick", has_text="Stan").locator("input")
    _tab_to(page, box)
    page.keyboard.press("Space")
    _tab_to(page, page.get_by_role("button", name="Show mine"))
    page.keyboard.press("Enter")
    expect(page.locator(".snipe strong")).to_have_text("Yes, it’s on Stan.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    _tab_to(page, page.locator("main").get_by_role("link", name="Michael Mann", exact=True).first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/au/person/michael-mann/")


def test_tab_follows_the_reading_order(visit: Visit) -> None:
    page = visit("phone").go(HEAT)
    tops: list[float] = []
    page.locator("main").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        tops.append(page.evaluate("document.activeElement.getBoundingClientRect().top + scrollY"))
    assert tops == sorted(tops)
