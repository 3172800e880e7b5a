from __future__ import annotations

import gzip
import json

import pytest
from django.core.management import CommandError, call_command

from daybill.apps.accounts.models import User
from daybill.apps.sources.catalogue_folder import digest_of, loaded_digest
from daybill.config import demo_home
from daybill.config.demo_catalogue import demo_catalogue
from daybill.config.environment_file import write_environment
from daybill.config.management.commands.demo import Command
from daybill.config.options import environment_of
from daybill.domain.errors import ConfigurationError


class DemoThatIsNotServed(Command):
    """The command with a small catalogue; it keeps what it would have served."""

    def __init__(self, folder):
        super().__init__()
        self.catalogue = lambda: folder
        self.dossiers = lambda: folder
        self.served = []

    def serve(self, *, on_ready, **options):
        self.served.append(options)
        on_ready()


@pytest.fixture
def catalogue(tmp_path):
    folder = tmp_path / "catalogue"
    folder.mkdir()
    line = json.dumps({"slug": "films-table", "name": "A table of films"})
    (folder / "sources.ndjson.gz").write_bytes(gzip.compress(f"{line}\n".encode()))
    return folder


@pytest.fixture
def free(monkeypatch):
    """No port is looked at: sockets are closed in tests."""
    monkeypatch.setattr("daybill.config.serving.refuse_taken_port", lambda host, port: None)


def test_the_demo_does_not_settle_in_a_real_sites_home(tmp_path):
    write_environment(tmp_path, {"DAYBILL_SECRET_KEY": "x" * 64})
    before = (tmp_path / "daybill.env").read_bytes()
    with pytest.raises(ConfigurationError, match="--home"):
        demo_home.settle_demo_home(["--home", str(tmp_path)], {})
    assert (tmp_path / "daybill.env").read_bytes() == before


def test_help_settles_nowhere(tmp_path):
    environ = {"DAYBILL_HOME": str(tmp_path / "home")}
    assert demo_home.settle_demo_home(["--help"], environ) is None
    assert not (tmp_path / "home").exists()


def test_a_home_named_on_the_command_line_wins(tmp_path):
    environ = {"DAYBILL_HOME": str(tmp_path / "other")}
    home = demo_home.settle_demo_home(["--port", "8123", "--home", str(tmp_path / "home")], environ)
    assert home == tmp_path / "home"
    assert environ == {"DAYBILL_HOME": str(home), "DAYBILL_SITE_URL": "http://127.0.0.1:8123"}
    assert environment_of(home)["DAYBILL_SITE_NAME"] == "Daybill demo"


def test_a_second_start_keeps_the_secret(tmp_path):
    demo_home.settle_demo_home(["--home", str(tmp_path)], {})
    secret = environment_of(tmp_path)["DAYBILL_SECRET_KEY"]
    demo_home.settle_demo_home(["--home", str(tmp_path)], {})
    assert environment_of(tmp_path)["DAYBILL_SECRET_KEY"] == secret


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:80"), ("0.0.0.0", "http://127.0.0.1:80"), ("::1", "http://[::1]:80")],
)
def test_the_address_is_one_that_a_browser_opens(host, address):
    assert demo_home.demo_address(host, 80) == address


def test_without_a_catalogue_the_way_out_is_named(tmp_path):
    with pytest.raises(ConfigurationError, match="recompile-the-demo"):
        demo_catalogue((tmp_path, tmp_path / "none"))


@pytest.mark.django_db
def test_a_home_given_too_late_is_refused(home, tmp_path):
    with pytest.raises(CommandError, match="daybill demo --home"):
        call_command("demo", home=str(tmp_path / "elsewhere"))


@pytest.mark.django_db
def test_a_start_loads_the_catalogue_and_makes_a_login_for_this_run(home, catalogue, free, client, capsys):
    command = DemoThatIsNotServed(catalogue)
    call_command(command, port=8123)
    printed = capsys.readouterr().out
    assert loaded_digest() == digest_of(catalogue)
    assert "http://127.0.0.1:8123/" in printed
    password = printed.partition("editor  with  ")[2].split()[0]
    assert client.login(username="editor", password=password)
    assert command.served == [{"host": "127.0.0.1", "port": 8123, "workers": 2}]


@pytest.mark.django_db
def test_a_second_start_makes_a_new_password_and_loads_nothing_again(home, catalogue, free):
    call_command(DemoThatIsNotServed(catalogue), port=8123)
    loaded, password = loaded_digest(), User.objects.get().password
    call_command(DemoThatIsNotServed(catalogue), port=8123)
    assert loaded_digest() == loaded
    assert User.objects.get().password != password
