"""The editor's side of imports: runs, questions, and titles to merge or split."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from .admin_views import answering, merging, moves, questions, runs, splitting
from .admin_views.permissions import ALL, ANSWER, SEE_MOVES, SEE_RUNS

URLS = [
    path("runs/", runs.RunsView.as_view(), name="runs"),
    path("runs/results/", runs.RunsView.as_view(results_only=True), name="runs_results"),
    path("runs/<int:pk>/", runs.RunView.as_view(), name="run"),
    path("runs/<int:pk>/results/", runs.RunView.as_view(results_only=True), name="run_results"),
    path("questions/", questions.QuestionsView.as_view(), name="questions"),
    path("questions/results/", questions.QuestionsView.as_view(results_only=True), name="questions_results"),
    path("questions/accept/", questions.AcceptBestView.as_view(), name="accept"),
    path("questions/answered/", questions.AnsweredView.as_view(), name="answered"),
    path(
        "questions/answered/results/",
        questions.AnsweredView.as_view(results_only=True),
        name="answered_results",
    ),
    path("questions/<int:pk>/", answering.QuestionView.as_view(), name="question"),
    path("questions/<int:pk>/answer/", answering.AnswerView.as_view(), name="answer"),
    path("questions/<int:pk>/ask-again/", answering.AskAgainView.as_view(), name="ask_again"),
    path("titles/", moves.MovesView.as_view(), name="moves"),
    path("titles/results/", moves.MovesView.as_view(results_only=True), name="moves_results"),
    path("titles/merge/", merging.MergeView.as_view(), name="merge"),
    path("titles/split/", splitting.SplitView.as_view(), name="split"),
    path("titles/<int:pk>/", moves.MoveView.as_view(), name="move"),
]


@hooks.register("register_admin_urls")
def register_imports() -> list[URLPattern | URLResolver]:
    return [path("imports/", include((URLS, "imports")))]


class _For(MenuItem):
    """An entry for those who may do something."""

    def __init__(self, permission: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self._permission))


@hooks.register("register_admin_menu_item")
def register_imports_menu() -> SubmenuMenuItem:
    entries = [
        _For(ANSWER, _("Questions"), reverse("imports:questions"), icon_name="help", order=10),
        _For(SEE_RUNS, _("Runs"), reverse("imports:runs"), icon_name="history", order=20),
        _For(SEE_MOVES, _("Titles"), reverse("imports:moves"), icon_name="resubmit", order=30),
    ]
    return SubmenuMenuItem(_("Imports"), Menu(items=entries), name="imports", icon_name="download", order=120)


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Those that a group may be given in the admin."""
    wanted = Q()
    for permission in ALL:
        app, _dot, codename = permission.partition(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return Permission.objects.filter(wanted)
