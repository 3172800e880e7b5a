"""The editor's side: dossiers, citations, the publisher's pages."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .choosers import CitationChooserViewSet, title_chooser
from .import_view import ImportPageView
from .models import Citation, Dossier, PublisherPage
from .refusing import DossierEditView, DossierWorkflowActionView
from .skeleton import DossierCreateView


class DossierViewSet(SnippetViewSet):
    model = Dossier
    icon = "doc-full-inverse"
    menu_label = _("Dossiers")
    list_display = ("title", "language", "writer", "updated_on", "live")
    list_filter = ("language", "live")
    search_fields = ("title__name",)
    add_view_class = DossierCreateView
    edit_view_class = DossierEditView
    workflow_action_view_class = DossierWorkflowActionView


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


@hooks.register("register_admin_urls")
def register_import_page():
    return [path("read-a-page/", ImportPageView.as_view(), name="read-a-page")]


class _ReadAPage(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("dossiers.add_dossier")


@hooks.register("register_admin_menu_item")
def register_import_page_menu():
    return _ReadAPage(_("Read a page in"), reverse("read-a-page"), icon_name="upload", order=110)
