"""See that there is a Chromium for the browser journeys: the system's, else Debian's when root, else a sentence.

python3 tools/chromium.py    # prints its path
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of the system's Chromium, DAYBILL_CHROMIUM first; ``None`` where there is none."""
    named = os.environ.get("DAYBILL_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "-q", "update"],
        ["apt-get", "-q", "install", "-y", "--no-install-recommends", "chromium"],
    ):
        subprocess.run(command, check=True, env={**os.environ, **quiet}, stdout=sys.stderr)


def main() -> None:
    if find() is None and shutil.which("apt-get") and os.geteuid() == 0:
        print(
            "Installing Chromium for the browser journeys (apt-get install chromium)",
            file=sys.stderr,
            flush=True,
        )
        try:
            install()
        except subprocess.CalledProcessError as error:
            sys.exit(f"Chromium could not be installed: {' '.join(error.cmd)} ended with {error.returncode}.")
    path = find()
    if path is None:
        sys.exit(
            "The browser journeys need Chromium. Install it (Debian: `apt-get install chromium` as root) and run "
            "this again, or leave the journeys out: make test ARGS='-m \"not journey and not shared and not services\"'"
        )
    print(path)


if __name__ == "__main__":
    main()
