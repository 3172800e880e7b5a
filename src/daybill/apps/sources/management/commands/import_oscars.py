"""``daybill import_oscars``: Academy Award nominations."""

from daybill.apps.sources.formats.academy_awards import AcademyAwards
from daybill.apps.sources.import_command import ImportCommand


class Command(ImportCommand):
    example = """
daybill import_oscars oscars.csv --format json
"""
    help = (
        "Read the table of every Academy Award nomination, with the films, the people and the "
        "credits it proves."
    )
    formats = (AcademyAwards(),)
