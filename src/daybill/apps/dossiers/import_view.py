"""Reading a page in from the admin: paste it or choose its file, look at what was read, go on in the draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages

from daybill.apps.catalogue.models import Title
from daybill.domain.countries import countries, country_names
from daybill.domain.errors import DaybillError

from .choosers import title_chooser
from .importing import ImportedPage, import_page
from .models import Dossier
from .reading import PageFile, read_file

MOST_BYTES = 10_000_000
MOST_FINDINGS = 12


def _countries() -> list[tuple[str, str]]:
    names = country_names("en")
    return sorted(((code, names.get(code, code)) for code in countries()), key=lambda choice: choice[1])


class PageForm(forms.Form):
    """A page, the title it is about, and where and when its offers were seen."""

    title = forms.ModelChoiceField(
        label=gettext_lazy("Title it is about"),
        queryset=Title.objects.filter(type__in=["movie", "series"]),
        widget=title_chooser.widget_class,
    )
    text = forms.CharField(
        label=gettext_lazy("The page"),
        required=False,
        max_length=MOST_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("Paste its text, Markdown or HTML here, or choose its file below."),
    )
    file = forms.FileField(label=gettext_lazy("or its file"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country of its offers"), choices=_countries, initial="AU")
    observed = forms.DateField(
        label=gettext_lazy("Read on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy(
            "The day its offers were seen; without it, and without a date on the page, none is stored."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        text, file = cleaned.get("text") or "", cleaned.get("file")
        if bool(text.strip()) == bool(file):
            raise forms.ValidationError(_("Paste a page or choose a file: one of the two."))
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file has more than 10 MB. Give one page, without its pictures.")
            )
        return cleaned

    def page(self) -> PageFile:
        file = self.cleaned_data.get("file")
        return PageFile(
            name=file.name if file else _("Pasted page"),
            data=file.read() if file else self.cleaned_data["text"].encode(),
            country=self.cleaned_data["country"],
            observed=self.cleaned_data.get("observed"),
        )


class ImportPageView(FormView):
    """The form, and the way from it into the draft."""

    form_class = PageForm
    template_name = "dossiers/import_page.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("dossiers.add_dossier"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: PageForm) -> HttpResponse:
        page, title = form.page(), form.cleaned_data["title"]
        try:
            self._refuse_without_permission(title)
            read = read_file(page, title)
            done = import_page(read, title, name=page.name, digest=page.digest, user=self.request.user)
        except DaybillError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        self._say(done, len(read.blocks), len(read.left_over))
        return HttpResponseRedirect(reverse("wagtailsnippets_dossiers_dossier:edit", args=[done.dossier.pk]))

    def _refuse_without_permission(self, title: Title) -> None:
        """A page about a title that has a dossier changes that one."""
        exists = Dossier.objects.filter(title=title, language="en").exists()
        if exists and not self.request.user.has_perm("dossiers.change_dossier"):
            raise PermissionDenied

    def _say(self, done: ImportedPage, blocks: int, left_over: int) -> None:
        if not done.is_new and not done.offers:
            messages.warning(self.request, _("This page was read in before: the draft is as it was."))
            return
        read = ngettext("%(n)d part was read", "%(n)d parts were read", blocks) % {"n": blocks}
        kept = ngettext("%(n)d piece is left over", "%(n)d pieces are left over", left_over) % {
            "n": left_over
        }
        offers = ngettext("%(n)d offer was stored", "%(n)d offers were stored", done.offers) % {
            "n": done.offers
        }
        if not done.is_new:
            again = _("This page was read in before: the draft is as it was. With the day, %(offers)s.")
            messages.success(self.request, again % {"offers": offers})
            return
        messages.success(self.request, f"{read}; {offers}; {kept}.")
        for finding in done.findings[:MOST_FINDINGS]:
            messages.warning(self.request, finding.why)
