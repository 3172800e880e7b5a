"""The command line: every command is a Django management command, run by ``daybill NAME``."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run one command; a mistake in the settings is a sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daybill.config.settings.production")
    from django.core.management import ManagementUtility

    from daybill.config.demo_home import settle_demo_home
    from daybill.domain.errors import DaybillError

    arguments = sys.argv[1:]
    utility = ManagementUtility(["daybill", *arguments])
    utility.prog_name = "daybill"
    # What a terminal cannot show is shown as its number; it stops nothing.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        if arguments[:1] == ["demo"]:
            settle_demo_home(arguments[1:], os.environ)
        utility.execute()
    except DaybillError as error:
        sys.exit(f"daybill: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has seen enough (`daybill … | head`). Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
