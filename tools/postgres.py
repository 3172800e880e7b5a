"""Run a command on a PostgreSQL of its own, which is thrown away afterwards.

    python tools/postgres.py pytest -m services

The server is installed with apt-get when root and absent. It listens on a free port of 127.0.0.1, keeps its data
in a temporary folder, and is stopped at the end, whether the command passed, failed or was interrupted. The
command gets DATABASE_URL; its exit code is this one's.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

VERSIONS = Path("/usr/lib/postgresql")
# initdb refuses to work as root; Debian's package makes the first of these.
UNPRIVILEGED = ("postgres", "nobody")
# A throw-away cluster need not survive a power cut.
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def find_programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, the newest version's; ``None`` where there is none."""
    versions = sorted(VERSIONS.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = versions[-1] if versions else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def install() -> None:
    print("Installing PostgreSQL (apt-get install postgresql)", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Without this Debian's package makes and starts a cluster of its own.
    config = Path("/etc/postgresql-common/createcluster.conf")
    if not config.exists():
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text("create_main_cluster = false\n", encoding="utf-8")
    for command in (
        ["apt-get", "-q", "update"],
        ["apt-get", "-q", "install", "-y", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold",
         "postgresql"],
    ):  # fmt: skip
        subprocess.run(command, check=True, env=quiet, stdout=sys.stderr, stdin=subprocess.DEVNULL)


def user_for_server() -> str | None:
    """Who may run the server: ``None`` for oneself, another user's name for root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run_as(user: str | None, command: list[str]) -> None:
    answer = subprocess.run(
        command, user=user, check=False, cwd="/", text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if answer.returncode:
        raise SystemExit(f"{' '.join(command[:2])} ended with {answer.returncode}:\n{answer.stdout}")


@contextlib.contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running PostgreSQL, as the DATABASE_URL to reach it by."""
    user = user_for_server()
    # A socket's path is at most 107 bytes, so not below a long TMPDIR.
    folder = Path(tempfile.mkdtemp(prefix="daybill-postgres-", dir="/tmp"))
    data, log = folder / "data", folder / "log"
    password_file = folder / "password"
    password = secrets.token_hex(16)
    password_file.write_text(password, encoding="utf-8")
    if user:
        shutil.chown(folder, user)
        shutil.chown(password_file, user)
    port = free_port()
    options = f"-h 127.0.0.1 -p {port} -k {folder} " + " ".join(f"-c {setting}" for setting in SETTINGS)
    try:
        run_as(user, [str(programs / "initdb"), "-D", str(data), "-U", "daybill", "-A", "scram-sha-256",
                      "--pwfile", str(password_file), "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])  # fmt: skip
        # pg_ctl's own output stays closed to the server it leaves behind: it logs to the file.
        run_as(
            user, [str(programs / "pg_ctl"), "-D", str(data), "-l", str(log), "-o", options, "-w", "start"]
        )
        try:
            yield f"postgres://daybill:{password}@127.0.0.1:{port}/postgres"
        finally:
            run_as(user, [str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def interrupted(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("Name the command to run: python tools/postgres.py pytest")
    if find_programs() is None and shutil.which("apt-get") and os.geteuid() == 0:
        install()
    programs = find_programs()
    if programs is None:
        sys.exit(
            "These tests need PostgreSQL's server. Install it (Debian: `apt-get install postgresql` as root)."
        )
    signal.signal(signal.SIGTERM, interrupted)
    with server(programs) as address:
        print(f"PostgreSQL of {programs} runs for these tests", file=sys.stderr, flush=True)
        code = subprocess.run(
            sys.argv[1:], env={**os.environ, "DATABASE_URL": address}, check=False
        ).returncode
    sys.exit(code)


if __name__ == "__main__":
    main()
