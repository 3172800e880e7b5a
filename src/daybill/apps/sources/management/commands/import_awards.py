"""``daybill import_awards``: awards of any shape we know."""

from daybill.apps.sources.formats.academy_awards import AcademyAwards
from daybill.apps.sources.formats.golden_globes import GoldenGlobes
from daybill.apps.sources.formats.own import OwnAwards
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_awards awards.ndjson
"""
    help = (
        "Read nominations: our own NDJSON or CSV (docs/reference/data-formats.md), or a table of "
        "awards whose shape is known."
    )
    formats = (OwnAwards(), AcademyAwards(), GoldenGlobes())
    has_source = True
