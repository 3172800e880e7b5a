"""What holds of every page: no violation, nothing wider than the screen, nothing that jumps."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route

from tests.journeys.conftest import Visit

PAGES = {
    "front": "/",
    "country": "/au/",
    "film": "/au/movie/heat-1995/",
    "film as of": "/au/movie/heat-1995/?as_of=2025-08-20",
    "sparse film": "/au/movie/heat-1972/",
    "person": "/au/person/michael-mann/",
    "service": "/au/provider/netflix/",
    "awards": "/au/awards/",
    "ceremony": "/au/awards/academy-awards/2000/",
    "results": "/search/?q=heat&country=au",
    "no results": "/search/?q=zzzz&country=au",
    "results without a country": "/search/?q=heat",
    "about": "/about/",
    "unknown film": "/au/movie/heat-1994/",
    "unknown country": "/uk/",
    "bad day": "/au/movie/heat-1995/?as_of=x",
}
WIDTHS = (320, 390, 768, 1280)


@pytest.fixture(scope="session")
def axe() -> Axe:
    return Axe()


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def screen(visit: Visit, scheme: str) -> Iterator[Page]:
    # axe is a script of the test's own, which the site's policy rightly refuses.
    return visit("desk", quiet=False, color_scheme=scheme, bypass_csp=True).page


@pytest.mark.parametrize("wide", [390, 1280])
def test_axe_finds_nothing(screen: Page, site: str, axe: Axe, wide: int) -> None:
    screen.set_viewport_size({"width": wide, "height": 900})
    found = []
    for name, path in PAGES.items():
        screen.goto(site + path)
        found += _violations(axe, screen, name)
        menu = screen.locator(".house summary")
        if name in ("country", "film"):
            menu.click()
            found += _violations(axe, screen, f"{name}, menu open")
    assert not found, "\n".join(found)


def _violations(axe: Axe, page: Page, name: str) -> list[str]:
    results = axe.run(page)
    return [
        f"{name}: {v['id']} ({v['impact']}): {v['help']}: {v['nodes'][0]['html'][:200]} "
        f"{v['nodes'][0].get('failureSummary', '')[:300]} [{len(v['nodes'])}]"
        for v in results.response["violations"]
    ]


def test_nothing_is_wider_than_the_screen(visit: Visit, site: str) -> None:
    page = visit("desk", quiet=False).page
    wider = []
    for name, path in PAGES.items():
        page.goto(site + path)
        for wide in WIDTHS:
            page.set_viewport_size({"width": wide, "height": 800})
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > wide:
                wider.append(f"{name} at {wide}: {needed}")
    assert not wider, "\n".join(wider)


def test_nothing_is_wider_with_the_menu_open(visit: Visit, site: str) -> None:
    page = visit("desk").page
    for wide in WIDTHS:
        page.set_viewport_size({"width": wide, "height": 800})
        page.goto(f"{site}/au/movie/heat-1995/")
        page.locator(".house summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
        box = page.get_by_role("button", name="Show mine").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= wide


WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
    for (const e of list.getEntries()) {
        window.shifts.push([e.value, e.hadRecentInput, e.sources.map(s => s.node && (s.node.outerHTML || s.node.parentElement.outerHTML) || '').join(' ').slice(0, 200)]);
    }
}).observe({type: 'layout-shift', buffered: true});
"""


@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("path", ["/au/movie/heat-1995/", "/au/", "/au/person/michael-mann/"])
@pytest.mark.parametrize("slow", [False, True], ids=["quick", "slow-fonts"])
def test_nothing_jumps_while_a_page_loads(visit: Visit, size: str, path: str, slow: bool) -> None:
    visitor = visit(size)
    visitor.page.add_init_script(WATCH_SHIFTS)
    if slow:
        visitor.page.route("**/*.woff2", _late)
    page = visitor.go(path)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(250)
    assert page.evaluate("window.shifts") == []


def _late(route: Route) -> None:
    time.sleep(0.4)
    route.continue_()


def test_every_file_of_a_page_comes_from_the_site_and_is_there(visit: Visit, site: str) -> None:
    visitor = visit()
    answers: list[tuple[str, int]] = []
    visitor.page.on("response", lambda answer: answers.append((answer.url, answer.status)))
    visitor.go("/au/movie/heat-1995/")
    visitor.page.wait_for_load_state("networkidle")
    assert any(url.endswith(".css") for url, _ in answers)
    assert any(url.endswith(".woff2") for url, _ in answers)
    assert all(url.startswith(site) and status == 200 for url, status in answers), answers


def test_headings_can_be_read_at_four_hundred_percent(visit: Visit, site: str) -> None:
    """1280 pixels at 400 % are 320 (WCAG 1.4.10)."""
    page = visit("desk", device_scale_factor=4).page
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{site}/au/movie/heat-1995/")
    for heading in page.locator("h1, h2, h3").all():
        if heading.is_visible():
            box = heading.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 321
