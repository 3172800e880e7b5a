"""For the test suite: the environment of the machine decides nothing but the database."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# A developer's own settings must not change what a test sees.
for _name in [name for name in os.environ if name.startswith("DAYBILL_") and name != "DAYBILL_SHARED"]:
    del os.environ[_name]
os.environ["DAYBILL_HOME"] = tempfile.mkdtemp(prefix="daybill-test-")
os.environ["DAYBILL_SECRET_KEY"] = "only-for-tests-" * 5

from daybill.config.settings.base import *  # noqa: E402, F403
from daybill.config.settings.base import DATABASES, HOME, STORAGES  # noqa: E402

# WhiteNoise warns where nothing was collected yet, and a warning is an error here.
(HOME / "static").mkdir()

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# In-memory SQLite locks under the admin's autosave; a file does not.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(HOME) / "test.db")}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
