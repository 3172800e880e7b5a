"""The editor's side: dossiers, citations, the publisher's pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .choosers import CitationChooserViewSet, title_chooser
from .models import Citation, Dossier, PublisherPage
from .skeleton import DossierCreateView


class DossierViewSet(SnippetViewSet):
    model = Dossier
    icon = "doc-full-inverse"
    menu_label = _("Dossiers")
    list_display = ("title", "language", "writer", "updated_on", "live")
    list_filter = ("language", "live")
    search_fields = ("title__name",)
    add_view_class = DossierCreateView


class CitationViewSet(SnippetViewSet):
    model = Citation
    icon = "openquote"
    menu_label = _("Citations")
    list_display = ("author", "title", "container", "date")
    chooser_viewset_class = CitationChooserViewSet


class PublisherPageViewSet(SnippetViewSet):
    model = PublisherPage
    icon = "doc-full"
    menu_label = _("Publisher's pages")
    list_display = ("heading", "slug", "language", "live")
    list_filter = ("slug", "language", "live")


class Desk(SnippetViewSetGroup):
    menu_label = _("Words")
    menu_icon = "edit"
    menu_order = 100
    items = (DossierViewSet, CitationViewSet, PublisherPageViewSet)


register_snippet(Desk)


@hooks.register("register_admin_viewset")
def register_title_chooser():
    return title_chooser


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        "daybill.publish_refused",
        _("Not published on schedule"),
        _("Not published on schedule: its words have errors"),
    )
