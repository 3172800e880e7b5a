"""``daybill init``: set up a real site."""

from __future__ import annotations

import getpass
import json
import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from daybill.apps.commands import DaybillCommand
from daybill.config import site_setup
from daybill.config.environment_file import new_secret, write_environment
from daybill.config.options import ENVIRONMENT_FILE, environment_of, read_options

# What the site is asked for: option of this command, variable, question.
QUESTIONS = [
    ("site_name", "DAYBILL_SITE_NAME", "The guide's name"),
    ("site_url", "DAYBILL_SITE_URL", "Its public address"),
    ("countries", "DAYBILL_COUNTRIES", "Countries it serves first, as in AU,NZ (empty: every one)"),
]
DEFAULTS = {"site_name": "Daybill", "site_url": "http://127.0.0.1:8000", "countries": ""}


class Command(DaybillCommand):
    help = (
        "Set up a real site in DAYBILL_HOME: its secret and settings, its database, its first editor, and the\n"
        "publisher's pages. Safe to run again: what is there stays, and a secret is never replaced."
    )
    example = (
        "daybill init\n"
        'daybill init --no-input --site-name "Our guide" --site-url https://guide.example --countries AU,NZ \\\n'
        '    --editor-email anna@guide.example --editor-name "Anna Lee" --password-file password.txt'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site-name", help="The guide's name, as readers see it.")
        parser.add_argument("--site-url", help="Its public address, such as https://guide.example.")
        parser.add_argument("--countries", help="The countries it serves first, such as AU,NZ.")
        parser.add_argument(
            "--editor-email", help="The first editor's e-mail address, which is also the login."
        )
        parser.add_argument("--editor-name", help="The first editor's name.")
        parser.add_argument(
            "--password-file", type=Path, help="A file whose first line is the editor's password."
        )
        parser.add_argument("--no-input", action="store_true", help="Ask nothing; take flags and defaults.")
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="Default: %(default)s."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        asks = not options["no_input"]
        if asks and not sys.stdin.isatty():
            raise CommandError(
                "There is nobody to ask here. Give --no-input and the flags of `daybill init --help`."
            )
        home = settings.HOME
        self.keep_settings(home, options, asks=asks)
        site_name = environment_of(home)["DAYBILL_SITE_NAME"]
        site_setup.apply_migrations()
        site_setup.collect_static_files()
        report = {
            "home": str(home),
            "environment_file": str(home / ENVIRONMENT_FILE),
            "site_url": environment_of(home)["DAYBILL_SITE_URL"],
            "pages": site_setup.create_publisher_pages(site_name),
            **self.first_editor(options, asks=asks),
        }
        self.tell(report, options["format"])

    def keep_settings(self, home: Path, options: dict[str, Any], *, asks: bool) -> None:
        """Write what the site is to be into the home's file: flags, then the environment, then what stood there."""
        kept = environment_of(home)
        values = {}
        for name, variable, question in QUESTIONS:
            known = os.environ.get(variable) or kept.get(variable) or DEFAULTS[name]
            given = options[name]
            if given is None:
                given = (input(f"{question} [{known}]: ").strip() if asks else "") or known
            values[variable] = given.strip()
        if database := os.environ.get("DATABASE_URL") or kept.get("DATABASE_URL"):
            values["DATABASE_URL"] = database
        read = read_options(values)
        values["DAYBILL_SITE_URL"] = read.site_url
        values["DAYBILL_COUNTRIES"] = ",".join(read.countries)
        if not kept.get("DAYBILL_SECRET_KEY"):
            values["DAYBILL_SECRET_KEY"] = new_secret()
        write_environment(home, values)

    def first_editor(self, options: dict[str, Any], *, asks: bool) -> dict[str, Any]:
        """Make the editor that is asked for; what the report says of it."""
        email = options["editor_email"] or ""
        if asks and not email:
            email = input("The first editor's e-mail address (empty: none now): ")
        email = email.strip()
        if not email:
            return {"editor": None, "password": None}
        if site_setup.find_editor(email):
            return {"editor": email, "password": None}
        name = options["editor_name"]
        if name is None:
            name = input("The first editor's name: ") if asks else ""
        password = self.password(options["password_file"], asks=asks)
        site_setup.create_editor(
            email=email, name=name, password=password or (made := site_setup.new_password())
        )
        return {"editor": email, "password": None if password else made}

    def password(self, file: Path | None, *, asks: bool) -> str:
        """The password that was given or typed; empty where one is to be made."""
        if file:
            try:
                first = file.read_text(encoding="utf-8").partition("\n")[0].strip()
            except OSError as error:
                raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
            if not first:
                raise CommandError(f"{file} has nothing on its first line. Write the password there.")
            return first
        if not asks:
            return ""
        typed = getpass.getpass("A password (empty: one is made): ")
        if typed and typed != getpass.getpass("The same again: "):
            raise CommandError(
                "The two passwords differ. Run `daybill init` again; what was set up so far stays."
            )
        return typed

    def tell(self, report: dict[str, Any], form: str) -> None:
        if form == "json":
            self.stdout.write(json.dumps(report))
            return
        self.stdout.write(f"The site is set up in {report['home']}.")
        self.stdout.write(
            f"Its secret and settings are in {report['environment_file']}, for its owner alone."
        )
        if report["pages"]:
            self.stdout.write(f"Pages to make your own: {', '.join(report['pages'])}.")
        if report["password"]:
            self.stdout.write(f"{report['editor']} signs in at /admin/ with {report['password']}")
            self.stdout.write("This password is shown once. Change it after signing in.")
        elif report["editor"]:
            self.stdout.write(f"{report['editor']} signs in at /admin/.")
        else:
            self.stdout.write("There is no editor yet: daybill init --editor-email you@example.org")
        self.stdout.write("Start it: daybill run")
