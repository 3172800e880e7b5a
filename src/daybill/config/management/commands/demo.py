"""``daybill demo``: a guide with a real catalogue, on this machine, without network or keys."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from daybill.apps.commands import DaybillCommand
from daybill.apps.dossiers.loading import load_dossiers
from daybill.apps.sources.catalogue_folder import digest_of, load_catalogue, loaded_digest
from daybill.config import demo_home, serving, site_setup
from daybill.config.demo_catalogue import demo_catalogue, demo_dossiers


class Command(DaybillCommand):
    help = (
        "Start a guide with the demo catalogue. The first start loads it; later ones take a few seconds. "
        "Prints the address and an editor's login made for this run. Stop it with Ctrl-C."
    )
    example = "daybill demo --port 8123 --home ~/daybill-demo"
    # A test puts others in their place.
    serve = staticmethod(serving.serve_with_worker)
    catalogue = staticmethod(demo_catalogue)
    dossiers = staticmethod(demo_dossiers)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--home", help="Where the demo keeps its data; default DAYBILL_HOME.")
        parser.add_argument("--host", default=demo_home.HOST, help="Default: %(default)s.")
        parser.add_argument("--port", type=int, default=demo_home.PORT, help="Default: %(default)s.")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port, home = options["host"], options["port"], options["home"]
        if home and Path(home).expanduser().resolve() != settings.HOME:
            raise CommandError(
                "The home is settled before the settings are read: run this as `daybill demo --home …`."
            )
        serving.refuse_taken_port(host, port)
        with serving.stops_on_signals():
            password = self.prepare()
            address = demo_home.demo_address(host, port)
            self.serve(
                host=host,
                port=port,
                workers=serving.WORKERS,
                on_ready=lambda: self.welcome(address, password),
            )

    def prepare(self) -> str:
        """Bring the home to where it can be served; the editor's new password."""
        folder = self.catalogue()
        columns = (
            TextColumn("{task.description:<34}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=Console(file=sys.stderr)) as progress:
            task = progress.add_task("Setting up the database", total=1)
            site_setup.apply_migrations()
            progress.update(task, completed=1)
            task = progress.add_task("Collecting styles and pictures", total=1)
            site_setup.collect_static_files()
            progress.update(task, completed=1)
            if loaded_digest() != digest_of(folder):
                self.load(folder, progress)
            task = progress.add_task("Dossiers", total=1)
            load_dossiers(self.dossiers())
            progress.update(task, completed=1)
        site_setup.create_publisher_pages(settings.DAYBILL.site_name)
        return site_setup.renew_demo_editor()

    @staticmethod
    def load(folder: Path, progress: Progress) -> None:
        """Import the catalogue, with one bar over all of its files."""
        task = progress.add_task("Loading the catalogue", total=None)
        done_before: dict[str, int] = {}

        def show(file: str, done: int, lines: int) -> None:
            done_before[file] = done
            name = file.partition(".")[0]
            total = sum(count for other, count in done_before.items() if other != file) + lines
            progress.update(
                task,
                description=f"Loading the catalogue: {name}"[:34],
                completed=sum(done_before.values()),
                total=total,
            )

        load_catalogue(folder, progress=show)
        progress.update(task, description="Loading the catalogue")

    def welcome(self, address: str, password: str) -> None:
        self.stdout.write(
            f"\nThe demo guide is at  {address}/\n"
            f"Editors sign in at    {address}/admin/  as  editor  with  {password}\n"
            f"Its data is in        {settings.HOME}\n"
            "Stop it with Ctrl-C.\n"
        )
        self.stdout.flush()
