"""For work on Daybill itself: tracebacks, templates and static files as they stand in the checkout."""

from daybill.config.settings.base import *  # noqa: F403
from daybill.config.settings.base import STORAGES

DEBUG = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
