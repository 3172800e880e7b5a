"""What the lists and pages of this part of the admin share."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin

PER_PAGE = 50


class Crumbs(WagtailAdminTemplateMixin):
    """A page with the way back to the list it belongs to.

    Attributes:
        parents: (name of the address, label) of the lists above it.
    """

    parents: tuple[tuple[str, Any], ...] = ()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [{"url": reverse(name), "label": label} for name, label in self.parents]
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, *above, here]


class Listing(Crumbs, BaseListingView):
    """A list in Wagtail's own dress; ``results_only`` is what its filters ask for again."""

    paginate_by = PER_PAGE
    template_name = "sources/listing.html"
    none_yet: Any = _("There is nothing here yet.")

    @cached_property
    def no_results_message(self) -> str:
        return str(_("Nothing fits these filters.") if self.is_filtering else self.none_yet)
