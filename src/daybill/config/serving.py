"""The site's processes: granian for pages, and one worker for what happens by the clock."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from django.core.cache import caches
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from daybill.config.options import Options
from daybill.domain.errors import ConfigurationError

logger = logging.getLogger(__name__)

HOST, PORT, WORKERS, THREADS = "127.0.0.1", 8000, 2, 4
# Requests still being answered get this long when the server stops.
STOP_SECONDS = 10
PR_SET_PDEATHSIG = 1


def refuse_without_secret(options: Options) -> None:
    """Raise `ConfigurationError` where there is no secret to sign sessions with."""
    if not options.secret_key:
        raise ConfigurationError(
            f"There is no secret for the site in {options.home}. Run `daybill init` first; it makes one."
        )


def refuse_unprepared_database() -> None:
    """Raise `ConfigurationError` where the database cannot be reached or is older than the program."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise ConfigurationError(f"The database cannot be reached: {str(error).strip()}") from error
    if pending:
        raise ConfigurationError(
            "The database is not up to date with this version. Run `daybill migrate` first."
        )


def refuse_taken_port(host: str, port: int) -> None:
    """Raise `ConfigurationError` where the address cannot be listened on.

    Granian shares its socket among workers, so that a second server would start beside the first and
    take half of its requests; a plain bind tells.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            if getattr(error, "errno", None) == errno.EADDRINUSE:
                reason = "it is taken by another program. Stop that one or name another port: --port 8001"
            else:
                reason = f"{getattr(error, 'strerror', None) or error}. Name another address: --host, --port"
            raise ConfigurationError(f"The site cannot listen on {host}, port {port}: {reason}") from error


@contextlib.contextmanager
def stops_on_signals() -> Iterator[None]:
    """Turn SIGTERM into what Ctrl-C does, and end quietly on either."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


def serve(*, host: str, port: int, workers: int, on_ready: Callable[[], None] | None = None) -> None:
    """Serve pages until SIGTERM or SIGINT.

    Args:
        on_ready: called once when the port is open, just before the first worker starts.
    """
    server = Granian(
        "daybill.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # More threads only wait for each other: Python answers one request at a time in each worker.
        blocking_threads=THREADS,
        workers_kill_timeout=STOP_SECONDS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    if on_ready:
        server.on_startup(on_ready)
    # Pages kept by an earlier version may have been drawn by other templates.
    caches["pages"].clear()
    # The web workers are forked from here: none may inherit a connection that another one uses, and none may go
    # on listening alone when this process is killed outright.
    connections.close_all()
    os.register_at_fork(after_in_child=end_with_parent)
    server.serve()


def end_with_parent() -> None:
    """Have the kernel send SIGTERM to this process when its parent is gone. Linux alone knows how."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start_worker() -> subprocess.Popen[bytes]:
    """The worker as a process of its own, which ends when this one does."""
    return subprocess.Popen(  # noqa: S603 (our own command)
        [sys.executable, "-m", "daybill.config.cli", "work", "--with-parent", str(os.getpid())]
    )


def serve_with_worker(
    *,
    host: str,
    port: int,
    workers: int,
    on_ready: Callable[[], None] | None = None,
    start: Callable[[], subprocess.Popen[bytes]] = start_worker,
    serve_pages: Callable[..., None] = serve,
) -> None:
    """Serve pages and run the worker; where one ends by itself the other is stopped too.

    Args:
        start: starts the worker.
        serve_pages: what `serve` does, until SIGTERM.

    Raises:
        ConfigurationError: the worker ended by itself; the message has its exit code.
    """
    stopping = threading.Event()
    lost: list[int] = []
    worker = start()

    def watch() -> None:
        code = worker.wait()
        if not stopping.is_set():
            lost.append(code)
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
    try:
        serve_pages(host=host, port=port, workers=workers, on_ready=on_ready)
    finally:
        stopping.set()
        worker.terminate()
        try:
            worker.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            worker.kill()
    if lost:
        raise ConfigurationError(
            f"The worker ended with exit code {lost[0]}, so the web server was stopped too."
        )


def run_job(name: str) -> None:
    """Run one management command; its failure is told and does not end the worker."""
    try:
        call_command(name, verbosity=0)
    except Exception:
        logger.exception("%s failed; it is tried again at its next time", name)
    finally:
        connections.close_all()


def work_until_stopped(
    jobs: Sequence[tuple[str, float]],
    stop: threading.Event,
    *,
    run: Callable[[str], None] = run_job,
    clock: Callable[[], float] = time.monotonic,
    tick_seconds: float = 1.0,
) -> None:
    """Run management commands by the clock until ``stop`` is set.

    Args:
        jobs: name of a command and the seconds between two runs of it; each runs once at the start.
        clock: seconds that only go forward.
    """
    due = {name: clock() for name, _ in jobs}
    while not stop.is_set():
        for name, every_seconds in jobs:
            if due[name] <= clock():
                due[name] = clock() + every_seconds
                run(name)
        stop.wait(tick_seconds)
