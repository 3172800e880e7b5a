"""Dumps: what a site knows, as one JSON object a line."""

from .kinds import DUMPS, Dump
from .writing import UNWRITABLE, gzipped_text, line_text, write_lines, written_aside

__all__ = ["DUMPS", "UNWRITABLE", "Dump", "gzipped_text", "line_text", "write_lines", "written_aside"]
