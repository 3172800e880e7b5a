"""``daybill export_offers``: where to watch what, one offer a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.management.base import CommandError, CommandParser

from daybill.api.dumps.command import ExportCommand
from daybill.apps.availability.export import offer_lines, provider_slugs
from daybill.domain.countries import country
from daybill.domain.errors import UnknownChoice
from daybill.domain.nearest import nearest


class Command(ExportCommand):
    kind = "offers"
    example = """
daybill export_offers | head
daybill export_offers --country AU --provider stan --out offers.ndjson
"""
    help = (
        "Write what is known of every offer, past ones included, as one JSON object a line. "
        "The schema of a line is daybill/api/schemas/offer.schema.json."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--country", action="append", default=[], help="Only in this country; may be repeated."
        )
        parser.add_argument(
            "--provider",
            action="append",
            default=[],
            help="Only of this provider (its slug); may be repeated.",
        )

    def lines(self, **options: Any) -> Iterator[Mapping[str, Any]]:
        try:
            countries = [country(code).code for code in options["country"]]
            providers = known_providers(options["provider"])
        except UnknownChoice as error:
            raise CommandError(str(error)) from error
        return offer_lines(countries=countries, providers=providers)


def known_providers(slugs: list[str]) -> list[str]:
    """The slugs, all of providers that are there.

    Raises:
        UnknownChoice: one of them is not.
    """
    there = provider_slugs() if slugs else []
    for slug in slugs:
        if slug not in there:
            raise UnknownChoice(what="provider", value=slug, nearest=nearest(slug, there))
    return slugs
