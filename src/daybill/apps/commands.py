"""What our commands share: help that ends with an example."""

from __future__ import annotations

import argparse
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandParser, DjangoHelpFormatter


class ExampleFormatter(DjangoHelpFormatter, argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of a description and of an example as they were written."""


class DaybillCommand(BaseCommand):
    """A command whose ``--help`` ends with ``example``, one command line a line."""

    example: ClassVar[str]
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        example = "\n".join(f"  {line}" for line in self.example.strip().splitlines())
        return super().create_parser(
            prog_name,
            subcommand,
            formatter_class=ExampleFormatter,
            epilog=f"Example:\n{example}",
            **kwargs,
        )
