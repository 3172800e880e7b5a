"""An editor signs in, changes the publisher's page and sees it on the site."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.conftest import PASSWORD, Visit


def test_an_editor_publishes_the_about_page(visit: Visit) -> None:
    reader = visit("phone")
    editor = visit("desk", quiet=False)
    page = editor.go("/admin/")
    page.locator("#id_username").fill("editor@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    editor.go("/admin/snippets/dossiers/publisherpage/")
    page.locator("main").get_by_role("link", name="About", exact=True).first.click()
    heading = page.locator("#id_heading")
    heading.fill("About this guide")
    text = page.locator(".public-DraftEditor-content").first
    text.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("We write about films by hand.")
    # The editor hands what was typed to its form a moment later.
    page.wait_for_function(
        "document.querySelector('[name=body]').value.includes('We write about films by hand.')"
    )
    # A draft is nobody's business yet.
    expect(reader.go("/about/").get_by_role("heading", level=1)).to_have_text("About")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("published")
    shown = reader.go("/about/")
    expect(shown.get_by_role("heading", level=1)).to_have_text("About this guide")
    expect(shown.locator("main")).to_contain_text("We write about films by hand.")


def test_a_wrong_password_is_refused(visit: Visit) -> None:
    visitor = visit("phone", quiet=False)
    page = visitor.go("/admin/")
    page.locator("#id_username").fill("editor@example.org")
    page.locator("#id_password").fill("not-the-password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("body")).to_contain_text("didn't match")
    assert visitor.path.startswith("/admin/login")
