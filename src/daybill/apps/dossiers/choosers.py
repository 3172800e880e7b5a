"""Picking a title or a citation in the admin; a citation can be written on the spot."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.views.chooser import ChooseView as SnippetChooseView
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetCreateView

from daybill.apps.catalogue.models import Title
from daybill.apps.catalogue.queries import PAGE_TYPES, search_titles


class TitleFilterForm(BaseFilterForm):
    """Finds titles by name, with or without the year, as the site's own search does."""

    q = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("Name, or name and year")}),
    )

    def filter(self, objects: QuerySet[Title]) -> QuerySet[Title]:
        query = self.cleaned_data.get("q", "")
        self.is_searching = bool(query)
        self.search_query = query
        return search_titles(query) if query else objects


class _Titles:
    filter_form_class = TitleFilterForm

    def get_object_list(self) -> QuerySet[Title]:
        return Title.objects.filter(type__in=PAGE_TYPES).order_by("-popularity", "id")


class TitleChooseView(_Titles, ChooseView):
    pass


class TitleChooseResultsView(_Titles, ChooseResultsView):
    pass


class TitleChooserViewSet(ChooserViewSet):
    model = Title
    icon = "media"
    choose_one_text = _("Choose a title")
    choose_another_text = _("Choose another title")
    choose_view_class = TitleChooseView
    choose_results_view_class = TitleChooseResultsView


class _OwnPrefix:
    """The form stands on the editor's own page, whose fields have names and labels too."""

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_creation_form_kwargs(), "prefix": "new-citation"}  # type: ignore[misc]


class CitationChooseView(_OwnPrefix, SnippetChooseView):
    pass


class CitationCreateView(_OwnPrefix, SnippetCreateView):
    pass


class CitationChooserViewSet(SnippetChooserViewSet):
    choose_view_class = CitationChooseView
    create_view_class = CitationCreateView
    icon = "openquote"
    choose_one_text = _("Choose or write a citation")
    choose_another_text = _("Choose another citation")
    edit_item_text = _("Edit this citation")
    form_fields = (
        "author",
        "title",
        "container",
        "publisher",
        "date",
        "url",
        "archived_url",
        "accessed",
        "locator",
    )
    creation_tab_label = _("Write a new one")
    create_action_label = _("Add citation")


title_chooser = TitleChooserViewSet("title_chooser", url_prefix="titles/chooser")
