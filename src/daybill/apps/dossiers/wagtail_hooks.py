"""The editor's side of the publisher's pages."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import PublisherPage


class PublisherPageViewSet(SnippetViewSet):
    model = PublisherPage
    icon = "doc-full"
    menu_label = _("Publisher's pages")
    menu_order = 300
    add_to_admin_menu = True
    list_display = ("heading", "slug", "language", "live")
    list_filter = ("slug", "language", "live")


register_snippet(PublisherPageViewSet)
