from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from daybill.apps.accounts.models import User
from daybill.apps.dossiers.models import PublisherPage
from daybill.config.options import environment_of, load_options
from daybill.domain.errors import ConfigurationError, InvalidRecord
from tests.factories import PublisherPageFactory

ANNA = {"editor_email": "Anna@guide.example", "editor_name": "Anna Lee"}

pytestmark = pytest.mark.django_db


def init(**options):
    out = io.StringIO()
    call_command("init", no_input=True, format="json", stdout=out, **options)
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    "options", [{"site_url": "guide.example"}, {"countries": "AU,XX"}, {"site_name": "Two\nlines"}], ids=str
)
def test_what_cannot_be_is_refused_and_nothing_is_written(home, options):
    with pytest.raises(ConfigurationError):
        init(**options)
    assert not home.exists()


@pytest.mark.parametrize("password", ["lamp", "password1234", "anna@guide.example"])
def test_a_weak_password_is_refused(home, tmp_path, password):
    (tmp_path / "password").write_text(password)
    with pytest.raises(InvalidRecord) as refused:
        init(**ANNA, password_file=tmp_path / "password")
    assert password not in str(refused.value)
    assert not User.objects.exists()


def test_a_login_that_is_no_address_is_refused(home):
    with pytest.raises(InvalidRecord, match="not-an-address"):
        init(editor_email="not-an-address")


@pytest.mark.parametrize("text", [None, "", "\nsecond line"])
def test_a_password_file_without_a_password_is_refused(home, tmp_path, text):
    if text is not None:
        (tmp_path / "password").write_text(text)
    with pytest.raises(CommandError, match="password"):
        init(**ANNA, password_file=tmp_path / "password")


def test_nobody_to_ask_is_said_and_nothing_is_done(home, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match="--no-input"):
        call_command("init")
    assert not home.exists()


def test_a_site_is_set_up(home):
    report = init(site_name="Our guide", site_url="https://guide.example/", countries="au,NZ", **ANNA)
    options = load_options({"DAYBILL_HOME": str(home)})
    assert (options.site_name, options.site_url, options.countries) == (
        "Our guide",
        "https://guide.example",
        ("AU", "NZ"),
    )
    assert len(options.secret_key) >= 50
    assert report["pages"] == ["about", "privacy", "disclosure"]
    assert (home / "daybill.env").stat().st_mode & 0o777 == 0o600


def test_the_first_editor_signs_in_with_the_password_that_was_printed(home, client):
    report = init(**ANNA)
    assert client.login(username="anna@guide.example", password=report["password"])
    editor = User.objects.get()
    assert (editor.email, editor.first_name, editor.last_name) == ("Anna@guide.example", "Anna", "Lee")
    assert editor.has_perm("dossiers.publish_publisherpage")


def test_a_password_from_a_file_is_never_printed(home, tmp_path, client):
    (tmp_path / "password").write_text("tall-green-lamp-posts\n")
    report = init(**ANNA, password_file=tmp_path / "password")
    assert report["password"] is None
    assert client.login(username="anna@guide.example", password="tall-green-lamp-posts")


def test_a_second_run_changes_what_it_is_told_to_and_keeps_the_rest(home):
    init(site_name="Our guide", countries="AU", **ANNA)
    secret, password = environment_of(home)["DAYBILL_SECRET_KEY"], User.objects.get().password
    report = init(countries="NZ", **ANNA)
    kept = environment_of(home)
    assert (kept["DAYBILL_SITE_NAME"], kept["DAYBILL_COUNTRIES"]) == ("Our guide", "NZ")
    assert kept["DAYBILL_SECRET_KEY"] == secret
    assert User.objects.get().password == password
    assert report["password"] is None
    assert report["pages"] == []


def test_a_page_that_an_editor_wrote_stays(home):
    PublisherPageFactory(slug="about", body="<p>Ours.</p>")
    assert init()["pages"] == ["privacy", "disclosure"]
    assert PublisherPage.objects.get(slug="about").body == "<p>Ours.</p>"


def test_the_first_pages_are_live_and_carry_the_sites_name(home):
    init(site_name="Film & <b>Club</b>")
    pages = PublisherPage.objects.all()
    assert all(page.live and page.latest_revision for page in pages)
    assert "Film &amp; &lt;b&gt;Club" in pages.get(slug="about").body
    assert not any("{" in page.body for page in pages)


def test_a_site_without_an_editor_is_told_how_to_make_one(home, capsys):
    call_command("init", no_input=True)
    assert "daybill init --editor-email" in capsys.readouterr().out
    assert not User.objects.exists()
