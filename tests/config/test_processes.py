"""The commands as processes: a site from nothing, served, asked, and stopped."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

DAYBILL = Path(sys.executable).with_name("daybill")
SECONDS = 60

pytestmark = pytest.mark.enable_socket


def environment(home: Path) -> dict[str, str]:
    """As in a new shell, on SQLite; without compressing the static files, which takes ten seconds."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DAYBILL_", "DJANGO_"))}
    kept |= {
        "DAYBILL_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "daybill.config.settings.dev",
        "DATABASE_URL": "",
    }
    return kept


def daybill(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [DAYBILL, *arguments],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def status_of(address: str, process: subprocess.Popen[str]) -> int:
    """The status that an address answers with, once something listens there."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=SECONDS) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"Nothing listens at {address}; exit code {process.poll()}")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("site") / "home"
    made = daybill(home, "init", "--no-input", "--editor-email", "anna@guide.example", "--format", "json")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["password"]
    return home


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["serve"], "daybill init"),
        (["work"], "daybill init"),
        (["demo", "--port", "notaport"], "notaport"),
        (["no_such_command"], "no_such_command"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_not_a_traceback(tmp_path, arguments, words):
    answer = daybill(tmp_path / "home", *arguments)
    assert answer.returncode != 0
    assert words in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_setting_that_cannot_be_read_is_a_sentence(tmp_path):
    (tmp_path / "daybill.env").write_text("DAYBILL_COUNTRIES=Australia\n")
    answer = daybill(tmp_path, "serve")
    assert answer.returncode == 1
    assert answer.stderr.startswith("daybill: DAYBILL_COUNTRIES")


@contextlib.contextmanager
def running(site: Path, command: str, port: int) -> Iterator[subprocess.Popen[str]]:
    """A site that answers; killed at the end where the test did not stop it."""
    process = subprocess.Popen(
        [DAYBILL, command, "--port", str(port), "--workers", "1"],
        env=environment(site),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert status_of(f"http://127.0.0.1:{port}/admin/login/", process) == 200
        yield process
    finally:
        process.kill()
        process.communicate(timeout=SECONDS)


@pytest.mark.parametrize(("command", "number"), [("run", signal.SIGTERM), ("serve", signal.SIGINT)])
def test_a_site_is_served_until_it_is_told_to_stop(site, command, number):
    port = free_port()
    with running(site, command, port) as process:
        process.send_signal(number)
        out, err = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, err
    assert str(port) in out
    assert "Traceback" not in err


def test_nothing_goes_on_when_a_site_is_killed_outright_and_no_second_one_starts_beside_it(site):
    port = free_port()
    with running(site, "run", port) as process:
        second = daybill(site, "serve", "--port", str(port))
        assert (second.returncode, "taken" in second.stderr) == (1, True)
        process.kill()
        process.wait(SECONDS)
    until = time.monotonic() + SECONDS
    while is_listening(port):
        assert time.monotonic() < until
        time.sleep(0.1)
