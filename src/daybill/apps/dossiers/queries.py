"""What readers are shown of the publisher's pages."""

from __future__ import annotations

from .models import PageSlug, PublisherPage


def publisher_page(slug: str, language: str) -> PublisherPage | None:
    """The published page in a language, else in English, else in any; ``None`` before it is written."""
    pages = {page.language: page for page in PublisherPage.objects.filter(slug=slug, live=True)}
    return pages.get(language) or pages.get("en") or next(iter(pages.values()), None)


def published_slugs() -> list[str]:
    """The pages that a footer may link to, in the order of `PageSlug`."""
    live = set(PublisherPage.objects.filter(live=True).values_list("slug", flat=True))
    return [slug for slug in PageSlug.values if slug in live]
