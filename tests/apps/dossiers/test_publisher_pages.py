"""The publisher's pages: what is published is shown, and nothing before."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from daybill.apps.dossiers.models import PublisherPage
from daybill.apps.dossiers.queries import published_slugs, publisher_page
from tests.factories import EditorFactory, PublisherPageFactory

pytestmark = pytest.mark.django_db


def test_a_page_nobody_wrote_is_404_and_names_those_that_are_there(client: Client, db: None) -> None:
    assert client.get("/about/").status_code == 404
    PublisherPageFactory(slug="privacy")
    response = client.get("/about/")
    assert response.status_code == 404
    assert 'href="/privacy/"' in response.content.decode()


def test_a_draft_is_shown_to_nobody(client: Client, db: None) -> None:
    PublisherPageFactory(live=False)
    assert client.get("/about/").status_code == 404
    assert published_slugs() == []


def test_what_is_published_is_shown_at_once_and_a_later_draft_is_not(client: Client, db: None) -> None:
    page = PublisherPageFactory()
    assert "Who we are." in client.get("/about/").content.decode()
    page.body = "<p>Something new.</p>"
    revision = page.save_revision()
    assert "Something new." not in client.get("/about/").content.decode()
    revision.publish()
    assert "Something new." in client.get("/about/").content.decode()


def test_text_that_would_run_is_not_in_the_page(client: Client, db: None) -> None:
    PublisherPageFactory(heading='<script>alert("x")</script>', body="<p>Hello</p>")
    text = client.get("/about/").content.decode()
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_the_language_asked_for_then_english_then_any(db: None) -> None:
    PublisherPageFactory(language="fr", heading="A propos")
    assert publisher_page("about", "en").heading == "A propos"  # type: ignore[union-attr]
    PublisherPageFactory(language="en", heading="About")
    assert publisher_page("about", "de").heading == "About"  # type: ignore[union-attr]
    assert publisher_page("about", "fr").heading == "A propos"  # type: ignore[union-attr]
    assert publisher_page("privacy", "en") is None


def test_a_page_is_there_once_in_a_language(db: None) -> None:
    PublisherPageFactory()
    with pytest.raises(IntegrityError):
        PublisherPageFactory()


def test_slugs_are_in_the_order_of_the_footer(db: None) -> None:
    for slug in ("disclosure", "about", "privacy"):
        PublisherPageFactory(slug=slug)
    assert published_slugs() == ["about", "privacy", "disclosure"]


def test_the_address_is_the_contracts(db: None) -> None:
    assert PublisherPageFactory(slug="privacy").get_absolute_url() == "/privacy/"


def test_a_preview_is_the_page_itself_and_private(rf: Any, db: None) -> None:
    page = PublisherPage(slug="about", heading="Draft heading", body="<p>Draft.</p>")
    response = page.serve_preview(rf.get("/"), "")
    assert "Draft heading" in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_only_an_editor_may_edit(client: Client, db: None) -> None:
    page = PublisherPageFactory()
    path = f"/admin/snippets/dossiers/publisherpage/edit/{page.pk}/"
    assert client.get(path).status_code == 302
    client.force_login(EditorFactory())
    response = client.get(path)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"] or "private" in response.headers["Cache-Control"]
