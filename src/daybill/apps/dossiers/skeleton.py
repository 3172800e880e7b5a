"""A new dossier starts from a good skeleton of parts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.snippets.views.snippets import CreateView

from .refusing import Refusing


def skeleton() -> list[tuple[str, dict[str, Any]]]:
    """The parts a page is most read for, empty, in the order of the page."""
    return [
        ("logline", {"text": ""}),
        ("synopsis", {"text": "", "citations": []}),
        ("review", {"verdict": "", "score": None, "text": "", "citations": []}),
        ("critics_summary", {"text": "", "citations": []}),
        ("fact", {"text": "", "citations": []}),
        ("theme", {"heading": "", "text": "", "citations": []}),
        ("comparison", {"text": "", "citations": []}),
        ("scene", {"heading": "", "text": "", "citations": [], "spoiler": False}),
        ("question", {"question": _("What is it about?"), "answer": "", "citations": []}),
    ]


class DossierCreateView(Refusing, CreateView):
    """Offers the skeleton where nothing was written yet."""

    def get_initial_form_instance(self) -> Any:
        instance = super().get_initial_form_instance() or self.model()
        block = instance.body.stream_block
        instance.body = block.to_python([{"type": name, "value": value} for name, value in skeleton()])
        return instance
