from __future__ import annotations

import pytest


@pytest.fixture
def home(settings, tmp_path):
    """A home of its own for commands that write there; no static files, whose copying takes a second."""
    settings.HOME = tmp_path / "home"
    settings.STATIC_ROOT = settings.HOME / "static"
    settings.STATICFILES_FINDERS = []
    return settings.HOME
