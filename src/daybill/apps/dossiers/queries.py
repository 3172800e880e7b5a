"""What readers are shown of the publisher's pages."""

from __future__ import annotations

from .models import Dossier, PageSlug, PublisherPage


def publisher_page(slug: str, language: str) -> PublisherPage | None:
    """The published page in a language, else in English, else in any; ``None`` before it is written."""
    pages = {page.language: page for page in PublisherPage.objects.filter(slug=slug, live=True)}
    return pages.get(language) or pages.get("en") or next(iter(pages.values()), None)


def published_slugs() -> list[str]:
    """The pages that a footer may link to, in the order of `PageSlug`."""
    live = set(PublisherPage.objects.filter(live=True).values_list("slug", flat=True))
    return [slug for slug in PageSlug.values if slug in live]


def dossier_for(title: int, language: str) -> Dossier | None:
    """The published dossier of a title in a language, else in English; ``None`` where nobody wrote one."""
    live = {
        d.language: d for d in Dossier.objects.filter(title=title, live=True, language__in=[language, "en"])
    }
    return live.get(language) or live.get("en")
