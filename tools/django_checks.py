"""Django's own checks, as for a real site, and that no migration is missing.

python tools/django_checks.py
"""

from __future__ import annotations

import os
import sys
import tempfile

SITE = {
    "DAYBILL_SECRET_KEY": "only-for-these-checks-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "DAYBILL_SITE_URL": "https://guide.example",
    "DATABASE_URL": "",
    "DJANGO_SETTINGS_MODULE": "daybill.config.settings.production",
}
SILENCED = [
    # Subdomains and browsers' preload lists are the publisher's decision, not the engine's.
    "security.W005",
    "security.W021",
    # The editor shows a preview of the site's own pages in a frame.
    "security.W019",
]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="daybill-checks-") as home:
        os.environ.update(SITE, DAYBILL_HOME=home)
        import django
        from django.conf import settings
        from django.core.management import CommandError, call_command

        django.setup()
        settings.SILENCED_SYSTEM_CHECKS = SILENCED
        try:
            call_command("check", "--deploy", "--fail-level", "WARNING")
            call_command("makemigrations", "--check", "--dry-run")
        except CommandError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
