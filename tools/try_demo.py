"""Start `daybill demo` as a newcomer would, ask for a page of it, and stop it.

    python tools/try_demo.py

Ends with 0 where the page came and the demo stopped cleanly; otherwise with a sentence and what it printed.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = "/au/movie/heat-1995/"
MOST_SECONDS = 240


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answer(address: str) -> bytes | None:
    """The page's bytes; ``None`` while nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=20) as response:  # noqa: S310 (our own address)
            return bytes(response.read())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return None


def main() -> None:
    port = free_port()
    command = [str(ROOT / ".venv/bin/daybill"), "demo", "--home", "var", "--port", str(port)]
    began = time.monotonic()
    demo = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    page = None
    while page is None and demo.poll() is None and time.monotonic() - began < MOST_SECONDS:
        time.sleep(0.5)
        page = answer(f"http://127.0.0.1:{port}{PAGE}")
    took = time.monotonic() - began
    demo.send_signal(signal.SIGTERM)
    printed, _ = demo.communicate(timeout=60)
    if page is None or b'data-part="where-to-watch"' not in page:
        sys.exit(f"The demo showed no {PAGE} within {took:.0f} s. It printed:\n{printed}")
    if demo.returncode:
        sys.exit(f"The demo ended with {demo.returncode} when it was stopped. It printed:\n{printed}")
    print(
        f"The demo showed {PAGE} ({len(page):,} bytes) {took:.0f} s after it was started, and stopped cleanly."
    )


if __name__ == "__main__":
    main()
