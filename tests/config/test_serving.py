from __future__ import annotations

import os
import signal
import socket
import threading

import pytest

from daybill.config import serving
from daybill.config.options import Options
from daybill.domain.errors import ConfigurationError


class WorkerThatWaits:
    """A process that ends when it is told to, or at once with the code it was made with."""

    def __init__(self, code: int | None = None):
        self.ended = threading.Event()
        self.code = code
        if code is not None:
            self.ended.set()

    def wait(self, timeout=None):
        self.ended.wait(timeout)
        return self.code

    def terminate(self):
        self.code = self.code if self.code is not None else -signal.SIGTERM
        self.ended.set()


def test_without_a_secret_the_way_out_is_named():
    with pytest.raises(ConfigurationError, match="daybill init"):
        serving.refuse_without_secret(Options())


def test_with_a_secret_nothing_is_refused():
    serving.refuse_without_secret(Options(secret_key="x" * 64))


@pytest.mark.enable_socket
def test_a_taken_port_is_a_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(ConfigurationError, match="taken"):
            serving.refuse_taken_port("127.0.0.1", other.getsockname()[1])


@pytest.mark.enable_socket
@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("192.0.2.1", 8000), ("127.0.0.1", -1)])
def test_an_address_that_cannot_be_listened_on_is_a_sentence(host, port):
    with pytest.raises(ConfigurationError, match="cannot listen"):
        serving.refuse_taken_port(host, port)


@pytest.mark.enable_socket
def test_a_free_port_is_not_refused():
    serving.refuse_taken_port("127.0.0.1", 0)


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_is_not_refused():
    serving.refuse_unprepared_database()


def test_a_worker_that_ends_by_itself_stops_the_pages_and_its_code_is_told():
    stopped = threading.Event()

    def serve_pages(**_):
        assert stopped.wait(5)

    before = signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    try:
        with pytest.raises(ConfigurationError, match="exit code 3"):
            serving.serve_with_worker(
                host="", port=0, workers=1, start=lambda: WorkerThatWaits(3), serve_pages=serve_pages
            )
    finally:
        signal.signal(signal.SIGTERM, before)


def test_pages_that_end_stop_the_worker():
    worker = WorkerThatWaits()
    serving.serve_with_worker(host="", port=0, workers=1, start=lambda: worker, serve_pages=lambda **_: None)
    assert worker.ended.is_set()


def test_pages_that_fail_stop_the_worker_and_keep_their_exit_code():
    worker = WorkerThatWaits()

    def serve_pages(**_):
        raise SystemExit(1)

    with pytest.raises(SystemExit):
        serving.serve_with_worker(host="", port=0, workers=1, start=lambda: worker, serve_pages=serve_pages)
    assert worker.ended.is_set()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_quietly_what_was_under_way(number):
    reached = []
    with serving.stops_on_signals():
        os.kill(os.getpid(), number)
        reached.append("after the signal")
    assert reached == []


def test_jobs_run_at_the_start_and_then_by_their_own_clock():
    now, ran, stop = [0.0], [], threading.Event()

    def run(name):
        ran.append((name, now[0]))

    def clock():
        return now[0]

    class Ticking(threading.Event):
        def wait(self, timeout=None):
            now[0] += timeout
            if now[0] >= 150:
                self.set()
            return self.is_set()

    stop = Ticking()
    serving.work_until_stopped([("often", 60), ("seldom", 3600)], stop, run=run, clock=clock)
    assert ran == [("often", 0.0), ("seldom", 0.0), ("often", 60.0), ("often", 120.0)]


@pytest.mark.django_db
def test_a_job_that_fails_is_told_and_does_not_end_the_worker(caplog):
    serving.run_job("no_such_command")
    assert "no_such_command failed" in caplog.text
