"""``daybill import_golden_globes``: Golden Globe nominations."""

from daybill.apps.sources.formats.golden_globes import GoldenGlobes
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_golden_globes golden_globe_awards.csv
"""
    help = "Read the table of Golden Globe nominations; films are found by name, year and people."
    formats = (GoldenGlobes(),)
    speaks_of_titles = True
