"""The words of a page: read in, written, previewed, scheduled, published, compared, taken down; and read."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import PASSWORD, Visit, Visitor

READ_IN = "/au/movie/thief-1981/"
WRITTEN = "/au/movie/collateral-2004/"
DOSSIERS = "/admin/snippets/dossiers/dossier/"
# A page of our own; nobody said any of it.
PAGE = """What is Thief about?

A welder counts what the night has cost him, and then counts it again.

Is Thief worth watching?

Yes, and with the lights off.

Fun facts about Thief

- The rain was real on the third night.
- The safe is still locked.

In their own words

“The street was the first thing that we drew and the last thing that we lit for it.”

Ines Vale, director¹

“Every film about a night is a film about waiting, and this one knows how long.”

Tom Reed²

1 Ann Author, “The Drawn Street,” Tide Magazine, March 2012.
2 Tom Reed, “On Waiting,” Quay Review, 9 March 2015.

Last updated: 12/21/2020
"""


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/login/")
    page.locator("#id_username").fill("editor@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def choose_title(page: Page, name: str) -> None:
    """Type into the chooser, and take what it finds."""
    page.get_by_role("button", name="Choose a title").click()
    modal = page.locator(".modal-dialog")
    modal.get_by_label("Name").fill(name)
    found = modal.locator("#search-results a", has_text=re.compile(r"\(\d{4}\)")).first
    expect(found).to_contain_text(name.split(maxsplit=1)[0])
    found.click()
    expect(modal).to_have_count(0)


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("published")


@pytest.fixture(scope="module")
def read_in(browser: Browser, site: str) -> str:
    """A page is pasted into the admin, its draft reviewed and published; returns the public address."""
    with browser.new_context(viewport={"width": 1280, "height": 1000}) as context:
        context.set_default_timeout(15_000)
        page = context.new_page()
        sign_in(page, site)
        page.goto(f"{site}/admin/")
        page.get_by_role("link", name="Read a page in").click()
        choose_title(page, "Thief 1981")
        page.get_by_label("The page").fill(PAGE)
        page.get_by_role("button", name="Read it").click()
        page.wait_for_url("**/dossier/edit/**")
        expect(page.locator(".messages")).to_contain_text("0 pieces are left over")
        expect(page.locator("[data-contentpath=body]")).to_contain_text("The safe is still locked.")
        expect(page.locator("[data-contentpath=body]")).to_contain_text("On Waiting")
        draft = context.request.get(f"{site}{READ_IN}").text()
        assert "The safe is still locked." not in draft
        publish(page)
    return READ_IN


def test_a_pasted_page_becomes_a_draft_and_then_a_page(read_in: str, visit: Visit) -> None:
    page = visit("phone").go(read_in)
    expect(page.locator("[data-part=synopsis]")).to_contain_text("counts what the night has cost him")
    expect(page.locator("[data-part=passages] figure")).to_have_count(2)


# -- Reading -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_footnote_is_read_and_left_again(read_in: str, visit: Visit, size: str, script: bool) -> None:
    visitor = visit(size, java_script_enabled=script)
    page = visitor.go(read_in)
    mark = page.locator("[data-part=passages] sup.mark a").nth(1)
    mark.scroll_into_view_if_needed()
    mark.click()
    expect(page).to_have_url(re.compile("#note-2$"))
    note = page.locator("#note-2")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("On Waiting")
    note.locator("a[role=doc-backlink]").first.click()
    expect(page).to_have_url(re.compile("#ref-2-1$"))
    expect(mark).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_page_with_words(read_in: str, visit: Visit, scheme: str) -> None:
    # axe is a script of the test's own, which the site's policy rightly refuses.
    visitor = visit("desk", quiet=False, color_scheme=scheme, bypass_csp=True)
    page = visitor.go(read_in)
    found = []
    for wide in (390, 1280):
        page.set_viewport_size({"width": wide, "height": 900})
        found += [
            f"{wide}: {v['id']}: {v['nodes'][0]['html'][:200]}"
            for v in Axe().run(page).response["violations"]
        ]
    assert not found, "\n".join(found)


def test_nothing_is_wider_than_a_narrow_screen(read_in: str, visit: Visit) -> None:
    page = visit("phone").go(read_in)
    for wide in (320, 390, 768, 1280):
        page.set_viewport_size({"width": wide, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= wide


# -- Writing -----------------------------------------------------------------------------------------------


def rich_text(page: Page, name: str) -> Locator:
    """The editor of a field of rich text."""
    field = page.locator(f'[name="{name}"]').locator("xpath=ancestor::*[@data-contentpath][1]")
    return field.locator(".public-DraftEditor-content")


def type_into(page: Page, name: str, text: str) -> None:
    rich_text(page, name).click()
    page.keyboard.type(text)


@pytest.fixture
def editor(visit: Visit) -> Visitor:
    visitor = visit("desk", quiet=False)
    visitor.context.set_default_timeout(6_000)
    sign_in(visitor.page, visitor.site)
    return visitor


def save_draft(page: Page) -> None:
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text(re.compile("created|saved|updated"))


def test_a_dossier_is_written_previewed_published_changed_compared_and_taken_down(
    editor: Visitor, visit: Visit
) -> None:
    page, reader = editor.go(f"{DOSSIERS}add/"), visit("phone")
    choose_title(page, "Collateral 2004")
    page.locator('[name="body-0-value-text"]').fill("A driver is told where to go, all night.")
    page.locator('[name="body-2-value-verdict"]').fill("See it in a taxi.")
    type_into(page, "body-2-value-text", "It knows its streets.[1]")
    # The citation is written on the spot.
    review = page.locator('[data-contentpath="citations"]').filter(
        has=page.locator('[name="body-2-value-citations-count"]')
    )
    review.locator("[data-streamfield-list-add]").first.click()
    review.get_by_role("button", name="Choose citation").click()
    modal = page.locator(".modal-dialog")
    modal.get_by_role("tab", name="Write a new one").click()
    modal.locator("[name=new-citation-author]").fill("Ann Author")
    modal.locator("[name=new-citation-title]").fill("Streets by Night")
    modal.locator("[name=new-citation-date]").fill("2012-24")
    modal.get_by_role("button", name="Add citation").click()
    expect(review).to_contain_text("Streets by Night")
    save_draft(page)
    expect(reader.go(WRITTEN).locator("main")).not_to_contain_text("See it in a taxi.")

    # The preview is the public page itself, in the country chosen.
    page.get_by_role("button", name="Toggle preview").click()
    shown = page.frame_locator("iframe[title=Preview]").first
    expect(shown.locator("[data-part=review]")).to_contain_text("See it in a taxi.")
    expect(shown.locator(".house summary")).to_contain_text("Australia")
    page.locator("#id_preview_mode").select_option(label="New Zealand")
    expect(shown.locator(".house summary")).to_contain_text("New Zealand")
    expect(shown.locator(".logline")).to_contain_text("A driver is told where to go")
    page.get_by_role("button", name="Toggle preview").click()

    publish(page)
    words = reader.go(WRITTEN)
    expect(words.locator("[data-part=review]")).to_contain_text("See it in a taxi.")
    expect(words.locator("#note-1")).to_contain_text("Streets by Night")
    expect(words.locator("#note-1")).to_contain_text("inter 2012")

    page.locator("main table").get_by_role("link", name="Collateral (2004)").first.click()
    page.locator('[name="body-2-value-verdict"]').fill("See it on a late bus.")
    save_draft(page)
    expect(reader.go(WRITTEN).locator("[data-part=review]")).to_contain_text("See it in a taxi.")
    history = page.url.replace("/edit/", "/history/")
    page.goto(history)
    page.locator("main table tbody tr").first.get_by_label("Actions").click()
    page.get_by_role("link", name="Compare with previous version").click()
    page.wait_for_url("**/revisions/compare/**")
    expect(page.locator(".comparison")).to_contain_text("late bus")
    expect(page.locator(".comparison")).to_contain_text("taxi")

    page.goto(history.replace("/history/", "/unpublish/"))
    page.get_by_role("button", name="unpublish").click()
    expect(page.locator(".messages")).to_contain_text("unpublished")
    assert "review" not in {
        part.get_attribute("data-part") for part in reader.go(WRITTEN).locator("[data-part]").all()
    }


def test_a_dossier_is_set_to_go_live_and_waits(editor: Visitor, visit: Visit) -> None:
    page, path = editor.go(f"{DOSSIERS}add/"), "/au/movie/the-insider-1999/"
    choose_title(page, "The Insider 1999")
    page.locator('[name="body-0-value-text"]').fill("A man who knows is asked to speak.")
    save_draft(page)
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    page.locator("#id_go_live_at").fill("2031-01-02 10:00")
    page.get_by_role("button", name="Save schedule").click()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=re.compile("Schedule to publish|Publish")).click()
    expect(page.locator(".messages")).to_contain_text("scheduled for publishing")
    expect(visit("phone").go(path).locator("main")).not_to_contain_text("A man who knows")
    page.goto(f"{editor.site}{DOSSIERS}")
    row = page.locator("tr", has_text="The Insider")
    expect(row).to_be_visible()
    row.get_by_role("link", name=re.compile("The Insider")).first.click()
    page.get_by_role("button", name="Toggle status").click()
    expect(page.locator("body")).to_contain_text(re.compile("Jan.* 2031|2 January 2031"))
