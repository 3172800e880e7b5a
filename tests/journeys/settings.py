"""The site as readers get it, its static files hashed but not compressed: brotli takes half a minute over Wagtail's."""

from daybill.config.settings.production import *  # noqa: F403
from daybill.config.settings.production import STORAGES  # type: ignore[attr-defined]

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
