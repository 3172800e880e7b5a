"""The catalogue as lines for a dump: read in batches, so that memory and queries follow the batch and not the table.

Every kind has one order that does not depend on the database's own numbers: the same facts give the same bytes.
"""

from .awards import award_lines
from .keys import batches, byte_order, ids_line, keyed_titles, person_key, title_key
from .lists import list_lines, relation_lines
from .people import person_lines
from .sources import source_lines
from .titles import BATCH, TitleLine, title_lines

__all__ = [
    "BATCH",
    "TitleLine",
    "award_lines",
    "batches",
    "byte_order",
    "ids_line",
    "keyed_titles",
    "list_lines",
    "person_key",
    "person_lines",
    "relation_lines",
    "source_lines",
    "title_key",
    "title_lines",
]
